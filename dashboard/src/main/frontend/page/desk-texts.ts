import type { Language } from './messages';

const vi = {
  aside: { shelved: 'Đang gác', suppressed: 'Bảo trì' } as Record<string, string>,
  asideTo: { shelved: 'Gác đến', suppressed: 'Bảo trì đến' } as Record<string, string>,
  asideCount: (shelved: number, suppressed: number) =>
    [shelved ? `${shelved} đang gác` : '', suppressed ? `${suppressed} do bảo trì` : ''].filter(Boolean).join(', '),
  shelve: 'Gác', unshelve: 'Bỏ gác', close: 'Đóng', shelveFor: 'Gác trong', choose: 'Chọn thời hạn', until: 'đến',
  reason: 'Lý do (bắt buộc)', shelfNote: 'Hết hạn cảnh báo tự gọi lại. Nặng hơn thì gọi lại ngay.',
  spans: { 30: '30 phút', 60: '1 giờ', 120: '2 giờ', 240: '4 giờ', 480: '8 giờ', 720: '12 giờ', 1439: '24 giờ' } as Record<number, string>,
  closeNote: 'Chỉ đóng được cảnh báo không còn ai theo dõi: thiết bị hoặc quy tắc đã bỏ.',
  children: (n: number) => `${n} thiết bị mất tin vì việc này`, becauseOf: 'Nguyên nhân', showChildren: 'Xem thiết bị', andMore: (n: number) => `và ${n} thiết bị khác`,
  chattering: 'chập chờn', escalated: (n: number) => `đã báo cấp ${n}`,
  situation: 'Tình huống', situations: 'tình huống', inSituation: 'Cùng tình huống', fold: 'Gộp tình huống', unfold: 'Bỏ gộp',
  members: (n: number, active: number) => `${n} cảnh báo, ${active} chưa ai nhận`,
  stepsDone: (n: number, all: number) => `${n}/${all} bước`, doneBy: (name: string, at: string) => `${name}, ${at}`,
  load: 'Tải cảnh báo', verdicts: { calm: 'Bình thường', busy: 'Bận', overload: 'Quá tải', flood: 'NGẬP CẢNH BÁO' } as Record<string, string>,
  in10Min: '10 phút', inHour: '1 giờ', perHour: 'Trung bình/giờ', standing: 'Đang tồn', ofStale: (n: number) => `${n} quá 24 giờ`, flood: 'Ngập 24 giờ', limit: 'giới hạn',
  floodSince: (time: string) => `từ ${time}`, details: 'Chi tiết', bySector: 'Theo lĩnh vực', actors: 'Gọi nhiều nhất trong 24 giờ', times: 'Lần', caller: 'Nguồn', noLoad: 'Không có cảnh báo nào trong 24 giờ',
  source: 'Giới hạn theo EEMUA 191 và ISA-18.2', hideFilters: 'Ẩn bộ lọc', menu: 'Trình đơn', backToList: 'Về danh sách', sector: 'Lĩnh vực',
  actions: {
    shelved: 'gác', unshelved: 'hết gác', suppressed: 'tạm ngưng', unsuppressed: 'hết tạm ngưng', chattering: 'chập chờn, giữ nguyên',
    reminded: 'nhắc lại', escalated: 'báo lên cấp trên', 'step-done': 'xong bước', 'step-undone': 'chưa xong bước',
  } as Record<string, string>,
  results: {
    closed: (n: number) => `${n} đã đóng`, 'not-shelved': (n: number) => `${n} không đang gác`, 'no-reason': () => 'Thiếu lý do', 'no-end': () => 'Thiếu thời hạn',
    'too-long': () => 'Không quá 24 giờ', watched: (n: number) => `${n} vẫn đang được theo dõi: hãy gác`,
  } as Record<string, (n: number) => string>,
};

export type DeskTexts = typeof vi;

const en: DeskTexts = {
  aside: { shelved: 'Shelved', suppressed: 'Maintenance' },
  asideTo: { shelved: 'Shelved until', suppressed: 'Maintenance until' },
  asideCount: (shelved, suppressed) =>
    [shelved ? `${shelved} shelved` : '', suppressed ? `${suppressed} in maintenance` : ''].filter(Boolean).join(', '),
  shelve: 'Shelve', unshelve: 'Unshelve', close: 'Close', shelveFor: 'Shelve for', choose: 'Choose how long', until: 'until',
  reason: 'Reason (needed)', shelfNote: 'Then it calls again by itself. What is worse calls at once.',
  spans: { 30: '30 minutes', 60: '1 hour', 120: '2 hours', 240: '4 hours', 480: '8 hours', 720: '12 hours', 1439: '24 hours' },
  closeNote: 'Only what nobody watches any more can be closed: the device or the rule is gone.',
  children: (n) => (n === 1 ? '1 device unknown because of it' : `${n} devices unknown because of it`), becauseOf: 'Cause', showChildren: 'Show the devices', andMore: (n) => `and ${n} more`,
  chattering: 'chattering', escalated: (n) => `escalated, step ${n}`,
  situation: 'Situation', situations: 'situations', inSituation: 'In the same situation', fold: 'Fold into situations', unfold: 'Unfold',
  members: (n, active) => `${n} alarms, ${active} that nobody has`,
  stepsDone: (n, all) => `${n} of ${all} steps`, doneBy: (name, at) => `${name}, ${at}`,
  load: 'Alarm load', verdicts: { calm: 'Calm', busy: 'Busy', overload: 'Overload', flood: 'ALARM FLOOD' },
  in10Min: '10 minutes', inHour: '1 hour', perHour: 'Mean per hour', standing: 'Standing', ofStale: (n) => `${n} over 24 h`, flood: 'Flood, 24 h', limit: 'limit',
  floodSince: (time) => `since ${time}`, details: 'Details', bySector: 'By sector', actors: 'Called most in 24 hours', times: 'Times', caller: 'Source', noLoad: 'No alarms in 24 hours',
  source: 'Limits of EEMUA 191 and ISA-18.2', hideFilters: 'Hide filters', menu: 'Menu', backToList: 'Back to the list', sector: 'Sector',
  actions: {
    shelved: 'shelved', unshelved: 'no longer shelved', suppressed: 'suppressed', unsuppressed: 'no longer suppressed', chattering: 'chattering, held as it is',
    reminded: 'reminded', escalated: 'escalated', 'step-done': 'step done', 'step-undone': 'step not done after all',
  },
  results: {
    closed: (n) => `${n} closed already`, 'not-shelved': (n) => `${n} not shelved`, 'no-reason': () => 'A reason is needed', 'no-end': () => 'An end is needed',
    'too-long': () => '24 hours at most', watched: (n) => `${n} still watched: shelve instead`,
  },
};

export const deskTexts = (language: Language): DeskTexts => (language === 'en' ? en : vi);
