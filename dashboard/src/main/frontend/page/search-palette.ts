import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Hit, Setting } from './messages';
import { pageStyle } from './style';
import { pageTexts } from './texts';

const PAUSE_MS = 120;

/** Ctrl-K: everything by its name, either spelling, without accents too. */
@customElement('search-palette')
export class SearchPalette extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @state() private hits: Hit[] = [];
  @state() private chosen = 0;
  @state() private asked = '';
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('input') private input!: HTMLInputElement;
  private timer?: ReturnType<typeof setTimeout>;

  open() {
    if (!this.dialog.open) {
      this.dialog.showModal();
      this.input.select();
    }
  }

  override render() {
    const { language } = this.setting;
    const text = pageTexts(language);
    return html`<dialog aria-label=${text.search} @click=${this.outside}>
      <input type="text" role="combobox" aria-expanded="true" aria-controls="hits" autocomplete="off" spellcheck="false"
        aria-activedescendant=${this.hits.length ? `hit-${this.chosen}` : nothing}
        aria-label=${text.searchFor} placeholder=${text.searchFor} @input=${this.onInput} @keydown=${this.onKey} />
      <ul id="hits" role="listbox" aria-label=${text.search}>
        ${this.hits.map(
          (hit, index) => html`<li id="hit-${index}" role="option" aria-selected=${index === this.chosen} data-hit=${hit.id}
            @click=${() => this.go(hit)} @mousemove=${() => (this.chosen = index)}>
            <span class="kind">${text.kinds[hit.kind]}</span>
            <span><b>${hit.name[language]}</b><small>${hit.about[language]}</small></span>
          </li>`,
        )}
      </ul>
      ${this.asked && this.hits.length === 0 ? html`<p class="muted" role="status">${text.nothingFound}</p>` : nothing}
    </dialog>`;
  }

  private readonly onInput = () => {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.find(this.input.value), PAUSE_MS);
  };

  private async find(words: string) {
    const hits = words.trim() ? await this.setting.ask<Hit[]>('search', { for: words }) : [];
    if (words === this.input.value) {
      this.hits = hits ?? [];
      this.asked = words.trim();
      this.chosen = 0;
    }
  }

  private readonly onKey = (event: KeyboardEvent) => {
    const last = this.hits.length - 1;
    if (event.key === 'ArrowDown') {
      this.chosen = Math.min(last, this.chosen + 1);
    } else if (event.key === 'ArrowUp') {
      this.chosen = Math.max(0, this.chosen - 1);
    } else if (event.key === 'Enter' && this.hits[this.chosen]) {
      this.go(this.hits[this.chosen]);
    } else {
      return;
    }
    event.preventDefault();
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector(`#hit-${this.chosen}`)?.scrollIntoView({ block: 'nearest' }),
    );
  };

  private go(hit: Hit) {
    location.assign(hit.to);
  }

  private readonly outside = (event: Event) => {
    if (event.target === this.dialog) {
      this.dialog.close();
    }
  };

  static override styles = [
    pageStyle,
    css`
      dialog {
        width: min(720px, calc(100vw - 24px));
        margin: 10vh auto auto;
        padding: 12px;
        border: 1px solid var(--line);
        border-radius: 10px;
        background: var(--panel);
        color: var(--text);
      }
      dialog::backdrop { background: rgba(0, 0, 0, 0.55); }
      input { width: 100%; font-size: 18px; padding: 10px 12px; }
      ul { list-style: none; margin: 8px 0 0; padding: 0; max-height: 60vh; overflow: auto; }
      li { display: flex; gap: 12px; padding: 8px; border-radius: 6px; cursor: pointer; }
      li[aria-selected='true'] { background: var(--raised); box-shadow: inset 3px 0 var(--focus); }
      .kind { flex: 0 0 84px; color: var(--quiet); }
      small { display: block; color: var(--quiet); }
    `,
  ];
}
