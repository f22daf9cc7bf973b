import type { Alarm, Language, Reading, Indicator } from './messages';
import { duration, figure } from '../wall/format';
import { pageTexts } from './texts';

/** A figure with its unit, as people read it. */
export function written(reading: Reading | undefined, indicator: Indicator, language: Language): string {
  if (reading?.value == null) {
    return '–';
  }
  const shown = figure(reading.value, indicator.precision, language);
  return [shown.digits, shown.scale, indicator.unit[language]].filter(Boolean).join(' ');
}

/** Date and time by the city's clock; of today the time alone. */
export function moment(millis: number | null | undefined, now: number, zone: string, language: Language): string {
  if (millis == null) {
    return '–';
  }
  const locale = language === 'en' ? 'en-GB' : 'vi-VN';
  const day = (at: number) => new Intl.DateTimeFormat(locale, { timeZone: zone, day: '2-digit', month: '2-digit', year: 'numeric' }).format(at);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(millis);
  return day(millis) === day(now) ? time : `${time} ${day(millis)}`;
}

/** Who has an alarm, in words. */
export function holder(alarm: Alarm, language: Language): string {
  const text = pageTexts(language);
  const name = alarm.assigned ?? alarm.by;
  return name ? `${name} · ${text.states[alarm.state]}` : text.states[alarm.state];
}

export const since = (millis: number, now: number, language: Language) => duration(now - millis, language);

/** Small letters without accents, so that either spelling finds the other. */
export const folded = (text: string) =>
  text.normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase().replaceAll('đ', 'd');
