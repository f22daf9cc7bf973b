import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { logTexts } from './log-texts';
import type { Setting } from './messages';
import { pageStyle } from './style';
import { moment } from './words';

interface Message {
  at: number;
  atExactly: string;
  device: string | null;
  sender: string | null;
  topic: string;
  reason: string;
  detail: string;
  bytes: number;
  payload: string;
  replayedAt: number | null;
  outcome: string | null;
}

interface Found {
  messages: Message[];
  reasons: { reason: string; count: number }[];
  page: number;
}

const TYPING_MS = 300;

/** Refused messages: how many of which reason, each with what it was, and what became of it when it was judged again. */
@customElement('rejected-page')
export class RejectedPage extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) content: Record<string, unknown> = {};
  @state() private found: Found | null = null;
  @state() private more = false;
  @state() private wanted = { device: '', reason: '', words: '', hours: '24' };
  private timer?: ReturnType<typeof setTimeout>;

  override connectedCallback() {
    super.connectedCallback();
    const asked = new URLSearchParams(location.search);
    this.wanted = { device: asked.get('device') ?? '', reason: asked.get('reason') ?? '', words: asked.get('q') ?? '', hours: asked.get('hours') ?? '24' };
    void this.updateComplete.then(() => this.read());
  }

  override render() {
    const { language } = this.setting;
    const text = logTexts(language);
    return html`<section class="panel" aria-label=${text.rejected}>
      <h1>${text.rejected}</h1>
      <p class="muted">${text.rejectedHelp} <code>./cityops rejected replay</code></p>
      <div class="filters">
        <label>${text.device} <input type="search" data-device size="16" .value=${this.wanted.device} @input=${(event: Event) => this.want({ device: (event.target as HTMLInputElement).value })} /></label>
        <label>${text.words} <input type="search" data-words size="18" .value=${this.wanted.words} @input=${(event: Event) => this.want({ words: (event.target as HTMLInputElement).value })} /></label>
        <label>${text.within} <select data-hours @change=${(event: Event) => this.want({ hours: (event.target as HTMLSelectElement).value })}>
          ${Object.entries(text.spans).map(([id, name]) => html`<option value=${id} .selected=${id === this.wanted.hours}>${name}</option>`)}
        </select></label>
        ${(this.found?.reasons ?? []).map(
          ({ reason, count }) => html`<button class="reason" data-reason=${reason} data-count=${count} aria-pressed=${this.wanted.reason === reason}
            @click=${() => this.want({ reason: this.wanted.reason === reason ? '' : reason })}>${text.reasons[reason] ?? reason} <b class="num">${count}</b></button>`,
        )}
      </div>
      ${this.found?.messages.length === 0 ? html`<p class="muted">${text.nothing}</p>` : nothing}
      ${(this.found?.messages ?? []).map((message) => this.message(message))}
      ${this.more ? html`<button data-more @click=${() => this.read(this.found?.messages[this.found.messages.length - 1]?.atExactly)}>${text.older}</button>` : nothing}
    </section>`;
  }

  private message(message: Message) {
    const { language, now, frame } = this.setting;
    const text = logTexts(language);
    return html`<details data-message=${message.device ?? ''} data-of-reason=${message.reason}>
      <summary><span class="num muted">${moment(message.at, now, frame.zone, language)}</span>
        <b>${message.device ?? message.sender ?? '–'}</b>
        <span title=${message.reason}>${text.reasons[message.reason] ?? message.reason}</span>
        <span class="muted detail">${message.detail}</span></summary>
      <dl>
        <dt>${text.topic}</dt><dd><code>${message.topic}</code></dd>
        ${message.sender && message.sender !== message.device ? html`<dt>${text.sender}</dt><dd>${message.sender}</dd>` : nothing}
        <dt>${text.payload}</dt><dd class="num">${message.bytes} B<pre data-payload>${message.payload}</pre></dd>
        ${message.replayedAt ? html`<dt>${text.replayed}</dt><dd>${moment(message.replayedAt, now, frame.zone, language)} · ${message.outcome === 'accepted' ? text.accepted : message.outcome}</dd>` : nothing}
      </dl>
    </details>`;
  }

  private want(to: Partial<typeof this.wanted>) {
    this.wanted = { ...this.wanted, ...to };
    const asked = new URLSearchParams();
    Object.entries({ device: this.wanted.device, reason: this.wanted.reason, q: this.wanted.words, hours: this.wanted.hours === '24' ? '' : this.wanted.hours })
      .filter(([, value]) => value)
      .forEach(([name, value]) => asked.set(name, value));
    history.replaceState(history.state, '', location.pathname + (asked.size > 0 ? `?${asked}` : ''));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.read(), TYPING_MS);
  }

  private async read(before?: string) {
    const asked = this.wanted;
    const found = await this.setting.ask<Found>('rejected', { ...asked, hours: Number(asked.hours), ...(before ? { before } : {}) });
    if (found && asked === this.wanted) {
      this.more = found.messages.length === found.page;
      this.found = before && this.found ? { ...this.found, messages: [...this.found.messages, ...found.messages] } : found;
    }
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: block; max-width: 1400px; margin: 0 auto; }
      section { display: grid; gap: 10px; }
      p { margin: 0; }
      .filters { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; }
      .reason[aria-pressed='true'] { border-color: var(--focus); box-shadow: inset 0 -2px var(--focus); }
      details { border-top: 1px solid var(--line); }
      summary { display: grid; grid-template-columns: 150px minmax(120px, 200px) minmax(150px, 240px) minmax(0, 1fr); gap: 4px 12px; padding: 8px 0; cursor: pointer; }
      .detail { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 14px; margin: 0 0 12px 16px; }
      dt { color: var(--quiet); }
      dd { margin: 0; min-width: 0; }
      pre { margin: 4px 0 0; padding: 10px; max-height: 240px; overflow: auto; background: var(--raised); white-space: pre-wrap; overflow-wrap: anywhere; font-size: 13px; }
      code { overflow-wrap: anywhere; }
      @media (max-width: 700px) {
        summary { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
        .detail { grid-column: 1 / -1; white-space: normal; }
        dl { grid-template-columns: minmax(0, 1fr); margin-left: 0; }
      }
    `,
  ];
}
