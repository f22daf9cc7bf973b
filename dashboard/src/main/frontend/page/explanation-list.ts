import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Setting, Text } from './messages';
import { pageStyle } from './style';
import { pageTexts } from './texts';
import { written } from './words';

export interface Explanation {
  id: string;
  area: string;
  name: Text;
  indicator: string;
  value: number | null;
  question: string;
  askedBy: string;
  askedAt: number;
  due: number;
  answer: string | null;
  answeredBy: string | null;
  mayAnswer: boolean;
}

const DAY_MS = 86_400_000;
const DAYS_GIVEN = 3;

/** Requests to explain a figure: asked of a ward, by a day; what it answered, or that it did not. */
@customElement('explanation-list')
export class ExplanationList extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) explanations: Explanation[] = [];
  /** Whom to ask, and about what; null: an answer is being given. */
  @state() private asking: { area: string; name: Text; indicator: string } | null = null;
  @state() private answering: Explanation | null = null;
  @state() private notice = '';
  @query('dialog') private dialog!: HTMLDialogElement;

  ask(area: string, name: Text, indicator: string) {
    this.asking = { area, name, indicator };
    this.answering = null;
    void this.updateComplete.then(() => this.dialog.showModal());
  }

  override render() {
    const text = pageTexts(this.setting.language);
    return html`<p role="status" data-explain-notice>${this.notice}</p>
      ${this.explanations.length === 0 ? html`<p class="muted">${text.noExplanations}</p>` : nothing}
      <ul>${this.explanations.map((each) => this.row(each))}</ul>
      <dialog aria-label=${text.explanations}><form method="dialog" @submit=${this.sent}>
        ${this.asking ? this.question() : this.answering ? this.reply(this.answering) : nothing}
        <div class="buttons"><button data-explain-send>${text.send}</button>
          <button type="button" @click=${() => this.dialog.close()}>${text.cancel}</button></div>
      </form></dialog>`;
  }

  private row(each: Explanation) {
    const { language, now, frame } = this.setting;
    const text = pageTexts(language);
    const overdue = each.answer === null && each.due < now;
    const day = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'vi-VN', { timeZone: frame.zone, day: '2-digit', month: '2-digit', year: 'numeric' }).format(each.due - 1);
    return html`<li data-explanation=${each.id} data-overdue=${String(overdue)}>
      <p><b>${each.name[language]}</b> · ${this.figureOf(each)}</p>
      <p>${each.question}</p>
      <p class="muted">${each.askedBy} · ${text.due} <span class="num">${day}</span> ${overdue ? html`<b class="bad">▲ ${text.overdue}</b>` : nothing}</p>
      ${each.answer === null
        ? each.mayAnswer
          ? html`<button data-explain=${each.id} @click=${() => this.begin(each)}>${text.answer}</button>`
          : html`<p><b>${text.notAnswered}</b></p>`
        : html`<blockquote data-answer>${each.answer}<small class="muted">${each.answeredBy}</small></blockquote>`}
    </li>`;
  }

  private figureOf({ indicator: id, value }: Explanation) {
    const { language, frame } = this.setting;
    const indicator = frame.indicators.find((each) => each.id === id);
    return indicator
      ? html`${indicator.name[language]} <b class="num">${written({ value, at: null, expected: 0, reporting: 0, quality: null }, indicator, language)}</b>`
      : id;
  }

  private question() {
    const { language, now, frame } = this.setting;
    const text = pageTexts(language);
    const { name, indicator } = this.asking!;
    const day = (at: number) => new Intl.DateTimeFormat('en-CA', { timeZone: frame.zone }).format(at);
    return html`<p><b>${text.askWard}: ${name[language]}</b></p>
      <label>${text.figures}<select name="indicator">
        ${frame.indicators.filter(({ sector }) => sector === 'services').map(
          (each) => html`<option value=${each.id} .selected=${each.id === indicator}>${each.name[language]}</option>`,
        )}</select></label>
      <label>${text.question}<textarea name="question" data-question required rows="4" maxlength="1000"></textarea></label>
      <label>${text.due}<input type="date" name="due" required min=${day(now)} .value=${day(now + DAYS_GIVEN * DAY_MS)} /></label>`;
  }

  private reply(each: Explanation) {
    const text = pageTexts(this.setting.language);
    return html`<p><b>${each.question}</b></p>
      <label>${text.answer}<textarea name="answer" data-reply required rows="6" maxlength="4000"></textarea></label>`;
  }

  private begin(each: Explanation) {
    this.asking = null;
    this.answering = each;
    void this.updateComplete.then(() => this.dialog.showModal());
  }

  private readonly sent = async (event: Event) => {
    const form = event.target as HTMLFormElement;
    const given = Object.fromEntries(new FormData(form)) as Record<string, string>;
    const result = this.asking
      ? await this.setting.ask<string>('ask', { area: this.asking.area, ...given })
      : await this.setting.ask<string>('explain', { id: this.answering?.id ?? '', ...given });
    form.reset();
    const text = pageTexts(this.setting.language);
    this.notice = (text.results[result ?? 'unavailable'] ?? text.results.unavailable)(1);
  };

  static override styles = [
    pageStyle,
    css`
      :host { display: grid; gap: 8px; }
      p { margin: 0; }
      ul { list-style: none; margin: 0; padding: 0; }
      li { display: grid; gap: 4px; padding: 10px 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
      li button { justify-self: start; }
      blockquote { margin: 0; padding-left: 10px; border-left: 3px solid var(--quiet); }
      blockquote small { display: block; }
      dialog { width: min(520px, 94vw); border: 1px solid var(--line); border-radius: 10px; background: var(--panel); color: var(--text); }
      dialog::backdrop { background: rgba(0, 0, 0, 0.5); }
      form, label { display: grid; gap: 6px; }
      form { gap: 14px; }
      .buttons { display: flex; gap: 8px; }
      .bad { color: var(--text); }
    `,
  ];
}
