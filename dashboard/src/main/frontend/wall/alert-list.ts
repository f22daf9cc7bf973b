import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { alertListStyle } from './alert-list-style';
import { duration } from './format';
import { piece } from './ground';
import type { AlarmLoad, Alert, Alerts, Language, Level, Severity } from './messages';
import { MEANING_OF, symbol } from './symbols';
import { texts } from './texts';

const MAX_ROWS = 5;
/** Of telling what is wrong more shortly: by the rule's name instead of its message, then in smaller letters. */
const STEPS = 2;
const VERDICT: Record<AlarmLoad['verdict'], Level> = { calm: 'normal', busy: 'watch', overload: 'warning', flood: 'critical' };
const SEVERITIES: Severity[] = ['critical', 'high', 'medium', 'low'];

/**
 * The worst open alerts: where, what, since when, and who has it, all in letters that are read from as far as the wall is read. Asks the
 * wall to acknowledge by an event.
 */
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
  /** What did not fit into its row is told more shortly: how many steps. */
  @state() private shorter = new Map<string, number>();
  private readonly resized = new ResizeObserver(() => (this.shorter = new Map()));

  override connectedCallback() {
    super.connectedCallback();
    this.resized.observe(this);
    // letters of another width than those that were measured
    document.fonts?.addEventListener('loadingdone', this.measureAnew);
  }

  override disconnectedCallback() {
    this.resized.disconnect();
    document.fonts?.removeEventListener('loadingdone', this.measureAnew);
    super.disconnectedCallback();
  }

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
    if (changed.has('alerts') || changed.has('language')) {
      this.shorter = new Map();
    }
  }

  override updated() {
    const shorter = new Map(this.shorter);
    this.renderRoot.querySelectorAll<HTMLElement>('[data-what]').forEach((what) => {
      const id = what.dataset.what!;
      const steps = shorter.get(id) ?? 0;
      if (what.scrollWidth > what.clientWidth + 1 && steps < STEPS) {
        shorter.set(id, steps + 1);
      }
    });
    if ([...shorter].some(([id, steps]) => this.shorter.get(id) !== steps)) {
      this.shorter = shorter;
    }
  }

  private readonly measureAnew = () => (this.shorter = new Map());

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
    const steps = this.shorter.get(alert.id) ?? 0;
    const flashing = alert.severity === 'critical' && alert.state === 'active' && !alert.by;
    return html`<li
      class="row ${MEANING_OF[alert.severity]} ${alert.state}"
      tabindex="0"
      data-alert=${alert.id}
      data-severity=${alert.severity}
      data-state=${alert.state}
      data-drill=${alert.drill ? 'true' : nothing}
    >
      <span class="severity" title=${text.severity[alert.severity]}>
        ${symbol(MEANING_OF[alert.severity], 'calc(var(--t) * 4.4)', 0, flashing)}<i>${text.severity[alert.severity]}</i>
      </span>
      <span class="where">${alert.drill ? html`<b class="drill">${text.drill}</b> ` : nothing}${alert.place[language]}</span>
      <span class="what ${steps === STEPS ? 'small' : ''}" data-what=${alert.id}>${steps === 0 ? alert.message[language] : alert.name[language]}</span>
      <span class="since">${duration(this.now - alert.since, language)}</span>
      <span class="who"><span class="state">${this.stateOf(alert)}</span>${this.button(alert)}</span>
      <span class="response" role="note"><b>${alert.where[language]} · ${alert.name[language]}</b><br />${alert.message[language]}<br /><b>${text.response}:</b> ${alert.response[language]}</span>
    </li>`;
  }

  private stateOf({ state, by }: Alert): string {
    const text = texts(this.language);
    return by ?? text.brief[state];
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

  static override styles = [piece, alertListStyle];
}
