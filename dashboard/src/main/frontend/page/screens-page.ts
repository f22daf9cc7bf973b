import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Setting } from './messages';
import { pageStyle } from './style';
import { pageTexts } from './texts';
import { moment } from './words';

interface Screens {
  waiting: { code: string; address: string; at: number }[];
  kiosks: { name: string; areas: string[]; at: number; by: string }[];
}

const LOOK_MS = 3_000;

/** Wall screens: those that show a code and wait, and those that are let in. For administrators. */
@customElement('screens-page')
export class ScreensPage extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) content: Record<string, unknown> = {};
  @state() private screens: Screens | null = null;
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
    const text = pageTexts(language);
    const { waiting, kiosks } = this.screens ?? { waiting: [], kiosks: [] };
    return html`<section class="panel">
        <h1>${text.waiting}</h1>
        ${waiting.length === 0 ? html`<p class="muted">${text.noWaiting}</p>` : ''}
        ${waiting.map(
          (screen) => html`<p class="waiting" data-waiting=${screen.code}>
            <b class="code num">${screen.code.slice(0, 4)}-${screen.code.slice(4)}</b>
            <span class="muted">${text.from} ${screen.address} · ${moment(screen.at, now, frame.zone, language)}</span></p>`,
        )}
        <form @submit=${this.approve}>
          <label>${text.code} <input name="code" required autocomplete="off" size="12" maxlength="9" /></label>
          <label>${text.name} <input name="name" required autocomplete="off" size="20" maxlength="40" /></label>
          <label>${text.shows} <select name="area">${frame.areas.map(({ code, name }) => html`<option value=${code}>${name[language]}</option>`)}</select></label>
          <button data-approve>${text.approve}</button>
          <span role="status" data-notice>${this.notice}</span>
        </form>
      </section>
      <section class="panel">
        <h2>${text.paired}</h2>
        ${kiosks.length === 0
          ? html`<p class="muted">${text.noKiosks}</p>`
          : html`<table><thead><tr><th>${text.name}</th><th>${text.shows}</th><th>${text.since}</th><th></th></tr></thead>
              <tbody>${kiosks.map(
                (kiosk) => html`<tr data-kiosk=${kiosk.name}><td><b>${kiosk.name}</b></td>
                  <td>${kiosk.areas.map((code) => frame.areas.find((area) => area.code === code)?.name[language] ?? code).join(', ')}</td>
                  <td class="num">${moment(kiosk.at, now, frame.zone, language)} · ${text.by} ${kiosk.by}</td>
                  <td><button data-revoke=${kiosk.name} @click=${() => this.revoke(kiosk.name)}>${text.revoke}</button></td></tr>`,
              )}</tbody></table>`}
      </section>`;
  }

  private async read() {
    this.screens = (await this.setting.ask<Screens>('screens')) ?? this.screens;
  }

  private readonly approve = async (event: Event) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const about = Object.fromEntries(new FormData(form)) as Record<string, string>;
    const result = await this.setting.ask<string>('approve', about);
    this.notice = pageTexts(this.setting.language).kioskResults[result ?? ''] ?? '…';
    if (result === 'done') {
      form.reset();
    }
    await this.read();
  };

  private async revoke(name: string) {
    const text = pageTexts(this.setting.language);
    if (confirm(`${text.reallyRevoke} ${name}`)) {
      const result = await this.setting.ask<string>('revoke', { name });
      this.notice = text.kioskResults[result ?? ''] ?? '…';
      await this.read();
    }
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: grid; gap: 16px; max-width: 1100px; }
      form { display: flex; flex-wrap: wrap; align-items: center; gap: 10px 16px; margin-top: 12px; }
      .code { font-size: 26px; letter-spacing: 0.05em; margin-right: 12px; }
      p { margin: 8px 0; }
    `,
  ];
}
