import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { MEANING_OF, symbol } from '../wall/symbols';
import './alarm-detail';
import { consoleStyle } from './alarm-console-style';
import { Filter, NO_FILTER, passes, toggled } from './alarm-filter';
import { filterBar } from './alarm-filter-bar';
import type { Alarm, Setting } from './messages';
import { pageStyle } from './style';
import { pageTexts } from './texts';
import { holder, moment, since } from './words';

const NOTICE_MS = 6_000;
const ROWS_DRAWN = 300;

type Deed = 'acknowledge' | 'assign' | 'comment';

/** All alarms of the desk: filters that stay in the address, keys for everything, several at once, and the whole of one. */
@customElement('alarm-console')
export class AlarmConsole extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) content: Record<string, unknown> = {};
  @state() private filter: Filter = NO_FILTER;
  @state() private chosen: string | null = null;
  @state() private marked = new Set<string>();
  @state() private closed: Alarm[] = [];
  @state() private detail: Alarm | null = null;
  @state() private deed: Deed | null = null;
  @state() private notice = '';
  @query('dialog') private dialog!: HTMLDialogElement;
  private noticeTimer?: ReturnType<typeof setTimeout>;

  override connectedCallback() {
    super.connectedCallback();
    const asked = new URLSearchParams(location.search);
    this.filter = Filter.from(asked);
    this.chosen = asked.get('alarm');
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
      void this.readDetail();
    }
  }

  private get alarms(): Alarm[] {
    return (this.content.alarms as Alarm[]) ?? [];
  }

  private get rows(): Alarm[] {
    const { user } = this.setting.frame;
    const all = this.filter.states.includes('closed') ? [...this.alarms, ...this.closed] : this.alarms;
    return all.filter((alarm) => passes(alarm, this.filter, user.name));
  }

  override render() {
    const { language, frame } = this.setting;
    const text = pageTexts(language);
    const rows = this.rows;
    return html`<div class="desk">
      <section class="panel list" aria-label=${text.alarms}>
        <div class="head">
          <h1>${text.alarms}</h1>
          <span class="muted num" data-count=${rows.length}>${text.shown(rows.length, this.content.open as number)} ${text.open}</span>
          <span class="spring"></span>
          <span role="status" aria-live="polite" data-notice>${this.notice}</span>
        </div>
        ${filterBar(this.setting, this.filter, (to) => this.change(to))}
        ${frame.user.answers ? this.bulk(rows) : nothing}
        <div class="scroll" role="region" tabindex="0" aria-label=${text.alarms}>
          ${rows.length === 0
            ? html`<p class="muted empty">${text.noAlarms}</p>`
            : html`<table>
                <thead>
                  <tr>
                    ${frame.user.answers
                      ? html`<th class="mark"><input type="checkbox" aria-label=${text.selectAll} data-mark-all
                          .checked=${rows.length > 0 && rows.every(({ id }) => this.marked.has(id))}
                          @change=${(event: Event) => this.markAll(rows, (event.target as HTMLInputElement).checked)} /></th>`
                      : nothing}
                    <th>${text.severity}</th><th>${text.what}</th><th>${text.where}</th><th>${text.since}</th><th>${text.who}</th>
                  </tr>
                </thead>
                <tbody>
                  ${repeat(rows.slice(0, ROWS_DRAWN), ({ id }) => id, (alarm) => this.row(alarm))}
                </tbody>
              </table>`}
          ${this.filter.states.includes('closed') && this.closed.length > 0
            ? html`<button class="older" @click=${() => this.readClosed(true)}>${text.more}</button>`
            : nothing}
        </div>
        <p class="muted keys">${text.keys}</p>
      </section>
      <alarm-detail class="panel" .setting=${this.setting} .alarm=${this.detail}
        @deed=${(event: CustomEvent<Deed>) => this.begin(event.detail)}></alarm-detail>
      ${this.question()}
    </div>`;
  }

  private row(alarm: Alarm) {
    const { language, now, frame } = this.setting;
    const text = pageTexts(language);
    const flashing = alarm.state === 'active' && alarm.severity === 'critical';
    return html`<tr data-alarm=${alarm.id} data-severity=${alarm.severity} data-state=${alarm.state}
      aria-selected=${alarm.id === this.chosen} class=${alarm.state} @click=${() => this.choose(alarm.id)}>
      ${frame.user.answers
        ? html`<td class="mark"><input type="checkbox" aria-label="${text.select}: ${alarm.name[language]}" data-mark=${alarm.id}
            .checked=${this.marked.has(alarm.id)} ?disabled=${alarm.state === 'closed'}
            @click=${(event: Event) => event.stopPropagation()} @change=${() => this.mark(alarm.id)} /></td>`
        : nothing}
      <td><span class="severity">${symbol(MEANING_OF[alarm.severity], '18px', 0, flashing)}${text.severities[alarm.severity]}</span></td>
      <td><button class="open" data-open=${alarm.id}><b>${alarm.name[language]}</b></button>
        ${alarm.drill ? html`<b class="drill">DRILL</b>` : nothing}<small>${alarm.message[language]}</small></td>
      <td>${alarm.where[language]}</td>
      <td class="num" title=${moment(alarm.since, now, frame.zone, language)}>${since(alarm.since, now, language)}</td>
      <td>${holder(alarm, language)}</td>
    </tr>`;
  }

  private bulk(rows: Alarm[]) {
    const text = pageTexts(this.setting.language);
    const count = rows.filter(({ id }) => this.marked.has(id)).length;
    return html`<div class="bulk">
      <span class="num">${text.selected(count)}</span>
      <button data-bulk="acknowledge" ?disabled=${count === 0} @click=${() => this.begin('acknowledge')}>${text.acknowledge} (a)</button>
      <button data-bulk="assign" ?disabled=${count === 0} @click=${() => this.begin('assign')}>${text.assign} (g)</button>
      <button data-bulk="comment" ?disabled=${count === 0} @click=${() => this.begin('comment')}>${text.comment} (c)</button>
    </div>`;
  }

  private question() {
    const text = pageTexts(this.setting.language);
    const colleagues = (this.content.colleagues as string[]) ?? [];
    return html`<dialog aria-label=${this.deed === 'assign' ? text.assign : text.comment} @close=${() => (this.deed = null)}>
      <form method="dialog" @submit=${this.answered}>
        ${this.deed === 'assign'
          ? html`<label>${text.assignTo}
              <select name="to" data-to>
                ${colleagues.map((name) => html`<option value=${name} .selected=${name === this.setting.frame.user.name}>${name}</option>`)}
                <option value="">${text.nobody}</option>
              </select></label>`
          : nothing}
        <label>${this.deed === 'comment' ? text.commentFor : text.optionalComment}
          <textarea name="comment" data-comment rows="3" maxlength="500" ?required=${this.deed === 'comment'}></textarea></label>
        <div class="bulk">
          <button value="send" data-send>${text.send}</button>
          <button type="button" @click=${() => this.dialog.close()}>${text.cancel}</button>
        </div>
      </form>
    </dialog>`;
  }

  private targets(): string[] {
    const marked = this.rows.filter(({ id }) => this.marked.has(id)).map(({ id }) => id);
    return marked.length > 0 ? marked : this.chosen ? [this.chosen] : [];
  }

  private begin(deed: Deed) {
    if (this.targets().length === 0 || !this.setting.frame.user.answers) {
      return;
    }
    if (deed === 'acknowledge') {
      void this.act('acknowledge', {});
      return;
    }
    this.deed = deed;
    void this.updateComplete.then(() => this.dialog.showModal());
  }

  private readonly answered = (event: Event) => {
    const form = new FormData(event.target as HTMLFormElement);
    if (this.deed) {
      void this.act(this.deed, { to: form.get('to') ?? '', comment: form.get('comment') ?? '' });
    }
    (event.target as HTMLFormElement).reset();
  };

  private async act(deed: Deed, about: Record<string, unknown>) {
    const text = pageTexts(this.setting.language);
    const ids = this.targets();
    const results = await this.setting.ask<Record<string, string>>(deed, { ids, ...about });
    const counts = new Map<string, number>();
    for (const id of ids) {
      const result = results?.[id] ?? 'unavailable';
      counts.set(result, (counts.get(result) ?? 0) + 1);
    }
    this.notice = [...counts].map(([result, count]) => (text.results[result] ?? text.results.unavailable)(count)).join(' · ');
    clearTimeout(this.noticeTimer);
    this.noticeTimer = setTimeout(() => (this.notice = ''), NOTICE_MS);
    this.marked = new Set();
    void this.readDetail();
  }

  private mark(id: string) {
    this.marked = new Set(toggled([...this.marked], id));
  }

  private markAll(rows: Alarm[], on: boolean) {
    this.marked = new Set(on ? rows.filter(({ state: known }) => known !== 'closed').map(({ id }) => id) : []);
  }

  private choose(id: string) {
    this.chosen = id;
    this.keepInAddress();
    void this.readDetail();
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
    const search = asked.toString();
    history.replaceState(history.state, '', location.pathname + (search ? `?${search}` : ''));
  }

  private readonly onKey = (event: KeyboardEvent) => {
    const at = event.composedPath()[0] as HTMLElement;
    const typing = at.matches?.('input:not([type=checkbox]), textarea, select');
    if (event.ctrlKey || event.metaKey || event.altKey || typing || this.dialog.open) {
      return;
    }
    const deeds: Record<string, () => void> = {
      j: () => this.step(1), ArrowDown: () => this.step(1), k: () => this.step(-1), ArrowUp: () => this.step(-1),
      x: () => this.chosen && this.setting.frame.user.answers && this.mark(this.chosen),
      a: () => this.begin('acknowledge'), g: () => this.begin('assign'), c: () => this.begin('comment'),
      '/': () => this.renderRoot.querySelector<HTMLElement>('[data-filter=words]')?.focus(),
    };
    const deed = deeds[event.key];
    if (deed) {
      event.preventDefault();
      deed();
    }
  };

  private step(by: number) {
    const rows = this.rows;
    if (rows.length === 0) {
      return;
    }
    const at = rows.findIndex(({ id }) => id === this.chosen);
    this.choose(rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + by))].id);
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector(`[data-alarm='${this.chosen}']`)?.scrollIntoView({ block: 'nearest' }),
    );
  }

  static override styles = [
    pageStyle,
    consoleStyle,
  ];
}
