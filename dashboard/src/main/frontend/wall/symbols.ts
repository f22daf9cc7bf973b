import { svg, html, nothing } from 'lit';
import type { Meaning } from './bands';
import type { Severity } from './messages';

/**
 * One shape for each meaning, drawn in a box of 24 by 24 about (0, 0): diamond to watch, triangle to warn, octagon for
 * critical; quiet shapes for the rest. A second band of the same level carries two strokes instead of one.
 */
export function shape(meaning: Meaning, rank = 0) {
  switch (meaning) {
    case 'watch':
      return svg`<path d="M0-11 11 0 0 11-11 0Z" fill="var(--watch)"/>${marks(rank, -5, 4.5)}`;
    case 'warning':
      return svg`<path d="M0-11 12 10H-12Z" fill="var(--warning)"/>${marks(rank, -4, 6.5)}`;
    case 'critical':
      return svg`<path d="M-4.7-11.3H4.7L11.3-4.7V4.7L4.7 11.3H-4.7L-11.3 4.7V-4.7Z"
          fill="var(--critical)"/>${marks(rank, -7, 5.5)}`;
    case 'insufficient':
      return svg`<path d="M-9-9H9V9H-9Z" fill="none" stroke="var(--hatch)" stroke-width="2"/>
        <path d="M-9 1 1-9M-9 9 9-9M-1 9 9-1" stroke="var(--hatch)" stroke-width="2.4"/>`;
    case 'nothing':
      return svg`<path d="M-8 0H8" stroke="var(--faint)" stroke-width="3.4"/>`;
    default:
      return svg`<circle r="6.5" fill="none" stroke="var(--quiet)" stroke-width="3"/>`;
  }
}

function marks(rank: number, top: number, bottom: number) {
  const bar = (x: number) =>
    svg`<path d="M${x} ${top}V${bottom - 4.6}M${x} ${bottom - 1.4}V${bottom}" stroke="var(--on-signal)" stroke-width="2.6"/>`;
  return rank === 0 ? bar(0) : [bar(-2.8), bar(2.8)];
}

export const MEANING_OF: Record<Severity, Meaning> = {
  critical: 'critical',
  high: 'warning',
  medium: 'watch',
  low: 'normal',
};

export function symbol(meaning: Meaning, size: string, rank = 0, flashing = false) {
  return html`<svg
    class="symbol ${flashing ? 'flashing' : ''}"
    viewBox="-12 -12 24 24"
    style="width:${size};height:${size}"
    aria-hidden="true"
  >
    ${shape(meaning, rank) ?? nothing}
  </svg>`;
}
