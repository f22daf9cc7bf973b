import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { MEANING_OF, symbol } from '../wall/symbols';
import { deskTexts } from './desk-texts';
import { incidentTexts } from './incident-texts';
import type { Alarm, Incident, Setting } from './messages';
import { pageStyle } from './style';
import { pageTexts } from './texts';
import { holder, moment, since } from './words';

interface Happened {
  at: number;
  actor: string;
  action: string;
  /** Which alarm it is about. */
  alarm: string | null;
  /** Whether it happened to the alarm, not to the incident. */
  ofAlarm: boolean;
  comment: string;
}

interface Whole extends Incident {
  alarms: Alarm[];
  /** Those that were in it and are not any more. */
  past: Alarm[];
  events: Happened[];
  refused?: string;
}

/** What people say of an alarm in their own words; the rest of its timeline is told with the alarm. */
const SAID = ['acknowledged', 'commented', 'assigned', 'closed'];

/** One incident: whose it is, its alarms, what can be done about it, and all that happened to it and to them. */
@customElement('incident-detail')
export class IncidentDetail extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ type: Number }) incident = 0;
  /** Another object whenever incidents or alarms changed. */
  @property({ attribute: false }) versions: unknown[] = [];
  @property({ attribute: false }) colleagues: string[] = [];
  /** Alarms that are marked in the list. */
  @property({ attribute: false }) marked: string[] = [];
  @state() private whole: Whole | null = null;

  override updated(changed: PropertyValues<this>) {
    const before = changed.get('versions');
    if (changed.has('incident') || (before && this.versions.some((version, index) => version !== before[index]))) {
      void this.read();
    }
  }

  private async read() {
    const wanted = this.incident;
    const whole = await this.setting.ask<Whole>('incident', { id: wanted });
    if (wanted === this.incident) {
      this.whole = whole;
    }
  }

  override render() {
    const { whole } = this;
    const { language, now, frame } = this.setting;
    const text = incidentTexts(language);
    if (!whole || whole.id !== this.incident) {
      return whole?.refused ? html`<p role="status">${pageTexts(language).refused[whole.refused]}</p>` : nothing;
    }
    const at = (millis: number) => moment(millis, now, frame.zone, language);
    return html`<article data-incident-detail=${whole.id} data-state=${whole.closedAt ? 'closed' : 'open'}>
      <h2>${text.incident} ${whole.id}: ${whole.title}</h2>
      <p><b>${whole.closedAt ? text.closed : text.open}</b> · ${text.owner}: <b data-owner>${whole.owner ?? text.nobody}</b><br />
        <span class="muted num">${text.openedBy(whole.by, at(whole.since))}${whole.closedAt ? ` · ${text.closedBy(whole.closedBy ?? '', at(whole.closedAt))}` : ''}</span></p>
      ${frame.user.answers && !whole.closedAt ? this.deeds(whole) : nothing}
      <h3>${text.alarms} <span class="muted num">${whole.alarms.length}</span></h3>
      <ul data-members=${whole.alarms.length}>${whole.alarms.map((alarm) => this.alarm(alarm, whole))}</ul>
      ${whole.hidden > 0 ? html`<p class="muted">${text.hidden(whole.hidden)}</p>` : nothing}
      <h3>${text.timeline}</h3>
      <ol data-incident-timeline>${whole.events.map((event) => this.event(event, whole))}</ol>
    </article>`;
  }

  private deeds(whole: Whole) {
    const text = incidentTexts(this.setting.language);
    const more = this.marked.filter((id) => !whole.members.includes(id));
    return html`${more.length > 0 ? html`<p><button data-add-marked @click=${() => this.change('add', '', more)}>${text.addMarked(more.length)}</button></p>` : nothing}
      ${whole.mine
        ? html`<form @submit=${(event: Event) => event.preventDefault()}>
            <label>${text.owner} <select data-assign @change=${(event: Event) => this.change('assign', (event.target as HTMLSelectElement).value)}>
              <option value="" .selected=${!whole.owner}>${text.nobody}</option>
              ${this.colleagues.map((name) => html`<option value=${name} .selected=${name === whole.owner}>${name}</option>`)}
            </select></label>
            <label>${text.reason} <textarea data-words rows="2" maxlength="500"></textarea></label>
            <span class="buttons"><button data-comment @click=${() => this.say('comment')}>${text.comment}</button>
              <button data-close @click=${() => this.say('close')}>${text.close}</button></span>
          </form>`
        : nothing}`;
  }

  private alarm(alarm: Alarm, whole: Whole) {
    const { language, now, frame } = this.setting;
    const text = incidentTexts(language);
    return html`<li data-member=${alarm.id} data-state=${alarm.state}>
      <button class="open" data-show=${alarm.id} @click=${() => this.dispatchEvent(new CustomEvent('choose', { detail: alarm.id }))}>
        ${symbol(MEANING_OF[alarm.severity], '16px')} <b>${alarm.name[language]}</b></button>
      <span class="muted">${alarm.where[language]} · ${holder(alarm, language)} · <span class="num">${since(alarm.since, now, language)}</span></span>
      ${frame.user.answers && !whole.closedAt
        ? html`<button class="small" data-remove=${alarm.id} aria-label="${text.remove}: ${alarm.name[language]}" @click=${() => this.change('remove', '', [alarm.id])}>${text.remove}</button>`
        : nothing}
    </li>`;
  }

  private event({ at, actor, action, alarm, ofAlarm, comment }: Happened, whole: Whole) {
    const { language, now, frame } = this.setting;
    const text = pageTexts(language);
    const desk = deskTexts(language);
    const words = incidentTexts(language);
    const about = [...whole.alarms, ...whole.past].find(({ id }) => id === alarm);
    const what = ofAlarm ? desk.actions[action] ?? text.actions[action] ?? action : words.actions[action] ?? action;
    const system = actor === 'jobs' || actor === 'cityops';
    const said = ofAlarm ? !system && SAID.includes(action) : action !== 'opened';
    return html`<li data-event=${action} data-of-alarm=${String(ofAlarm)}><span class="num muted">${moment(at, now, frame.zone, language)}</span>
      <span><b>${system ? text.jobs : actor}</b> ${what}${about ? html` · ${about.name[language]}, ${about.where[language]}` : nothing}
        ${comment && said ? html`<q>${comment}</q>` : nothing}</span></li>`;
  }

  private say(what: 'comment' | 'close') {
    const field = this.renderRoot.querySelector<HTMLTextAreaElement>('[data-words]');
    const said = field?.value.trim() ?? '';
    if (!said) {
      field?.focus();
      this.tell('invalid');
      return;
    }
    void this.change(what, said).then(() => {
      if (field) {
        field.value = '';
      }
    });
  }

  private async change(what: string, words: string, ids: string[] = []) {
    const answer = await this.setting.ask<{ result: string }>('changeIncident', { id: this.incident, what, text: words, ids });
    this.tell(answer?.result ?? 'unavailable');
    await this.read();
  }

  private tell(result: string) {
    this.dispatchEvent(new CustomEvent('grouped', { detail: result }));
  }

  static override styles = [
    pageStyle,
    css`
      article { display: grid; gap: 10px; align-content: start; }
      p { margin: 0; }
      ul, ol { list-style: none; margin: 0; padding: 0; }
      li { display: grid; gap: 2px 10px; padding: 6px 0; border-top: 1px solid var(--line); }
      ul li { grid-template-columns: minmax(0, 1fr) max-content; }
      ul li .muted { grid-row: 2; }
      ol li { grid-template-columns: max-content minmax(0, 1fr); }
      .small { grid-column: 2; grid-row: 1 / 3; align-self: center; }
      form, form label { display: grid; gap: 6px; }
      form { gap: 10px; padding: 10px; border: 1px solid var(--line); border-radius: 6px; }
      .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
      .open { display: flex; gap: 6px; align-items: center; min-height: 0; padding: 0; border: 0; background: none; text-align: left; }
      q { display: block; quotes: none; padding-left: 8px; border-left: 3px solid var(--line); overflow-wrap: anywhere; }
    `,
  ];
}
