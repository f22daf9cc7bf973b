import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { duration, number } from '../wall/format';
import type { Level, Severity } from '../wall/messages';
import { symbol } from '../wall/symbols';
import type { Setting, Text } from './messages';
import { rulesTexts } from './rules-texts';
import { pageStyle } from './style';
import { pageTexts } from './texts';
import { moment } from './words';

interface DeskLoad {
  calls: number;
  per_hour: number;
  peak_10_min: number;
  verdict: string;
  within_limits: boolean;
}

/** An alarm that somebody acknowledged, or what a drill played. */
interface Incident {
  kind?: 'alarm' | 'drill';
  rule: string;
  opened_at: string;
  caught: boolean;
  earlier_seconds?: number;
  entity_id?: string;
  area?: string;
  what?: Text;
  areas?: string[];
}

/** As the rehearsal writes it; moments are ISO 8601, durations seconds. */
export interface Report {
  from: string;
  until: string;
  readings: number;
  seconds: number;
  alarm_count: number;
  alarms_per_day: number;
  standing_at_end: number;
  severities: Record<Severity, number>;
  days: Record<string, number>;
  desks: { area: string; sector: string | null; alone: DeskLoad; together: DeskLoad }[];
  actors: { entity_id: string; area: string; times: number; chattering: boolean }[];
  incident_count: number;
  caught: number;
  missed: number;
  incidents: Incident[];
  live: { alarms: number; same: number };
}

const MEANING: Record<string, Level> = { calm: 'normal', busy: 'watch', overload: 'warning', flood: 'critical' };
const MOST_ACTORS = 10;
const MOST_INCIDENTS = 100;
const MOST_AREAS = 3;

/** What a rule would have done: alarms a day, the load of each desk, and which recorded incidents it would have caught. */
@customElement('rule-report')
export class RuleReport extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) report!: Report;

  override render() {
    const { language, now, frame } = this.setting;
    const text = rulesTexts(language);
    const page = pageTexts(language);
    const { report } = this;
    const figure = (name: string, value: string, id: string) => html`<div class="figure"><dt>${name}</dt><dd class="num" data-figure=${id}>${value}</dd></div>`;
    const most = Math.max(1, ...Object.values(report.days));
    return html`<p class="muted num">${moment(Date.parse(report.from), now, frame.zone, language)} – ${moment(Date.parse(report.until), now, frame.zone, language)}</p>
      <dl>
        ${figure(text.alarmsPerDay, number(report.alarms_per_day, 1, language), 'alarms_per_day')}
        ${figure(text.alarmCount, `${number(report.alarm_count, 0, language)}${this.severities(report, page.severities)}`, 'alarm_count')}
        ${figure(text.standing, number(report.standing_at_end, 0, language), 'standing')}
        ${figure(text.caught, `${report.caught} / ${report.incident_count}`, 'caught')}
        ${figure(text.live, text.liveSame(report.live.same, report.live.alarms), 'live')}
        ${figure(text.readings, number(report.readings, 0, language), 'readings')}
        ${figure(text.took, duration(report.seconds * 1_000, language), 'took')}
      </dl>
      ${Object.keys(report.days).length > 1
        ? html`<h4>${text.byDay}</h4><ol class="days">${Object.entries(report.days).map(
            ([day, count]) => html`<li><span class="num">${day.slice(8)}/${day.slice(5, 7)}</span><i style="width:${(100 * count) / most}%" aria-hidden="true"></i><b class="num">${count}</b></li>`,
          )}</ol>`
        : nothing}
      <h4>${text.desks}</h4>
      ${report.desks.length === 0
        ? html`<p class="muted">${text.noCalls}</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label=${text.desks}><table>
            <thead><tr><th>${text.desk}</th><th>${text.alone}</th><th>${text.together}</th></tr></thead>
            <tbody>${report.desks.map(
              (desk) => html`<tr data-desk=${desk.area}><td>${this.place(desk.area)}${desk.sector ? ` · ${frame.sectors.find(({ id }) => id === desk.sector)?.name[language] ?? desk.sector}` : ''}</td>
                <td>${this.load(desk.alone)}</td><td>${this.load(desk.together)}</td></tr>`,
            )}</tbody></table></div>`}
      ${report.actors.length > 0
        ? html`<h4>${text.actors}</h4><ul>${report.actors.slice(0, MOST_ACTORS).map(
            (actor) => html`<li><b>${this.entity(actor.entity_id, actor.area)}</b> ${text.times(actor.times)}${actor.chattering ? ` · ▲ ${text.chatters}` : ''}</li>`,
          )}</ul>`
        : nothing}
      <h4>${text.incidents}</h4>
      ${report.incidents.length === 0
        ? html`<p class="muted">${text.noIncidents}</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label=${text.incidents}><table>
            <thead><tr><th>${text.when}</th><th>${text.place}</th><th>${text.name}</th><th>${text.outcome}</th></tr></thead>
            <tbody>${report.incidents.slice(0, MOST_INCIDENTS).map(
              (each) => html`<tr data-incident=${each.caught ? 'caught' : 'missed'}><td class="num">${moment(Date.parse(each.opened_at), now, frame.zone, language)}</td>
                <td>${this.where(each)}</td><td>${each.what ? html`<span class="tag">${text.played}</span> ${each.what[language]}` : each.rule}</td><td>${this.outcome(each)}</td></tr>`,
            )}</tbody></table></div>
            ${report.incident_count > MOST_INCIDENTS ? html`<p class="muted">${text.more(report.incident_count - MOST_INCIDENTS)}</p>` : nothing}`}`;
  }

  private severities(report: Report, names: Record<Severity, string>) {
    const told = (Object.keys(names) as Severity[]).filter((each) => report.severities[each] > 0).map((each) => `${report.severities[each]} ${names[each].toLowerCase()}`);
    return told.length > 0 ? ` (${told.join(', ')})` : '';
  }

  private place(code: string) {
    const { language, frame } = this.setting;
    return frame.areas.find((each) => each.code === code)?.name[language] ?? code;
  }

  private entity(entity: string, area: string) {
    return entity === area ? this.place(area) : `${entity} · ${this.place(area)}`;
  }

  private where({ entity_id: entity = '', area = '', areas = [] }: Incident) {
    const named = areas.slice(0, MOST_AREAS).map((code) => this.place(code)).join(', ');
    const more = areas.length - MOST_AREAS;
    return areas.length === 0 ? this.entity(entity, area) : `${named}${more > 0 ? ` ${rulesTexts(this.setting.language).more(more)}` : ''}`;
  }

  private load(load: DeskLoad) {
    const { language } = this.setting;
    const text = rulesTexts(language);
    return html`<span class="load">${symbol(MEANING[load.verdict] ?? 'normal', '16px')}<span class="num">${load.calls} · ${number(load.per_hour, 1, language)} ${text.perHour} · ${text.peak}: ${load.peak_10_min} · <b>${text.verdicts[load.verdict] ?? load.verdict}</b></span></span>`;
  }

  private outcome(incident: Report['incidents'][number]) {
    const { language } = this.setting;
    const text = rulesTexts(language);
    if (!incident.caught) {
      return html`▲ <b>${text.missed}</b>`;
    }
    const earlier = incident.earlier_seconds;
    const how = earlier === undefined ? '' : Math.abs(earlier) < 1 ? text.same : earlier > 0 ? text.earlier(duration(earlier * 1_000, language)) : text.later(duration(-earlier * 1_000, language));
    return html`✓ ${text.caught}${how ? `, ${how}` : ''}`;
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; min-width: 0; }
      p, dl, ul, ol { margin: 0; }
      h4 { margin: 6px 0 0; font-size: 15px; }
      dl { display: flex; flex-wrap: wrap; gap: 8px 28px; }
      dt { color: var(--quiet); font-size: 14px; }
      dd { margin: 0; font-weight: 650; }
      ul { padding-left: 20px; }
      .days { display: grid; gap: 2px; padding: 0; list-style: none; max-width: 560px; }
      .days li { display: grid; grid-template-columns: 54px minmax(0, 1fr) 60px; align-items: center; gap: 8px; }
      .days i { height: 10px; min-width: 1px; background: var(--trend); }
      .scroll { max-height: 340px; }
      .load { display: flex; gap: 8px; align-items: center; }
      td { overflow-wrap: anywhere; }
      .tag { padding: 0 5px; border: 1px solid var(--line); border-radius: 4px; color: var(--quiet); font-size: 13px; }
    `,
  ];
}
