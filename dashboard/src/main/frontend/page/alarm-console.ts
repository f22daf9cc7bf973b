import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { BULK, bulkBar } from './alarm-bulk';
import { AlarmDeeds, type Desk } from './alarm-deeds';
import './alarm-detail';
import { consoleStyle } from './alarm-console-style';
import { Filter, NO_FILTER, passes, toggled } from './alarm-filter';
import { countOf, filterBar } from './alarm-filter-bar';
import { alarmTable, folded, plain } from './alarm-table';
import './deed-dialog';
import './device-map';
import type { Deed, DeedDialog } from './deed-dialog';
import { deskTexts } from './desk-texts';
import './incident-detail';
import './incident-dialog';
import type { IncidentDialog } from './incident-dialog';
import { withIncidents } from './incident-row';
import './load-meter';
import type { Alarm, Incident, Loads, Setting, Situation } from './messages';
import { pageStyle } from './style';
import { pageTexts } from './texts';

/** All alarms of the desk: filters that stay in the address, keys for everything, several at once, and the whole of one. */
@customElement('alarm-console')
export class AlarmConsole extends LitElement implements Desk {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) content: Record<string, unknown> = {};
  @state() private filter: Filter = NO_FILTER;
  @state() private chosen: string | null = null;
  @state() private marked = new Set<string>();
  @state() private opened = new Set<string>();
  @state() private closed: Alarm[] = [];
  @state() private detail: Alarm | null = null;
  @state() private filtersOpen = false;
  @state() private incident = 0;
  @state() private closedIncidents: Incident[] = [];
  @query('incident-dialog') private grouping!: IncidentDialog;
  @query('deed-dialog') private dialog!: DeedDialog;
  private readonly deeds = new AlarmDeeds(this);

  override connectedCallback() {
    super.connectedCallback();
    const asked = new URLSearchParams(location.search);
    this.filter = Filter.from(asked);
    this.chosen = asked.get('alarm');
    this.incident = Number(asked.get('incident') ?? 0);
    window.addEventListener('keydown', this.onKey);
    void this.updateComplete.then(() => this.filterChanged(false));
  }

  override disconnectedCallback() {
    window.removeEventListener('keydown', this.onKey);
    super.disconnectedCallback();
  }

  override willUpdate(changed: PropertyValues) {
    if (changed.has('content')) {
      const open = new Set(this.alarms.map(({ id }) => id));
      this.marked = new Set([...this.marked].filter((id) => open.has(id)));
      const before = changed.get('content') as Record<string, unknown> | undefined;
      if (before?.alarms !== this.content.alarms) {
        void this.readDetail();
      }
    }
  }

  private get alarms(): Alarm[] {
    return (this.content.alarms as Alarm[]) ?? [];
  }

  private get incidents(): Incident[] {
    return (this.content.incidents as Incident[]) ?? [];
  }

  private get situations(): Situation[] {
    return (this.content.situations as Situation[]) ?? [];
  }

  private get rows(): Alarm[] {
    const { user } = this.setting.frame;
    const all = this.filter.states.includes('closed') ? [...this.alarms, ...this.closed] : this.alarms;
    return all.filter((alarm) => passes(alarm, this.filter, user.name));
  }

  /** In a flood by itself, unless somebody looks for something. */
  private get folds(): boolean {
    return this.filter.fold ?? (countOf(this.filter) === 0 && (this.content.load as Loads | undefined)?.own.verdict === 'flood');
  }

  override render() {
    const { language } = this.setting;
    const text = pageTexts(language);
    const situation = this.situations.find(({ members }) => this.detail && members.includes(this.detail.id)) ?? null;
    return html`<div class="desk">
      <section class="panel list" aria-label=${text.alarms}>${this.list()}</section>
      <div class="side">
      ${this.incident ? this.incidentDetail() : nothing}
      <alarm-detail ?hidden=${this.incident > 0} class="panel" .setting=${this.setting} .alarm=${this.detail} .situation=${situation}
        .others=${this.alarms.filter(({ id }) => id !== this.detail?.id && situation?.members.includes(id))}
        @deed=${(event: CustomEvent<Deed>) => this.deeds.begin(event.detail, this.detail ? [this.detail.id] : [])} @choose=${(event: CustomEvent<string>) => void this.choose(event.detail)}
        @back=${() => this.renderRoot.querySelector(`[data-alarm='${this.chosen}']`)?.scrollIntoView({ block: 'center' })}
        @tick=${(event: CustomEvent<Record<string, unknown>>) => this.deeds.act('step', [this.detail!.id], event.detail)}></alarm-detail>
      <device-map class="panel" .setting=${this.setting} .version=${this.content.map} .sector=${this.filter.sector}></device-map>
      </div>
      <deed-dialog .setting=${this.setting} .colleagues=${(this.content.colleagues as string[]) ?? []}
        @answered=${(event: CustomEvent<{ deed: Deed; about: Record<string, unknown> }>) => this.deeds.act(event.detail.deed, this.deeds.asked, event.detail.about)}></deed-dialog>
      <incident-dialog .setting=${this.setting} .colleagues=${(this.content.colleagues as string[]) ?? []} .incidents=${this.incidents}
        @grouped=${this.grouped}></incident-dialog>
    </div>`;
  }

  private list() {
    const { language, frame } = this.setting;
    const text = pageTexts(language);
    const words = deskTexts(language);
    const rows = this.rows;
    const aside = { shelved: (this.content.shelved as number) ?? 0, suppressed: (this.content.suppressed as number) ?? 0 };
    const filters = countOf(this.filter);
    return html`<div class="head">
        <h1>${text.alarms}</h1>
        <span class="muted num" data-count=${rows.length}>${text.shown(rows.length, this.content.open as number)} ${text.open}</span>
        ${aside.shelved + aside.suppressed > 0
          ? html`<button class="link num" data-show-aside @click=${() => this.change({ states: ['shelved', 'suppressed'] })}>${words.asideCount(aside.shelved, aside.suppressed)}</button>`
          : nothing}
        <span class="spring"></span>
        <span role="status" aria-live="polite" data-notice>${this.deeds.notice}</span>
        <button class="filter-button" data-filters aria-expanded=${this.filtersOpen} @click=${() => (this.filtersOpen = !this.filtersOpen)}>
          ${this.filtersOpen ? words.hideFilters : text.filters}${filters > 0 ? ` (${filters})` : ''}</button>
        ${this.situations.length > 0
          ? html`<button data-fold aria-pressed=${this.folds} @click=${() => this.change({ fold: !this.folds })}>${this.folds ? words.unfold : `${words.fold} (${this.situations.length})`}</button>`
          : nothing}
      </div>
      <load-meter .setting=${this.setting} .loads=${(this.content.load as Loads) ?? null}></load-meter>
      <div class="filter-box ${this.filtersOpen ? 'shown' : ''}">${filterBar(this.setting, this.filter, aside, (to) => this.change(to))}</div>
      ${frame.user.answers ? this.bulk() : nothing}
      <div class="scroll" role="region" tabindex="0" aria-label=${text.alarms}>
        ${this.entries(rows).length === 0
          ? html`<p class="muted empty">${text.noAlarms}</p>`
          : alarmTable({
              setting: this.setting, rows, entries: this.entries(rows),
              chosen: this.chosen, marked: this.marked, opened: this.opened,
              choose: (id) => void this.show(id), mark: (id) => this.mark(id), markAll: (on) => this.markAll(rows, on),
              toggle: (id) => (this.opened = new Set(toggled([...this.opened], id))),
              chosenIncident: this.incident, chooseIncident: (id) => void this.showIncident(id),
            })}
        ${this.filter.states.includes('closed') && this.closed.length > 0
          ? html`<button class="older" @click=${() => this.readClosed(true)}>${text.more}</button>`
          : nothing}
      </div>
      <p class="muted keys">${text.keys}</p>`;
  }

  private bulk() {
    const marked = this.rows.filter(({ id }) => this.marked.has(id));
    return bulkBar(this.setting.language, marked, (deed) => this.deeds.begin(deed), () => this.group());
  }

  private entries(rows: Alarm[]) {
    const all = this.filter.states.includes('closed') ? [...this.incidents, ...this.closedIncidents] : this.incidents;
    return withIncidents(rows, all, countOf(this.filter) > 0, this.opened, (rest) => (this.folds ? folded(rest, this.situations, this.opened) : plain(rest)));
  }

  private incidentDetail() {
    return html`<incident-detail class="panel" .setting=${this.setting} .incident=${this.incident} .colleagues=${(this.content.colleagues as string[]) ?? []}
      .versions=${[this.content.incidents, this.content.alarms]} .marked=${[...this.marked]}
      @choose=${(event: CustomEvent<string>) => void this.choose(event.detail)} @grouped=${this.grouped}></incident-detail>`;
  }

  private group() {
    const alarms = this.targets();
    if (alarms.length > 0 && this.setting.frame.user.answers) {
      void this.grouping.ask(alarms);
    }
  }

  private readonly grouped = (event: CustomEvent<string>) => this.deeds.grouped(event.detail);

  private async showIncident(id: number) {
    this.incident = id;
    this.chosen = null;
    this.keepInAddress();
    await this.updateComplete;
    if (matchMedia('(max-width: 1000px)').matches) {
      this.renderRoot.querySelector('incident-detail')?.scrollIntoView({ block: 'start' });
    }
  }

  /** What a deed is done to: those that are marked, else the one that is looked at. */
  targets(): string[] {
    const marked = this.rows.filter(({ id }) => this.marked.has(id)).map(({ id }) => id);
    return marked.length > 0 ? marked : this.chosen ? [this.chosen] : [];
  }

  ask(deed: Deed) {
    void this.dialog.ask(deed);
  }

  done() {
    this.marked = new Set();
  }

  changed() {
    void this.readDetail();
  }

  private mark(id: string) {
    this.marked = new Set(toggled([...this.marked], id));
  }

  private markAll(rows: Alarm[], on: boolean) {
    this.marked = new Set(on ? rows.filter(({ state: known }) => known !== 'closed').map(({ id }) => id) : []);
  }

  /** Where the list stands above it, its detail is brought into sight. */
  private async show(id: string) {
    await this.choose(id);
    if (matchMedia('(max-width: 1000px)').matches) {
      await this.updateComplete;
      this.renderRoot.querySelector('alarm-detail')?.scrollIntoView({ block: 'start' });
    }
  }

  private async choose(id: string) {
    this.chosen = id;
    this.incident = 0;
    this.keepInAddress();
    await this.readDetail();
  }

  private async readDetail() {
    const id = this.chosen;
    const alarm = id ? await this.setting.ask<Alarm>('alarm', { id }) : null;
    if (id === this.chosen) {
      this.detail = alarm;
    }
  }

  private async readClosed(older: boolean) {
    const before = older && this.closed.length > 0 ? this.closed[this.closed.length - 1].since : undefined;
    const read = (await this.setting.ask<Alarm[]>('closed', before ? { before } : {})) ?? [];
    this.closed = older ? [...this.closed, ...read] : read;
  }

  private change(to: Partial<Filter>) {
    this.filter = { ...this.filter, ...to };
    this.filterChanged(true);
  }

  private filterChanged(keep: boolean) {
    if (this.filter.states.includes('closed') && this.closed.length === 0) {
      void this.readClosed(false);
      void this.setting.ask<Incident[]>('closedIncidents').then((read) => (this.closedIncidents = read ?? []));
    }
    if (keep) {
      this.keepInAddress();
    }
  }

  private keepInAddress() {
    const asked = Filter.to(this.filter);
    if (this.chosen) {
      asked.set('alarm', this.chosen);
    }
    if (this.incident) {
      asked.set('incident', String(this.incident));
    }
    const search = asked.toString();
    history.replaceState(history.state, '', location.pathname + (search ? `?${search}` : ''));
  }

  private readonly onKey = (event: KeyboardEvent) => {
    const at = event.composedPath()[0] as HTMLElement;
    const typing = at.matches?.('input:not([type=checkbox]), textarea, select');
    if (event.ctrlKey || event.metaKey || event.altKey || typing || this.dialog.isOpen || this.grouping.isOpen) {
      return;
    }
    const deeds: Record<string, () => void> = {
      j: () => this.step(1), ArrowDown: () => this.step(1), k: () => this.step(-1), ArrowUp: () => this.step(-1),
      x: () => this.chosen && this.setting.frame.user.answers && this.mark(this.chosen),
      ...Object.fromEntries(BULK.map(([what, key]) => [key, () => this.deeds.begin(what)])),
      i: () => this.group(),
      '/': () => this.renderRoot.querySelector<HTMLElement>('[data-filter=words]')?.focus(),
    };
    const deed = deeds[event.key];
    if (deed) {
      event.preventDefault();
      deed();
    }
  };

  private step(by: number) {
    const rows = this.entries(this.rows).flatMap((entry) => ('alarm' in entry ? [entry.alarm] : []));
    if (rows.length === 0) {
      return;
    }
    const at = rows.findIndex(({ id }) => id === this.chosen);
    void this.choose(rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + by))].id);
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector(`[data-alarm='${this.chosen}']`)?.scrollIntoView({ block: 'nearest' }),
    );
  }

  static override styles = [
    pageStyle,
    consoleStyle,
  ];
}
