import { number } from '../wall/format';
import type { Language } from './messages';

const vi = {
  replaySome: (count: number) => `Xét lại ${number(count, 0, 'vi')} bản tin đã chọn`,
  replayAll: (count: number) => `Xét lại tất cả ${number(count, 0, 'vi')} bản tin khớp`,
  chooseAll: 'Chọn tất cả đang hiện', choose: 'Chọn bản tin này', unfit: 'Không xét lại được: đã nhận, hoặc không giữ đủ nội dung',
  title: 'Xét lại bản tin bị từ chối?',
  what: (count: number) => `${number(count, 0, 'vi')} bản tin sẽ đi qua cổng nhận một lần nữa: cùng các bước kiểm tra, theo danh mục và sổ đăng ký hiện nay, với tuổi như khi đến. Phần đã lưu không lưu lại lần nữa.`,
  confirm: 'Xét lại', cancel: 'Thôi',
  states: { asked: 'Đang chờ xét lại', running: 'Đang xét lại', done: 'Đã xét lại xong', failed: 'Xét lại không xong' } as Record<string, string>,
  waits: 'Chưa ai nhận việc này. Nó do ./cityops demo hoặc ./cityops rejected serve thực hiện.',
  again: 'làm lại từ đầu vì người thực hiện đã mất liên lạc; không gì bị lưu hai lần',
  judged: 'đã xét', accepted: 'đã nhận', refused: 'vẫn bị từ chối', unfitCount: 'không xét được', of: 'trên',
  failures: { unanswered: 'không cổng nhận nào trả lời; hãy thử lại, không gì bị lưu hai lần', lost: 'người thực hiện đã mất liên lạc; hãy thử lại, không gì bị lưu hai lần' } as Record<string, string>,
  results: {
    'not-allowed': 'Bạn không được xét lại các bản tin này', nothing: 'Không còn bản tin nào để xét lại', 'too-many': 'Mỗi lần tối đa 10.000 bản tin; hãy lọc hẹp hơn', asked: 'Yêu cầu trước của bạn chưa xong', unavailable: 'Lúc này không hỏi được cơ sở dữ liệu',
  } as Record<string, string>,
  outcome: 'Kết quả xét lại', still: 'vẫn bị từ chối',
};

export type ReplayTexts = typeof vi;

const en: ReplayTexts = {
  replaySome: (count) => `Judge ${number(count, 0, 'en')} chosen again`,
  replayAll: (count) => `Judge all ${number(count, 0, 'en')} that match again`,
  chooseAll: 'Choose all shown', choose: 'Choose this message', unfit: 'Cannot be judged again: accepted since, or not kept with all that it takes',
  title: 'Judge refused messages again?',
  what: (count) => `${number(count, 0, 'en')} messages will pass through the gateway once more: the same checks, what the catalogue and the registry say now, and the age that they had when they came. What is stored of them is not stored again.`,
  confirm: 'Judge again', cancel: 'Cancel',
  states: { asked: 'Waiting to be judged again', running: 'Being judged again', done: 'Judged again', failed: 'Not judged to the end' },
  waits: 'Nobody has taken this up yet. ./cityops demo or ./cityops rejected serve does.',
  again: 'begun anew, since whoever did it was heard of no more; nothing is stored twice',
  judged: 'judged', accepted: 'accepted', refused: 'still refused', unfitCount: 'not fit to be judged', of: 'of',
  failures: { unanswered: 'no gateway answered; try again, nothing is stored twice', lost: 'whoever did it is heard of no more; try again, nothing is stored twice' },
  results: {
    'not-allowed': 'You may not have these messages judged again', nothing: 'There is none left to be judged again', 'too-many': 'At most 10,000 messages at a time; filter more narrowly', asked: 'What you asked for before is not done yet', unavailable: 'The database cannot be asked now',
  },
  outcome: 'Judged again', still: 'still refused',
};

export const replayTexts = (language: Language): ReplayTexts => (language === 'en' ? en : vi);
