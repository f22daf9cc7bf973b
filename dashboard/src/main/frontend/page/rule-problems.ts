import type { Language } from './messages';

/** One thing that is wrong with a rule: where, and why, in the words of the catalogue's reader. */
export interface Problem {
  line: number;
  key: string;
  /** Which field of the form, such as levels.0.clear; empty: none, or it is not a form. */
  field: string;
  what: string;
}

/** What the reader says, in Vietnamese; its own words stand for what is not here. */
const VIETNAMESE: [RegExp, string][] = [
  [/^is missing; add it$/, 'còn thiếu'],
  [/^is missing; add \{vi: \.\.\., en: \.\.\.\}$/, 'còn thiếu; viết bằng cả hai thứ tiếng {vi: …, en: …}'],
  [/^is missing; a rule of kind condition says when it holds$/, 'còn thiếu: quy tắc loại điều kiện phải nói khi nào xảy ra'],
  [/^a text is expected$/, 'chưa điền'],
  [/^a text is expected in the list$/, 'danh sách chỉ gồm chữ'],
  [/^a list is expected$/, 'phải là danh sách'],
  [/^a mapping \(key: value\) is expected here$/, 'ở đây phải viết dạng khóa: giá trị'],
  [/^a whole number is expected$/, 'phải là số nguyên'],
  [/^stands twice; keep one$/, 'có hai lần, chỉ giữ một'],
  [/^'(.*)' is not a number$/, '“$1” không phải là số'],
  [/^'(.*)': true or false is expected$/, '“$1”: phải là true hoặc false'],
  [/^'(.*)' is none of (.*)$/, '“$1” không thuộc $2'],
  [/^'(.*)': allowed is a whole number with ms, s, m, h or d, such as 30s$/, '“$1”: viết số nguyên kèm s, m, h hoặc d, như 30s'],
  [/^'(.*)' is not declared; did you mean '?([^'?]*)'?\??$/, 'danh mục không có “$1”; có phải “$2”?'],
  [/^'(.*)' is not declared(.*)$/, 'danh mục không có “$1”$2'],
  [/^is not a known key; did you mean '?([^'?]*)'?\??$/, 'khóa không có trong danh mục; có phải “$1”?'],
  [/^is not a known key(.*)$/, 'khóa không có trong danh mục$1'],
  [/^must lie on the good side of set (\S+), else the alarm flaps$/, 'phải nằm ở phía tốt của ngưỡng báo $1, nếu không cảnh báo sẽ chập chờn'],
  [/^what rises is greater than 0, what falls \(above: false\) is less$/, 'mức tăng phải lớn hơn 0, mức giảm (above: false) phải nhỏ hơn 0'],
  [/^must not lie beyond 0: .*$/, 'không được nằm quá 0: giá trị đã đứng yên thì thay đổi bằng 0'],
  [/^longer than nothing and a day at most is expected$/, 'phải dài hơn 0 và tối đa một ngày'],
  [/^must go from the mildest to the worst, but (\S+) follows (\S+)$/, 'phải xếp từ nhẹ tới nặng, nhưng $1 đứng sau $2'],
  [/^at least one level is needed$/, 'cần ít nhất một ngưỡng'],
  [/^at least one statement is needed$/, 'cần ít nhất một điều'],
  [/^a condition or sequence holds or not; one level is expected$/, 'điều kiện hoặc chuỗi chỉ có một mức'],
  [/^scores are greater than 0 and less than 1$/, 'điểm nằm giữa 0 và 1'],
  [/^whole minutes, up to 1h, are expected$/, 'phút chẵn, tối đa 1h'],
  [/^version (\d+) is not higher than the active one's, (\d+).*$/, 'phiên bản $1 không cao hơn bản đang dùng, $2'],
  [/^has no rule; add one as the list 'rules' has them$/, 'chưa có quy tắc nào'],
  [/^has (\d+) rules; propose each in a file of its own$/, 'có $1 quy tắc; hãy đề nghị từng quy tắc một'],
  [/^not YAML: (.*)$/s, 'không đúng cú pháp YAML: $1'],
  [/^may not have a '~'.*$/, 'không được có dấu ~'],
  [/^'(.*)': a time of day such as "06:30" is expected$/, '“$1”: viết giờ dạng 06:30'],
  [/^at least one of (.*) is needed; absent: every day$/, 'cần ít nhất một trong $1; bỏ trống: hằng ngày'],
  [/^at least one \{days, from, to\} is needed; without schedule a rule always watches$/, 'cần ít nhất một khung giờ; không có thì quy tắc luôn theo dõi'],
  [/^is empty$/, 'còn trống'],
];

const RESPONSE = {
  vi: 'cảnh báo phải nói người trực cần làm gì; không cần làm gì thì đó là sự kiện, không phải cảnh báo',
  en: 'an alarm says what the operator is to do; what asks for nothing is an event, not an alarm',
};

export function problemWords({ what, field, key }: Problem, language: Language): string {
  if (/^response/.test(field || key) && /^(a text is expected|is missing)/.test(what)) {
    return RESPONSE[language];
  }
  if (language === 'en') {
    return what;
  }
  const found = VIETNAMESE.find(([pattern]) => pattern.test(what));
  return found ? what.replace(found[0], found[1]) : what;
}
