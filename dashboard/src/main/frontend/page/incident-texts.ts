import type { Language } from './messages';

const vi = {
  incident: 'Vụ việc', group: 'Gộp thành vụ việc', note: 'Gộp không làm thay đổi cảnh báo: mỗi cảnh báo vẫn tự gọi, được xác nhận và đóng riêng.',
  into: 'Đưa vào', newOne: 'Vụ việc mới', title: 'Tên vụ việc', owner: 'Người phụ trách', nobody: 'Chưa ai', send: 'Gộp', cancel: 'Thôi',
  members: (open: number, all: number, active: number) => `${all} cảnh báo, ${open} đang mở, ${active} chưa ai nhận`,
  hidden: (count: number) => `và ${count} cảnh báo ngoài phạm vi của bạn`, alarms: 'Cảnh báo trong vụ việc', remove: 'Bỏ ra', show: 'Xem',
  addMarked: (count: number) => `Thêm ${count} đang chọn`, assign: 'Giao', comment: 'Ghi chú', close: 'Đóng vụ việc', reason: 'Ghi chú, hoặc lý do khi đóng',
  openedBy: (who: string, at: string) => `${who} mở lúc ${at}`, closedBy: (who: string, at: string) => `${who} đóng lúc ${at}`, closed: 'ĐÃ ĐÓNG', open: 'đang mở',
  timeline: 'Diễn biến', of: 'của vụ việc', back: 'Về cảnh báo', in: 'Trong vụ việc',
  actions: { opened: 'mở vụ việc', added: 'thêm vào', removed: 'bỏ ra', assigned: 'giao cho', commented: 'ghi chú', closed: 'đóng vụ việc' } as Record<string, string>,
  results: {
    done: 'Xong', 'not-allowed': 'Bạn không được làm việc này với các cảnh báo ấy', invalid: 'Thiếu tên, lời hoặc người phụ trách không hợp lệ', nothing: 'Các cảnh báo ấy đã ở trong vụ việc khác, hoặc không còn ở đây',
    closed: 'Vụ việc đã đóng', unknown: 'Không có vụ việc này', unavailable: 'Lúc này không hỏi được cơ sở dữ liệu',
  } as Record<string, string>,
};

export type IncidentTexts = typeof vi;

const en: IncidentTexts = {
  incident: 'Incident', group: 'Group as an incident', note: 'Grouping changes no alarm: each calls, is acknowledged and closed by itself.',
  into: 'Into', newOne: 'A new incident', title: 'Title', owner: 'Owner', nobody: 'Nobody yet', send: 'Group', cancel: 'Cancel',
  members: (open, all, active) => `${all} alarms, ${open} open, ${active} that nobody has`,
  hidden: (count) => `and ${count} outside your areas or sectors`, alarms: 'Its alarms', remove: 'Take out', show: 'Show',
  addMarked: (count) => `Add ${count} selected`, assign: 'Assign', comment: 'Comment', close: 'Close the incident', reason: 'Comment, or the reason to close',
  openedBy: (who, at) => `opened by ${who} at ${at}`, closedBy: (who, at) => `closed by ${who} at ${at}`, closed: 'CLOSED', open: 'open',
  timeline: 'Timeline', of: 'of the incident', back: 'Back to the alarm', in: 'In the incident',
  actions: { opened: 'opened the incident', added: 'added', removed: 'took out', assigned: 'assigned to', commented: 'commented', closed: 'closed the incident' },
  results: {
    done: 'Done', 'not-allowed': 'You may not do this with these alarms', invalid: 'A title or words are missing, or the owner cannot be', nothing: 'These alarms are in another incident, or no longer in this one',
    closed: 'The incident is closed', unknown: 'There is no such incident', unavailable: 'The database cannot be asked now',
  },
};

export const incidentTexts = (language: Language): IncidentTexts => (language === 'en' ? en : vi);
