import { css, html, nothing } from 'lit';
import { isAbnormal, rankInLevel, type Judgement } from './bands';
import { duration, figure } from './format';
import type { Cell, Indicator, Language, Reading } from './messages';
import { symbol } from './symbols';
import { texts } from './texts';

export interface WardCard {
  cell: Cell;
  reading: Reading | undefined;
  judgement: Judgement;
  indicator: Indicator;
  now: number;
  language: Language;
  /** Which corner of the map to stand in, away from the ward itself. */
  right: boolean;
  below: boolean;
}

/** What is known of the ward under the pointer. */
export function wardCard({ cell, reading, judgement, indicator, now, language, right, below }: WardCard) {
  const text = texts(language);
  const { meaning, band } = judgement;
  const shown = reading?.value == null ? null : figure(reading.value, indicator.precision, language);
  const words =
    meaning === 'insufficient' ? text.insufficient
    : meaning === 'nothing' ? text.nothing
    : band?.name[language];
  const rank = band && isAbnormal(meaning) ? rankInLevel(indicator.bands, band) : 0;
  return html`<aside class="card ${right ? 'right' : 'left'} ${below ? 'below' : 'above'}" role="status">
    <b>${text.kinds[cell.kind] ?? ''} ${cell.name[language]}</b>
    ${shown
      ? html`<span class="card-value">${shown.digits}
          <small>${[shown.scale, indicator.unit[language]].filter(Boolean).join(' ')}</small></span>`
      : nothing}
    ${words
      ? html`<span class="card-band">${symbol(meaning, 'calc(var(--u) * 2.2)', rank)}${words}</span>`
      : nothing}
    ${reading
      ? html`<span class="card-basis">
          ${reading.at === null ? nothing : html`${duration(now - reading.at, language)} · `}
          ${reading.reporting}/${reading.expected} ${text.coverage}
        </span>`
      : nothing}
  </aside>`;
}

export const wardCardStyle = css`
  .card {
    position: absolute;
    display: grid;
    gap: calc(var(--u) * 0.2);
    min-width: calc(var(--u) * 20);
    padding: calc(var(--u) * 1);
    border: 1px solid var(--quiet);
    border-radius: calc(var(--u) * 0.5);
    background: var(--raised);
    font-size: calc(var(--u) * 1.9);
    line-height: 1.4;
    pointer-events: none;
    box-shadow: 0 calc(var(--u) * 0.3) calc(var(--u) * 1.6) rgba(0, 0, 0, 0.35);
  }

  .card.right {
    right: 0;
  }

  .card.left {
    left: 0;
  }

  .card.below {
    bottom: 0;
  }

  .card.above {
    top: 0;
  }

  .card-value {
    font-size: calc(var(--u) * 4);
    font-weight: 650;
    line-height: 1.2;
  }

  .card-value small {
    font-size: 50%;
    font-weight: 450;
    color: var(--quiet);
  }

  .card-band {
    display: flex;
    align-items: center;
    gap: calc(var(--u) * 0.6);
    font-weight: 600;
  }

  .card-basis {
    color: var(--quiet);
    font-size: calc(var(--u) * 1.7);
  }
`;
