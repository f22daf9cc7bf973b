import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { number } from '../wall/format';
import type { Level } from '../wall/messages';
import { symbol } from '../wall/symbols';
import { deskTexts } from './desk-texts';
import type { Load, Loads, Setting } from './messages';
import { pageStyle } from './style';
import { moment } from './words';

const MEANING: Record<Load['verdict'], Level> = { calm: 'normal', busy: 'watch', overload: 'warning', flood: 'critical' };
const FLOOD_SHARE_LIMIT = 1;
const CHATTERING = 3;

/** How much alarms ask of this desk against what a person can bear: at a glance, and by sector and source when asked. */
@customElement('load-meter')
export class LoadMeter extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) loads: Loads | null = null;

  override render() {
    if (!this.loads) {
      return nothing;
    }
    const { language, now, frame } = this.setting;
    const words = deskTexts(language);
    const { own } = this.loads;
    const since = own.floodSince === null ? '' : ` ${words.floodSince(moment(own.floodSince, now, frame.zone, language))}`;
    return html`<details class="meter" data-load=${own.verdict} data-last-10-min=${own.last10Min} data-last-hour=${own.lastHour} data-standing=${own.standing}>
      <summary title=${words.source}>
        <b class="verdict">${symbol(MEANING[own.verdict], '20px')}<span><small>${words.load}</small>${words.verdicts[own.verdict]}${since}</span></b>
        ${this.gauge(words.in10Min, own.last10Min, own.limit10Min, 0)}
        ${this.gauge(words.inHour, own.lastHour, own.limitHour, 0)}
        ${this.gauge(words.perHour, own.perHour, own.limitPerHour, 1)}
        ${this.gauge(words.flood, own.floodShare, FLOOD_SHARE_LIMIT, 1, ' %')}
        <span class="gauge"><small>${words.standing}</small><b class="num">${own.standing}</b>
          ${own.stale > 0 ? html`<small class="over">▲ ${words.ofStale(own.stale)}</small>` : nothing}</span>
        <span class="more">${words.details}</span>
      </summary>
      <div class="drop">
        <div class="two">${this.sectors()}${this.actors()}</div>
        <p class="muted">${words.source}</p>
      </div>
    </details>`;
  }

  private gauge(name: string, value: number, limit: number, decimals: number, unit = '') {
    const { language } = this.setting;
    const over = value > limit;
    const written = (figure: number) => number(figure, figure === Math.round(figure) ? 0 : decimals, language) + unit;
    return html`<span class="gauge"><small>${name}</small>
      <span><b class="num">${over ? '▲ ' : ''}${written(value)}</b> <small class="num">/ ${written(limit)}</small></span>
      <span class="bar" aria-hidden="true"><i class=${over ? 'full' : ''} style="width:${Math.min(100, (100 * value) / limit)}%"></i></span></span>`;
  }

  private sectors() {
    const { language, frame } = this.setting;
    const words = deskTexts(language);
    const { sectors } = this.loads!;
    if (sectors.length === 0) {
      return html`<p class="muted">${words.noLoad}</p>`;
    }
    return html`<table>
      <caption>${words.bySector}</caption>
      <thead><tr><th>${words.sector}</th><th class="right">${words.in10Min}</th><th class="right">${words.inHour}</th><th class="right">${words.perHour}</th><th class="right">${words.standing}</th></tr></thead>
      <tbody>${sectors.map(
        (load) => html`<tr data-load-of=${load.sector}><td><span class="verdict">${symbol(MEANING[load.verdict], '15px')}${frame.sectors.find(({ id }) => id === load.sector)?.name[language]}</span></td>
          <td class="right num">${load.last10Min}</td><td class="right num">${load.lastHour}</td><td class="right num">${number(load.perHour, 1, language)}</td><td class="right num">${load.standing}</td></tr>`,
      )}</tbody>
    </table>`;
  }

  private actors() {
    const { language } = this.setting;
    const words = deskTexts(language);
    const { actors } = this.loads!;
    return actors.length === 0
      ? nothing
      : html`<table>
          <caption>${words.actors}</caption>
          <thead><tr><th>${words.caller}</th><th class="right">${words.times}</th></tr></thead>
          <tbody>${actors.map(
            (actor) => html`<tr data-actor=${actor.entity}><td>${actor.name[language]} · ${actor.where[language]}
              ${actor.device ? html`· <a router-ignore href="/desk/device/${actor.entity}">${actor.entity}</a>` : nothing}
              ${actor.inAMinute >= CHATTERING ? html`<b>▲ ${words.chattering}</b>` : nothing}</td><td class="right num">${actor.times}</td></tr>`,
          )}</tbody>
        </table>`;
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: block; flex: none; }
      summary { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 22px; padding: 8px 12px; border-radius: 6px; background: var(--raised); cursor: pointer; list-style: none; }
      summary::-webkit-details-marker { display: none; }
      small { color: var(--quiet); font-weight: 400; font-size: 13px; }
      .verdict { display: inline-flex; gap: 8px; align-items: center; }
      summary .verdict { min-width: 130px; }
      .verdict small { display: block; line-height: 1.3; }
      .verdict span { line-height: 1.4; }
      .gauge { display: grid; min-width: 96px; line-height: 1.4; }
      .bar { height: 4px; margin-top: 2px; border-radius: 2px; background: var(--cell-nothing); overflow: hidden; }
      .bar i { display: block; height: 100%; background: var(--quiet); }
      .bar .full { background: var(--warning); }
      .over { color: var(--text); font-weight: 650; }
      .more { margin-left: auto; color: var(--quiet); text-decoration: underline dotted; text-underline-offset: 4px; }
      details { position: relative; }
      .drop { position: absolute; z-index: 4; inset: 100% 0 auto; padding: 12px; border: 1px solid var(--quiet); border-radius: 0 0 8px 8px; background: var(--panel); box-shadow: 0 12px 32px rgba(0, 0, 0, 0.45); }
      .two { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 16px; align-items: start; max-height: 60vh; overflow: auto; }
      caption { text-align: left; font-weight: 650; padding: 0 0 4px; }
      .right { text-align: right; }
      p { margin: 6px 0 0; font-size: 13px; }
      @media (max-width: 700px) {
        summary { gap: 4px 12px; padding: 6px 10px; }
        summary .verdict { flex: 1 0 100%; }
        .drop { position: static; padding: 8px 0; border: 0; box-shadow: none; }
        .gauge { min-width: 0; flex: 1; }
        .gauge:nth-of-type(n + 3), .more { display: none; }
        details[open] .gauge { display: grid; flex: 1 0 28%; }
        .two { grid-template-columns: minmax(0, 1fr); max-height: none; }
      }
    `,
  ];
}
