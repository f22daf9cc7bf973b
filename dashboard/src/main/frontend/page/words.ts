import { html, nothing, type TemplateResult } from 'lit';
import { deskTexts } from './desk-texts';
import type { Alarm, Language, Reading, Indicator, Setting } from './messages';
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

/** Why an alarm calls nobody, until when, by whom: for a cell of the list. */
export function asideWords({ aside }: Alarm, { language, now, frame }: Setting): TemplateResult | typeof nothing {
  const words = deskTexts(language);
  return aside
    ? html`${words.asideTo[aside.kind]} <b class="num" data-until>${moment(aside.until, now, frame.zone, language)}</b> · ${aside.owner}
        <small data-reason>${aside.reason}</small>`
    : nothing;
}

/** A moment as a field for date and time has it, by the city's clock. */
export function cityInput(millis: number, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  }).format(millis).replace(' ', 'T');
}

/** The moment that such a field means. */
export function cityMillis(field: string, zone: string): number {
  const asUtc = Date.parse(`${field}Z`);
  const ahead = Date.parse(`${cityInput(asUtc, zone)}Z`) - asUtc;
  return asUtc - ahead;
}
