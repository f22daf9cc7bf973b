import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { badness, isAbnormal, judge, normalRange, rankInLevel } from '../wall/bands';
import { duration, number, threshold } from '../wall/format';
import { symbol } from '../wall/symbols';
import './alarm-rows';
import './explanation-list';
import type { Explanation, ExplanationList } from './explanation-list';
import type { Alarm, Indicator, Reading, Setting, Text } from './messages';
import { pageStyle } from './style';
import { pageTexts } from './texts';
import { written } from './words';

interface Goal {
  indicator: string;
  target: number;
  year: number;
  value: number;
  reached: boolean;
  overdue: boolean;
  days: number;
  leastDays: number;
  perMonth: number | null;
  neededPerMonth: number | null;
  arrives: number | null;
  levers: { area: string; name: Text; value: number; share: number; points: number }[];
}

type WardRow = { area: string; name: Text } & Record<string, number | null>;

const RECEIVED = 'services.reports_received_24h';
const OPEN = 'services.reports_open';
const LATE = 'services.reports_late';
const ON_TIME = 'services.reports_on_time';
const SATISFACTION = 'services.satisfaction';
/** In which direction a column gets worse: that end comes first. */
const WORSE: Record<string, 1 | -1> = { [RECEIVED]: -1, [OPEN]: -1, [LATE]: -1, [ON_TIME]: 1, [SATISFACTION]: 1 };
const FIGURES_OF_SECTOR = 3;

/** What a leader must know in five seconds, and then where it comes from. */
@customElement('leaders-briefing')
export class LeadersBriefing extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) content: Record<string, unknown> = {};
  @state() private sortBy = LATE;
  @state() private allWards = false;
  @query('explanation-list') private asked!: ExplanationList;

  private get figures(): Record<string, Reading> {
    return (this.content.figures as Record<string, Reading>) ?? {};
  }

  override render() {
    const { setting } = this;
    const text = pageTexts(setting.language);
    const open = (this.content.open as number) ?? 0;
    const alarms = (this.content.alarms as Alarm[]) ?? [];
    const aside = (this.content.aside as number) ?? 0;
    return html`<section class="panel now" aria-label=${text.wrongNow}>
        <div class="head"><h1>${open === 0 ? text.nothingWrong : text.wrongNow}</h1>
          ${open === 0 ? nothing : html`<a router-ignore class="count num" href="/desk" data-open=${open}>${open} ${text.alarms.toLowerCase()}</a>`}</div>
        ${open === 0 ? nothing : html`<alarm-rows .setting=${setting} .alarms=${alarms} .none=${text.nothingWrong}></alarm-rows>`}
        ${aside > 0 ? html`<a router-ignore class="muted num" data-aside=${aside} href="/desk?state=shelved,suppressed">${text.aside(aside)}</a>` : nothing}
        ${open > alarms.length ? html`<a router-ignore href="/desk">${text.more2(open - alarms.length)}</a>` : nothing}
      </section>
      <section aria-label=${text.sectors}>
        <h2>${text.sectors}</h2>
        <div class="sectors">${setting.frame.sectors.map((sector) => this.sector(sector))}</div>
      </section>
      <div class="two">
        <section class="panel" aria-label=${text.trajectory}>
          <h2>${text.trajectory}</h2>
          ${((this.content.goals as Goal[]) ?? []).map((goal) => this.goal(goal))}
          ${((this.content.goals as Goal[]) ?? []).length === 0 ? html`<p class="muted">${text.nothing}</p>` : nothing}
        </section>
        <section class="panel" aria-label=${text.wards}>
          <h2>${text.wards} <small class="muted">${text.reports1022}</small></h2>
          ${this.wards()}
        </section>
      </div>
      <section class="panel" aria-label=${text.explanations}>
        <h2>${text.explanations}</h2>
        <explanation-list .setting=${setting} .explanations=${(this.content.explanations as Explanation[]) ?? []}></explanation-list>
      </section>`;
  }

  private sector({ id, name }: { id: string; name: Text }) {
    const { language, frame } = this.setting;
    const text = pageTexts(language);
    const known = frame.indicators.filter((indicator) => indicator.sector === id && this.figures[indicator.id]?.value != null);
    if (known.length === 0) {
      return nothing;
    }
    const rank = (indicator: Indicator) => badness(judge(indicator, this.figures[indicator.id]).meaning);
    const worst = [...known].sort((a, b) => Number(b.target != null) - Number(a.target != null) || rank(b) - rank(a));
    const shown = [...new Set([...worst.filter((each) => isAbnormal(judge(each, this.figures[each.id]).meaning)), ...worst])].slice(0, FIGURES_OF_SECTOR);
    const outside = (this.content.outside as Record<string, number>) ?? {};
    const places = Math.max(0, ...known.map((indicator) => outside[indicator.id] ?? 0));
    const alarms = ((this.content.bySector as Record<string, number>) ?? {})[id] ?? 0;
    return html`<article class="panel sector" data-sector=${id}>
      <h3>${name[language]} ${alarms > 0 ? html`<a router-ignore class="count num" href="/desk?sector=${id}">${alarms}</a>` : nothing}</h3>
      <ul>${shown.map((indicator) => this.figure(indicator))}</ul>
      <p class="muted">${places === 0 ? text.allWithin : text.places(places)}</p>
    </article>`;
  }

  private figure(indicator: Indicator) {
    const { language, now } = this.setting;
    const text = pageTexts(language);
    const reading = this.figures[indicator.id];
    const judgement = judge(indicator, reading);
    const stale = reading.at !== null && now - reading.at > indicator.staleAfterMs;
    const range = normalRange(indicator, language);
    const aim = indicator.target != null
      ? `${text.ofTarget} ${threshold(indicator.target, indicator.precision, language)}`
      : range ? `${text.normal.toLowerCase()} ${range}` : '';
    const rank = judgement.band && isAbnormal(judgement.meaning) ? rankInLevel(indicator.bands, judgement.band) : 0;
    return html`<li data-figure=${indicator.id} data-value=${reading.value ?? nothing} data-band=${judgement.meaning} data-stale=${String(stale)}>
      <span>${indicator.name[language]}</span>
      <button class="value num" data-passport-of=${indicator.id} aria-label="${indicator.name[language]} ${written(reading, indicator, language)}. ${text.showPassport}"
        @click=${() => this.passport(indicator.id, this.setting.frame.home)}>${symbol(judgement.meaning, '18px', rank)}${written(reading, indicator, language)}</button>
      <small class="muted num">${stale ? html`<b>${text.stale} ${duration(now - (reading.at ?? now), language)}</b> · ` : nothing}${
        judgement.meaning === 'insufficient' ? text.insufficient : aim}</small>
    </li>`;
  }

  private goal(goal: Goal) {
    const { language, frame } = this.setting;
    const text = pageTexts(language);
    const indicator = frame.indicators.find(({ id }) => id === goal.indicator);
    if (!indicator) {
      return nothing;
    }
    const write = (value: number) => `${number(value, indicator.precision, language)} ${indicator.unit[language]}`.trim();
    const pace = (value: number) => `${value > 0 ? '+' : ''}${number(value, 2, language)} ${text.points}`;
    const day = (at: number) => new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'vi-VN', { timeZone: frame.zone, month: '2-digit', year: 'numeric' }).format(at);
    const part = Math.max(0, Math.min(1, goal.value / goal.target));
    return html`<article class="goal" data-goal="${goal.indicator}-${goal.year}" data-reached=${String(goal.reached)}>
      <h3>${indicator.name[language]} · ${goal.year}</h3>
      <div class="bar" role="img" aria-label="${write(goal.value)} / ${write(goal.target)}"><span style="width:${part * 100}%"></span></div>
      <p><button class="value num" data-passport-of=${goal.indicator} aria-label="${write(goal.value)}. ${text.showPassport}"
          @click=${() => this.passport(goal.indicator, frame.home)}>${write(goal.value)}</button>
        <span class="muted">${text.ofTarget}</span> <b class="num">${write(goal.target)}</b>
        ${goal.reached ? html`<b class="good">✓ ${text.reached}</b>` : goal.overdue ? html`<b class="bad">▲ ${text.missed}</b>` : nothing}</p>
      ${goal.reached
        ? nothing
        : html`<dl>
            ${goal.neededPerMonth === null ? nothing : html`<dt>${text.needed}</dt><dd class="num">${pace(goal.neededPerMonth)}</dd>`}
            <dt>${text.pace}</dt><dd class="num">${goal.perMonth === null ? text.tooLittle(goal.days, goal.leastDays) : pace(goal.perMonth)}</dd>
            ${goal.perMonth === null ? nothing : html`<dt>${text.arrives}</dt><dd class="num">${goal.arrives === null ? text.never : day(goal.arrives)}</dd>`}
          </dl>
          ${goal.levers.length === 0
            ? nothing
            : html`<p class="muted">${text.levers}</p>
                <ol>${goal.levers.map(
                  (lever) => html`<li><a router-ignore href="/desk/area/${lever.area}?indicator=${goal.indicator}">${lever.name[language]}</a>
                    <span class="num">${write(lever.value)} · ${pace(lever.points)}</span></li>`,
                )}</ol>`}`}
    </article>`;
  }

  private wards() {
    const { language, frame } = this.setting;
    const text = pageTexts(language);
    const rows = (this.content.wards as WardRow[]) ?? [];
    if (rows.length === 0) {
      return html`<p class="muted">${text.noWards}</p>`;
    }
    const columns: [string, string, number, string][] = [
      [RECEIVED, text.received24, 0, ''], [OPEN, text.openReports, 0, ''], [LATE, text.late, 0, ''], [ON_TIME, text.onTime, 1, ' %'], [SATISFACTION, text.satisfaction, 1, ' %'],
    ];
    const last = (value: number | null) => (value === null ? Infinity : value * WORSE[this.sortBy]);
    const sorted = [...rows].sort((a, b) => last(a[this.sortBy]) - last(b[this.sortBy]));
    const shown = this.allWards ? sorted : sorted.slice(0, 12);
    return html`<label class="sort">${text.sortBy}
        <select data-sort @change=${(event: Event) => (this.sortBy = (event.target as HTMLSelectElement).value)}>
          ${columns.map(([id, name]) => html`<option value=${id} .selected=${id === this.sortBy}>${name}</option>`)}
        </select></label>
      <div class="scroll" tabindex="0" role="region" aria-label=${text.wards}>
        <table class="wards">
          <thead><tr><th>${text.ward}</th>${columns.map(
            ([id, name]) => html`<th class="right" aria-sort=${id === this.sortBy ? (WORSE[id] === 1 ? 'ascending' : 'descending') : nothing}>
              <button class="sorter" @click=${() => (this.sortBy = id)}>${name}</button></th>`,
          )}</tr></thead>
          <tbody>${shown.map(
            (row) => html`<tr data-ward-row=${row.area}><th scope="row"><a router-ignore href="/desk/area/${row.area}?indicator=${this.sortBy}">${row.name[language]}</a>
                ${this.content.mayAsk ? html`<button class="ask" data-ask=${row.area} @click=${() => this.asked.ask(row.area, row.name, this.sortBy)}>${text.askWard}</button>` : nothing}</th>
              ${columns.map(([id, name, decimals, unit]) => {
                const indicator = frame.indicators.find((each) => each.id === id);
                const value = row[id];
                const meaning = indicator && value !== null && id !== LATE ? judge(indicator, { value, at: null, expected: 1, reporting: 1, quality: null }).meaning : 'normal';
                return html`<td class="right num" data-label=${name}>${value === null
                  ? '–'
                  : html`<button class="cell" aria-label="${name} ${number(value, decimals, language)}${unit}. ${text.showPassport}"
                      @click=${() => this.passport(id, row.area)}>${isAbnormal(meaning) ? symbol(meaning, '13px') : nothing}${number(value, decimals, language)}${unit}</button>`}</td>`;
              })}</tr>`,
          )}</tbody>
        </table>
      </div>
      ${this.allWards || sorted.length <= 12 ? nothing : html`<button data-all-wards @click=${() => (this.allWards = true)}>${text.more2(sorted.length - 12)}</button>`}`;
  }

  private passport(indicator: string, area: string) {
    this.dispatchEvent(new CustomEvent('passport', { bubbles: true, composed: true, detail: { indicator, area } }));
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: grid; gap: 20px; max-width: 1800px; margin: 0 auto; }
      section { display: grid; gap: 10px; min-width: 0; align-content: start; }
      .head { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 8px; }
      .count { padding: 2px 10px; border-radius: 12px; background: var(--raised); border: 1px solid var(--quiet); font-size: 14px; font-weight: 650; }
      .sectors { display: grid; grid-template-columns: repeat(auto-fill, minmax(310px, 1fr)); gap: 12px; }
      .sector { display: grid; gap: 8px; align-content: start; }
      .sector h3 { display: flex; justify-content: space-between; font-size: 16px; }
      ul { list-style: none; margin: 0; padding: 0; }
      .sector li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 10px; padding: 5px 0; border-top: 1px solid var(--line); align-items: center; }
      .sector li small { grid-column: 1 / -1; }
      .value, .cell, .sorter { display: inline-flex; align-items: center; gap: 6px; min-height: 30px; padding: 0 4px; border: 0; background: none; }
      .value { font-size: 18px; font-weight: 650; text-decoration: underline dotted; text-underline-offset: 5px; white-space: nowrap; }
      .sorter { font-weight: 600; color: var(--quiet); }
      p { margin: 0; }
      .two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.5fr); gap: 16px; align-items: start; }
      .goal { display: grid; gap: 6px; padding: 10px 0; border-top: 1px solid var(--line); }
      .bar { height: 12px; border-radius: 6px; background: var(--cell-nothing); overflow: hidden; }
      .bar span { display: block; height: 100%; background: var(--quiet); }
      dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 2px 14px; margin: 0; }
      dt { color: var(--quiet); }
      dd { margin: 0; }
      ol { margin: 0; padding-left: 22px; }
      .right { text-align: right; }
      .wards thead th { position: sticky; top: 0; background: var(--panel); }
      .wards tbody th { color: var(--text); font-weight: 550; }
      .ask { min-height: 28px; margin-left: 8px; padding: 0 8px; font-size: 13px; font-weight: 450; }
      .sort { display: none; }
      .scroll { max-height: 640px; }
      @media (max-width: 1000px) {
        .two { grid-template-columns: minmax(0, 1fr); }
      }
      @media (max-width: 700px) {
        :host { gap: 14px; }
        .sectors { grid-template-columns: minmax(0, 1fr); }
        .sort { display: flex; gap: 10px; align-items: center; }
        .scroll { max-height: none; overflow: visible; }
        .wards thead { display: none; }
        .wards tr { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); padding: 8px 0; border-top: 1px solid var(--line); }
        .wards tbody th { grid-column: 1 / -1; border: 0; font-size: 16px; }
        .wards td { display: grid; justify-items: start; border: 0; text-align: left; padding: 4px 6px; }
        .wards td::before { content: attr(data-label); color: var(--quiet); font-size: 13px; }
        .value, .cell { min-height: 44px; }
      }
    `,
  ];
}
