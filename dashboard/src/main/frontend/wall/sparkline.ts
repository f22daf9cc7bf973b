import { svg, html, nothing } from 'lit';
import type { Indicator, Trend } from './messages';

const SPAN_MS = 90 * 60_000;
const GAP_MS = 3 * 60_000;
const WIDTH = 100;
const HEIGHT = 40;

/** The last ninety minutes as a line; the normal range stands behind it as a quiet stripe. */
export function sparkline(indicator: Indicator, trend: Trend, now: number) {
  const points = trend.filter(([at, value]) => at > now - SPAN_MS && Number.isFinite(value));
  if (points.length < 2) {
    return html`<svg class="trend" aria-hidden="true"></svg>`;
  }
  const [low, high] = scaleOf(indicator, points);
  const x = (at: number) => WIDTH * (1 - (now - at) / SPAN_MS);
  const y = (value: number) => HEIGHT * (1 - (value - low) / (high - low));
  const [lastAt, last] = points[points.length - 1];
  return html`<svg class="trend" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
    ${normalStripes(indicator, low, high, y)}
    <path d=${line(points, x, y)} fill="none" stroke="var(--trend)" stroke-width="2.5"
      stroke-linejoin="round" stroke-linecap="round" vector-effect="non-scaling-stroke" class="line" />
    <path d="M${x(lastAt)} ${y(last)}h0" stroke="var(--text)" stroke-linecap="round"
      vector-effect="non-scaling-stroke" class="now" />
  </svg>`;
}

function scaleOf(indicator: Indicator, points: Trend): [number, number] {
  const values = points.map(([, value]) => value);
  const least = Math.min(...values);
  const most = Math.max(...values);
  const finest = 4 * 10 ** -indicator.precision;
  const pad = Math.max((most - least) * 0.12, (finest - (most - least)) / 2, 1e-6);
  return [least - pad, most + pad];
}

function normalStripes(indicator: Indicator, low: number, high: number, y: (value: number) => number) {
  return indicator.bands
    .filter((band) => band.level === 'normal' && band.from < high && (band.to === null || band.to > low))
    .map((band) => {
      const top = y(Math.min(band.to ?? high, high));
      const bottom = y(Math.max(band === indicator.bands[0] ? low : band.from, low));
      return bottom > top
        ? svg`<rect x="0" y=${top} width=${WIDTH} height=${bottom - top} fill="var(--band-normal)" />`
        : nothing;
    });
}

function line(points: Trend, x: (at: number) => number, y: (value: number) => number): string {
  let before = -Infinity;
  return points
    .map(([at, value]) => {
      const command = at - before > GAP_MS ? 'M' : 'L';
      before = at;
      return `${command}${x(at).toFixed(2)} ${y(value).toFixed(2)}`;
    })
    .join('');
}
