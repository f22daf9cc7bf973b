import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { AskDialog } from './ask-dialog';
import { incidentTexts } from './incident-texts';
import type { Incident } from './messages';

/** Groups alarms: into a new incident with title and owner, or into one that is there; {@code grouped} tells what came of it. */
@customElement('incident-dialog')
export class IncidentDialog extends AskDialog {
  @property({ attribute: false }) incidents: Incident[] = [];
  @state() private alarms: string[] = [];
  @state() private into = '';

  async ask(alarms: string[]) {
    this.alarms = alarms;
    this.into = '';
    await this.open();
  }

  override render() {
    const text = incidentTexts(this.setting.language);
    const fields = html`${this.incidents.length > 0
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
        <p class="muted">${text.note}</p>`;
    return this.frame(`${text.group} (${this.alarms.length})`, fields, text);
  }

  protected override async answered(form: FormData) {
    const answer = this.into
      ? await this.setting.ask<{ result: string }>('changeIncident', { id: Number(this.into), what: 'add', ids: this.alarms })
      : await this.setting.ask<{ result: string }>('openIncident', { title: form.get('title') ?? '', owner: form.get('owner') ?? '', ids: this.alarms });
    this.dispatchEvent(new CustomEvent('grouped', { detail: answer?.result ?? 'unavailable' }));
  }
}
