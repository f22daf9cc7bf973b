import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { MEANING_OF, symbol } from '../wall/symbols';
import type { Setting, Severity, Text } from './messages';
import './rule-editor';
import type { Beginning } from './rule-editor';
import './rule-sheet';
import { rulesTexts } from './rules-texts';
import { pageStyle } from './style';
import { pageTexts } from './texts';
import { folded } from './words';

export interface RulesContent {
  mayChange: boolean;
  measures: { id: string; unit: Text; name: Text }[];
  types: { id: string; name: Text; measures: string[] }[];
}

/** What a rule is, in words. */
export interface RuleRow {
  id: string;
  sector?: string;
  kind?: string;
  name?: Text;
  subject?: Text;
  levels?: { severity: Severity; words: Text }[];
  delays?: Text;
  active: number | null;
  alarms?: number | null;
  open?: { version: number; state: string }[];
}

const SEVERITIES: Severity[] = ['critical', 'high', 'medium', 'low'];
const OPEN = ['draft', 'rehearsed', 'shadow'];
const LOOK_MS = 30_000;
const FILTERS = { words: 'q', sector: 'sector', severity: 'severity', kind: 'kind', state: 'state' } as const;

/** All rules, found by words, sector, severity, kind and state; one of them opened; and the editor. The address says which. */
@customElement('rules-page')
export class RulesPage extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) content!: RulesContent & Record<string, unknown>;
  @state() private rules: RuleRow[] | null = null;
  @state() private refused = '';
  @state() private wanted = { words: '', sector: '', severity: '', kind: '', state: '' };
  @state() private opened = '';
  @state() private editing: Beginning | null = null;
  private timer?: ReturnType<typeof setInterval>;

  override connectedCallback() {
    super.connectedCallback();
    this.follow();
    window.addEventListener('popstate', this.follow);
    this.timer = setInterval(() => void this.read(), LOOK_MS);
    void this.updateComplete.then(() => this.read());
  }

  override disconnectedCallback() {
    window.removeEventListener('popstate', this.follow);
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  /** As the address says. */
  private readonly follow = () => {
    const asked = new URLSearchParams(location.search);
    this.wanted = { words: asked.get('q') ?? '', sector: asked.get('sector') ?? '', severity: asked.get('severity') ?? '', kind: asked.get('kind') ?? '', state: asked.get('state') ?? '' };
    this.opened = asked.get('rule') ?? '';
    const edit = asked.get('edit');
    this.editing = edit && this.content.mayChange ? { rule: this.opened, version: Number(asked.get('from') ?? 0), copy: edit === 'copy' } : null;
  };

  override render() {
    const { setting, content } = this;
    if (this.editing) {
      return html`<rule-editor .setting=${setting} .content=${content} .beginning=${this.editing}
        @left=${() => this.go({ edit: '', from: '' })} @proposed=${(event: CustomEvent<string>) => this.go({ rule: event.detail, edit: '', from: '' })}></rule-editor>`;
    }
    if (this.opened) {
      return html`<rule-sheet .setting=${setting} .content=${content} .rule=${this.opened} @back=${() => this.go({ rule: '' })}
        @edit=${(event: CustomEvent<Beginning>) => this.go({ edit: event.detail.copy ? 'copy' : 'version', from: event.detail.version ? String(event.detail.version) : '' })}></rule-sheet>`;
    }
    return this.list();
  }

  private list() {
    const { language, frame } = this.setting;
    const text = rulesTexts(language);
    const page = pageTexts(language);
    const all = this.rules ?? [];
    const found = all.filter((rule) => this.passes(rule));
    const select = (name: 'sector' | 'severity' | 'kind' | 'state', label: string, options: [string, string][]) => html`<label>${label}
      <select data-filter=${name} @change=${(event: Event) => this.want({ [name]: (event.target as HTMLSelectElement).value })}>
        <option value="">${text.any}</option>
        ${options.map(([id, words]) => html`<option value=${id} .selected=${id === this.wanted[name]}>${words}</option>`)}
      </select></label>`;
    return html`<section class="panel" aria-label=${text.heading}>
      <div class="head">
        <h1>${text.heading}</h1>
        <span class="muted num" data-found=${found.length}>${this.rules ? text.shown(found.length, all.length) : '…'}</span>
        ${this.content.mayChange ? html`<button class="main" data-create @click=${() => this.go({ edit: 'version' })}>+ ${text.create}</button>` : nothing}
      </div>
      <p class="muted">${text.help} ${this.content.mayChange ? nothing : text.readOnly}</p>
      <div class="filters">
        <input type="search" data-find aria-label=${text.find} placeholder=${text.find} .value=${this.wanted.words}
          @input=${(event: Event) => this.want({ words: (event.target as HTMLInputElement).value })} />
        ${select('sector', text.sector, frame.sectors.map(({ id, name }) => [id, name[language]]))}
        ${select('severity', text.severity, SEVERITIES.map((id) => [id, page.severities[id]]))}
        ${select('kind', text.kind, Object.entries(text.kinds))}
        ${select('state', text.progress, [['open', text.hasOpen], ...OPEN.map((id): [string, string] => [id, text.states[id]])])}
      </div>
      ${this.refused ? html`<p role="alert">▲ ${text.results[this.refused]}</p>` : nothing}
      ${this.rules && found.length === 0 ? html`<p class="muted">${text.none}</p>` : nothing}
      <table>
        <thead><tr><th>${text.name}</th><th>${text.sector}</th><th>${text.watches}</th><th>${text.progress}</th><th class="count">${text.alarms7}</th></tr></thead>
        <tbody>${found.map((rule) => this.row(rule))}</tbody>
      </table>
    </section>`;
  }

  private row(rule: RuleRow) {
    const { language, frame } = this.setting;
    const text = rulesTexts(language);
    const page = pageTexts(language);
    const worst = SEVERITIES.find((each) => rule.levels?.some(({ severity }) => severity === each));
    return html`<tr data-rule=${rule.id} data-kind=${rule.kind ?? ''}>
      <td><div class="what">${worst ? html`<span title=${page.severities[worst]}>${symbol(MEANING_OF[worst], '18px')}<span class="sr">${page.severities[worst]}</span></span>` : nothing}
        <div><a href=${`?rule=${encodeURIComponent(rule.id)}`} router-ignore data-open=${rule.id} @click=${(event: Event) => this.open(event, rule.id)}><b>${rule.name?.[language] ?? rule.id}</b></a>
          <small class="muted">${rule.id}</small></div></div></td>
      <td>${frame.sectors.find(({ id }) => id === rule.sector)?.name[language] ?? text.everySector}<small class="muted">${text.kinds[rule.kind ?? ''] ?? ''}</small></td>
      <td class="watches">${rule.subject?.[language]}
        ${rule.levels?.map(({ severity, words }) => html`<small>${page.severities[severity]}: ${words[language]}</small>`)}
        ${rule.delays?.[language] ? html`<small class="muted">${rule.delays[language]}</small>` : nothing}</td>
      <td>${rule.active ? html`<small class="num active">${text.activeVersion(rule.active)}</small>` : html`<small>${text.notActive}</small>`}
        ${rule.open?.map(({ version, state }) => html`<small class="chip num" data-open-version=${version} data-state=${state}>${text.versionIs(version, text.states[state])}</small>`)}</td>
      <td class="count num" data-alarms=${rule.alarms ?? ''}><span class="label">${text.alarms7}: </span>${rule.alarms ?? '–'}</td>
    </tr>`;
  }

  private passes(rule: RuleRow): boolean {
    const { words, sector, severity, kind, state } = this.wanted;
    const all = folded([rule.id, rule.name?.vi, rule.name?.en, rule.subject?.vi, rule.subject?.en].join(' '));
    return folded(words).split(/\s+/).every((word) => all.includes(word))
      && (!sector || rule.sector === sector || rule.sector === '')
      && (!severity || !!rule.levels?.some((level) => level.severity === severity))
      && (!kind || rule.kind === kind)
      && (!state || !!rule.open?.some((each) => state === 'open' || each.state === state));
  }

  private want(to: Partial<typeof this.wanted>) {
    this.wanted = { ...this.wanted, ...to };
    const asked = new URLSearchParams(location.search);
    Object.entries(FILTERS).forEach(([name, key]) => put(asked, key, this.wanted[name as keyof typeof FILTERS]));
    history.replaceState(history.state, '', location.pathname + (asked.size > 0 ? `?${asked}` : ''));
  }

  private open(event: Event, rule: string) {
    const { ctrlKey, metaKey, shiftKey } = event as MouseEvent;
    if (!ctrlKey && !metaKey && !shiftKey) {
      event.preventDefault();
      event.stopPropagation();
      this.go({ rule });
    }
  }

  private go(to: { rule?: string; edit?: string; from?: string }) {
    const asked = new URLSearchParams(location.search);
    Object.entries(to).forEach(([name, value]) => put(asked, name, value));
    history.pushState(history.state, '', location.pathname + (asked.size > 0 ? `?${asked}` : ''));
    this.follow();
    void this.read();
    void this.updateComplete.then(() => (this.getRootNode() as ShadowRoot).querySelector<HTMLElement>('#main')?.focus());
  }

  private async read() {
    const found = await this.setting.ask<{ rules: RuleRow[]; refused?: string }>('rules');
    if (found) {
      this.rules = found.rules;
      this.refused = found.refused ?? '';
    }
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: block; max-width: 1800px; margin: 0 auto; }
      section { display: grid; gap: 10px; min-width: 0; }
      p { margin: 0; }
      .head, .filters { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; }
      .main { margin-left: auto; background: var(--focus); color: var(--page); font-weight: 650; }
      .filters input { min-width: 260px; }
      select { max-width: 220px; }
      small { display: block; font-size: 14px; }
      .what { display: flex; gap: 8px; min-width: 220px; }
      tbody tr + tr td { border-top: 1px solid var(--line); }
      td { border-bottom: 0; }
      td .symbol { margin-top: 2px; }
      .watches { overflow-wrap: anywhere; }
      .chip { width: fit-content; margin-top: 2px; padding: 0 8px; border: 1px solid var(--quiet); border-radius: 10px; white-space: nowrap; }
      .count { text-align: right; white-space: nowrap; }
      .active { white-space: nowrap; }
      .label { display: none; }
      @media (max-width: 900px) {
        thead { display: none; }
        tr { display: grid; grid-template-columns: minmax(0, 1fr); padding: 8px 0; border-bottom: 1px solid var(--line); }
        td, tbody tr + tr td { border: 0; padding: 2px 4px; overflow-wrap: anywhere; }
        .count { text-align: left; }
        .label { display: inline; color: var(--quiet); }
        .filters input, .filters label { flex: 1 0 100%; }
        select { max-width: 65%; }
      }
    `,
  ];
}

function put(asked: URLSearchParams, name: string, value: string) {
  if (value) {
    asked.set(name, value);
  } else {
    asked.delete(name);
  }
}
