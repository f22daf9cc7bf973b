import { html } from 'lit';
import type { Deed } from './deed-dialog';
import { deskTexts } from './desk-texts';
import { incidentTexts } from './incident-texts';
import type { Alarm, Language } from './messages';
import { pageTexts } from './texts';

/** What is done to several alarms at once, and by which key. */
export const BULK: [Deed, string][] = [['acknowledge', 'a'], ['assign', 'g'], ['comment', 'c'], ['shelve', 's'], ['unshelve', 'u']];

export function bulkBar(language: Language, marked: Alarm[], begin: (deed: Deed) => void, group: () => void) {
  const text = pageTexts(language);
  const words = deskTexts(language);
  const names: Record<string, string> = { acknowledge: text.acknowledge, assign: text.assign, comment: text.comment, shelve: words.shelve, unshelve: words.unshelve };
  return html`<div class="bulk ${marked.length === 0 ? 'idle' : ''}">
    <span class="num">${text.selected(marked.length)}</span>
    ${BULK.filter(([deed]) => deed !== 'unshelve' || marked.some(({ aside }) => aside)).map(
      ([deed, key]) => html`<button data-bulk=${deed} ?disabled=${marked.length === 0} @click=${() => begin(deed)}>${names[deed]} (${key})</button>`,
    )}
    <button data-bulk="group" ?disabled=${marked.length === 0} @click=${group}>${incidentTexts(language).group} (i)</button>
  </div>`;
}
