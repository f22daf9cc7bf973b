import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { MEANING_OF, symbol } from '../wall/symbols';
import type { Alarm, Setting } from './messages';
import { pageStyle } from './style';
import { pageTexts } from './texts';
import { since } from './words';

/** A short list of open alarms: what, where, since when, who has it; each leads to its place on the desk. */
@customElement('alarm-rows')
export class AlarmRows extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) alarms: Alarm[] = [];
  @property({ attribute: false }) none = '';

  override render() {
    const { language, now } = this.setting;
    const text = pageTexts(language);
    return this.alarms.length === 0
      ? html`<p class="muted">${this.none}</p>`
      : html`<ul>${this.alarms.map((alarm) => {
          const name = alarm.assigned ?? alarm.by;
          return html`<li data-alarm=${alarm.id} data-severity=${alarm.severity} data-state=${alarm.state}>
            ${symbol(MEANING_OF[alarm.severity], '26px', 0, alarm.severity === 'critical' && alarm.state === 'active')}
            <div class="what">
              <a router-ignore href="/desk?alarm=${alarm.id}"><span class="sr">${text.severities[alarm.severity]}: </span><b>${alarm.name[language]}</b></a>
              ${alarm.drill ? html`<b class="drill">DRILL</b>` : nothing}
              <span>${alarm.message[language]}</span>
              <span class="muted">${alarm.where[language]}</span>
            </div>
            <div class="who"><span class="num">${since(alarm.since, now, language)}</span>
              ${name ? html`<span class="muted">${name} ${text.holds}</span>` : html`<b>${alarm.state === 'active' ? text.nobodyHas : text.states[alarm.state]}</b>`}</div>
          </li>`;
        })}</ul>`;
  }

  static override styles = [
    pageStyle,
    css`
      ul { list-style: none; margin: 0; padding: 0; }
      li { display: grid; grid-template-columns: 26px minmax(0, 1fr) auto; gap: 12px; padding: 10px 0; border-top: 1px solid var(--line); }
      li:first-child { border-top: 0; }
      .what span, .who span, .who b { display: block; }
      .what { overflow-wrap: anywhere; }
      .who { text-align: right; max-width: 150px; }
      .drill { margin-left: 8px; padding: 0 6px; border-radius: 4px; background: var(--drill); color: var(--on-drill); font-size: 12px; }
      p { margin: 0; }
    `,
  ];
}
