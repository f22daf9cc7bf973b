import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import './device-import';
import { devicesTexts } from './devices-texts';
import './maintenance-windows';
import type { Setting, Text } from './messages';
import { pageStyle } from './style';
import { moment } from './words';
import { duration } from '../wall/format';

interface Device {
  id: string;
  state: string;
  type: Text;
  where: Text;
  seen: number | null;
  intervalMs: number;
}

interface Found {
  devices: Device[];
  counts: Record<string, number>;
  page: number;
}

const STATES = ['silent', 'never-seen', 'reporting', 'disabled'];
const TYPING_MS = 300;

/** The registry for engineers: find devices, give tokens, switch off and on; import and maintenance beside it. */
@customElement('devices-page')
export class DevicesPage extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) content: Record<string, unknown> = {};
  @state() private devices: Device[] = [];
  @state() private counts: Record<string, number> = {};
  @state() private wanted = { words: '', type: '', area: '', state: '' };
  @state() private token: { id: string; token: string } | null = null;
  @state() private notice = '';
  private timer?: ReturnType<typeof setTimeout>;

  override connectedCallback() {
    super.connectedCallback();
    const asked = new URLSearchParams(location.search);
    this.wanted = { words: asked.get('q') ?? '', type: asked.get('type') ?? '', area: asked.get('area') ?? '', state: asked.get('state') ?? '' };
    void this.updateComplete.then(() => this.read(0));
  }

  override render() {
    const { language, frame } = this.setting;
    const text = devicesTexts(language);
    const all = Object.values(this.counts).reduce((sum, count) => sum + count, 0);
    const matching = this.wanted.state ? this.counts[this.wanted.state] ?? 0 : all;
    return html`<section class="panel" aria-label=${text.devices}>
        <div class="head">
          <h1>${text.devices}</h1>
          <span class="muted num" data-found=${matching}>${text.shown(this.devices.length, matching)}</span>
          <span role="status" data-notice>${this.notice}</span>
        </div>
        <div class="filters">
          <input type="search" data-find aria-label=${text.find} placeholder=${text.find} .value=${this.wanted.words}
            @input=${(event: Event) => this.want({ words: (event.target as HTMLInputElement).value })} />
          <label>${text.type} <select data-type @change=${(event: Event) => this.want({ type: (event.target as HTMLSelectElement).value })}>
            <option value="">${text.any}</option>
            ${((this.content.types as { id: string; name: Text }[]) ?? []).map(({ id, name }) => html`<option value=${id} .selected=${id === this.wanted.type}>${name[language]}</option>`)}
          </select></label>
          <label>${text.place} <select data-area @change=${(event: Event) => this.want({ area: (event.target as HTMLSelectElement).value })}>
            <option value="">${text.any}</option>
            ${frame.areas.map(({ code, name }) => html`<option value=${code} .selected=${code === this.wanted.area}>${name[language]}</option>`)}
          </select></label>
          ${STATES.map(
            (each) => html`<button class="state" data-state-filter=${each} aria-pressed=${this.wanted.state === each}
              @click=${() => this.want({ state: this.wanted.state === each ? '' : each })}>${text.states[each]} <b class="num">${this.counts[each] ?? 0}</b></button>`,
          )}
        </div>
        ${this.token
          ? html`<p class="token" data-token-of=${this.token.id}>${text.tokenOf} <b>${this.token.id}</b>: <code data-token>${this.token.token}</code>
              <button @click=${() => (this.token = null)}>${text.ok}</button></p>`
          : nothing}
        ${this.devices.length === 0 ? html`<p class="muted">${text.none}</p>` : this.table()}
        ${this.devices.length < matching ? html`<button data-more @click=${() => this.read(this.devices.length)}>${text.more}</button>` : nothing}
      </section>
      <device-import class="panel" .setting=${this.setting} @imported=${() => this.read(0)}></device-import>
      <maintenance-windows class="panel" .setting=${this.setting}></maintenance-windows>`;
  }

  private table() {
    const { language, now, frame } = this.setting;
    const text = devicesTexts(language);
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${text.devices}><table>
      <thead><tr><th>${text.device}</th><th>${text.type}</th><th>${text.place}</th><th>${text.state}</th><th>${text.seen}</th><th>${text.interval}</th><th></th></tr></thead>
      <tbody>${this.devices.map(
        (device) => html`<tr data-row=${device.id} data-state=${device.state}>
          <td><a router-ignore href="/desk/device/${device.id}"><b>${device.id}</b></a></td>
          <td>${device.type[language]}</td><td>${device.where[language]}</td>
          <td>${device.state === 'silent' ? '▲ ' : ''}${text.states[device.state]}</td>
          <td class="num">${moment(device.seen, now, frame.zone, language)}</td><td class="num">${duration(device.intervalMs, language)}</td>
          <td class="deeds"><button data-new-token=${device.id} @click=${() => this.newToken(device.id)}>${text.newToken}</button>
            <button data-switch=${device.id} @click=${() => this.enable(device.id, device.state === 'disabled')}>${device.state === 'disabled' ? text.turnOn : text.turnOff}</button></td>
        </tr>`,
      )}</tbody></table></div>`;
  }

  private want(to: Partial<typeof this.wanted>) {
    this.wanted = { ...this.wanted, ...to };
    const asked = new URLSearchParams();
    Object.entries({ q: this.wanted.words, type: this.wanted.type, area: this.wanted.area, state: this.wanted.state })
      .filter(([, value]) => value)
      .forEach(([name, value]) => asked.set(name, value));
    history.replaceState(history.state, '', location.pathname + (asked.size > 0 ? `?${asked}` : ''));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.read(0), TYPING_MS);
  }

  private async read(from: number) {
    const asked = this.wanted;
    const found = await this.setting.ask<Found>('devices', { ...asked, from });
    if (found && asked === this.wanted) {
      this.devices = from === 0 ? found.devices : [...this.devices, ...found.devices];
      this.counts = found.counts;
    }
  }

  private async newToken(id: string) {
    const text = devicesTexts(this.setting.language);
    if (confirm(`${text.reallyToken} ${id}?`)) {
      const made = await this.setting.ask<{ result: string; token: string | null }>('token', { id });
      this.token = made?.token ? { id, token: made.token } : null;
      this.notice = text.results[made?.result ?? 'unavailable'];
    }
  }

  private async enable(id: string, enabled: boolean) {
    const text = devicesTexts(this.setting.language);
    if (enabled || confirm(`${text.reallyOff} ${id}?`)) {
      this.notice = text.results[(await this.setting.ask<string>('enable', { id, enabled })) ?? 'unavailable'];
      await this.read(0);
    }
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: grid; gap: 16px; max-width: 1600px; margin: 0 auto; }
      section { display: grid; gap: 10px; min-width: 0; }
      .head, .filters, .deeds { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; }
      .filters input { min-width: 220px; }
      select { max-width: 200px; }
      .state[aria-pressed='true'] { border-color: var(--focus); box-shadow: inset 0 -2px var(--focus); }
      .deeds { gap: 6px; justify-content: flex-end; }
      .token { margin: 0; padding: 10px 14px; border-left: 4px solid var(--focus); background: var(--raised); }
      code { font-size: 16px; user-select: all; overflow-wrap: anywhere; }
      .scroll { max-height: 60vh; }
      thead th { position: sticky; top: 0; background: var(--panel); }
      @media (max-width: 700px) {
        .filters input, .filters label { flex: 1 0 100%; }
        select { max-width: 70%; }
        thead { display: none; }
        tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; padding: 8px 0; border-bottom: 1px solid var(--line); }
        td { border: 0; padding: 2px 4px; overflow-wrap: anywhere; }
        .deeds { grid-column: 1 / -1; justify-content: flex-start; }
      }
    `,
  ];
}
