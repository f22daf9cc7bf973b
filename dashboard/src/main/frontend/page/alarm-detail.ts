import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { MEANING_OF, symbol } from '../wall/symbols';
import { deskTexts } from './desk-texts';
import type { Alarm, Setting, Situation } from './messages';
import { pageStyle } from './style';
import { pageTexts } from './texts';
import { asideWords, holder, moment, since } from './words';

interface Child {
  device: string;
  area: string;
  since: number;
}

interface Event {
  at: number;
  actor: string;
  action: string;
  comment: string;
}

/** One alarm: what it is, what is to be done and has been, who has it, what hangs under it, and all that happened to it. */
@customElement('alarm-detail')
export class AlarmDetail extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) alarm: Alarm | null = null;
  /** The situation that the alarm belongs to, and its other alarms. */
  @property({ attribute: false }) situation: Situation | null = null;
  @property({ attribute: false }) others: Alarm[] = [];
  @state() private children_: Child[] | null = null;

  override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('alarm') && changed.get('alarm')?.id !== this.alarm?.id) {
      this.children_ = null;
    }
  }

  override render() {
    const { language, now } = this.setting;
    const text = pageTexts(language);
    const { alarm } = this;
    if (!alarm) {
      return html`<p class="muted">${text.pick}</p>`;
    }
    if (alarm.refused) {
      return html`<p role="status">${text.refused[alarm.refused]}</p>`;
    }
    return html`<article data-detail=${alarm.id}>
      <button class="back" @click=${() => this.dispatchEvent(new CustomEvent('back'))}>↑ ${deskTexts(language).backToList}</button>
      <h2>${symbol(MEANING_OF[alarm.severity], '24px')} ${alarm.name[language]}</h2>
      <p class="message">${alarm.message[language]}</p>
      <p>${alarm.where[language]} · ${text.severities[alarm.severity]} · <span class="num">${since(alarm.since, now, language)}</span></p>
      <p><b>${holder(alarm, language)}</b></p>
      ${alarm.aside ? html`<p class="note" data-aside-note>${asideWords(alarm, this.setting)}</p>` : nothing}
      ${this.setting.frame.user.answers ? this.deeds(alarm) : nothing}
      <p class="links">
        ${alarm.device ? html`<a class="button" router-ignore href="/desk/device/${alarm.entity}">${text.openDevice}</a>` : nothing}
        <a class="button" router-ignore href="/desk/area/${alarm.area}">${text.openArea}</a>
      </p>
      ${this.procedure(alarm)} ${this.related(alarm)}
      <h3>${text.timeline}</h3>
      <ol class="timeline" data-timeline>${(alarm.events ?? []).map((event) => this.event(event))}</ol>
    </article>`;
  }

  private deeds(alarm: Alarm) {
    const text = pageTexts(this.setting.language);
    const words = deskTexts(this.setting.language);
    const open = alarm.state !== 'closed';
    const deed = (what: string, name: string, main = false) =>
      html`<button class=${main ? 'main' : ''} data-deed=${what} @click=${() => this.dispatchEvent(new CustomEvent('deed', { detail: what }))}>${name}</button>`;
    return html`<div class="links">
      ${alarm.state === 'active' || alarm.state === 'cleared' ? deed('acknowledge', `${text.acknowledge} (a)`, true) : nothing}
      ${open ? deed('assign', `${text.assign} (g)`) : nothing}
      ${deed('comment', `${text.comment} (c)`)}
      ${open ? (alarm.aside?.kind === 'shelved' ? deed('unshelve', `${words.unshelve} (u)`) : deed('shelve', `${words.shelve} (s)`)) : nothing}
      ${open ? deed('close', words.close) : nothing}
    </div>`;
  }

  private procedure(alarm: Alarm) {
    const { language, now, frame } = this.setting;
    const text = pageTexts(language);
    const words = deskTexts(language);
    const steps = alarm.procedure ?? [];
    const last = (step: number) =>
      (alarm.events ?? []).filter(({ action, comment }) => action.startsWith('step-') && comment.startsWith(`${step}. `)).pop();
    const done = steps.map((_, index) => last(index + 1)).map((event) => (event?.action === 'step-done' ? event : undefined));
    return html`<h3>${text.procedure} <span class="muted num" data-steps-done=${done.filter(Boolean).length}>${words.stepsDone(done.filter(Boolean).length, steps.length)}</span></h3>
      <ol class="steps" data-procedure>
        ${steps.map(
          (step, index) => html`<li><label><input type="checkbox" data-step=${index + 1} .checked=${Boolean(done[index])}
              ?disabled=${!frame.user.answers}
              @change=${(event: globalThis.Event) => this.tick(index + 1, (event.target as HTMLInputElement).checked)} />
            <span>${step[language]}${done[index] ? html`<small class="num">${words.doneBy(done[index].actor, moment(done[index].at, now, frame.zone, language))}</small>` : nothing}</span></label></li>`,
        )}
        ${steps.length === 0 ? html`<li>${alarm.response[language] || '–'}</li>` : nothing}
      </ol>`;
  }

  private related(alarm: Alarm) {
    const { language, now, frame } = this.setting;
    const text = pageTexts(language);
    const words = deskTexts(language);
    const place = (code: string) => frame.areas.find((area) => area.code === code)?.name[language] ?? code;
    return html`${alarm.cause
        ? html`<p><a router-ignore href="/desk?alarm=${alarm.cause}" data-cause=${alarm.cause}>${words.becauseOf}</a></p>`
        : nothing}
      ${alarm.children > 0
        ? html`<h3>${words.children(alarm.children)}</h3>
            ${this.children_ === null
              ? html`<p><button data-show-children @click=${this.showChildren}>${words.showChildren}</button></p>`
              : html`<ul class="inner" tabindex="0">${this.children_.map(
                  (child) => html`<li data-child=${child.device}><a router-ignore href="/desk/device/${child.device}">${child.device}</a>
                    <span class="muted">${place(child.area)} · <span class="num">${since(child.since, now, language)}</span></span></li>`,
                )}
                ${alarm.children > this.children_.length ? html`<li class="muted">${words.andMore(alarm.children - this.children_.length)}</li>` : nothing}</ul>`}`
        : nothing}
      ${this.situation
        ? html`<h3>${words.inSituation}: ${this.situation.name[language]}</h3>
            <ul class="inner" tabindex="0" data-in-situation=${this.situation.id}>${this.others.map(
              (other) => html`<li><a router-ignore href="/desk?alarm=${other.id}" data-other=${other.id}
                  @click=${(event: globalThis.Event) => this.chooseOther(event, other.id)}>${symbol(MEANING_OF[other.severity], '14px')} ${other.name[language]}</a>
                <span class="muted">${other.where[language]} · ${text.states[other.state]}</span></li>`,
            )}</ul>`
        : nothing}`;
  }

  private event(event: Event) {
    const { language, now, frame } = this.setting;
    const text = pageTexts(language);
    const words = deskTexts(language);
    const actor = event.actor === 'jobs' || event.actor === 'cityops' ? text.jobs : event.actor;
    return html`<li data-action=${event.action}>
      <span class="num muted">${moment(event.at, now, frame.zone, language)}</span>
      <span><b>${actor}</b> ${text.actions[event.action] ?? words.actions[event.action] ?? event.action}
        ${event.comment && event.actor !== 'jobs' ? html`<q>${this.words(event)}</q>` : nothing}</span>
    </li>`;
  }

  /** Of a shelving its end by the city's clock; of a step the words of this language. */
  private words({ action, comment }: Event): string {
    const { language, now, frame } = this.setting;
    const shelved = action === 'shelved' ? /^(\d{4}-\d\d-\d\dT[\d:]{8}Z): (.*)$/s.exec(comment) : null;
    if (shelved) {
      return `${deskTexts(language).until} ${moment(Date.parse(shelved[1]), now, frame.zone, language)}: ${shelved[2]}`;
    }
    const step = action.startsWith('step-') ? this.alarm?.procedure?.[parseInt(comment, 10) - 1] : undefined;
    return step ? `${parseInt(comment, 10)}. ${step[language]}` : comment;
  }

  private tick(step: number, done: boolean) {
    this.dispatchEvent(new CustomEvent('tick', { detail: { step, done } }));
  }

  private readonly showChildren = async () => {
    const id = this.alarm?.id;
    const children = await this.setting.ask<Child[]>('children', { id });
    if (id === this.alarm?.id) {
      this.children_ = children ?? [];
    }
  };

  private chooseOther(event: globalThis.Event, id: string) {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent('choose', { detail: id }));
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: block; }
      article { display: grid; gap: 12px; }
      h2 { display: flex; gap: 10px; align-items: center; }
      p { margin: 0; }
      small { display: block; color: var(--quiet); }
      .message { font-size: 18px; }
      .links { display: flex; flex-wrap: wrap; gap: 8px; }
      .main { background: var(--focus); color: var(--page); font-weight: 650; }
      .note { padding: 8px 12px; border-left: 4px solid var(--quiet); background: var(--raised); }
      ol, ul { list-style: none; margin: 0; padding: 0; }
      .timeline li { display: grid; grid-template-columns: 100px minmax(0, 1fr); gap: 10px; padding: 6px 0; border-top: 1px solid var(--line); }
      .steps label { display: grid; grid-template-columns: 24px minmax(0, 1fr); gap: 8px; padding: 6px 0; border-top: 1px solid var(--line); align-items: start; cursor: pointer; }
      input[type='checkbox'] { width: 20px; height: 20px; min-height: 0; margin: 1px 0 0; }
      .inner { max-height: 220px; overflow: auto; }
      .inner li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2px 10px; padding: 4px 0; border-top: 1px solid var(--line); }
      .inner a { display: inline-flex; gap: 6px; align-items: center; }
      .back { display: none; justify-self: start; }
      @media (max-width: 1000px) {
        .back { display: block; }
      }
      q { display: block; color: var(--text); quotes: none; padding-left: 8px; border-left: 3px solid var(--line); overflow-wrap: anywhere; }
    `,
  ];
}
