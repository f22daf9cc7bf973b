import { html, nothing } from 'lit';
import { MEANING_OF, symbol } from '../wall/symbols';
import type { Entry, Table } from './alarm-table';
import { incidentTexts } from './incident-texts';
import type { Alarm, Incident, Severity } from './messages';
import { pageTexts } from './texts';
import { since } from './words';

const WORST: Severity[] = ['critical', 'high', 'medium', 'low'];

/** By which an incident is unfolded, beside situations. */
export const unfoldKey = ({ id }: Incident) => `incident-${id}`;

/** What must not be hidden in a row, whatever it was grouped into. */
const standsAlone = ({ severity, state, aside }: Alarm) => severity === 'critical' && state === 'active' && !aside;

/**
 * Incidents first, with their alarms under them where unfolded; then the rest. A critical alarm that nobody has acknowledged stays in
 * its place as well. While somebody looks for something, incidents without a match are left out.
 */
export function withIncidents(
  rows: Alarm[], incidents: Incident[], searching: boolean, opened: Set<string>, rest: (alarms: Alarm[]) => Entry[],
): Entry[] {
  const entries: Entry[] = [];
  const grouped = new Set<string>();
  for (const incident of incidents) {
    const alarms = rows.filter(({ id }) => incident.members.includes(id));
    if (searching && alarms.length === 0) {
      continue;
    }
    entries.push({ incident, alarms });
    alarms.filter((alarm) => !standsAlone(alarm)).forEach(({ id }) => grouped.add(id));
    if (opened.has(unfoldKey(incident))) {
      alarms.filter((alarm) => !standsAlone(alarm)).forEach((alarm) => entries.push({ alarm, inside: true }));
    }
  }
  return [...entries, ...rest(rows.filter(({ id }) => !grouped.has(id)))];
}

export function incidentRow(table: Table, incident: Incident, alarms: Alarm[]) {
  const { language, now, frame } = table.setting;
  const text = pageTexts(language);
  const words = incidentTexts(language);
  const open = table.opened.has(unfoldKey(incident));
  const worst = WORST.find((severity) => alarms.some((alarm) => alarm.severity === severity));
  const places = [...new Set(alarms.map(({ area }) => frame.areas.find(({ code }) => code === area)?.name[language] ?? area))];
  const active = alarms.filter(({ state }) => state === 'active').length;
  const chosen = table.chosenIncident === incident.id;
  return html`<tr class="situation incident" data-incident=${incident.id} data-members=${incident.members.length} aria-selected=${chosen} @click=${() => table.chooseIncident(incident.id)}>
    ${frame.user.answers
      ? html`<td class="mark"><input type="checkbox" aria-label="${text.select}: ${incident.title}" data-mark-incident=${incident.id} ?disabled=${alarms.length === 0}
          .checked=${alarms.length > 0 && alarms.every(({ id }) => table.marked.has(id))} @click=${(event: Event) => event.stopPropagation()}
          @change=${(event: Event) => alarms.filter(({ id }) => table.marked.has(id) !== (event.target as HTMLInputElement).checked).forEach(({ id }) => table.mark(id))} /></td>`
      : nothing}
    <td>${worst ? html`<span class="severity">${symbol(MEANING_OF[worst], '18px')}${text.severities[worst]}</span>` : '–'}</td>
    <td><button class="open" aria-expanded=${open} data-unfold-incident=${incident.id}
        @click=${(event: Event) => {
          event.stopPropagation();
          table.toggle(unfoldKey(incident));
          table.chooseIncident(incident.id);
        }}><b>${open ? '▾' : '▸'} ${words.incident} ${incident.id}: ${incident.title}</b></button>
      <small>${words.members(alarms.length, incident.members.length + incident.hidden, active)}</small></td>
    <td>${places.slice(0, 3).join(', ')}${places.length > 3 ? ` +${places.length - 3}` : ''}</td>
    <td class="num">${since(incident.since, now, language)}</td>
    <td>${incident.owner ?? words.nobody}</td>
  </tr>`;
}
