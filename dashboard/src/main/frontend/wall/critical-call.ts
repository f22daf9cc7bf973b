import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { duration } from './format';
import { piece } from './ground';
import type { Alert, Language } from './messages';
import { symbol } from './symbols';
import { texts } from './texts';

/**
 * A critical alarm that is new: what and where, in letters that are read from the back of the room, until it is
 * acknowledged or the server has called long enough. As large as its words, and no larger.
 */
@customElement('critical-call')
export class CriticalCall extends LitElement {
  /** The newest first; none: nothing is shown. */
  @property({ attribute: false }) calls: Alert[] = [];
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) language: Language = 'vi';
  @property({ type: Boolean }) mayAcknowledge = false;
  /** Acknowledges and says what came of it. */
  @property({ attribute: false }) acknowledge: (id: string) => Promise<string> = async () => 'unavailable';
  @state() private failed: string | null = null;

  override render() {
    const [newest, ...others] = this.calls;
    if (!newest) {
      return nothing;
    }
    const { language } = this;
    const text = texts(language);
    return html`<section role="alert" data-critical-call=${newest.id}>
      ${symbol('critical', 'calc(var(--c) * 5.6)', 0, true)}
      <p class="where">${newest.where[language]}</p>
      <p class="message">${newest.message[language]}</p>
      <p class="foot">${newest.drill ? html`<b class="drill">${text.drill}</b> ` : nothing}<b>${text.newCritical}</b>
        <b class="age">${duration(this.now - newest.since, language)}</b> · ${text.response}: ${newest.response[language]}</p>
      ${this.mayAcknowledge
        ? html`<button data-take=${newest.id} @click=${() => this.take(newest.id)}>
            ${this.failed === newest.id ? text.askAgain : text.acknowledge}
          </button>`
        : nothing}
      ${others.length > 0 ? html`<p class="more" data-more-calls=${others.length}>${text.moreCritical(others.length)}</p>` : nothing}
    </section>`;
  }

  private async take(id: string) {
    const outcome = await this.acknowledge(id);
    this.failed = outcome === 'done' || outcome === 'too-late' ? null : id;
  }

  static override styles = [
    piece,
    css`
      :host {
        display: block;
        line-height: 1.4;
        font-size: max(14px, calc(var(--c) * 2.9));
      }

      section {
        display: grid;
        grid-template: 'symbol where button' auto 'message message message' auto 'foot foot foot' auto / auto minmax(0, 1fr) auto;
        gap: 0 calc(var(--c) * 1.4);
        align-items: center;
        padding: calc(var(--c) * 0.6) calc(var(--c) * 1.6);
        border: calc(var(--c) * 0.6) solid var(--critical);
        border-radius: calc(var(--c) * 0.6);
        background: color-mix(in srgb, var(--critical) 18%, var(--panel));
        color: var(--text);
        box-shadow: 0 calc(var(--c) * 0.6) calc(var(--c) * 3) rgba(0, 0, 0, 0.5);
      }

      p {
        margin: 0;
      }

      .age {
        font-variant-numeric: tabular-nums;
      }

      .foot {
        grid-area: foot;
      }

      .where,
      .message {
        overflow-wrap: anywhere;
        line-height: 1.35;
      }

      .where {
        grid-area: where;
        font-size: calc(var(--c) * 5);
        font-weight: 750;
      }

      .message {
        grid-area: message;
        font-size: calc(var(--c) * 4.75);
        font-weight: 600;
      }

      .more {
        grid-column: 1 / -1;
        font-weight: 650;
      }

      .drill {
        padding: 0 0.4em;
        border-radius: 0.2em;
        background: var(--drill);
        color: var(--on-drill);
      }

      button {
        grid-area: button;
        padding: calc(var(--c) * 0.6) calc(var(--c) * 1.6);
        border: calc(var(--c) * 0.2) solid var(--text);
        border-radius: calc(var(--c) * 0.6);
        background: var(--raised);
        font-weight: 650;
      }

      @media (max-aspect-ratio: 1/1), (max-width: 700px) {
        section {
          grid-template: 'symbol where' auto 'message message' auto 'foot foot' auto 'button button' auto / auto minmax(0, 1fr);
        }

        button {
          min-height: 44px;
        }
      }
    `,
  ];
}
