import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { MEANING_OF, symbol } from '../wall/symbols';
import type { Alarm, Setting } from './messages';
import { pageStyle } from './style';
import { pageTexts } from './texts';
import { holder, moment, since } from './words';

/** One alarm: what it is, what is to be done, who has it, and everything that happened to it. */
@customElement('alarm-detail')
export class AlarmDetail extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) alarm: Alarm | null = null;

  override render() {
    const { language, now, frame } = this.setting;
    const text = pageTexts(language);
    const { alarm } = this;
    if (!alarm) {
      return html`<p class="muted">${text.pick}</p>`;
    }
    if (alarm.refused) {
      return html`<p role="status">${text.refused[alarm.refused]}</p>`;
    }
    const open = alarm.state !== 'closed';
    return html`<article data-detail=${alarm.id}>
      <h2>${symbol(MEANING_OF[alarm.severity], '24px')} ${alarm.name[language]}</h2>
      <p class="message">${alarm.message[language]}</p>
      <p>${alarm.where[language]} · ${text.severities[alarm.severity]} · <span class="num">${since(alarm.since, now, language)}</span></p>
      <p><b>${holder(alarm, language)}</b></p>
      <p class="links">
        ${alarm.device
          ? html`<a class="button" router-ignore href="/desk/device/${alarm.entity}">${text.openDevice}</a>`
          : nothing}
        <a class="button" router-ignore href="/desk/area/${alarm.area}">${text.openArea}</a>
      </p>
      ${frame.user.answers
        ? html`<div class="links">
            ${alarm.state === 'active' || alarm.state === 'cleared'
              ? html`<button class="main" data-deed="acknowledge" @click=${() => this.deed('acknowledge')}>${text.acknowledge} (a)</button>`
              : nothing}
            ${open ? html`<button data-deed="assign" @click=${() => this.deed('assign')}>${text.assign} (g)</button>` : nothing}
            <button data-deed="comment" @click=${() => this.deed('comment')}>${text.comment} (c)</button>
          </div>`
        : nothing}
      <h3>${text.procedure}</h3>
      <p data-procedure>${alarm.response[language] || '–'}</p>
      <h3>${text.timeline}</h3>
      <ol data-timeline>
        ${(alarm.events ?? []).map(
          (event) => html`<li data-action=${event.action}>
            <span class="num muted">${moment(event.at, now, frame.zone, language)}</span>
            <span><b>${event.actor === 'jobs' ? text.jobs : event.actor}</b> ${text.actions[event.action] ?? event.action}
              ${event.comment && event.actor !== 'jobs' ? html`<q>${event.comment}</q>` : nothing}</span>
          </li>`,
        )}
      </ol>
    </article>`;
  }

  private deed(what: string) {
    this.dispatchEvent(new CustomEvent('deed', { detail: what }));
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: block; }
      article { display: grid; gap: 12px; }
      h2 { display: flex; gap: 10px; align-items: center; }
      p { margin: 0; }
      .message { font-size: 18px; }
      .links { display: flex; flex-wrap: wrap; gap: 8px; }
      .main { background: var(--focus); color: var(--page); font-weight: 650; }
      ol { list-style: none; margin: 0; padding: 0; }
      li { display: grid; grid-template-columns: 100px minmax(0, 1fr); gap: 10px; padding: 6px 0; border-top: 1px solid var(--line); }
      q { display: block; color: var(--text); quotes: none; padding-left: 8px; border-left: 3px solid var(--line); overflow-wrap: anywhere; }
    `,
  ];
}
