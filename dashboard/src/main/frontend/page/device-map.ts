import { css, html, LitElement, nothing, svg, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Meaning } from '../wall/bands';
import { shape, symbol } from '../wall/symbols';
import { deviceMapTexts } from './device-map-texts';
import type { Setting, Text } from './messages';
import { pageStyle } from './style';
import { pageTexts } from './texts';

interface Named {
  id: string;
  state: string;
  bad: number;
  type: Text;
}

interface MapObject {
  at: string;
  x: number;
  y: number;
  count: number;
  bad: number;
  wanting: number;
  spread: number;
  named?: Named[];
}

interface Found {
  devices: number;
  objects: MapObject[];
}

/** West, north, east, south, in kilometres about the middle of the city. */
type Box = [number, number, number, number];

const MOVING_MS = 80;
const ZOOM = 1.6;
const NEAREST_KM = 0.15;
/** By the server's order of badness. */
const MEANINGS: Meaning[] = ['normal', 'nothing', 'normal', 'watch', 'warning', 'critical'];

/** Where devices are and how they are; what lies close together is drawn as one by the server. */
@customElement('device-map')
export class DeviceMap extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  /** Another one as soon as there is something new to be asked for. */
  @property({ attribute: false }) version: unknown = null;
  @property({ attribute: false }) sector = '';
  @state() private ground: { box: Box; shapes: { code: string; path: string }[] } | null = null;
  @state() private box: Box | null = null;
  @state() private found: Found = { devices: 0, objects: [] };
  @state() private opened: string | null = null;
  private size: [number, number] = [1, 1];
  private timer?: ReturnType<typeof setTimeout>;
  private asking = false;
  private again = false;
  private dragged: { x: number; y: number; box: Box } | null = null;
  private readonly resized = new ResizeObserver(([entry]) => {
    this.size = [Math.max(1, entry.contentRect.width), Math.max(1, entry.contentRect.height)];
    this.look(MOVING_MS);
  });

  override connectedCallback() {
    super.connectedCallback();
    void this.updateComplete.then(async () => {
      this.resized.observe(this.renderRoot.querySelector('svg.map')!);
      this.ground = await this.setting.ask('land');
      this.box = this.ground?.box ?? null;
      this.look(0);
    });
  }

  override disconnectedCallback() {
    this.resized.disconnect();
    clearTimeout(this.timer);
    super.disconnectedCallback();
  }

  override willUpdate(changed: PropertyValues<this>) {
    if (this.hasUpdated && (changed.has('version') || changed.has('sector'))) {
      this.look(0);
    }
  }

  override render() {
    const { language } = this.setting;
    const text = deviceMapTexts(language);
    const number = new Intl.NumberFormat(language);
    const [x0, y0, x1, y1] = this.seen ?? [0, 0, 1, 1];
    const unit = (x1 - x0) / this.size[0];
    const wanting = this.found.objects.reduce((sum, each) => sum + each.wanting, 0);
    return html`<div class="head">
        <h2>${text.title}</h2>
        <span class="muted num" data-devices=${this.found.devices} data-objects=${this.found.objects.length}>${text.devices(number.format(this.found.devices))}${wanting > 0 ? html` · ${text.wanting(number.format(wanting))}` : nothing}</span>
        <span class="spring"></span>
        <button data-zoom="in" aria-label=${text.zoomIn} @click=${() => this.zoom(1 / ZOOM)}>+</button>
        <button data-zoom="out" aria-label=${text.zoomOut} @click=${() => this.zoom(ZOOM)}>−</button>
        <button data-zoom="whole" @click=${() => this.moveTo(this.ground!.box)}>${text.whole}</button>
      </div>
      <svg class="map" viewBox="${x0} ${y0} ${x1 - x0} ${y1 - y0}" role="group" tabindex="0" aria-label="${text.title}. ${text.help}"
        @wheel=${this.onWheel} @pointerdown=${this.onDown} @pointermove=${this.onMove} @pointerup=${this.onUp} @pointercancel=${this.onUp} @keydown=${this.onKey}>
        <g class="ground" stroke-width=${unit}>${this.shapes()}</g>
        ${repeat(this.found.objects, ({ at }) => at, (each) => this.object(each, unit))}
      </svg>
      ${this.place()}
      <p class="legend muted">${(['critical', 'warning', 'watch', 'nothing', 'normal'] as Meaning[]).map(
        (meaning) => html`<span>${symbol(meaning, '14px')}${this.nameOf(meaning)}</span>`,
      )}</p>`;
  }

  private nameOf(meaning: Meaning) {
    const { severities } = pageTexts(this.setting.language);
    const text = deviceMapTexts(this.setting.language);
    const names: Partial<Record<Meaning, string>> = { critical: severities.critical, warning: severities.high, watch: severities.medium, nothing: text.silent, normal: text.reporting };
    return names[meaning] ?? '';
  }

  /** Drawn once: a map that is moved only moves its view. */
  private drawn: unknown = null;

  private shapes() {
    if (!this.drawn && this.ground) {
      this.drawn = this.ground.shapes.map(({ path }) => svg`<path d=${path} />`);
    }
    return this.drawn ?? nothing;
  }

  private object(each: MapObject, unit: number) {
    const { language } = this.setting;
    const text = deviceMapTexts(language);
    const meaning = MEANINGS[each.bad];
    const only = each.count === 1 ? each.named?.[0] : undefined;
    const size = unit * (only ? 9 : 10 + Math.min(5, Math.log10(each.count) * 2));
    const label = only ? `${only.id}, ${only.type[language]}, ${this.nameOf(meaning)}` : `${text.devices(String(each.count))}, ${text.wanting(String(each.wanting))}`;
    return svg`<g class="object" data-object=${each.at} data-count=${each.count} data-bad=${each.bad} role="button" tabindex="0" aria-label=${label}
      transform="translate(${each.x} ${each.y}) scale(${size / 12})" @click=${() => this.open(each)}
      @keydown=${(event: KeyboardEvent) => (event.key === 'Enter' || event.key === ' ') && this.open(each)}>
      ${only
        ? svg`<circle r="15" fill="var(--panel)" />${shape(meaning)}`
        : svg`<circle r="14" class="cluster ${meaning}" />
            <text font-size=${each.count > 999 ? 8.5 : 10} y="3.6">${each.count > 9999 ? `${Math.round(each.count / 1000)}k` : each.count}</text>
            ${each.bad > 1 ? svg`<g transform="translate(11 -11) scale(0.75)">${shape(meaning)}</g>` : nothing}`}
    </g>`;
  }

  /** Those at one place, which no zoom tells apart. */
  private place() {
    const named = this.found.objects.find(({ at }) => at === this.opened)?.named;
    const text = deviceMapTexts(this.setting.language);
    return named
      ? html`<div class="place" role="region" aria-label=${text.here}>
          ${named.map(
            ({ id, type, bad }) => html`<a href="/desk/device/${encodeURIComponent(id)}" router-ignore data-device=${id}>${symbol(MEANINGS[bad], '14px')}<b>${id}</b> <span class="muted">${type[this.setting.language]}</span></a>`,
          )}
          <button aria-label=${pageTexts(this.setting.language).close} @click=${() => (this.opened = null)}>✕</button></div>`
      : nothing;
  }

  private open(each: MapObject) {
    if (this.moved) {
      return;
    }
    if (each.named) {
      this.opened = this.opened === each.at ? null : each.at;
      return;
    }
    const [x0, y0, x1, y1] = this.seen!;
    const wide = Math.max(NEAREST_KM, Math.min((x1 - x0) / (ZOOM * ZOOM), each.spread * 2 || Infinity));
    const high = (wide * (y1 - y0)) / (x1 - x0);
    this.moveTo([each.x - wide / 2, each.y - high / 2, each.x + wide / 2, each.y + high / 2]);
  }

  /** What is seen, in the proportions of the screen. */
  private get seen(): Box | null {
    if (!this.box) {
      return null;
    }
    const [x0, y0, x1, y1] = this.box;
    const [width, height] = this.size;
    const perPixel = Math.max((x1 - x0) / width, (y1 - y0) / height);
    const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
    return [x - (perPixel * width) / 2, y - (perPixel * height) / 2, x + (perPixel * width) / 2, y + (perPixel * height) / 2];
  }

  private zoom(by: number, [fx, fy] = [0.5, 0.5]) {
    const [x0, y0, x1, y1] = this.seen!;
    const [x, y] = [x0 + (x1 - x0) * fx, y0 + (y1 - y0) * fy];
    if (by > 1 ? x1 - x0 < 500 : x1 - x0 > NEAREST_KM) {
      this.moveTo([x - (x - x0) * by, y - (y - y0) * by, x + (x1 - x) * by, y + (y1 - y) * by]);
    }
  }

  private pan(right: number, down: number) {
    const [x0, y0, x1, y1] = this.seen!;
    const [dx, dy] = [(x1 - x0) * right, (y1 - y0) * down];
    this.moveTo([x0 + dx, y0 + dy, x1 + dx, y1 + dy]);
  }

  private moveTo(box: Box) {
    this.box = box;
    this.look(MOVING_MS);
  }

  private look(afterMillis: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.read(), afterMillis);
  }

  /** One question at a time; what came meanwhile is asked after it. */
  private async read() {
    if (this.asking) {
      this.again = true;
      return;
    }
    const box = this.seen;
    if (!box || !this.isConnected) {
      return;
    }
    this.asking = true;
    const [width, height] = this.size.map(Math.round);
    const found = await this.setting.ask<Found>('map', { box, width, height, sectors: this.sector ? [this.sector] : [] });
    this.asking = false;
    this.found = found ?? this.found;
    if (this.again) {
      this.again = false;
      void this.read();
    }
  }

  private moved = false;

  private readonly onDown = (event: PointerEvent) => {
    this.moved = false;
    this.dragged = this.seen ? { x: event.clientX, y: event.clientY, box: this.seen } : null;
  };

  private readonly onMove = (event: PointerEvent) => {
    if (!this.dragged) {
      return;
    }
    const [right, down] = [event.clientX - this.dragged.x, event.clientY - this.dragged.y];
    if (!this.moved && Math.hypot(right, down) < 5) {
      return;
    }
    if (!this.moved) {
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      this.moved = true;
    }
    const [x0, y0, x1, y1] = this.dragged.box;
    const perPixel = (x1 - x0) / this.size[0];
    const [dx, dy] = [-right * perPixel, -down * perPixel];
    this.moveTo([x0 + dx, y0 + dy, x1 + dx, y1 + dy]);
  };

  private readonly onUp = () => {
    this.dragged = null;
  };

  private readonly onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const within = (event.currentTarget as Element).getBoundingClientRect();
    this.zoom(event.deltaY > 0 ? 1.25 : 0.8, [(event.clientX - within.left) / within.width, (event.clientY - within.top) / within.height]);
  };

  private readonly onKey = (event: KeyboardEvent) => {
    const deeds: Record<string, () => void> = {
      '+': () => this.zoom(1 / ZOOM), '=': () => this.zoom(1 / ZOOM), '-': () => this.zoom(ZOOM), '0': () => this.moveTo(this.ground!.box),
      ArrowLeft: () => this.pan(-0.2, 0), ArrowRight: () => this.pan(0.2, 0), ArrowUp: () => this.pan(0, -0.2), ArrowDown: () => this.pan(0, 0.2),
    };
    const deed = deeds[event.key];
    if (deed && this.box) {
      event.preventDefault();
      event.stopPropagation(); // the list above has arrow keys of its own
      deed();
    }
  };

  static override styles = [
    pageStyle,
    css`
      :host { display: flex; flex-direction: column; gap: 8px; position: relative; min-height: 320px; }
      .head { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
      .spring { flex: 1; }
      .map { flex: 1; min-height: 0; width: 100%; touch-action: none; cursor: grab; background: var(--page); border-radius: 6px; }
      .ground path { fill: var(--cell-nothing); stroke: var(--panel); }
      .object { cursor: pointer; }
      .object:focus-visible { outline: none; }
      .object:focus-visible circle { stroke: var(--focus); stroke-width: 3; }
      .cluster { fill: var(--raised); stroke: var(--quiet); stroke-width: 1.5; }
      .cluster.watch { stroke: var(--watch); stroke-width: 3; }
      .cluster.warning { stroke: var(--warning); stroke-width: 3; }
      .cluster.critical { stroke: var(--critical); stroke-width: 3; }
      .cluster.nothing { stroke-dasharray: 4 3; }
      text { fill: var(--text); text-anchor: middle; font-weight: 650; }
      .place { position: absolute; left: 12px; bottom: 44px; display: grid; gap: 4px; max-width: calc(100% - 24px); max-height: 60%; overflow: auto; padding: 8px 44px 8px 12px; border: 1px solid var(--quiet); border-radius: 8px; background: var(--raised); }
      .place a { display: flex; align-items: center; gap: 8px; min-height: 28px; }
      .place button { position: absolute; right: 6px; top: 6px; }
      .legend { display: flex; flex-wrap: wrap; gap: 4px 14px; margin: 0; font-size: 13px; }
      .legend span { display: inline-flex; align-items: center; gap: 5px; }
    `,
  ];
}
