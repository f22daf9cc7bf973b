import { css, html, LitElement, nothing, svg, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { badness, isAbnormal, judge, rankInLevel, type Judgement } from './bands';
import { piece } from './ground';
import { placeLabels, type Label } from './map-labels';
import { legend, legendStyle } from './map-legend';
import type { Cell, CityMap, Indicator, Language, Reading, ViewId } from './messages';
import { fillOf, scaleOf, type Scale } from './shades';
import { shape } from './symbols';
import { texts } from './texts';
import { wardCard, wardCardStyle } from './ward-card';

const LABEL_UNITS = 1.9;
const SYMBOL_UNITS = 1.25;
const MAX_LABELS = 14;
/** From this many pixels a hexagon on, its name can be read inside it. */
const NAMED_CELL_PX = 84;

interface Ward {
  cell: Cell;
  reading: Reading | undefined;
  judgement: Judgement;
}

/** The wards of the city, painted by the chosen indicator. */
@customElement('ward-map')
export class WardMap extends LitElement {
  @property({ attribute: false }) map!: CityMap;
  @property({ attribute: false }) indicator!: Indicator;
  @property({ attribute: false }) wards: Record<string, Reading> = {};
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) language: Language = 'vi';
  @state() private view: ViewId = 'tiles';
  @state() private pointed: string | null = null;
  /** Pixels of the screen for one unit of the map. */
  @state() private pixels = 1;
  private centres = new Map<string, [number, number]>();
  private cellWidth = 0;
  private readonly resized = new ResizeObserver(() => this.measure());

  override connectedCallback() {
    super.connectedCallback();
    this.resized.observe(this);
  }

  override disconnectedCallback() {
    this.resized.disconnect();
    super.disconnectedCallback();
  }

  override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('map')) {
      this.view = this.map.view;
      this.centres.clear();
    }
  }

  override updated(changed: PropertyValues) {
    if (changed.has('map') || changed.has('view')) {
      this.measure();
    }
  }

  override render() {
    const text = texts(this.language);
    const wards = this.map.cells.map((cell) => this.ward(cell));
    const abnormal = wards.filter(({ judgement }) => isAbnormal(judgement.meaning)).length;
    const scale = scaleOf(this.wards);
    return html`<header>
        <div>
          <h2>${this.indicator.name[this.language]}${this.indicator.unit[this.language]
            ? html` <span class="unit">${this.indicator.unit[this.language]}</span>` : nothing}</h2>
          <p class=${abnormal ? 'some' : ''}>
            ${this.indicator.bands.length === 0 ? nothing : abnormal ? text.abnormalWards(abnormal) : text.allNormal}
          </p>
        </div>
        ${this.map.views.length > 1 ? this.viewSwitch() : nothing}
      </header>
      <div class="canvas" @pointerleave=${() => this.point(null)}>
        ${this.drawing(wards, scale)} ${this.card(wards)}
      </div>
      ${legend(this.indicator, scale, this.language)}`;
  }

  private ward(cell: Cell): Ward {
    const reading = this.wards[cell.code];
    return { cell, reading, judgement: judge(this.indicator, reading) };
  }

  private viewSwitch() {
    const text = texts(this.language);
    return html`<div class="views" role="group" aria-label=${text.viewOf}>
      ${this.map.views.map(
        ({ id }) => html`<button data-view=${id} aria-pressed=${id === this.view} @click=${() => this.changeView(id)}>
          ${text.views[id] ?? id}
        </button>`,
      )}
    </div>`;
  }

  private drawing(wards: Ward[], scale: Scale | null) {
    const insets = (this.map.insets ?? []).filter((inset) => inset.view === this.view);
    const thin = Math.max(0.6, 1.1 / this.pixels);
    return html`<svg class="map" viewBox=${this.viewBox} role="group"
      aria-label="${texts(this.language).onMap}: ${this.indicator.name[this.language]}">
      <defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse"
          patternTransform="rotate(45) scale(${1.4 / this.pixels})">
          <rect width="6" height="6" fill="var(--cell-nothing)" />
          <rect width="2.4" height="6" fill="var(--hatch)" />
        </pattern>
      </defs>
      ${insets.map(
        (inset) => svg`<path d=${inset.path} fill="none" stroke="var(--line)" stroke-width=${thin}
          stroke-dasharray="${6 / this.pixels} ${4 / this.pixels}" />`,
      )}
      <g class="cells" stroke-width=${thin * 1.4}>${wards.map((ward) => this.cell(ward, scale))}</g>
      ${this.cellNames(wards)} ${this.pointedOutline(wards)} ${this.symbols(wards)}
    </svg>`;
  }

  private cell({ cell, reading, judgement }: Ward, scale: Scale | null) {
    const value = reading?.value ?? null;
    return svg`<path
      d=${this.pathOf(cell)}
      fill=${fillOf(this.indicator, judgement, value, scale)}
      data-ward=${cell.code}
      data-value=${value ?? nothing}
      data-band=${judgement.meaning}
      aria-label=${cell.name[this.language]}
      tabindex=${isAbnormal(judgement.meaning) ? 0 : nothing}
      @pointerenter=${() => this.point(cell.code)}
      @pointerdown=${() => this.point(cell.code)}
      @focus=${() => this.point(cell.code)}
      @blur=${() => this.point(null)}
    />`;
  }

  private pathOf(cell: Cell): string {
    return this.view === 'schematic' ? cell.schematic : this.view === 'outline' ? (cell.outline ?? '') : cell.tiles;
  }

  private pointedOutline(wards: Ward[]) {
    const ward = wards.find(({ cell }) => cell.code === this.pointed);
    return ward
      ? svg`<path class="pointed" d=${this.pathOf(ward.cell)} stroke-width=${3 / this.pixels} />`
      : nothing;
  }

  /** The names of quiet wards, written into their hexagons where these are large enough. */
  private cellNames(wards: Ward[]) {
    if (this.view !== 'tiles' || this.cellWidth * this.pixels < NAMED_CELL_PX) {
      return nothing;
    }
    const size = this.cellWidth * 0.185;
    return svg`<g class="names" font-size=${size}>${wards
      .filter(({ judgement }) => !isAbnormal(judgement.meaning))
      .map(({ cell }) => {
        const [x, y] = this.centreOf(cell);
        const lines = inLines(cell.name[this.language]);
        const first = y + size * 0.36 - ((lines.length - 1) * size * 1.16) / 2;
        return lines.map((line, i) => svg`<text x=${x} y=${first + i * size * 1.16}>${line}</text>`);
      })}</g>`;
  }

  private symbols(wards: Ward[]) {
    const unit = this.unitPixels() / this.pixels;
    const radius = Math.min(unit * SYMBOL_UNITS, (this.cellWidth || Infinity) * 0.36);
    const abnormal = wards
      .filter(({ judgement }) => isAbnormal(judgement.meaning))
      .sort((a, b) => badness(b.judgement.meaning) - badness(a.judgement.meaning));
    const labels = placeLabels(
      abnormal.slice(0, MAX_LABELS).map(({ cell, judgement }) => ({
        code: cell.code,
        name: cell.name[this.language],
        centre: this.centreOf(cell),
        badness: badness(judgement.meaning),
      })),
      unit * LABEL_UNITS,
      radius,
      this.viewBox.split(/[\s,]+/).map(Number),
    );
    return svg`<g class="symbols">${abnormal.map(({ cell, judgement }) => {
      const [x, y] = this.centreOf(cell);
      const rank = judgement.band ? rankInLevel(this.indicator.bands, judgement.band) : 0;
      return svg`<g transform="translate(${x} ${y}) scale(${radius / 12})" class="on-cell">
        <circle r="15" fill="var(--panel)" />${shape(judgement.meaning, rank)}</g>`;
    })}</g>
    <g class="labels" font-size=${unit * LABEL_UNITS} stroke-width=${unit * 0.6}>${labels.map(label)}</g>`;
  }

  private card(wards: Ward[]) {
    const ward = wards.find(({ cell }) => cell.code === this.pointed);
    if (!ward) {
      return nothing;
    }
    const [x, y, width, height] = this.viewBox.split(/[\s,]+/).map(Number);
    const [cx, cy] = this.centreOf(ward.cell);
    return wardCard({
      ...ward, indicator: this.indicator, now: this.now, language: this.language,
      right: (cx - x) / width < 0.5, below: (cy - y) / height < 0.5,
    });
  }

  private get viewBox(): string {
    return (this.map.views.find(({ id }) => id === this.view) ?? this.map.views[0]).viewBox;
  }

  private point(code: string | null) {
    this.pointed = code;
  }

  private changeView(id: ViewId) {
    this.view = id;
    this.centres.clear();
    this.dispatchEvent(new CustomEvent('map-view', { detail: id }));
  }

  private centreOf(cell: Cell): [number, number] {
    return this.view === 'tiles' ? cell.tileCentre : (this.centres.get(cell.code) ?? cell.tileCentre);
  }

  /** How many pixels one --u is, which is this element's font size. */
  private unitPixels(): number {
    return parseFloat(getComputedStyle(this).fontSize);
  }

  /** Reads from the browser how large the map is drawn, and where the middles of irregular cells lie. */
  private measure() {
    const drawing = this.renderRoot.querySelector<SVGSVGElement>('svg.map');
    const matrix = drawing?.getScreenCTM();
    if (!drawing || !matrix || matrix.a <= 0) {
      return;
    }
    for (const path of drawing.querySelectorAll<SVGPathElement>('[data-ward]')) {
      const box = path.getBBox();
      this.centres.set(path.dataset.ward!, [box.x + box.width / 2, box.y + box.height / 2]);
      this.cellWidth = this.view === 'tiles' ? box.width : 0;
    }
    // Where the whole wall is drawn smaller, as in a preview, its letters are smaller with it.
    const drawn = drawing.clientWidth > 0 ? drawing.getBoundingClientRect().width / drawing.clientWidth : 1;
    this.pixels = matrix.a / drawn;
    this.requestUpdate();
  }

  static override styles = [piece, legendStyle, wardCardStyle, css`
    :host {
      display: flex;
      flex-direction: column;
      gap: var(--u);
      min-height: 0;
      font-size: var(--u);
      container-type: size;
      position: relative;
    }

    /* wider than high: what the colours mean stands beside the map, which keeps its height */
    @container (min-aspect-ratio: 1/1) {
      .canvas {
        margin-right: calc(var(--u) * 28);
      }

      .legend {
        position: absolute;
        right: calc(var(--u) * 1.6);
        bottom: calc(var(--u) * 1.2);
        width: calc(var(--u) * 27);
        grid-template-columns: minmax(0, 1fr);
      }
    }

    header {
      display: flex;
      justify-content: space-between;
      gap: calc(var(--u) * 2);
      align-items: flex-start;
    }

    h2,
    p {
      margin: 0;
      line-height: 1.4;
    }

    h2 {
      font-size: calc(var(--u) * 2.5);
      font-weight: 650;
    }

    .unit,
    p {
      color: var(--quiet);
      font-weight: 450;
    }

    p {
      font-size: calc(var(--u) * 1.9);
    }

    .some {
      color: var(--text);
      font-weight: 600;
    }

    .views {
      display: flex;
      flex: none;
      border: 1px solid var(--line);
      border-radius: calc(var(--u) * 0.5);
      overflow: hidden;
      font-size: calc(var(--u) * 1.5);
    }

    .views button {
      padding: calc(var(--u) * 0.5) calc(var(--u) * 1);
      border: 0;
      background: transparent;
      color: var(--quiet);
      line-height: 1.4;
    }

    .views button[aria-pressed='true'] {
      background: var(--line);
      color: var(--text);
    }

    .canvas {
      position: relative;
      flex: 1;
      min-height: 0;
    }

    .map {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
    }

    .cells {
      stroke: var(--panel);
      stroke-linejoin: round;
    }

    .cells path:focus {
      outline: none;
    }

    .pointed {
      fill: none;
      stroke: var(--text);
      pointer-events: none;
    }

    .symbols,
    .labels,
    .names {
      pointer-events: none;
    }

    .names {
      fill: var(--text);
      text-anchor: middle;
      font-weight: 450;
    }

    .labels {
      fill: var(--text);
      stroke: var(--panel);
      stroke-linejoin: round;
      paint-order: stroke;
      font-weight: 650;
    }
  `];
}

const label = ({ x, y, anchor, name }: Label) =>
  svg`<text x=${x} y=${y} text-anchor=${anchor}>${name}</text>`;

/** A ward's name in at most three lines of about equal length. */
function inLines(name: string): string[] {
  const words = name.split(' ');
  const lines: string[] = [];
  for (const word of words) {
    const last = lines[lines.length - 1];
    if (last !== undefined && `${last} ${word}`.length <= 8) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines.slice(0, 3);
}
