import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { duration, number } from '../wall/format';
import './alarm-rows';
import './history-chart';
import type { Alarm, Line, Setting, Text } from './messages';
import { flags } from './passport-card';
import { pageStyle } from './style';
import { pageTexts } from './texts';
import { moment } from './words';

const CHART_MS = 30_000;
const STALE_INTERVALS = 2;

interface Measure {
  id: string;
  name: Text;
  unit: Text;
  precision: number;
}

interface ReadingRow {
  measure: string;
  value: number;
  at: number;
  received: number;
  quality: number;
}

interface DeviceNow {
  state: string;
  seen: number | null;
  still: number | null;
  taken: number | null;
  readings: ReadingRow[];
}

/** One device: what it says now and said before, how far that is believed, and what it sees. */
@customElement('device-page')
export class DevicePage extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) content: Record<string, unknown> = {};
  @state() private measure = '';
  @state() private range = '1h5';
  @state() private line: Line | null = null;
  private timer?: ReturnType<typeof setInterval>;

  override connectedCallback() {
    super.connectedCallback();
    const asked = new URLSearchParams(location.search);
    this.measure = asked.get('measure') ?? '';
    this.range = asked.get('range') ?? '1h5';
    this.timer = setInterval(() => void this.read(), CHART_MS);
  }

  /** Which measure comes first is known only when the device is. */
  override updated(changed: PropertyValues) {
    if (changed.has('measure') || changed.has('range')) {
      void this.read();
    }
  }

  override disconnectedCallback() {
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  override willUpdate(changed: PropertyValues) {
    if (changed.has('content') && !this.measures.some(({ id }) => id === this.measure)) {
      this.measure = this.measures[0]?.id ?? '';
    }
  }

  private get measures(): Measure[] {
    return (this.content.measures as Measure[]) ?? [];
  }

  private get device(): DeviceNow {
    return (this.content.state as DeviceNow) ?? { state: '', seen: null, still: null, taken: null, readings: [] };
  }

  override render() {
    const { setting, device } = this;
    const { language, now, frame } = setting;
    const text = pageTexts(language);
    const measure = this.measures.find(({ id }) => id === this.measure);
    return html`<h1>${this.content.id} <small class="muted">${(this.content.type as Text)[language]}</small></h1>
      <p class="about">
        <a router-ignore href="/desk/area/${this.content.area}">${(this.content.areaName as Text)[language]}</a>
        · <b data-device-state=${device.state}>${text.deviceStates[device.state] ?? '…'}</b>
        · ${text.seen} <span class="num">${moment(device.seen, now, frame.zone, language)}</span>
        · ${text.interval} ${duration(this.content.intervalMs as number, language)}
        ${this.content.lat == null ? nothing : html` · ${text.place} <span class="num">${number(this.content.lat as number, 4, language)} ${number(this.content.lon as number, 4, language)}</span>`}
      </p>
      <ul class="live">${this.measures.map((each) => this.live(each))}</ul>
      <div class="grid ${this.content.camera ? 'camera' : ''}">
        <section class="panel" aria-label=${text.history}>
          <div class="head">
            <h2>${measure?.name[language] ?? text.history}</h2>
            <div class="ranges" role="group" aria-label=${text.history}>
              ${Object.entries(text.ranges).map(
                ([id, name]) => html`<button data-range=${id} aria-pressed=${id === this.range} @click=${() => this.look(this.measure, id)}>${name}</button>`,
              )}
            </div>
          </div>
          ${measure
            ? html`<history-chart .line=${this.line} .name=${measure.name[language]} .unit=${measure.unit[language]} .precision=${measure.precision}
                .language=${language} .zone=${frame.zone}></history-chart>`
            : nothing}
        </section>
        ${this.content.camera ? this.still() : nothing}
      </div>
      <section class="panel" aria-label=${text.alarms}>
        <h2>${text.alarms}</h2>
        <alarm-rows .setting=${setting} .alarms=${(this.content.alarms as Alarm[]) ?? []} .none=${text.noAlarmsHere}></alarm-rows>
      </section>
      <section class="panel" aria-label=${text.readings}>
        <h2>${text.readings}</h2>
        ${this.readings()}
      </section>`;
  }

  private live(measure: Measure) {
    const { language, now } = this.setting;
    const text = pageTexts(language);
    const newest = this.device.readings.find((reading) => reading.measure === measure.id);
    const age = newest ? now - newest.at : null;
    const stale = age !== null && age > STALE_INTERVALS * (this.content.intervalMs as number) + 15_000;
    return html`<li><button data-live=${measure.id} data-value=${newest?.value ?? nothing} data-stale=${String(stale)}
      aria-pressed=${measure.id === this.measure} @click=${() => this.look(measure.id, this.range)}>
      <span>${measure.name[language]}</span>
      <b class="num ${stale ? 'old' : ''}">${newest ? `${number(newest.value, measure.precision, language)} ${measure.unit[language]}` : '–'}</b>
      <small class="num">${stale ? html`<b>${text.stale}</b> ` : nothing}${age === null ? text.nothing : duration(age, language)}
        ${newest && flags(newest.quality, text.flags) ? html`· <b>${flags(newest.quality, text.flags)}</b>` : nothing}</small>
    </button></li>`;
  }

  private still() {
    const { language, now, frame } = this.setting;
    const text = pageTexts(language);
    const { still, taken } = this.device;
    return html`<section class="panel" aria-label=${text.camera}>
      <h2>${text.camera}</h2>
      ${still === null
        ? html`<p class="muted">${text.noStill}</p>`
        : html`<figure><img data-still=${still} alt="${text.camera} ${this.content.id}"
              src="/camera/${encodeURIComponent(this.content.id as string)}/snapshot.jpg?v=${still}" />
            <figcaption class="num">${text.taken} ${moment(taken, now, frame.zone, language)} · ${duration(now - (taken ?? now), language)}</figcaption></figure>`}
    </section>`;
  }

  private readings() {
    const { language, now, frame } = this.setting;
    const text = pageTexts(language);
    const { readings } = this.device;
    const name = (id: string) => this.measures.find((each) => each.id === id);
    return readings.length === 0
      ? html`<p class="muted">${text.noReadings}</p>`
      : html`<div class="scroll rows" tabindex="0" role="region" aria-label=${text.readings}><table>
          <thead><tr><th>${text.at}</th><th>${text.measure}</th><th>${text.value}</th><th>${text.quality}</th><th>${text.received}</th></tr></thead>
          <tbody>${readings.map((reading) => {
            const measure = name(reading.measure);
            return html`<tr data-reading data-quality=${reading.quality}>
              <td class="num">${moment(reading.at, now, frame.zone, language)}</td><td>${measure?.name[language] ?? reading.measure}</td>
              <td class="num">${number(reading.value, measure?.precision ?? 2, language)} ${measure?.unit[language]}</td>
              <td>${flags(reading.quality, text.flags) ? html`<b>${flags(reading.quality, text.flags)}</b>` : text.good}</td>
              <td class="num">${moment(reading.received, now, frame.zone, language)}</td></tr>`;
          })}</tbody></table></div>`;
  }

  private look(measure: string, range: string) {
    this.measure = measure;
    this.range = range;
    this.line = null;
    const asked = new URLSearchParams({ measure, range });
    history.replaceState(history.state, '', `${location.pathname}?${asked}`);
  }

  private async read() {
    const [measure, range] = [this.measure, this.range];
    const line = measure ? await this.setting.ask<Line>('history', { measure, range }) : null;
    if (measure === this.measure && range === this.range) {
      this.line = line ?? this.line;
    }
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: grid; gap: 16px; }
      p { margin: 0; }
      .live { display: grid; grid-template-columns: repeat(auto-fill, minmax(210px, 1fr)); gap: 10px; list-style: none; margin: 0; padding: 0; }
      .live button { display: grid; width: 100%; padding: 10px 14px; text-align: left; background: var(--panel); }
      .live b { font-size: 22px; line-height: 1.3; }
      .live small b { font-size: 13px; }
      .live small { color: var(--quiet); }
      .old { color: var(--quiet); font-weight: 400; }
      .grid { display: grid; gap: 16px; }
      .camera { grid-template-columns: minmax(0, 1.4fr) minmax(0, 1fr); }
      figure { margin: 8px 0 0; }
      img { display: block; width: 100%; border-radius: 6px; background: var(--raised); min-height: 120px; object-fit: contain; }
      .head { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 8px; }
      .ranges { display: flex; flex-wrap: wrap; gap: 4px; }
      [aria-pressed='true'] { border-color: var(--focus); box-shadow: inset 4px 0 var(--focus); }
      .rows { max-height: 420px; }
      thead th { position: sticky; top: 0; background: var(--panel); }
      @media (max-width: 1000px) {
        .camera { grid-template-columns: minmax(0, 1fr); }
      }
    `,
  ];
}
