import { css, html, LitElement, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { Setting } from './messages';
import { pageStyle } from './style';

/** Asks, before something is done, what it takes to do it: a form over the page, empty whenever it opens. */
export abstract class AskDialog extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) colleagues: string[] = [];
  @query('dialog') protected dialog!: HTMLDialogElement;

  get isOpen() {
    return this.dialog?.open ?? false;
  }

  protected async open() {
    await this.updateComplete;
    this.renderRoot.querySelector('form')?.reset();
    this.dialog.showModal();
  }

  /** What was filled in, once it is complete and sent. */
  protected abstract answered(form: FormData): void;

  protected frame(title: string, fields: TemplateResult, words: { send: string; cancel: string }) {
    return html`<dialog aria-label=${title}>
      <form method="dialog" @submit=${(event: Event) => this.answered(new FormData(event.target as HTMLFormElement))}>
        <h2>${title}</h2>
        ${fields}
        <div class="buttons"><button class="main" value="send" data-send>${words.send}</button>
          <button type="button" @click=${() => this.dialog.close()}>${words.cancel}</button></div>
      </form>
    </dialog>`;
  }

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
