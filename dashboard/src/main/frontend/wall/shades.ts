import { rankInLevel, type Judgement } from './bands';
import type { Indicator, Reading } from './messages';

const QUIET_SHADES = 5;

/** Quiet shades for an indicator without bands: evenly from the least to the greatest ward. */
export interface Scale {
  least: number;
  most: number;
}

export function scaleOf(wards: Record<string, Reading>): Scale | null {
  const values = Object.values(wards)
    .map((reading) => reading.value)
    .filter((value): value is number => value !== null);
  return values.length === 0 ? null : { least: Math.min(...values), most: Math.max(...values) };
}

/** How a ward is painted: quiet grey-blue while it is normal, a signal colour only when it is not. */
export function fillOf(indicator: Indicator, judgement: Judgement, value: number | null, scale: Scale | null): string {
  const { meaning, band } = judgement;
  switch (meaning) {
    case 'watch':
    case 'warning':
    case 'critical':
      return `var(--${meaning})`;
    case 'normal':
      return normalFill(band ? rankInLevel(indicator.bands, band) : 0);
    case 'unbanded':
      return scale && value !== null ? shade(value, scale) : 'var(--cell-1)';
    case 'insufficient':
      return 'url(#hatch)';
    default:
      return 'var(--cell-nothing)';
  }
}

export const normalFill = (rank: number) => `var(--cell-${Math.min(rank * 2, QUIET_SHADES - 1)})`;

function shade(value: number, { least, most }: Scale): string {
  const part = most > least ? (value - least) / (most - least) : 0;
  return `var(--cell-${Math.min(QUIET_SHADES - 1, Math.floor(part * QUIET_SHADES))})`;
}
