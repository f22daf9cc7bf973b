import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Setting } from './messages';
import './rule-fields';
import { emptyForm, type Form } from './rule-fields';
import { problemWords, type Problem } from './rule-problems';
import type { RulesContent } from './rules-page';
import { rulesTexts } from './rules-texts';
import { pageStyle } from './style';

/** What an editor begins with: a version of a rule (0: the active one), or a copy under another id; no rule: a new one. */
export interface Beginning {
  rule: string;
  version: number;
  copy: boolean;
}

interface Draft {
  form: Form | null;
  text: string;
  note: string;
}

const TYPING_MS = 400;
const KEPT = 'cityops-rule:';

/**
 * Writes a version of a rule, in a form or as text. The catalogue's own reader says what is wrong while one types; what is
 * written is kept in the browser until it is proposed or dropped, since a change of the catalogue loads every page anew.
 */
@customElement('rule-editor')
export class RuleEditor extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) content!: RulesContent;
  @property({ attribute: false }) beginning!: Beginning;
  @state() private draft: Draft | null = null;
  @state() private problems: Problem[] | null = null;
  @state() private written = '';
  @state() private notice = '';
  @state() private formless = false;
  @state() private kept = false;
  private timer?: ReturnType<typeof setTimeout>;
  private asked = 0;

  override connectedCallback() {
    super.connectedCallback();
    void this.updateComplete.then(() => this.begin());
  }

  override disconnectedCallback() {
    clearTimeout(this.timer);
    super.disconnectedCallback();
  }

  private get key() {
    const { rule, version, copy } = this.beginning;
    return `${KEPT}${this.setting.frame.user.name}:${rule}:${version}:${copy}`;
  }

  private async begin() {
    const kept = sessionStorage.getItem(this.key);
    if (kept) {
      const { form, ...rest } = JSON.parse(kept) as Draft;
      // It may have been kept by a page of before, which had fewer fields.
      this.draft = { ...rest, form: form && { ...emptyForm(), ...form } };
      this.kept = true;
      this.formless = !this.draft.form;
    } else {
      const { rule, version, copy } = this.beginning;
      const found = rule ? await this.setting.ask<{ form?: Form; text: string }>('form', { rule, version, copy }) : null;
      const form = rule ? (found?.form ?? null) : emptyForm();
      this.formless = !form;
      this.draft = { form, text: found?.text ?? '', note: '' };
    }
    await this.check();
  }

  override render() {
    const { language } = this.setting;
    const text = rulesTexts(language);
    const { draft } = this;
    if (!draft) {
      return html`<section class="panel">…</section>`;
    }
    const title = draft.form ? draft.form.id || text.create : this.beginning.rule || text.create;
    return html`<section class="panel" aria-label=${text.editing}>
        <div class="head">
          <h1>${text.editing}${draft.form ? ` ${draft.form.version}` : ''}: ${title}</h1>
          ${this.kept ? html`<span class="muted">${text.kept}</span>` : nothing}
          ${draft.form
            ? html`<button class="side" data-as-text @click=${this.toText}>${text.asText}</button>`
            : this.formless ? html`<span class="side muted">${text.onlyText}</span>` : html`<button class="side" data-as-form @click=${this.toForm}>${text.asForm}</button>`}
        </div>
        ${draft.form
          ? html`<rule-fields .setting=${this.setting} .content=${this.content} .form=${draft.form} .problems=${this.problems ?? []}
              ?fixed=${!!this.beginning.rule && !this.beginning.copy} @typed=${(event: CustomEvent<Form>) => this.change({ form: event.detail })}></rule-fields>`
          : this.lines(draft.text)}
        <label class="wide">${text.note} <input data-note maxlength="200" .value=${draft.note} @input=${(event: Event) => this.change({ note: (event.target as HTMLInputElement).value })} /></label>
        <div class="buttons">
          <button class="main" data-propose ?disabled=${this.problems === null || this.problems.length > 0} @click=${this.propose}>${text.propose}</button>
          <button data-leave @click=${this.leave}>${text.closeEditor}</button>
          <span role="status" data-checked=${this.problems === null ? '' : this.problems.length}>${this.notice || (this.problems === null ? '…' : this.problems.length === 0 ? `✓ ${text.valid}` : `▲ ${text.faults(this.problems.length)}`)}</span>
        </div>
        ${this.faults()}
      </section>
      ${draft.form ? html`<section class="panel"><details><summary>${text.written}</summary><pre tabindex="0" role="region" aria-label=${text.written} data-written>${this.written}</pre></details></section>` : nothing}`;
  }

  /** Those that have no place of their own; of a text all. */
  private faults() {
    const { language } = this.setting;
    const text = rulesTexts(language);
    const loose = (this.problems ?? []).filter(({ field }) => !this.draft?.form || !field);
    return loose.length === 0
      ? nothing
      : html`<ul class="faults">${loose.map(
          (problem) => html`<li data-fault=${problem.key} data-line=${problem.line}>${problem.line
            ? html`<button class="line" @click=${() => this.toLine(problem.line)}>${text.line} ${problem.line}</button> `
            : nothing}<b>${problem.key}</b> ${problemWords(problem, language)}</li>`,
        )}</ul>`;
  }

  private lines(written: string) {
    const text = rulesTexts(this.setting.language);
    const count = Math.max(12, written.split('\n').length + 1);
    const wrong = new Set((this.problems ?? []).map(({ line }) => line));
    return html`<p class="muted">${text.textHelp}</p>
      <div class="text"><ol aria-hidden="true">${Array.from({ length: count }, (_, i) => html`<li class=${wrong.has(i + 1) ? 'wrong' : ''}>${wrong.has(i + 1) ? '▲' : ''}${i + 1}</li>`)}</ol>
        <textarea data-text rows=${count} wrap="off" spellcheck="false" aria-label=${text.textHelp} .value=${written}
          @input=${(event: Event) => this.change({ text: (event.target as HTMLTextAreaElement).value })}></textarea></div>`;
  }

  private toLine(line: number) {
    const area = this.renderRoot.querySelector<HTMLTextAreaElement>('[data-text]');
    if (area) {
      const before = area.value.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
      area.focus();
      area.setSelectionRange(before, area.value.indexOf('\n', before) < 0 ? area.value.length : area.value.indexOf('\n', before));
    }
  }

  private change(to: Partial<Draft>) {
    this.draft = { ...this.draft!, ...to };
    this.notice = '';
    sessionStorage.setItem(this.key, JSON.stringify(this.draft));
    if (!('note' in to)) {
      this.problems = null;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.check(), TYPING_MS);
    }
  }

  private about() {
    return this.draft?.form ? { form: this.draft.form } : { text: this.draft?.text ?? '' };
  }

  private async check() {
    const number = ++this.asked;
    const found = await this.setting.ask<{ written: string; problems: Problem[] }>('check', this.about());
    if (number === this.asked) {
      this.problems = found?.problems ?? null;
      this.written = found?.written ?? '';
      this.notice = found ? this.notice : rulesTexts(this.setting.language).results.unavailable;
    }
  }

  private readonly toText = async () => {
    await this.check();
    this.lastForm = this.draft!.form;
    this.lastText = this.written;
    this.change({ form: null, text: this.written });
  };

  private lastForm: Form | null = null;
  private lastText = '';

  /** A form is made of a text by the server, which knows what the text means; one that was not changed is the form it was. */
  private readonly toForm = async () => {
    if (this.lastForm && this.draft!.text === this.lastText) {
      this.change({ form: this.lastForm });
      return;
    }
    const found = await this.setting.ask<{ form?: Form }>('formOf', { text: this.draft!.text });
    if (found?.form) {
      this.change({ form: found.form });
    } else {
      this.notice = rulesTexts(this.setting.language).onlyText;
    }
  };

  private readonly propose = async () => {
    const text = rulesTexts(this.setting.language);
    const done = await this.setting.ask<{ result: string; rule: string; problems: Problem[] }>('propose', { ...this.about(), note: this.draft!.note });
    this.problems = done?.problems ?? this.problems;
    this.notice = text.results[done?.result ?? 'unavailable'];
    if (done?.result === 'done') {
      sessionStorage.removeItem(this.key);
      this.dispatchEvent(new CustomEvent('proposed', { detail: done.rule }));
    }
  };

  private readonly leave = () => {
    const text = rulesTexts(this.setting.language);
    if (!sessionStorage.getItem(this.key) || confirm(text.reallyClose)) {
      sessionStorage.removeItem(this.key);
      this.dispatchEvent(new CustomEvent('left'));
    }
  };

  static override styles = [
    pageStyle,
    css`
      :host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; max-width: 1400px; margin: 0 auto; }
      section { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; min-width: 0; }
      p { margin: 0; }
      .head, .buttons { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; }
      .side { margin-left: auto; }
      .wide { display: grid; gap: 4px; }
      .main { background: var(--focus); color: var(--page); font-weight: 650; }
      .text { display: grid; grid-template-columns: max-content minmax(0, 1fr); border: 1px solid var(--control, #74828f); border-radius: 6px; background: var(--page); font: 14px/1.5 ui-monospace, 'DejaVu Sans Mono', monospace; }
      .text ol { margin: 0; padding: 8px 6px 8px 10px; list-style: none; color: var(--quiet); text-align: right; }
      .text .wrong { color: var(--text); font-weight: 700; }
      textarea { font: inherit; border: 0; padding: 8px; resize: none; overflow-x: auto; background: none; }
      .faults { margin: 0; padding-left: 4px; list-style: none; }
      .line { min-height: 24px; padding: 0 8px; }
      pre { margin: 8px 0 0; overflow: auto; font: 14px/1.5 ui-monospace, 'DejaVu Sans Mono', monospace; }
      summary { cursor: pointer; }
    `,
  ];
}
