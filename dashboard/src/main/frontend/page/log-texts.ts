import type { Language } from './messages';

const vi = {
  audit: 'Nhật ký', actor: 'Ai', action: 'Việc', object: 'Đối tượng', detail: 'Chi tiết', at: 'Lúc', within: 'Trong', words: 'Chữ', any: 'Tất cả', ever: 'mọi lúc', older: 'Cũ hơn', nothing: 'Không có gì khớp',
  spans: { 1: '1 giờ', 24: '24 giờ', 168: '7 ngày', 720: '30 ngày' } as Record<string, string>,
  subjects: { alert: 'Cảnh báo', maintenance: 'Bảo trì', device: 'Thiết bị', certificate: 'Chứng thư', session: 'Đăng nhập', account: 'Tài khoản', kiosk: 'Màn hình', layout: 'Bố cục', camera: 'Camera', explanation: 'Giải trình', drill: 'Diễn tập', route: 'Nơi báo tin', rule: 'Quy tắc', rejected: 'Bản tin bị từ chối', incident: 'Vụ việc', catalogue: 'Danh mục' } as Record<string, string>,
  actions: {
    'alert.acknowledge': 'xác nhận cảnh báo', 'alert.assign': 'giao cảnh báo', 'alert.comment': 'ghi chú cảnh báo', 'alert.shelve': 'gác cảnh báo', 'alert.unshelve': 'bỏ gác', 'alert.close': 'đóng cảnh báo', 'alert.step-done': 'xong bước xử lý', 'alert.step-undone': 'chưa xong bước xử lý',
    'maintenance.open': 'đặt lịch bảo trì', 'maintenance.cancel': 'hủy lịch bảo trì', 'device.add': 'thêm thiết bị', 'device.import': 'nhập thiết bị', 'device.token': 'cấp token', 'device.enable': 'bật thiết bị', 'device.disable': 'tắt thiết bị', 'device.delete': 'xóa thiết bị',
    'device.load': 'thiết bị thử tải', 'device.load-end': 'hết thử tải', 'device.play': 'thiết bị mô phỏng, phát lại', 'certificate.issue': 'cấp chứng thư', 'certificate.revoke': 'thu hồi chứng thư', 'session.open': 'đăng nhập', 'session.refuse': 'đăng nhập bị từ chối', 'session.end': 'cho ra',
    'account.add': 'thêm tài khoản', 'account.enable': 'mở tài khoản', 'account.disable': 'khóa tài khoản', 'account.lock': 'tự khóa do sai mật khẩu', 'account.password': 'đổi mật khẩu', 'account.second-factor': 'bật mã xác thực', 'account.second-factor-off': 'tắt mã xác thực', 'account.recovery-code': 'dùng mã dự phòng', 'kiosk.add': 'duyệt màn hình', 'kiosk.invite': 'mời màn hình', 'kiosk.revoke': 'thu hồi màn hình', 'layout.save': 'lưu bố cục', 'layout.remove': 'xóa bố cục', 'layout.assign': 'gán bố cục',
    'camera.look': 'xem camera', 'explanation.ask': 'yêu cầu giải trình', 'explanation.answer': 'giải trình', 'drill.start': 'bắt đầu diễn tập', 'drill.end': 'kết thúc diễn tập', 'route.add': 'thêm nơi báo tin', 'route.remove': 'bỏ nơi báo tin',
    'rule.propose': 'đề nghị quy tắc', 'rule.ask-rehearsal': 'yêu cầu tập dượt', 'rule.cancel-rehearsal': 'hủy tập dượt', 'rule.rehearse': 'tập dượt quy tắc', 'rule.shadow': 'cho quy tắc chạy bóng', 'rule.promote': 'đưa quy tắc vào dùng', 'rule.withdraw': 'rút quy tắc',
    'catalogue.start': 'danh mục ban đầu', 'catalogue.applied': 'áp dụng danh mục', 'catalogue.restored': 'khôi phục danh mục', 'account.openid': 'cho đăng nhập bằng OpenID', 'account.openid-off': 'thôi đăng nhập bằng OpenID',
    'rejected.replay': 'yêu cầu xét lại bản tin', 'rejected.replayed': 'bản tin đã xét lại',
    'incident.open': 'mở vụ việc', 'incident.add': 'thêm cảnh báo vào vụ việc', 'incident.remove': 'bỏ cảnh báo khỏi vụ việc', 'incident.assign': 'giao vụ việc', 'incident.comment': 'ghi chú vụ việc', 'incident.close': 'đóng vụ việc',
  } as Record<string, string>,
  rejected: 'Bản tin bị từ chối', rejectedShort: 'Bị từ chối', rejectedHelp: 'Giữ nguyên như khi đến. Sau khi sửa danh mục, ánh xạ hay sổ đăng ký, cổng nhận có thể xét lại.', device: 'Thiết bị', topic: 'Chủ đề', sender: 'Người gửi', payload: 'Nội dung',
};

export type LogTexts = typeof vi;

const en: LogTexts = {
  audit: 'Audit', actor: 'Who', action: 'What', object: 'Object', detail: 'Detail', at: 'When', within: 'Within', words: 'Words', any: 'All', ever: 'ever', older: 'Older', nothing: 'Nothing matches',
  spans: { 1: '1 hour', 24: '24 hours', 168: '7 days', 720: '30 days' },
  subjects: { alert: 'Alarms', maintenance: 'Maintenance', device: 'Devices', certificate: 'Certificates', session: 'Sign-ins', account: 'Accounts', kiosk: 'Screens', layout: 'Layouts', camera: 'Cameras', explanation: 'Explanations', drill: 'Drills', route: 'Notification routes', rule: 'Rules', rejected: 'Refused messages', incident: 'Incidents', catalogue: 'Catalogue' },
  actions: {
    'alert.acknowledge': 'acknowledged an alarm', 'alert.assign': 'assigned an alarm', 'alert.comment': 'commented an alarm', 'alert.shelve': 'shelved an alarm', 'alert.unshelve': 'unshelved an alarm', 'alert.close': 'closed an alarm', 'alert.step-done': 'did a step', 'alert.step-undone': 'took a step back',
    'maintenance.open': 'planned maintenance', 'maintenance.cancel': 'cancelled maintenance', 'device.add': 'added a device', 'device.import': 'imported devices', 'device.token': 'gave a token', 'device.enable': 'turned a device on', 'device.disable': 'turned a device off', 'device.delete': 'removed a device',
    'device.load': 'devices for a load test', 'device.load-end': 'load test over', 'device.play': 'devices of a simulation or replay', 'certificate.issue': 'issued a certificate', 'certificate.revoke': 'revoked a certificate', 'session.open': 'signed in', 'session.refuse': 'sign-in refused', 'session.end': 'ended a session',
    'account.add': 'added an account', 'account.enable': 'enabled an account', 'account.disable': 'disabled an account', 'account.lock': 'locked by wrong passwords', 'account.password': 'changed a password', 'account.second-factor': 'turned the code on', 'account.second-factor-off': 'turned the code off', 'account.recovery-code': 'used a recovery code', 'kiosk.add': 'let a screen in', 'kiosk.invite': 'invited a screen', 'kiosk.revoke': 'revoked a screen', 'layout.save': 'saved a layout', 'layout.remove': 'deleted a layout', 'layout.assign': 'gave a screen a layout',
    'camera.look': 'looked at a camera', 'explanation.ask': 'asked to explain', 'explanation.answer': 'explained', 'drill.start': 'began a drill', 'drill.end': 'ended a drill', 'route.add': 'added a route', 'route.remove': 'removed a route',
    'rule.propose': 'proposed a rule', 'rule.ask-rehearsal': 'asked for a rehearsal', 'rule.cancel-rehearsal': 'cancelled a rehearsal', 'rule.rehearse': 'rehearsed a rule', 'rule.shadow': 'put a rule in the shadow', 'rule.promote': 'made a rule active', 'rule.withdraw': 'withdrew a rule',
    'catalogue.start': 'first catalogue', 'catalogue.applied': 'applied a catalogue', 'catalogue.restored': 'restored a catalogue', 'account.openid': 'let in by OpenID', 'account.openid-off': 'no longer let in by OpenID',
    'rejected.replay': 'asked for messages to be judged again', 'rejected.replayed': 'messages were judged again',
    'incident.open': 'opened an incident', 'incident.add': 'added an alarm to an incident', 'incident.remove': 'took an alarm out of an incident', 'incident.assign': 'assigned an incident', 'incident.comment': 'commented an incident', 'incident.close': 'closed an incident',
  },
  rejected: 'Refused messages', rejectedShort: 'Refused', rejectedHelp: 'Kept as they came. Once the catalogue, a mapping or the registry is mended, the gateway can judge them again.', device: 'Device', topic: 'Topic', sender: 'Sender', payload: 'Payload',
};

export const logTexts = (language: Language): LogTexts => (language === 'en' ? en : vi);
