import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { AskDialog } from './ask-dialog';
import { deskTexts } from './desk-texts';
import { pageTexts } from './texts';
import { moment } from './words';

/** What an operator does to alarms. */
export type Deed = 'acknowledge' | 'assign' | 'comment' | 'shelve' | 'unshelve' | 'close';

const MINUTE_MS = 60_000;

/** Asks what a deed needs to be known, and tells it by an event {@code answered}. */
@customElement('deed-dialog')
export class DeedDialog extends AskDialog {
  @state() private deed: Deed | null = null;
  @state() private minutes = 0;

  async ask(deed: Deed) {
    this.deed = deed;
    this.minutes = 0;
    await this.open();
  }

  override render() {
    const text = pageTexts(this.setting.language);
    const words = deskTexts(this.setting.language);
    const { deed } = this;
    const titles: Record<Deed, string> = {
      acknowledge: text.acknowledge, assign: text.assign, comment: text.comment, shelve: words.shelve, unshelve: words.unshelve, close: words.close,
    };
    const needed = deed === 'comment' || deed === 'shelve' || deed === 'close';
    const label = deed === 'comment' ? text.commentFor : needed ? words.reason : text.optionalComment;
    const fields = html`${deed === 'assign' ? this.people() : nothing}
      ${deed === 'shelve' ? this.spans() : nothing}
      <label>${label}
        <textarea name="comment" data-comment rows="3" maxlength="500" ?required=${needed}></textarea></label>
      ${deed === 'shelve' ? html`<p class="muted">${words.shelfNote}</p>` : nothing}
      ${deed === 'close' ? html`<p class="muted">${words.closeNote}</p>` : nothing}`;
    return this.frame(deed ? titles[deed] : '', fields, text);
  }

  private people() {
    const text = pageTexts(this.setting.language);
    return html`<label>${text.assignTo}
      <select name="to" data-to>
        ${this.colleagues.map((name) => html`<option value=${name} ?selected=${name === this.setting.frame.user.name}>${name}</option>`)}
        <option value="">${text.nobody}</option>
      </select></label>`;
  }

  private spans() {
    const { language, now, frame } = this.setting;
    const words = deskTexts(language);
    return html`<label>${words.shelveFor}
      <select name="minutes" data-until required @change=${(event: Event) => (this.minutes = Number((event.target as HTMLSelectElement).value))}>
        <option value="">${words.choose}</option>
        ${Object.entries(words.spans).map(([minutes, name]) => html`<option value=${minutes}>${name}</option>`)}
      </select>
      <span class="num muted">${this.minutes ? `${words.until} ${moment(now + this.minutes * MINUTE_MS, now, frame.zone, language)}` : ' '}</span></label>`;
  }

  protected override answered(form: FormData) {
    const minutes = Number(form.get('minutes') ?? 0);
    this.dispatchEvent(
      new CustomEvent('answered', {
        detail: {
          deed: this.deed,
          about: { to: form.get('to') ?? '', comment: form.get('comment') ?? '', ...(minutes ? { until: this.setting.now + minutes * MINUTE_MS } : {}) },
        },
      }),
    );
  }
}
