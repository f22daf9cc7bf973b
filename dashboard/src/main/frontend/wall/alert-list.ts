import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { duration } from './format';
import { piece } from './ground';
import type { AlarmLoad, Alert, Alerts, Language, Level, Severity } from './messages';
import { MEANING_OF, symbol } from './symbols';
import { texts } from './texts';

const MAX_ROWS = 5;
const VERDICT: Record<AlarmLoad['verdict'], Level> = { calm: 'normal', busy: 'watch', overload: 'warning', flood: 'critical' };
const SEVERITIES: Severity[] = ['critical', 'high', 'medium', 'low'];

/** The worst open alerts: what, where, since when, and who has it. Asks the wall to acknowledge by an event. */
@customElement('alert-list')
export class AlertList extends LitElement {
  @property({ attribute: false }) alerts: Alerts | null = null;
  @property({ attribute: false }) load: AlarmLoad | null = null;
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) language: Language = 'vi';
  @property({ type: Boolean }) mayAcknowledge = false;
  /** Asked to be acknowledged, and not yet heard of again. */
  @state() private asked = new Set<string>();
  /** Asked in vain, so that the operator must ask again. */
  @state() private failed = new Set<string>();

  /** The server's answer to an acknowledgement; one that was too late shows as another's by the next update. */
  answered(id: string, outcome: string) {
    if (outcome === 'done') {
      return;
    }
    this.asked = new Set([...this.asked].filter((other) => other !== id));
    this.failed = new Set(this.failed).add(id);
  }

  override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('alerts')) {
      const waiting = (this.alerts?.rows ?? []).filter(({ id, by }) => by === null && this.asked.has(id));
      this.asked = new Set(waiting.map(({ id }) => id));
    }
  }

  override render() {
    const text = texts(this.language);
    const rows = (this.alerts?.rows ?? []).slice(0, MAX_ROWS);
    const hidden = (this.alerts?.open ?? 0) - rows.length;
    return html`<header>
        <h2>${text.alerts}</h2>
        ${this.alerts
          ? html`<span class="open"><b>${this.alerts.open}</b> ${text.open}${this.real(this.alerts)}</span>
              <span class="counts">${SEVERITIES.map((severity) => this.count(severity))}</span>`
          : nothing}
        ${this.alerts ? this.aside(this.alerts) : nothing}
        ${this.load ? this.meter(this.load) : nothing}
        <span class="more">${hidden > 0 ? text.more(hidden) : nothing}</span>
      </header>
      <ol aria-live="polite" aria-relevant="additions" @keydown=${this.onKey}>
        ${repeat(rows, ({ id }) => id, (alert) => this.row(alert))}
        ${this.alerts && rows.length === 0
          ? html`<li class="none">${symbol('normal', 'calc(var(--t) * 3)')}${text.noAlerts}</li>`
          : nothing}
      </ol>`;
  }

  /** In a drill, how many of all are not rehearsed. */
  private real({ open, rehearsed = 0 }: Alerts) {
    return rehearsed === 0 ? nothing : html`, <b>${open - rehearsed}</b> ${texts(this.language).real}`;
  }

  /** Short enough for a wall: the verdict, and the ten minutes against what a person can bear. */
  private meter(load: AlarmLoad) {
    const text = texts(this.language);
    return html`<span class="load" data-load=${load.verdict} data-last-10-min=${load.last10Min}>
      ${symbol(VERDICT[load.verdict], 'calc(var(--t) * 2)')}${text.load}
      <span><b>${load.last10Min}</b>/${load.limit10Min}</span> <b>${text.verdicts[load.verdict]}</b>
    </span>`;
  }

  /** What is open and in no list, so that nobody takes it for gone. */
  private aside({ shelved = 0, suppressed = 0 }: Alerts) {
    const text = texts(this.language);
    const said = [shelved > 0 ? text.shelved(shelved) : '', suppressed > 0 ? text.suppressed(suppressed) : ''].filter(Boolean);
    return said.length === 0 ? nothing : html`<span class="aside" data-aside=${shelved + suppressed}>${said.join(' · ')}</span>`;
  }

  private count(severity: Severity) {
    const count = this.alerts?.bySeverity[severity] ?? 0;
    return count === 0
      ? nothing
      : html`<span title=${texts(this.language).severity[severity]}>
          ${symbol(MEANING_OF[severity], 'calc(var(--t) * 2)')}${count}
        </span>`;
  }

  private row(alert: Alert) {
    const text = texts(this.language);
    const { language } = this;
    const flashing = alert.severity === 'critical' && alert.state === 'active' && !alert.by;
    return html`<li
      class="row ${MEANING_OF[alert.severity]} ${alert.state}"
      tabindex="0"
      data-alert=${alert.id}
      data-severity=${alert.severity}
      data-state=${alert.state}
      data-drill=${alert.drill ? 'true' : nothing}
    >
      ${symbol(MEANING_OF[alert.severity], 'calc(var(--t) * 3.4)', 0, flashing)}
      <span class="severity">${text.severity[alert.severity]}</span>
      <span class="what">
        <span class="message"
          >${alert.drill ? html`<b class="drill">${text.drill}</b> ` : nothing}${alert.message[language]}</span
        >
        <span class="where"><b>${alert.where[language]}</b> · ${alert.name[language]}</span>
      </span>
      <span class="who">
        <span class="since">${duration(this.now - alert.since, language)}</span>
        <span class="state">${this.stateOf(alert)}</span>
      </span>
      ${this.button(alert)}
      <span class="response" role="note"><b>${text.response}:</b> ${alert.response[language]}</span>
    </li>`;
  }

  private stateOf({ state, by }: Alert): string {
    const text = texts(this.language);
    if (by) {
      return text.acknowledgedBy(by);
    }
    return text[state];
  }

  private button(alert: Alert) {
    const text = texts(this.language);
    if (!this.mayAcknowledge || alert.by || alert.state === 'acknowledged') {
      return nothing;
    }
    const asked = this.asked.has(alert.id);
    return html`<button
      class="ack"
      data-ack=${alert.id}
      ?disabled=${asked}
      aria-keyshortcuts="a"
      aria-label="${text.acknowledge}: ${alert.message[this.language]}"
      @click=${() => this.acknowledge(alert.id)}
    >
      ${asked ? text.sending : this.failed.has(alert.id) ? text.askAgain : text.acknowledge}
    </button>`;
  }

  private acknowledge(id: string) {
    const alert = this.alerts?.rows.find((row) => row.id === id);
    if (!this.mayAcknowledge || !alert || alert.by || this.asked.has(id)) {
      return;
    }
    this.asked = new Set(this.asked).add(id);
    this.dispatchEvent(new CustomEvent('alert-acknowledge', { detail: id }));
  }

  private readonly onKey = (event: KeyboardEvent) => {
    const row = (event.target as Element).closest<HTMLElement>('[data-alert]');
    if (!row || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    if (event.key === 'a' || event.key === 'A') {
      this.acknowledge(row.dataset.alert!);
      event.preventDefault();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const other = event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling;
      (other as HTMLElement | null)?.focus();
      event.preventDefault();
    }
  };

  static override styles = [
    piece,
    css`
      :host {
        --t: var(--alert-unit, var(--u));
        display: flex;
        flex-direction: column;
        gap: calc(var(--t) * 0.6);
        min-height: 0;
        line-height: 1.4;
      }

      header {
        display: flex;
        align-items: baseline;
        gap: calc(var(--t) * 2);
        font-size: calc(var(--t) * 2.1);
      }

      h2 {
        margin: 0;
        font-size: calc(var(--t) * 2.5);
        font-weight: 650;
      }

      .counts {
        display: flex;
        gap: calc(var(--t) * 1.6);
        align-self: center;
        font-weight: 650;
      }

      .counts span {
        display: flex;
        align-items: center;
        gap: calc(var(--t) * 0.5);
      }

      .aside,
      .load {
        color: var(--quiet);
      }

      .load {
        display: flex;
        gap: calc(var(--t) * 0.6);
        align-items: center;
        align-self: center;
      }

      .load b {
        color: var(--text);
      }

      header > * {
        white-space: nowrap;
      }

      .more {
        margin-left: auto;
        overflow: hidden;
        text-overflow: ellipsis;
        color: var(--quiet);
      }

      ol {
        display: grid;
        grid-template-rows: repeat(5, minmax(0, 1fr));
        flex: 1;
        gap: calc(var(--t) * 0.5);
        min-height: 0;
        margin: 0;
        padding: 0;
        list-style: none;
      }

      .none {
        grid-row: 1 / -1;
        display: flex;
        gap: calc(var(--t) * 1.2);
        align-items: center;
        justify-content: center;
        border-radius: calc(var(--t) * 0.5);
        background: var(--panel);
        color: var(--quiet);
        font-size: calc(var(--t) * 2.6);
      }

      .row {
        position: relative;
        display: grid;
        grid-template-columns: auto minmax(calc(var(--t) * 12.5), max-content) minmax(0, 1fr) auto auto;
        gap: calc(var(--t) * 1.2);
        align-items: center;
        padding: 0 calc(var(--t) * 1.2);
        border-left: calc(var(--t) * 0.7) solid var(--edge, var(--line));
        border-radius: calc(var(--t) * 0.5);
        background: color-mix(in srgb, var(--edge, var(--panel)) var(--tint, 0%), var(--panel));
      }

      .watch {
        --edge: var(--watch);
      }

      .warning {
        --edge: var(--warning);
      }

      .critical {
        --edge: var(--critical);
        --tint: 22%;
      }

      .acknowledged {
        --tint: 0%;
      }

      .cleared {
        border-left-style: dashed;
        color: var(--quiet);
      }

      .severity {
        font-size: calc(var(--t) * 2);
        white-space: nowrap;
        font-weight: 650;
      }

      .what,
      .who {
        display: grid;
        min-width: 0;
      }

      .message {
        font-size: calc(var(--t) * 2.3);
        font-weight: 650;
        line-height: 1.4;
      }

      .where,
      .state {
        color: var(--quiet);
        font-size: calc(var(--t) * 1.75);
      }

      .drill {
        padding: 0 calc(var(--t) * 0.7);
        border-radius: calc(var(--t) * 0.4);
        background: var(--drill);
        color: var(--on-drill);
        font-size: calc(var(--t) * 1.8);
        font-weight: 800;
      }

      .where b {
        color: var(--text);
        font-weight: 600;
      }

      .message,
      .where,
      .state {
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }

      .who {
        justify-items: end;
        text-align: right;
        max-width: calc(var(--t) * 24);
      }

      .since {
        font-size: calc(var(--t) * 2.3);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }

      .state {
        max-width: 100%;
      }

      .ack {
        padding: calc(var(--t) * 0.6) calc(var(--t) * 1.2);
        border: calc(var(--t) * 0.15) solid var(--quiet);
        border-radius: calc(var(--t) * 0.5);
        background: var(--raised);
        font-size: calc(var(--t) * 1.8);
        font-weight: 600;
        line-height: 1.4;
      }

      .ack:hover {
        background: var(--line);
      }

      .ack:disabled {
        color: var(--quiet);
        cursor: default;
      }

      .response {
        display: none;
        position: absolute;
        z-index: 2;
        left: calc(var(--t) * 3.8);
        bottom: calc(100% - var(--t) * 0.4);
        max-width: 90%;
        padding: calc(var(--t) * 0.8) calc(var(--t) * 1.4);
        border: 1px solid var(--quiet);
        border-radius: calc(var(--t) * 0.5);
        background: var(--raised);
        color: var(--text);
        font-size: calc(var(--t) * 2);
        box-shadow: 0 calc(var(--t) * 0.3) calc(var(--t) * 1.6) rgba(0, 0, 0, 0.35);
        pointer-events: none;
      }

      .row:hover .response,
      .row:focus-visible .response,
      .row:focus-within .response {
        display: block;
      }

      @media (max-aspect-ratio: 1/1), (max-width: 700px) {
        ol {
          grid-template-rows: none;
        }

        header {
          flex-wrap: wrap;
          gap: 0 calc(var(--t) * 1.6);
        }

        .row {
          grid-template-columns: auto minmax(0, 1fr) auto;
          row-gap: calc(var(--t) * 0.4);
          padding: calc(var(--t) * 1);
        }

        .what {
          grid-column: 1 / -1;
          grid-row: 2;
        }

        .message,
        .where {
          white-space: normal;
        }

        .who {
          grid-column: 1 / 3;
          grid-row: 3;
          justify-items: start;
          max-width: none;
          text-align: left;
        }

        .ack {
          grid-row: 3;
          grid-column: 3;
        }

        .response {
          position: static;
          grid-column: 1 / -1;
          max-width: none;
          box-shadow: none;
        }
      }
    `,
  ];
}
