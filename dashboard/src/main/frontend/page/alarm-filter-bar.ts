import { html, nothing } from 'lit';
import { NO_FILTER, toggled, type Filter } from './alarm-filter';
import { deskTexts } from './desk-texts';
import type { Setting, Severity } from './messages';
import { pageTexts } from './texts';

const SEVERITIES: Severity[] = ['critical', 'high', 'medium', 'low'];
const STATES = ['active', 'acknowledged', 'cleared', 'closed'];

/** What the console shows, to be chosen. @param aside how many alarms are shelved and suppressed */
export function filterBar(
  { language, frame }: Setting, filter: Filter, aside: Record<string, number>, change: (to: Partial<Filter>) => void,
) {
  const text = pageTexts(language);
  const words = deskTexts(language);
  const chip = (name: 'severities' | 'states', value: string, label: unknown) =>
    html`<label class="chip"><input type="checkbox" data-filter="${name}-${value}"
      .checked=${(filter[name] as string[]).includes(value)}
      @change=${() => change({ [name]: toggled(filter[name] as string[], value) })} />${label}</label>`;
  const choice = (name: 'sector' | 'area', label: string, options: { id: string; name: string }[]) =>
    options.length < 2
      ? nothing
      : html`<label>${label}
          <select data-filter=${name} @change=${(event: Event) => change({ [name]: (event.target as HTMLSelectElement).value })}>
            <option value="">${text.any}</option>
            ${options.map(({ id, name: shown }) => html`<option value=${id} .selected=${filter[name] === id}>${shown}</option>`)}
          </select></label>`;
  return html`<div class="filters" role="group" aria-label=${text.filters}>
    <fieldset><legend class="sr">${text.severity}</legend>${SEVERITIES.map((value) => chip('severities', value, text.severities[value]))}</fieldset>
    <fieldset><legend class="sr">${text.state}</legend>${STATES.map((value) => chip('states', value, text.states[value as keyof typeof text.states]))}
      ${Object.entries(aside).map(([value, count]) =>
        chip('states', value, html`${words.aside[value]} <b class="num" data-aside=${value} data-aside-count=${count}>${count}</b>`))}</fieldset>
    ${choice('sector', text.sector, frame.sectors.map(({ id, name }) => ({ id, name: name[language] })))}
    ${choice('area', text.area, frame.areas.map(({ code, name }) => ({ id: code, name: name[language] })))}
    <label class="chip"><input type="checkbox" data-filter="mine" .checked=${filter.mine}
      @change=${() => change({ mine: !filter.mine })} />${text.mine}</label>
    <label>${text.words} <input type="search" data-filter="words" .value=${filter.words} size="16"
      @input=${(event: Event) => change({ words: (event.target as HTMLInputElement).value })} /></label>
    <button data-reset @click=${() => change({ ...NO_FILTER, fold: filter.fold })}>${text.reset}</button>
  </div>`;
}

/** How many filters are set, where they are out of sight. */
export const countOf = (filter: Filter) =>
  filter.severities.length + filter.states.length + [filter.sector, filter.area, filter.words, filter.mine].filter(Boolean).length;
