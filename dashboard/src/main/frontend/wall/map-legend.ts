import { css, html, nothing, svg } from 'lit';
import { isAbnormal, rangeOf, rankInLevel } from './bands';
import { figure } from './format';
import type { Band, Indicator, Language } from './messages';
import { normalFill, type Scale } from './shades';
import { shape } from './symbols';
import { texts } from './texts';

/** What the map's colours mean: swatch, symbol, name and limits of every band, then the two ways of knowing nothing. */
export function legend(indicator: Indicator, scale: Scale | null, language: Language) {
  const text = texts(language);
  return html`<ul class="legend" aria-label=${text.legend}>
    ${indicator.bands.length > 0
      ? indicator.bands.map((band) => bandEntry(indicator, band, language))
      : scaleEntry(indicator, scale, language)}
    ${entry(swatch('url(#hatch)'), text.insufficient)} ${entry(swatch('var(--cell-nothing)'), text.nothing)}
  </ul>`;
}

function bandEntry(indicator: Indicator, band: Band, language: Language) {
  const rank = rankInLevel(indicator.bands, band);
  const mark = isAbnormal(band.level)
    ? svg`<g transform="translate(17 12) scale(0.92)">${shape(band.level, rank)}</g>`
    : svg`<path d=${HEXAGON} fill=${normalFill(rank)} />`;
  const official = new Set(indicator.bands.map((other) => other.level)).size < indicator.bands.length;
  return entry(
    html`<svg class="swatch" viewBox="0 0 34 24" aria-hidden="true">${mark}</svg>`,
    band.name[language],
    rangeOf(indicator.bands, band, indicator.precision, language),
    official ? band.color : undefined,
  );
}

function scaleEntry(indicator: Indicator, scale: Scale | null, language: Language) {
  if (!scale) {
    return nothing;
  }
  const write = (value: number) => {
    const shown = figure(value, indicator.precision, language);
    return [shown.digits, shown.scale].filter(Boolean).join(' ');
  };
  return html`<li class="scale">
    <span>${write(scale.least)}</span>
    ${[0, 1, 2, 3, 4].map((step) => html`<i style="background:var(--cell-${step})"></i>`)}
    <span>${write(scale.most)} ${indicator.unit[language]}</span>
  </li>`;
}

function entry(mark: unknown, name: string, range?: string, official?: string) {
  return html`<li>
    ${mark}<span class="band-name">${name}</span>
    ${range ? html`<span class="range">${range}</span>` : nothing}
    ${official ? html`<i class="official" style="background:${official}"></i>` : nothing}
  </li>`;
}

const HEXAGON = 'M17 1 27 6.5V17.5L17 23 7 17.5V6.5Z';

const swatch = (fill: string) =>
  html`<svg class="swatch" viewBox="0 0 34 24" aria-hidden="true">
    <path d=${HEXAGON} fill=${fill} stroke="var(--faint)" stroke-width="1" />
  </svg>`;

export const legendStyle = css`
  .legend {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: calc(var(--u) * 0.15) calc(var(--u) * 2);
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: calc(var(--u) * 1.75);
    line-height: 1.45;
  }

  .legend li {
    display: flex;
    align-items: center;
    gap: calc(var(--u) * 0.6);
    min-width: 0;
  }

  .swatch {
    flex: none;
    width: calc(var(--u) * 3.2);
    height: calc(var(--u) * 2.25);
  }

  .band-name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .range {
    margin-left: auto;
    color: var(--quiet);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .official {
    flex: none;
    width: calc(var(--u) * 0.9);
    height: calc(var(--u) * 1.5);
    border: 1px solid var(--line);
  }

  .legend .scale {
    grid-column: 1 / -1;
    gap: 0;
  }

  .scale i {
    width: calc(var(--u) * 4);
    height: calc(var(--u) * 1.6);
  }

  .scale span {
    margin: 0 calc(var(--u) * 0.8);
    white-space: nowrap;
  }
`;
