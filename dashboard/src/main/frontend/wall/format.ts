import type { Language } from './messages';
import { texts } from './texts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Of the Gregorian calendar, on average. */
const YEAR_MS = 365.2425 * DAY_MS;
const MONTH_MS = YEAR_MS / 12;
/** Up to here days are told, then months, then years. */
const MOST_DAYS = 60;
const MOST_MONTHS = 24;
const SIGNIFICANT_DIGITS = 3;

const locale = (language: Language) => (language === 'en' ? 'en-GB' : 'vi-VN');

/** A figure for the wall: at most three significant digits, with what its unit is multiplied by. */
export interface Figure {
  digits: string;
  scale: string;
}

export function figure(value: number, precision: number, language: Language): Figure {
  const size = Math.abs(value);
  if (size >= 999_500) {
    return { digits: rounded(value / 1e6, 2, language), scale: texts(language).million };
  }
  if (size >= 999.5) {
    return { digits: rounded(value / 1e3, 2, language), scale: texts(language).thousand };
  }
  return { digits: rounded(value, precision, language), scale: '' };
}

function rounded(value: number, precision: number, language: Language): string {
  const whole = Math.max(1, Math.floor(Math.log10(Math.abs(value) || 1)) + 1);
  const decimals = Math.max(0, Math.min(precision, SIGNIFICANT_DIGITS - whole));
  return number(value, decimals, language);
}

export function number(value: number, decimals: number, language: Language): string {
  const text = new Intl.NumberFormat(locale(language), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
  return (/[1-9]/.test(text) ? text : text.replace('-', '')).replace('-', '\u2212');
}

/** A threshold as the catalogue writes it: no more decimals than it needs. */
export function threshold(value: number, precision: number, language: Language): string {
  return new Intl.NumberFormat(locale(language), { maximumFractionDigits: Math.max(precision, 2) })
    .format(value)
    .replace('-', '\u2212');
}

/** An age or a duration, in the one unit that matters: 12 s, 3 min, 2 h 05, 4 d, 5 mo, 27 y. */
export function duration(millis: number, language: Language): string {
  const units = texts(language).units;
  const past = Math.max(0, millis);
  if (past < MINUTE_MS) {
    return `${Math.floor(past / 1000)} ${units.s}`;
  }
  if (past < HOUR_MS) {
    return `${Math.floor(past / MINUTE_MS)} ${units.min}`;
  }
  if (past < DAY_MS) {
    const minutes = Math.floor((past % HOUR_MS) / MINUTE_MS);
    return `${Math.floor(past / HOUR_MS)} ${units.h}${minutes ? ` ${String(minutes).padStart(2, '0')}` : ''}`;
  }
  const [unit, name]: [number, string] =
    past < MOST_DAYS * DAY_MS ? [DAY_MS, units.d] : past < MOST_MONTHS * MONTH_MS ? [MONTH_MS, units.mo] : [YEAR_MS, units.y];
  return `${number(Math.floor(past / unit), 0, language)} ${name}`;
}

/** The city's own clock, whatever the browser believes its time zone to be. */
export class CityClock {
  private readonly time: Intl.DateTimeFormat;
  private readonly day: Intl.DateTimeFormat;

  constructor(language: Language, timeZone: string) {
    this.time = new Intl.DateTimeFormat('en-GB', {
      timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
    });
    this.day = new Intl.DateTimeFormat(locale(language), {
      timeZone, weekday: 'long', day: '2-digit', month: '2-digit', year: 'numeric',
    });
  }

  timeOf(millis: number): string {
    return this.time.format(millis);
  }

  dayOf(millis: number): string {
    return this.day.format(millis);
  }
}
