import type { Band, Indicator, Language, Level, Reading } from './messages';
import { threshold } from './format';

/** What a figure means: the level of its band, or why it means nothing. */
export type Meaning = Level | 'unbanded' | 'insufficient' | 'nothing';

export interface Judgement {
  meaning: Meaning;
  band: Band | null;
}

export function judge(indicator: Indicator, reading: Reading | undefined): Judgement {
  if (!reading || reading.value === null) {
    return { meaning: reading?.quality === 'insufficient' ? 'insufficient' : 'nothing', band: null };
  }
  const band = bandOf(indicator.bands, reading.value);
  if (reading.quality === 'insufficient') {
    return { meaning: 'insufficient', band };
  }
  return { meaning: band ? band.level : 'unbanded', band };
}

export function bandOf(bands: Band[], value: number): Band | null {
  const inside = bands.find((band) => value >= band.from && (band.to === null || value < band.to));
  return inside ?? (bands.length > 0 && value < bands[0].from ? bands[0] : null);
}

export const isAbnormal = (meaning: Meaning) =>
  meaning === 'watch' || meaning === 'warning' || meaning === 'critical';

const BADNESS: Meaning[] = ['nothing', 'insufficient', 'unbanded', 'normal', 'watch', 'warning', 'critical'];
export const badness = (meaning: Meaning) => BADNESS.indexOf(meaning);

/** The how-many-eth band of its own level this is, counted from normal outwards: a scale may have two critical bands. */
export function rankInLevel(bands: Band[], band: Band): number {
  const same = bands.filter((other) => other.level === band.level);
  const worseIsHigher = bands.length > 0 && bands[0].level === 'normal';
  const rank = same.indexOf(band);
  return worseIsHigher ? rank : same.length - 1 - rank;
}

/** The limits of a band in words: "< 1,40", "15–20", "≥ 301". */
export function rangeOf(bands: Band[], band: Band, precision: number, language: Language): string {
  const first = band === bands[0];
  const write = (value: number) => threshold(value, precision, language);
  if (first && band.to !== null) {
    return `< ${write(band.to)}`;
  }
  return band.to === null ? `≥ ${write(band.from)}` : `${write(band.from)}–${write(band.to)}`;
}

/** The normal range, all normal bands taken together; null when the indicator has none. */
export function normalRange(indicator: Indicator, language: Language): string | null {
  const normal = indicator.bands.filter((band) => band.level === 'normal');
  if (normal.length === 0) {
    return null;
  }
  const whole: Band = { ...normal[0], to: normal[normal.length - 1].to };
  const bands = indicator.bands[0] === normal[0] ? [whole] : [indicator.bands[0], whole];
  return rangeOf(bands, whole, indicator.precision, language);
}
