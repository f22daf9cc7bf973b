import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { number } from '../wall/format';
import type { Setting } from './messages';
import { replayTexts } from './replay-texts';
import { pageStyle } from './style';
import { moment } from './words';

/** By what the server knows a refusal. */
export interface MessageKey {
  at: string;
  partition: number;
  offset: number;
}

interface Replay {
  id?: number;
  state: 'asked' | 'running' | 'done' | 'failed';
  askedAt: number;
  messages: number;
  accepted: number;
  refused: number;
  unfit: number;
  endedAt: number | null;
  failure: string | null;
  /** How often it began anew, since whoever did it was gone. */
  losses: number;
}

const POLL_MS = 1_000;
const WAITS_MS = 10_000;

/** Has refused messages judged again, once that was confirmed, and tells how far it is; {@code replayed} when there is something new. */
@customElement('replay-box')
export class ReplayBox extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) chosen: MessageKey[] = [];
  /** How many match the filter, and the filter as the server is asked by it. */
  @property({ type: Number }) matching = 0;
  @property({ attribute: false }) filter: Record<string, unknown> = {};
  @state() private newest: Replay | null = null;
  @state() private refusal = '';
  @state() private wanted: { count: number; about: Record<string, unknown> } | null = null;
  @query('dialog') private dialog!: HTMLDialogElement;
  private timer?: ReturnType<typeof setTimeout>;

  override connectedCallback() {
    super.connectedCallback();
    void this.updateComplete.then(() => this.look());
  }

  override disconnectedCallback() {
    clearTimeout(this.timer);
    super.disconnectedCallback();
  }

  override render() {
    const text = replayTexts(this.setting.language);
    const open = this.isOpen;
    return html`<div class="buttons">
        <button data-replay-chosen ?disabled=${open || this.chosen.length === 0} @click=${() => this.ask(this.chosen.length, { messages: this.chosen })}>
          ${text.replaySome(this.chosen.length)}</button>
        <button data-replay-all ?disabled=${open || this.matching === 0} @click=${() => this.ask(this.matching, this.filter)}>
          ${text.replayAll(this.matching)}</button>
        ${this.refusal ? html`<span role="alert" data-refusal=${this.refusal}>${text.results[this.refusal] ?? this.refusal}</span>` : nothing}
      </div>
      <div role="status">${this.progress()}</div>
      <dialog aria-label=${text.title} @close=${() => (this.wanted = null)}>
        <form method="dialog" @submit=${this.confirmed}>
          <h2>${text.title}</h2>
          <p>${text.what(this.wanted?.count ?? 0)}</p>
          <div class="buttons"><button class="main" data-confirm>${text.confirm}</button>
            <button type="button" @click=${() => this.dialog.close()}>${text.cancel}</button></div>
        </form>
      </dialog>`;
  }

  private progress() {
    const { newest } = this;
    if (!newest?.id) {
      return nothing;
    }
    const { language, now, frame } = this.setting;
    const text = replayTexts(language);
    const judged = newest.accepted + newest.refused + newest.unfit;
    const counts: [string, number][] = [[text.accepted, newest.accepted], [text.refused, newest.refused], [text.unfitCount, newest.unfit]];
    return html`<p data-replay=${newest.id} data-state=${newest.state} data-accepted=${newest.accepted} data-refused=${newest.refused}>
      <b>${text.states[newest.state]}</b> <span class="num">${moment(newest.endedAt ?? newest.askedAt, now, frame.zone, language)} · ${number(judged, 0, language)} ${text.of} ${number(newest.messages, 0, language)} ${text.judged}</span>
      ${counts.filter(([, count]) => count > 0).map(([name, count]) => html`<span class="num"> · ${number(count, 0, language)} ${name}</span>`)}
      ${newest.failure ? html` · ${text.failures[newest.failure] ?? newest.failure}` : nothing}
      ${this.isOpen && newest.losses > 0 ? html` · ${text.again}` : nothing}
      ${newest.state === 'asked' && now - newest.askedAt > WAITS_MS ? html`<br /><span class="muted">${text.waits}</span>` : nothing}
      ${this.isOpen ? html`<progress max=${newest.messages} value=${judged} aria-label=${text.judged}></progress>` : nothing}</p>`;
  }

  private get isOpen() {
    return this.newest?.state === 'asked' || this.newest?.state === 'running';
  }

  private async ask(count: number, about: Record<string, unknown>) {
    this.refusal = '';
    this.wanted = { count, about };
    await this.updateComplete;
    this.dialog.showModal();
  }

  private readonly confirmed = async () => {
    const about = this.wanted?.about;
    const answer = about ? await this.setting.ask<{ result: string }>('replay', about) : null;
    this.refusal = answer?.result === 'done' ? '' : answer?.result ?? 'unavailable';
    await this.look();
  };

  private async look() {
    clearTimeout(this.timer);
    const before = this.newest;
    const newest = await this.setting.ask<Replay>('replayed');
    if (!newest || !this.isConnected) {
      return;
    }
    this.newest = newest;
    const judged = ({ accepted, refused, unfit }: Replay) => accepted + refused + unfit;
    if (before?.id && newest.id && (before.id !== newest.id || before.state !== newest.state || judged(before) !== judged(newest))) {
      this.dispatchEvent(new CustomEvent('replayed'));
    }
    if (this.isOpen) {
      this.timer = setTimeout(() => void this.look(), POLL_MS);
    }
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: grid; gap: 8px; }
      p { margin: 0; }
      .buttons { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
      [role='alert'] { color: var(--warning-text, var(--text)); font-weight: 600; }
      progress { display: block; width: min(420px, 100%); margin-top: 6px; accent-color: var(--focus); }
      dialog { width: min(520px, 94vw); border: 1px solid var(--line); border-radius: 10px; background: var(--panel); color: var(--text); }
      dialog::backdrop { background: rgba(0, 0, 0, 0.5); }
      form { display: grid; gap: 14px; }
      .main { background: var(--focus); color: var(--page); font-weight: 650; }
    `,
  ];
}
