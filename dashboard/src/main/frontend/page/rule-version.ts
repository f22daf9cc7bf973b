import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { duration, number } from '../wall/format';
import type { Setting } from './messages';
import './rule-report';
import type { Report } from './rule-report';
import { rulesTexts } from './rules-texts';
import { pageStyle } from './style';
import { moment } from './words';

export interface Version {
  version: number;
  state: 'draft' | 'rehearsed' | 'shadow' | 'active' | 'superseded' | 'withdrawn';
  note: string | null;
  proposedBy: string;
  proposedAt: number;
  rehearsedBy: string | null;
  rehearsedAt: number | null;
  perDay: number | null;
  shadowBy: string | null;
  shadowAt: number | null;
  decidedBy: string | null;
  decidedAt: number | null;
  rehearsal?: Rehearsal;
}

interface Rehearsal {
  id: number;
  state: 'asked' | 'running' | 'done' | 'failed' | 'cancelled';
  askedBy: string;
  askedAt: number;
  startedAt: number | null;
  share: number;
  failure: string | null;
  losses: number;
}

type Line = { mark: ' ' | '-' | '+'; text: string };

interface Differences {
  both: number;
  shadow: number;
  active: number;
  rows: { by: 'shadow' | 'active'; entity: string; area: string; at: number }[];
  refused?: string;
}

interface Done {
  result: string;
  detail: string;
}

/** How long something that was asked for may wait before it is said that nobody serves it. */
const WAITING_MS = 10_000;

/** One version of a rule: who took it how far, what it would have done, and the next step. */
@customElement('rule-version')
export class RuleVersion extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property() rule = '';
  @property({ attribute: false }) version!: Version;
  @property({ type: Boolean }) mayChange = false;
  @property({ type: Boolean }) newest = false;
  /** The number of the version that is active. */
  @property({ attribute: false }) active: number | null = null;
  @state() private difference: Line[] = [];
  @state() private report: Report | null = null;
  @state() private differences: Differences | null = null;
  @state() private notice = '';
  @state() private minutes = '1440';
  private reported = 0;

  override willUpdate(changed: PropertyValues<this>) {
    const { version } = this;
    if (changed.has('active') && this.setting.frame.user.everything) {
      void this.setting.ask<{ lines?: Line[] }>('difference', { rule: this.rule, version: version.version }).then((found) => (this.difference = found?.lines ?? []));
    }
    if (changed.has('version')) {
      if (this.setting.frame.user.everything && version.rehearsedAt && this.reported !== version.rehearsedAt) {
        this.reported = version.rehearsedAt;
        void this.setting.ask<Report>('report', { rule: this.rule, version: version.version }).then((report) => (this.report = report));
      }
      if (this.setting.frame.user.everything && version.state === 'shadow') {
        void this.setting.ask<Differences>('differences', { rule: this.rule, version: version.version }).then((found) => (this.differences = found));
      }
    }
  }

  override render() {
    const { language } = this.setting;
    const text = rulesTexts(language);
    const { version } = this;
    const changed = this.difference.some(({ mark }) => mark !== ' ');
    return html`<article data-version=${version.version} data-state=${version.state} aria-label="${text.version} ${version.version}">
      <h3>${text.version} ${version.version} <span class="chip">${text.states[version.state]}</span></h3>
      ${version.note ? html`<p>“${version.note}”</p>` : nothing}
      <p class="muted">${this.history()}</p>
      ${this.mayChange ? this.steps() : nothing}
      ${version.rehearsal ? this.rehearsal(version.rehearsal) : nothing}
      <p role="status" data-notice>${this.notice}</p>
      ${this.difference.length > 0
        ? html`<details data-difference ?open=${this.newest && version.state === 'draft'}><summary>${text.difference}</summary>
            ${changed ? this.lines(this.difference) : html`<p class="muted">${text.noDifference}</p>`}</details>`
        : nothing}
      ${this.report && !('refused' in this.report)
        ? html`<details data-report ?open=${this.newest}><summary>${text.report}: ${text.perDay(number(this.report.alarms_per_day, 1, language))}</summary><rule-report .setting=${this.setting} .report=${this.report}></rule-report></details>`
        : nothing}
      ${version.state === 'shadow' && this.differences ? this.differing(this.differences) : nothing}
    </article>`;
  }

  private history() {
    const { language, now, frame } = this.setting;
    const text = rulesTexts(language);
    const { version } = this;
    const decided = version.state === 'withdrawn' ? text.withdrawn : version.state === 'active' || version.state === 'superseded' ? text.promoted : text.decided;
    const steps: [string, string | null, number | null][] = [
      [text.proposed, version.proposedBy, version.proposedAt],
      [text.rehearsed, version.rehearsedBy, version.rehearsedAt],
      [text.shadowed, version.shadowBy, version.shadowAt],
      [decided, version.decidedBy, version.decidedAt],
    ];
    return steps.filter(([, by]) => by).map(([what, by, at], i) => html`${i > 0 ? ' · ' : ''}<b>${by}</b> ${what} <span class="num">${moment(at, now, frame.zone, language)}</span>`);
  }

  private steps() {
    const text = rulesTexts(this.setting.language);
    const { state, rehearsal } = this.version;
    const busy = rehearsal?.state === 'asked' || rehearsal?.state === 'running';
    const open = state === 'draft' || state === 'rehearsed' || state === 'shadow';
    return html`<div class="steps">
        ${(state === 'draft' || state === 'rehearsed') && !busy
          ? html`<button data-rehearse @click=${() => this.take('rehearse', { minutes: Number(this.minutes) })}>${text.rehearse}</button>
              <label>${text.over} <select data-span @change=${(event: Event) => (this.minutes = (event.target as HTMLSelectElement).value)}>
                ${Object.entries(text.spans).map(([minutes, name]) => html`<option value=${minutes} .selected=${minutes === this.minutes}>${name}</option>`)}</select></label>`
          : nothing}
        ${state === 'rehearsed' ? html`<button data-shadow @click=${() => this.take('shadow')}>${text.toShadow}</button>` : nothing}
        ${state === 'shadow' ? html`<button class="main" data-promote @click=${() => confirm(text.reallyPromote) && this.take('promote')}>${text.promote}</button>` : nothing}
        ${open && !busy ? html`<button data-withdraw @click=${() => confirm(text.reallyWithdraw) && this.take('withdraw')}>${text.withdraw}</button>` : nothing}
        <button data-based @click=${() => this.dispatchEvent(new CustomEvent('edit', { detail: this.version.version }))}>${text.based}</button>
      </div>
      ${open ? html`<p class="muted">${state === 'shadow' ? text.secondPerson : text.why[state]}</p>` : nothing}`;
  }

  private rehearsal(rehearsal: Rehearsal) {
    const { language, now } = this.setting;
    const text = rulesTexts(language);
    const { state, share } = rehearsal;
    if (state === 'done') {
      return nothing;
    }
    const spent = now - (rehearsal.startedAt ?? now);
    const left = state === 'running' && share > 0.01 ? text.left(duration((spent * (1 - share)) / share, language)) : '';
    const waits = state === 'asked' && now - rehearsal.askedAt > WAITING_MS;
    return html`<div class="rehearsal" data-rehearsal=${state} data-share=${share}>
      <span><b>${state === 'failed' ? '▲ ' : ''}${text.rehearsals[state]}</b>, ${text.by} ${rehearsal.askedBy}
        ${state === 'running' ? html`<span class="num">${number(100 * share, 0, language)} % ${left}</span>` : nothing}
        ${state === 'failed' ? html`<span data-failure>· ${rehearsal.failure === 'lost' ? text.lost : text.results[rehearsal.failure ?? ''] ?? rehearsal.failure}</span>` : nothing}</span>
      ${rehearsal.losses > 0 && (state === 'asked' || state === 'running') ? html`<span data-again class="muted">${text.again}</span>` : nothing}
      ${state === 'running' ? html`<progress max="1" .value=${share} aria-label=${text.rehearsals.running}></progress>` : nothing}
      ${waits ? html`<p data-nobody>${text.nobodyServes}</p>` : nothing}
      ${this.mayChange && (state === 'asked' || state === 'running') ? html`<button data-cancel @click=${() => this.take('cancel', { id: rehearsal.id })}>${text.cancel}</button>` : nothing}
    </div>`;
  }

  private lines(lines: Line[]) {
    const names: Record<string, string> = { '+': 'added', '-': 'removed', ' ': 'same' };
    return html`<pre tabindex="0" role="region" aria-label=${rulesTexts(this.setting.language).difference}>${lines.map(({ mark, text }) => html`<span class=${names[mark]} data-line=${names[mark]}>${mark} ${text}\n</span>`)}</pre>`;
  }

  private differing(found: Differences) {
    const { language, now, frame } = this.setting;
    const text = rulesTexts(language);
    const rest = found.shadow + found.active - (found.rows?.length ?? 0);
    return html`<details data-differences open><summary>${text.differences}: ${text.differenceCounts(found.both ?? 0, found.shadow ?? 0, found.active ?? 0)}</summary>
      ${found.rows?.length
        ? html`<div class="scroll" tabindex="0" role="region" aria-label=${text.differences}><table>
            <thead><tr><th>${text.when}</th><th>${text.place}</th><th>${text.outcome}</th></tr></thead>
            <tbody>${found.rows.map(
              ({ by, entity, area, at }) => html`<tr data-by=${by}><td class="num">${moment(at, now, frame.zone, language)}</td>
                <td>${entity === area ? '' : `${entity} · `}${frame.areas.find(({ code }) => code === area)?.name[language] ?? area}</td><td>${by === 'shadow' ? text.onlyShadow : text.onlyActive}</td></tr>`,
            )}</tbody></table></div>${rest > 0 ? html`<p class="muted">${text.more(rest)}</p>` : nothing}`
        : html`<p class="muted">${text.noneYet}</p>`}</details>`;
  }

  private async take(question: string, about: Record<string, unknown> = {}) {
    const text = rulesTexts(this.setting.language);
    const done = await this.setting.ask<Done>(question, { rule: this.rule, version: this.version.version, ...about });
    this.notice = `${text.results[done?.result ?? 'unavailable'] ?? done?.result} ${done?.detail ? text.states[done.detail] ?? done.detail : ''}`.trim();
    this.dispatchEvent(new CustomEvent('changed'));
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: block; min-width: 0; }
      article { display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; padding: 12px 0; border-top: 1px solid var(--line); min-width: 0; }
      p { margin: 0; }
      [data-notice]:empty { display: none; }
      [data-notice] { font-weight: 650; }
      .chip { padding: 0 8px; border: 1px solid var(--quiet); border-radius: 10px; font-weight: 500; }
      .steps, .rehearsal { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; }
      .rehearsal { padding: 8px 12px; border-left: 4px solid var(--focus); background: var(--raised); }
      progress { width: 260px; height: 14px; accent-color: var(--focus); }
      .main { background: var(--focus); color: var(--page); font-weight: 650; }
      summary { cursor: pointer; font-weight: 600; }
      details > :not(summary) { margin-top: 8px; }
      pre { margin: 0; padding: 8px 0; overflow: auto; max-height: 420px; border: 1px solid var(--line); border-radius: 6px; font: 14px/1.5 ui-monospace, 'DejaVu Sans Mono', monospace; background: var(--page); }
      pre span { display: block; padding: 0 10px; width: max-content; min-width: 100%; }
      .added { background: var(--raised); font-weight: 700; box-shadow: inset 4px 0 var(--focus); }
      .removed { color: var(--quiet); box-shadow: inset 4px 0 var(--faint); }
      .scroll { max-height: 320px; }
    `,
  ];
}
