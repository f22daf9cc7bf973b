import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { MEANING_OF, symbol } from '../wall/symbols';
import { stateOf } from './alarm-filter';
import { deskTexts } from './desk-texts';
import { incidentRow } from './incident-row';
import type { Alarm, Incident, Setting, Severity, Situation } from './messages';
import { pageTexts } from './texts';
import { asideWords, holder, moment, since } from './words';

const ROWS_DRAWN = 300;
const WORST: Severity[] = ['critical', 'high', 'medium', 'low'];

/** A line of the list: an alarm, a situation with those it folds, or an incident with those of its alarms that are listed. */
export type Entry = { alarm: Alarm; inside: boolean } | { situation: Situation; alarms: Alarm[] } | { incident: Incident; alarms: Alarm[] };

export interface Table {
  setting: Setting;
  rows: Alarm[];
  entries: Entry[];
  chosen: string | null;
  marked: Set<string>;
  opened: Set<string>;
  choose(id: string): void;
  mark(id: string): void;
  markAll(on: boolean): void;
  toggle(situation: string): void;
  chosenIncident: number;
  chooseIncident(id: number): void;
}

/** Critical alarms by themselves, the others under their situations; those of no situation stay where they are. */
export function folded(rows: Alarm[], situations: Situation[], opened: Set<string>): Entry[] {
  const of = new Map<string, Situation>();
  situations.forEach((situation) => situation.members.forEach((id) => of.set(id, situation)));
  const inside = new Map<string, Alarm[]>();
  rows.forEach((alarm) => {
    const situation = alarm.severity === 'critical' ? undefined : of.get(alarm.id);
    if (situation) {
      inside.set(situation.id, [...(inside.get(situation.id) ?? []), alarm]);
    }
  });
  const entries: Entry[] = [];
  const told = new Set<string>();
  for (const alarm of rows) {
    const situation = of.get(alarm.id);
    const alarms = situation && alarm.severity !== 'critical' ? inside.get(situation.id)! : [];
    if (!situation || alarms.length < 2) {
      entries.push({ alarm, inside: false });
    } else if (!told.has(situation.id)) {
      told.add(situation.id);
      entries.push({ situation, alarms });
      if (opened.has(situation.id)) {
        alarms.forEach((each) => entries.push({ alarm: each, inside: true }));
      }
    }
  }
  return entries;
}

export const plain = (rows: Alarm[]): Entry[] => rows.map((alarm) => ({ alarm, inside: false }));

const keyOf = (entry: Entry) =>
  'alarm' in entry ? entry.alarm.id : 'incident' in entry ? `incident-${entry.incident.id}` : entry.situation.id;

export function alarmTable(table: Table) {
  const { setting, rows, entries, marked } = table;
  const text = pageTexts(setting.language);
  return html`<table>
    <thead>
      <tr>
        ${setting.frame.user.answers
          ? html`<th class="mark"><input type="checkbox" aria-label=${text.selectAll} data-mark-all
              .checked=${rows.length > 0 && rows.every(({ id }) => marked.has(id))}
              @change=${(event: Event) => table.markAll((event.target as HTMLInputElement).checked)} /></th>`
          : nothing}
        <th>${text.severity}</th><th>${text.what}</th><th>${text.where}</th><th>${text.since}</th><th>${text.who}</th>
      </tr>
    </thead>
    <tbody>
      ${repeat(entries.slice(0, ROWS_DRAWN), keyOf, (entry) =>
        'alarm' in entry ? alarmRow(table, entry.alarm, entry.inside)
        : 'incident' in entry ? incidentRow(table, entry.incident, entry.alarms)
        : situationRow(table, entry.situation, entry.alarms))}
    </tbody>
  </table>`;
}

function alarmRow(table: Table, alarm: Alarm, inside: boolean) {
  const { language, now, frame } = table.setting;
  const text = pageTexts(language);
  const words = deskTexts(language);
  const flashing = alarm.state === 'active' && alarm.severity === 'critical' && !alarm.aside;
  const marks = [
    alarm.children > 0 ? words.children(alarm.children) : '',
    alarm.chattering ? words.chattering : '',
    alarm.escalation > 0 ? words.escalated(alarm.escalation) : '',
  ].filter(Boolean);
  return html`<tr data-alarm=${alarm.id} data-severity=${alarm.severity} data-state=${alarm.state} data-aside-kind=${alarm.aside?.kind ?? nothing}
    data-children=${alarm.children || nothing}
    aria-selected=${alarm.id === table.chosen} class="${stateOf(alarm)} ${inside ? 'inside' : ''}" @click=${() => table.choose(alarm.id)}>
    ${frame.user.answers
      ? html`<td class="mark"><input type="checkbox" aria-label="${text.select}: ${alarm.name[language]}" data-mark=${alarm.id}
          .checked=${table.marked.has(alarm.id)} ?disabled=${alarm.state === 'closed'}
          @click=${(event: Event) => event.stopPropagation()} @change=${() => table.mark(alarm.id)} /></td>`
      : nothing}
    <td><span class="severity">${symbol(MEANING_OF[alarm.severity], '18px', 0, flashing)}${text.severities[alarm.severity]}</span></td>
    <td><button class="open" data-open=${alarm.id}><b>${alarm.name[language]}</b></button>
      ${alarm.drill ? html`<b class="drill">DRILL</b>` : nothing}<small>${alarm.message[language]}</small>
      ${marks.length > 0 ? html`<small class="marks">${marks.join(' · ')}</small>` : nothing}</td>
    <td>${alarm.where[language]}</td>
    <td class="num" title=${moment(alarm.since, now, frame.zone, language)}>${since(alarm.since, now, language)}</td>
    <td>${alarm.aside ? asideWords(alarm, table.setting) : holder(alarm, language)}</td>
  </tr>`;
}

function situationRow(table: Table, situation: Situation, alarms: Alarm[]) {
  const { language, now, frame } = table.setting;
  const text = pageTexts(language);
  const words = deskTexts(language);
  const open = table.opened.has(situation.id);
  const worst = WORST.find((severity) => alarms.some((alarm) => alarm.severity === severity)) ?? 'low';
  const places = [...new Set(alarms.map(({ area }) => frame.areas.find(({ code }) => code === area)?.name[language] ?? area))];
  const active = alarms.filter(({ state }) => state === 'active').length;
  return html`<tr class="situation" data-situation=${situation.id} data-members=${alarms.length} @click=${() => table.toggle(situation.id)}>
    ${frame.user.answers
      ? html`<td class="mark"><input type="checkbox" aria-label="${text.select}: ${situation.name[language]}" data-mark-situation=${situation.id}
          .checked=${alarms.every(({ id }) => table.marked.has(id))} @click=${(event: Event) => event.stopPropagation()}
          @change=${(event: Event) => alarms.filter(({ id }) => table.marked.has(id) !== (event.target as HTMLInputElement).checked).forEach(({ id }) => table.mark(id))} /></td>`
      : nothing}
    <td><span class="severity">${symbol(MEANING_OF[worst], '18px')}${text.severities[worst]}</span></td>
    <td><button class="open" aria-expanded=${open} data-unfold=${situation.id}><b>${open ? '▾' : '▸'} ${words.situation}: ${situation.name[language]}</b></button>
      <small>${words.members(alarms.length, active)}</small></td>
    <td>${places.slice(0, 3).join(', ')}${places.length > 3 ? ` +${places.length - 3}` : ''}</td>
    <td class="num">${since(situation.since, now, language)}</td>
    <td>${[...new Set(alarms.map(({ assigned, by }) => assigned ?? by).filter(Boolean))].join(', ') || text.states.active}</td>
  </tr>`;
}
