import type { Language } from './messages';

const vi = {
  devices: 'Thiết bị', find: 'Tìm theo mã', type: 'Loại', place: 'Nơi', state: 'Trạng thái', seen: 'Lần cuối', interval: 'Chu kỳ', any: 'Tất cả',
  states: { reporting: 'đang gửi', silent: 'mất tín hiệu', 'never-seen': 'chưa từng gửi', disabled: 'đã tắt' } as Record<string, string>,
  none: 'Không có thiết bị nào khớp', more: 'Xem thêm', shown: (n: number, all: number) => `${n} trên ${all}`,
  newToken: 'Token mới', reallyToken: 'Token cũ hết hiệu lực ngay. Cấp token mới cho', tokenOf: 'Token mới, chỉ hiện một lần, của', turnOff: 'Tắt', turnOn: 'Bật', reallyOff: 'Thiết bị tắt không được kết nối. Tắt', ok: 'Đã chép',
  importTitle: 'Nhập từ CSV', importHelp: 'Dòng đầu là tên cột: id,type,area và nếu có lat,lon,interval,concentrator,external_id. Nhập tất cả hoặc, khi có dòng sai, không nhập dòng nào.',
  file: 'Tệp CSV', table: 'hoặc dán bảng vào đây', dryRun: 'Kiểm tra thử', doImport: 'Nhập', checked: (n: number) => `Bảng đúng: sẽ nhập ${n} thiết bị`, imported: (n: number) => `Đã nhập ${n} thiết bị. Token chỉ hiện một lần, hãy lưu ngay.`,
  download: 'Tải tệp token', faults: (n: number) => `${n} lỗi, chưa nhập gì`, line: 'Dòng', device: 'Thiết bị', fault: 'Lỗi', whole: 'cả bảng',
  near: (name: string) => ` Có phải “${name}”?`,
  kinds: {
    id: (v: string) => `mã “${v}” chỉ gồm 1 đến 64 chữ, số và . _ : -, bắt đầu bằng chữ hoặc số`, type: (v: string) => `loại “${v}” không có trong danh mục.`, area: (v: string) => `nơi “${v}” không có trong danh mục.`,
    lat: (v: string) => `vĩ độ “${v}” phải từ −90 đến 90`, lon: (v: string) => `kinh độ “${v}” phải từ −180 đến 180`, 'half-a-place': () => 'vĩ độ và kinh độ phải có cả hai hoặc không có',
    concentrator: (v: string) => `bộ tập trung “${v}” không phải mã thiết bị`, 'own-concentrator': () => 'thiết bị không thể là bộ tập trung của chính nó', 'external-id-alone': () => 'có external_id thì phải có bộ tập trung',
    'external-id-too-long': () => 'external_id dài quá 256 ký tự', interval: (v: string) => `chu kỳ “${v}” không đúng; ví dụ 30s, 5m`, 'missing-column': (v: string) => `thiếu cột ${v}`, 'unknown-column': (v: string) => `không có cột nào tên “${v}”`,
    'not-csv': () => 'không phải bảng CSV', empty: () => 'bảng không có dòng nào', 'too-long': (v: string) => `quá ${v} dòng`, twice: (v: string) => `“${v}” có hai lần trong bảng`, outside: (v: string) => `“${v}” ngoài phạm vi của bạn`,
    known: (v: string) => `“${v}” đã đăng ký rồi`, 'no-concentrator': (v: string) => `bộ tập trung “${v}” chưa đăng ký`, 'external-id-taken': () => 'một external_id đã có thiết bị khác dùng',
  } as Record<string, (value: string) => string>,
  results: { done: 'Xong', 'not-allowed': 'Không được phép', unknown: 'Không có, hoặc đã như vậy', unavailable: 'Cơ sở dữ liệu chưa trả lời', invalid: 'Thiếu hoặc sai: thiết bị hay nơi hay lĩnh vực, thời gian, lý do' } as Record<string, string>,
  maintenance: 'Bảo trì', noWindows: 'Không có lịch bảo trì nào', what: 'Cái gì', when: 'Khi nào', who: 'Ai', reason: 'Lý do', open: 'đang bảo trì', cancel: 'Hủy', sector: 'Lĩnh vực',
  starts: 'Bắt đầu', lasts: 'Kéo dài', hours: 'giờ', repeats: { once: 'một lần', daily: 'mỗi ngày', weekly: 'mỗi tuần' } as Record<string, string>, plan: 'Đặt lịch', maintenanceHelp: 'Cảnh báo trong lúc bảo trì vẫn được ghi nhưng không gọi ai; số đo không vào chỉ số nào.',
};

export type DevicesTexts = typeof vi;

const en: DevicesTexts = {
  devices: 'Devices', find: 'Find by id', type: 'Type', place: 'Place', state: 'State', seen: 'Last seen', interval: 'Interval', any: 'All',
  states: { reporting: 'reporting', silent: 'silent', 'never-seen': 'never seen', disabled: 'disabled' },
  none: 'No device matches', more: 'More', shown: (n, all) => `${n} of ${all}`,
  newToken: 'New token', reallyToken: 'The old token is worth nothing at once. New token for', tokenOf: 'New token, shown once, of', turnOff: 'Turn off', turnOn: 'Turn on', reallyOff: 'A device that is off is not let in. Turn off', ok: 'Copied it',
  importTitle: 'Import a CSV table', importHelp: 'The first line names the columns: id,type,area and optionally lat,lon,interval,concentrator,external_id. All of them or, when any row is wrong, none.',
  file: 'CSV file', table: 'or paste the table here', dryRun: 'Dry run', doImport: 'Import', checked: (n) => `Nothing is wrong: ${n} devices would be imported`, imported: (n) => `${n} devices imported. The tokens are shown once: keep them now.`,
  download: 'Download the tokens', faults: (n) => `${n} faults, nothing was imported`, line: 'Line', device: 'Device', fault: 'Fault', whole: 'all',
  near: (name) => ` Did you mean “${name}”?`,
  kinds: {
    id: (v) => `id “${v}”: 1 to 64 letters, digits and . _ : -, the first a letter or digit`, type: (v) => `type “${v}” is not in the catalogue.`, area: (v) => `area “${v}” is not in the catalogue.`,
    lat: (v) => `latitude “${v}” must be from −90 to 90`, lon: (v) => `longitude “${v}” must be from −180 to 180`, 'half-a-place': () => 'lat and lon come together or not at all',
    concentrator: (v) => `concentrator “${v}” is no device id`, 'own-concentrator': () => 'a device is not its own concentrator', 'external-id-alone': () => 'an external_id needs the concentrator that uses it',
    'external-id-too-long': () => 'external_id of more than 256 characters', interval: (v) => `interval “${v}” is none; such as 30s, 5m`, 'missing-column': (v) => `there is no column ${v}`, 'unknown-column': (v) => `“${v}” is no known column`,
    'not-csv': () => 'this is no CSV table', empty: () => 'the table has no rows', 'too-long': (v) => `more than ${v} rows`, twice: (v) => `“${v}” is in the table twice`, outside: (v) => `“${v}” is outside your scope`,
    known: (v) => `“${v}” is registered already`, 'no-concentrator': (v) => `concentrator “${v}” is not registered`, 'external-id-taken': () => 'an external_id is taken by another device',
  },
  results: { done: 'Done', 'not-allowed': 'Not allowed', unknown: 'Not there, or so already', unavailable: 'The database does not answer', invalid: 'Missing or wrong: device, place or sector, time, reason' },
  maintenance: 'Maintenance', noWindows: 'No maintenance is planned', what: 'What', when: 'When', who: 'Who', reason: 'Reason', open: 'now', cancel: 'Cancel', sector: 'Sector',
  starts: 'Starts', lasts: 'Lasts', hours: 'hours', repeats: { once: 'once', daily: 'daily', weekly: 'weekly' }, plan: 'Plan', maintenanceHelp: 'Alarms of what is in maintenance are kept and call nobody; its readings stand behind no figure.',
};

export const devicesTexts = (language: Language): DevicesTexts => (language === 'en' ? en : vi);
