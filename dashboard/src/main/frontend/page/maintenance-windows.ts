import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { devicesTexts } from './devices-texts';
import type { Setting } from './messages';
import { pageStyle } from './style';
import { cityInput, cityMillis, moment } from './words';

interface Kept {
  id: number;
  device: string | null;
  area: string | null;
  sector: string | null;
  starts: number;
  ends: number;
  repeats: string;
  reason: string;
  owner: string;
  open: boolean;
}

const LOOK_MS = 10_000;
const HOUR_MS = 3_600_000;

/** When what is being worked on: windows that are open or to come, and a form for another. */
@customElement('maintenance-windows')
export class MaintenanceWindows extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @state() private kept: Kept[] = [];
  @state() private notice = '';
  private timer?: ReturnType<typeof setInterval>;

  override connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => void this.read(), LOOK_MS);
    void this.updateComplete.then(() => this.read());
  }

  override disconnectedCallback() {
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  override render() {
    const { language, now, frame } = this.setting;
    const text = devicesTexts(language);
    return html`<h2>${text.maintenance}</h2>
      <p class="muted">${text.maintenanceHelp}</p>
      ${this.kept.length === 0
        ? html`<p class="muted">${text.noWindows}</p>`
        : html`<div class="scroll" tabindex="0"><table>
            <thead><tr><th>${text.what}</th><th>${text.when}</th><th>${text.reason}</th><th>${text.who}</th><th></th></tr></thead>
            <tbody>${this.kept.map(
              (each) => html`<tr data-window=${each.id} data-open=${String(each.open)}><td><b>${this.what(each)}</b></td>
                <td class="num">${moment(each.starts, now, frame.zone, language)} – ${moment(each.ends, now, frame.zone, language)} · ${text.repeats[each.repeats]}${each.open ? html` <b>● ${text.open}</b>` : ''}</td>
                <td>${each.reason}</td><td>${each.owner}</td>
                <td><button data-cancel=${each.id} @click=${() => this.cancel(each.id)}>${text.cancel}</button></td></tr>`,
            )}</tbody></table></div>`}
      <form @submit=${this.plan}>
        <label>${text.device} <input name="device" size="14" autocomplete="off" /></label>
        <label>${text.place} <select name="area"><option value=""></option>${frame.areas.map(({ code, name }) => html`<option value=${code}>${name[language]}</option>`)}</select></label>
        <label>${text.sector} <select name="sector"><option value=""></option>${frame.sectors.map(({ id, name }) => html`<option value=${id}>${name[language]}</option>`)}</select></label>
        <label>${text.starts} <input type="datetime-local" name="starts" required .defaultValue=${cityInput(now, frame.zone)} /></label>
        <label>${text.lasts} <input type="number" name="hours" min="0.5" max="168" step="0.5" value="2" required /> ${text.hours}</label>
        <label><span class="sr">${text.when}</span><select name="repeats">${Object.entries(text.repeats).map(([id, name]) => html`<option value=${id}>${name}</option>`)}</select></label>
        <label class="wide">${text.reason} <input name="reason" required maxlength="500" /></label>
        <button data-plan>${text.plan}</button> <span role="status" data-notice>${this.notice}</span>
      </form>`;
  }

  private what({ device, area, sector }: Kept) {
    const { language, frame } = this.setting;
    return [
      device,
      area && (frame.areas.find(({ code }) => code === area)?.name[language] ?? area),
      sector && (frame.sectors.find(({ id }) => id === sector)?.name[language] ?? sector),
    ].filter(Boolean).join(' · ');
  }

  private async read() {
    this.kept = (await this.setting.ask<Kept[]>('windows')) ?? this.kept;
  }

  private readonly plan = async (event: Event) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const about = Object.fromEntries(new FormData(form)) as Record<string, string>;
    const starts = cityMillis(about.starts, this.setting.frame.zone);
    const result = await this.setting.ask<string>('maintain', { ...about, starts, ends: starts + Number(about.hours) * HOUR_MS });
    this.notice = devicesTexts(this.setting.language).results[result ?? 'unavailable'];
    if (result === 'done') {
      form.reset();
    }
    await this.read();
  };

  private async cancel(id: number) {
    const result = await this.setting.ask<string>('cancel', { id });
    this.notice = devicesTexts(this.setting.language).results[result ?? 'unavailable'];
    await this.read();
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: block; min-width: 0; }
      form { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; margin-top: 12px; }
      .wide { flex: 1 1 260px; display: flex; gap: 8px; align-items: center; }
      .wide input { flex: 1; min-width: 0; }
      select { max-width: 180px; }
      p { margin: 6px 0; }
    `,
  ];
}
