import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { logTexts } from './log-texts';
import type { Setting } from './messages';
import { pageStyle } from './style';
import { moment } from './words';

interface Line {
  at: number;
  atExactly: string;
  actor: string;
  action: string;
  object: string;
  detail: string;
}

const TYPING_MS = 300;

/** Who did what, and when, found by person, kind of action and words; the newest first. */
@customElement('audit-page')
export class AuditPage extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) content: Record<string, unknown> = {};
  @state() private lines: Line[] | null = null;
  @state() private more = false;
  @state() private wanted = { actor: '', action: '', words: '', hours: '0' };
  private timer?: ReturnType<typeof setTimeout>;

  override connectedCallback() {
    super.connectedCallback();
    const asked = new URLSearchParams(location.search);
    this.wanted = { actor: asked.get('actor') ?? '', action: asked.get('action') ?? '', words: asked.get('q') ?? '', hours: asked.get('hours') ?? '0' };
    void this.updateComplete.then(() => this.read());
  }

  override render() {
    const { language, now, frame } = this.setting;
    const text = logTexts(language);
    return html`<section class="panel" aria-label=${text.audit}>
      <h1>${text.audit}</h1>
      <div class="filters">
        <label>${text.actor} <input type="search" data-actor size="14" .value=${this.wanted.actor} @input=${(event: Event) => this.want({ actor: (event.target as HTMLInputElement).value })} /></label>
        <label>${text.action} <select data-action @change=${(event: Event) => this.want({ action: (event.target as HTMLSelectElement).value })}>
          <option value="">${text.any}</option>
          ${Object.entries(text.subjects).map(([id, name]) => html`<option value=${id} .selected=${id === this.wanted.action}>${name}</option>`)}
        </select></label>
        <label>${text.within} <select data-hours @change=${(event: Event) => this.want({ hours: (event.target as HTMLSelectElement).value })}>
          ${Object.entries({ 0: text.ever, ...text.spans }).map(([id, name]) => html`<option value=${id} .selected=${id === this.wanted.hours}>${name}</option>`)}
        </select></label>
        <label>${text.words} <input type="search" data-words size="18" .value=${this.wanted.words} @input=${(event: Event) => this.want({ words: (event.target as HTMLInputElement).value })} /></label>
      </div>
      ${this.lines?.length === 0 ? html`<p class="muted">${text.nothing}</p>` : nothing}
      <table>
        <thead><tr><th>${text.at}</th><th>${text.actor}</th><th>${text.action}</th><th>${text.object}</th><th>${text.detail}</th></tr></thead>
        <tbody>${(this.lines ?? []).map(
          (line) => html`<tr data-audit=${line.action} data-actor-of=${line.actor}><td class="num">${moment(line.at, now, frame.zone, language)}</td><td><b>${line.actor}</b></td>
            <td title=${line.action}>${text.actions[line.action] ?? line.action}</td><td>${line.object}</td><td>${line.detail}</td></tr>`,
        )}</tbody>
      </table>
      ${this.more ? html`<button data-more @click=${() => this.read(this.lines?.[this.lines.length - 1]?.atExactly)}>${text.older}</button>` : nothing}
    </section>`;
  }

  private want(to: Partial<typeof this.wanted>) {
    this.wanted = { ...this.wanted, ...to };
    const asked = new URLSearchParams();
    Object.entries({ actor: this.wanted.actor, action: this.wanted.action, q: this.wanted.words, hours: this.wanted.hours === '0' ? '' : this.wanted.hours })
      .filter(([, value]) => value)
      .forEach(([name, value]) => asked.set(name, value));
    history.replaceState(history.state, '', location.pathname + (asked.size > 0 ? `?${asked}` : ''));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.read(), TYPING_MS);
  }

  private async read(before?: string) {
    const asked = this.wanted;
    const found = await this.setting.ask<{ lines: Line[]; page: number }>('audit', {
      ...asked, hours: Number(asked.hours), ...(before ? { before } : {}),
    });
    if (found && asked === this.wanted) {
      this.lines = before ? [...(this.lines ?? []), ...found.lines] : found.lines;
      this.more = found.lines.length === found.page;
    }
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: block; max-width: 1600px; margin: 0 auto; }
      section { display: grid; gap: 10px; }
      .filters { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; }
      td { overflow-wrap: anywhere; }
      @media (max-width: 700px) {
        thead { display: none; }
        tr { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 8px; padding: 8px 0; border-bottom: 1px solid var(--line); }
        td { border: 0; padding: 2px 4px; }
        td:nth-child(n + 3) { grid-column: 1 / -1; }
      }
    `,
  ];
}
