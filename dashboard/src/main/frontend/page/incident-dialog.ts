import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { incidentTexts } from './incident-texts';
import type { Incident, Setting } from './messages';
import { pageStyle } from './style';

/** Groups alarms: into a new incident with title and owner, or into one that is there; {@code grouped} tells what came of it. */
@customElement('incident-dialog')
export class IncidentDialog extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) colleagues: string[] = [];
  @property({ attribute: false }) incidents: Incident[] = [];
  @state() private alarms: string[] = [];
  @state() private into = '';
  @query('dialog') private dialog!: HTMLDialogElement;

  get isOpen() {
    return this.dialog?.open ?? false;
  }

  async ask(alarms: string[]) {
    this.alarms = alarms;
    this.into = '';
    await this.updateComplete;
    this.renderRoot.querySelector('form')?.reset();
    this.dialog.showModal();
  }

  override render() {
    const text = incidentTexts(this.setting.language);
    return html`<dialog aria-label=${text.group}>
      <form method="dialog" @submit=${this.send}>
        <h2>${text.group} (${this.alarms.length})</h2>
        ${this.incidents.length > 0
          ? html`<label>${text.into} <select data-into @change=${(event: Event) => (this.into = (event.target as HTMLSelectElement).value)}>
              <option value="">${text.newOne}</option>
              ${this.incidents.map(({ id, title }) => html`<option value=${id} .selected=${this.into === String(id)}>${id}: ${title}</option>`)}
            </select></label>`
          : nothing}
        ${this.into
          ? nothing
          : html`<label>${text.title} <input name="title" data-title maxlength="120" required /></label>
              <label>${text.owner} <select name="owner" data-owner>
                <option value="">${text.nobody}</option>
                ${this.colleagues.map((name) => html`<option value=${name} ?selected=${name === this.setting.frame.user.name}>${name}</option>`)}
              </select></label>`}
        <p class="muted">${text.note}</p>
        <div class="buttons"><button class="main" data-group>${text.send}</button>
          <button type="button" @click=${() => this.dialog.close()}>${text.cancel}</button></div>
      </form>
    </dialog>`;
  }

  private readonly send = async (event: Event) => {
    const form = new FormData(event.target as HTMLFormElement);
    const answer = this.into
      ? await this.setting.ask<{ result: string }>('changeIncident', { id: Number(this.into), what: 'add', ids: this.alarms })
      : await this.setting.ask<{ result: string }>('openIncident', { title: form.get('title') ?? '', owner: form.get('owner') ?? '', ids: this.alarms });
    this.dispatchEvent(new CustomEvent('grouped', { detail: answer?.result ?? 'unavailable' }));
  };

  static override styles = [
    pageStyle,
    css`
      dialog { width: min(460px, 94vw); border: 1px solid var(--line); border-radius: 10px; background: var(--panel); color: var(--text); }
      dialog::backdrop { background: rgba(0, 0, 0, 0.5); }
      form, label { display: grid; gap: 8px; }
      form { gap: 14px; }
      p { margin: 0; }
      .buttons { display: flex; gap: 8px; }
      .main { background: var(--focus); color: var(--page); font-weight: 650; }
    `,
  ];
}
