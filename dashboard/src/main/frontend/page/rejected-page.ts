import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { number } from '../wall/format';
import { logTexts } from './log-texts';
import type { Setting, Text } from './messages';
import './replay-box';
import type { MessageKey } from './replay-box';
import { replayTexts } from './replay-texts';
import { pageStyle } from './style';
import { moment } from './words';

interface Message {
  at: number;
  atExactly: string;
  device: string | null;
  sender: string | null;
  topic: string;
  reason: string;
  reasonName: Text;
  detail: Text;
  partition: number;
  offset: number;
  /** Whether it may be judged again. */
  replayable: boolean;
  bytes: number;
  payload: string;
  replayedAt: number | null;
  outcome?: { reason: string; reasonName: Text; detail: Text };
}

interface Found {
  messages: Message[];
  reasons: { reason: string; name: Text; count: number }[];
  page: number;
}

const TYPING_MS = 300;

const key = ({ atExactly, partition, offset }: Message): MessageKey => ({ at: atExactly, partition, offset });
const keyOf = ({ atExactly, partition, offset }: Message) => `${atExactly}/${partition}/${offset}`;

/** Refused messages: how many of which reason, each with what it was, and what became of it when it was judged again. */
@customElement('rejected-page')
export class RejectedPage extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) content: Record<string, unknown> = {};
  @state() private found: Found | null = null;
  @state() private more = false;
  @state() private chosen = new Set<string>();
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
    const words = replayTexts(language);
    const shown = this.found?.messages ?? [];
    const fit = shown.filter(({ replayable }) => replayable);
    return html`<section class="panel" aria-label=${text.rejected}>
      <h1>${text.rejected}</h1>
      <p class="muted">${text.rejectedHelp}</p>
      <div class="filters">
        <label>${text.device} <input type="search" data-device size="16" .value=${this.wanted.device} @input=${(event: Event) => this.want({ device: (event.target as HTMLInputElement).value })} /></label>
        <label>${text.words} <input type="search" data-words size="18" .value=${this.wanted.words} @input=${(event: Event) => this.want({ words: (event.target as HTMLInputElement).value })} /></label>
        <label>${text.within} <select data-hours @change=${(event: Event) => this.want({ hours: (event.target as HTMLSelectElement).value })}>
          ${Object.entries(text.spans).map(([id, name]) => html`<option value=${id} .selected=${id === this.wanted.hours}>${name}</option>`)}
        </select></label>
        ${(this.found?.reasons ?? []).map(
          ({ reason, name, count }) => html`<button class="reason" data-reason=${reason} data-count=${count} aria-pressed=${this.wanted.reason === reason}
            @click=${() => this.want({ reason: this.wanted.reason === reason ? '' : reason })}>${name[language]} <b class="num">${number(count, 0, language)}</b></button>`,
        )}
      </div>
      <replay-box
        .setting=${this.setting}
        .chosen=${shown.filter((message) => this.chosen.has(keyOf(message))).map(key)}
        .matching=${this.matching()}
        .filter=${{ ...this.wanted, hours: Number(this.wanted.hours) }}
        @replayed=${() => this.read()}
      ></replay-box>
      ${fit.length > 0
        ? html`<label class="all"><input type="checkbox" data-choose-all .checked=${fit.every((message) => this.chosen.has(keyOf(message)))}
            @change=${(event: Event) => (this.chosen = new Set((event.target as HTMLInputElement).checked ? fit.map(keyOf) : []))} /> ${words.chooseAll}</label>`
        : nothing}
      ${this.found?.messages.length === 0 ? html`<p class="muted">${text.nothing}</p>` : nothing}
      ${shown.map((message) => this.message(message))}
      ${this.more ? html`<button data-more @click=${() => this.read(this.found?.messages[this.found.messages.length - 1]?.atExactly)}>${text.older}</button>` : nothing}
    </section>`;
  }

  private message(message: Message) {
    const { language, now, frame } = this.setting;
    const text = logTexts(language);
    const words = replayTexts(language);
    const id = keyOf(message);
    const { outcome } = message;
    return html`<div class="row" data-message=${message.device ?? ''} data-of-reason=${message.reason} data-outcome=${outcome?.reason ?? nothing}>
      <input type="checkbox" data-choose aria-label=${words.choose} title=${message.replayable ? words.choose : words.unfit}
        ?disabled=${!message.replayable} .checked=${this.chosen.has(id)} @change=${(event: Event) => this.choose(id, (event.target as HTMLInputElement).checked)} />
      <details>
        <summary><span class="num muted">${moment(message.at, now, frame.zone, language)}</span>
          <b>${message.device ?? message.sender ?? '–'}</b>
          <span title=${message.reason}>${message.reasonName[language]}</span>
          <span class="muted detail">${message.detail[language]}</span>
          ${outcome ? html`<span class="outcome">${this.outcome(outcome)}</span>` : nothing}</summary>
        <dl>
          <dt>${text.topic}</dt><dd><code>${message.topic}</code></dd>
          ${message.sender && message.sender !== message.device ? html`<dt>${text.sender}</dt><dd>${message.sender}</dd>` : nothing}
          <dt>${text.detail}</dt><dd data-detail>${message.detail[language]}</dd>
          <dt>${text.payload}</dt><dd class="num">${number(message.bytes, 0, language)} B<pre data-payload>${message.payload}</pre></dd>
          ${message.replayedAt && outcome ? html`<dt>${words.outcome}</dt><dd data-replayed>${moment(message.replayedAt, now, frame.zone, language)} · ${this.outcome(outcome)}${outcome.detail[language] ? `: ${outcome.detail[language]}` : ''}</dd>` : nothing}
        </dl>
      </details>
    </div>`;
  }

  private outcome({ reason, reasonName }: { reason: string; reasonName: Text }) {
    const { language } = this.setting;
    const words = replayTexts(language);
    return reason === 'accepted' ? words.accepted : `${words.still}: ${reasonName[language]}`;
  }

  private choose(id: string, wanted: boolean) {
    const chosen = new Set(this.chosen);
    if (wanted) {
      chosen.add(id);
    } else {
      chosen.delete(id);
    }
    this.chosen = chosen;
  }

  /** How many match all of the filter. */
  private matching() {
    return (this.found?.reasons ?? []).filter(({ reason }) => !this.wanted.reason || reason === this.wanted.reason).reduce((sum, { count }) => sum + count, 0);
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
      .all { display: flex; align-items: center; gap: 8px; }
      .row { display: grid; align-items: start; grid-template-columns: max-content minmax(0, 1fr); gap: 10px; border-top: 1px solid var(--line); }
      .row > input { margin-top: 13px; }
      .outcome { grid-column: 2 / -1; font-weight: 600; }
      summary { display: grid; grid-template-columns: 150px minmax(120px, 200px) minmax(150px, 240px) minmax(0, 1fr); gap: 4px 12px; padding: 8px 0; cursor: pointer; }
      .detail { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 14px; margin: 0 0 12px 16px; }
      dt { color: var(--quiet); }
      dd { margin: 0; min-width: 0; }
      pre { margin: 4px 0 0; padding: 10px; max-height: 240px; overflow: auto; background: var(--raised); white-space: pre-wrap; overflow-wrap: anywhere; font-size: 13px; }
      code { overflow-wrap: anywhere; }
      @media (max-width: 700px) {
        summary { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
        .detail, .outcome { grid-column: 1 / -1; white-space: normal; }
        dl { grid-template-columns: minmax(0, 1fr); margin-left: 0; }
      }
    `,
  ];
}
