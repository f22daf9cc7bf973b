import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isAbnormal, judge, rankInLevel } from '../wall/bands';
import { duration } from '../wall/format';
import { symbol } from '../wall/symbols';
import './alarm-rows';
import './history-chart';
import type { Alarm, Indicator, Line, Reading, Setting, Text } from './messages';
import { pageStyle } from './style';
import { pageTexts } from './texts';
import { moment, written } from './words';

const CHART_MS = 60_000;

interface DeviceRow {
  id: string;
  state: string;
  seen: number | null;
  type: Text;
}

/** One ward, or the city: its figures, the history of one of them, its alarms and its devices. */
@customElement('area-page')
export class AreaPage extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) content: Record<string, unknown> = {};
  @state() private chosen = '';
  @state() private range = '1h5';
  @state() private line: Line | null = null;
  @state() private devices: { devices: DeviceRow[]; most: number } | null = null;
  private timer?: ReturnType<typeof setInterval>;

  override connectedCallback() {
    super.connectedCallback();
    const asked = new URLSearchParams(location.search);
    this.chosen = asked.get('indicator') ?? '';
    this.range = asked.get('range') ?? '1h5';
    this.timer = setInterval(() => void this.read(), CHART_MS);
  }

  /** Which figure comes first is known only when the area is. */
  override updated(changed: PropertyValues) {
    if (changed.has('chosen') || changed.has('range')) {
      void this.read();
    }
  }

  override disconnectedCallback() {
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  override willUpdate(changed: PropertyValues) {
    if (changed.has('content') && !this.shown.some(({ id }) => id === this.chosen)) {
      this.chosen = (this.shown[0] ?? this.setting.frame.indicators[0])?.id ?? '';
    }
  }

  private get figures(): Record<string, Reading> {
    return (this.content.figures as Record<string, Reading>) ?? {};
  }

  /** Those that there is a figure of. */
  private get shown(): Indicator[] {
    return this.setting.frame.indicators.filter(({ id }) => this.figures[id]);
  }

  override render() {
    const { setting } = this;
    const { language, frame } = setting;
    const text = pageTexts(language);
    const indicator = frame.indicators.find(({ id }) => id === this.chosen);
    return html`<h1>${(this.content.name as Text)[language]} <small class="muted">${this.content.area}</small></h1>
      <div class="grid">
        <section class="panel figures" aria-label=${text.figures}>
          <h2>${text.figures}</h2>
          ${this.shown.length === 0 ? html`<p class="muted">${text.nothing}</p>` : nothing}
          ${frame.sectors.map((sector) => {
            const mine = this.shown.filter((each) => each.sector === sector.id);
            return mine.length === 0
              ? nothing
              : html`<h3>${sector.name[language]}</h3><ul>${mine.map((each) => this.figure(each))}</ul>`;
          })}
        </section>
        <div class="column">
          <section class="panel" aria-label=${text.history}>
            <div class="head">
              <h2>${indicator?.name[language] ?? text.history}</h2>
              <div class="ranges" role="group" aria-label=${text.history}>
                ${Object.entries(text.ranges).map(
                  ([id, name]) => html`<button data-range=${id} aria-pressed=${id === this.range} @click=${() => this.look(this.chosen, id)}>${name}</button>`,
                )}
              </div>
            </div>
            ${indicator
              ? html`<history-chart .line=${this.line} .bands=${indicator.bands} .target=${indicator.target} .name=${indicator.name[language]}
                  .unit=${indicator.unit[language]} .precision=${indicator.precision} .language=${language} .zone=${frame.zone}></history-chart>`
              : nothing}
          </section>
          <section class="panel" aria-label=${text.alarms}>
            <h2>${text.alarms}</h2>
            <alarm-rows .setting=${setting} .alarms=${(this.content.alarms as Alarm[]) ?? []} .none=${text.noAlarmsHere}></alarm-rows>
          </section>
          <section class="panel" aria-label=${text.devices}>
            <h2>${text.devices}</h2>
            ${this.deviceList()}
          </section>
        </div>
      </div>`;
  }

  private figure(indicator: Indicator) {
    const { language, now } = this.setting;
    const text = pageTexts(language);
    const reading = this.figures[indicator.id];
    const judgement = judge(indicator, reading);
    const stale = reading.at !== null && now - reading.at > indicator.staleAfterMs;
    const rank = judgement.band && isAbnormal(judgement.meaning) ? rankInLevel(indicator.bands, judgement.band) : 0;
    const words = judgement.meaning === 'insufficient' ? text.insufficient : judgement.band?.name[language] ?? '';
    return html`<li class=${indicator.id === this.chosen ? 'chosen' : ''} data-figure=${indicator.id} data-value=${reading.value ?? nothing}
      data-band=${judgement.meaning} data-stale=${String(stale)}>
      <button class="name" data-look=${indicator.id} aria-pressed=${indicator.id === this.chosen} @click=${() => this.look(indicator.id, this.range)}>
        ${indicator.name[language]}</button>
      <button class="value num" data-passport-of=${indicator.id} aria-label="${written(reading, indicator, language)}. ${text.showPassport}"
        @click=${() => this.passport(indicator.id)}>${written(reading, indicator, language)}</button>
      <span class="band">${symbol(judgement.meaning, '16px', rank)} ${words}</span>
      <span class="muted num">${stale ? html`<b>${text.stale}</b> ` : nothing}${reading.at === null ? '' : duration(now - reading.at, language)}
        · ${reading.reporting}/${reading.expected}</span>
    </li>`;
  }

  private deviceList() {
    const { language, now, frame } = this.setting;
    const text = pageTexts(language);
    const rows = this.devices?.devices ?? [];
    return rows.length === 0
      ? html`<p class="muted">${text.noDevices}</p>`
      : html`${rows.length >= this.devices!.most ? html`<p class="muted">${text.allDevices(this.devices!.most)}</p>` : nothing}
          <div class="scroll devices" tabindex="0" role="region" aria-label=${text.devices}><table>
            <thead><tr><th>${text.nameOfDevice}</th><th>${text.type}</th><th>${text.state}</th><th>${text.seen}</th></tr></thead>
            <tbody>${rows.map(
              (row) => html`<tr data-device=${row.id} data-state=${row.state}>
                <td><a router-ignore href="/desk/device/${row.id}">${row.id}</a></td><td>${row.type[language]}</td>
                <td>${row.state === 'reporting' ? text.deviceStates[row.state] : html`<b>${text.deviceStates[row.state]}</b>`}</td>
                <td class="num">${moment(row.seen, now, frame.zone, language)}</td></tr>`,
            )}</tbody></table></div>`;
  }

  private passport(indicator: string) {
    this.dispatchEvent(new CustomEvent('passport', { bubbles: true, composed: true, detail: { indicator, area: this.content.area } }));
  }

  private look(indicator: string, range: string) {
    this.chosen = indicator;
    this.range = range;
    this.line = null;
    const asked = new URLSearchParams({ indicator, range });
    history.replaceState(history.state, '', `${location.pathname}?${asked}`);
  }

  private async read() {
    const [indicator, range] = [this.chosen, this.range];
    const [line, devices] = await Promise.all([
      indicator ? this.setting.ask<Line>('history', { indicator, range }) : null,
      this.setting.ask<{ devices: DeviceRow[]; most: number }>('devices'),
    ]);
    this.devices = devices ?? this.devices;
    if (indicator === this.chosen && range === this.range) {
      this.line = line ?? this.line;
    }
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: grid; gap: 16px; }
      .grid { display: grid; grid-template-columns: minmax(380px, 1fr) minmax(0, 1.6fr); gap: 16px; align-items: start; }
      .column, .figures { display: grid; gap: 16px; min-width: 0; }
      .figures { gap: 8px; }
      .figures h3 { margin-top: 8px; color: var(--quiet); }
      ul { list-style: none; margin: 0; padding: 0; }
      li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 12px; padding: 4px 8px; border-bottom: 1px solid var(--line); }
      li.chosen { background: var(--raised); box-shadow: inset 4px 0 var(--focus); }
      .name, .value { min-height: 28px; padding: 2px 4px; border: 0; background: none; text-align: left; }
      .value { font-weight: 650; text-align: right; text-decoration: underline dotted; text-underline-offset: 4px; }
      .band { display: flex; gap: 6px; align-items: center; padding-left: 4px; }
      li .muted { text-align: right; }
      .head { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 8px; }
      .ranges { display: flex; flex-wrap: wrap; gap: 4px; }
      [aria-pressed='true'] { font-weight: 650; border-color: var(--focus); }
      .devices { max-height: 420px; }
      thead th { position: sticky; top: 0; background: var(--panel); }
      @media (max-width: 1000px) {
        .grid { grid-template-columns: minmax(0, 1fr); }
      }
    `,
  ];
}
