import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { duration, number } from '../wall/format';
import type { Area, Ask, Indicator, Language } from './messages';
import { pageStyle } from './style';
import { pageTexts } from './texts';
import { moment, written } from './words';

interface Passport {
  refused?: string;
  indicator: string;
  area: string;
  start: number;
  seconds: number;
  value: number | null;
  expected: number;
  reporting: number;
  excluded: number;
  revision: number;
  quality: null | 'provisional' | 'insufficient';
  newest: number | null;
  aggregate: string;
  floor: number;
  inputs: string[];
  catalogueNow: string;
  passport: null | {
    excluded?: Record<string, number>;
    readings?: number;
    late?: number;
    newest?: string | null;
    oldest?: string | null;
    catalogue?: string;
    parts?: unknown;
  };
  revisions: { revision: number; value: number | null; reporting: number; from: number; to: number | null }[];
  devices: { id: string; area: string; readings: number; seen: number | null; why: string | null }[];
  sample: { device: string; measure: string; value: number; at: number; received: number; quality: number }[];
}

const WALL_CLOSES_AFTER_MS = 90_000;

/** Press any figure: who stands behind it, who does not and why, how old, how corrected, by which formula. */
@customElement('passport-card')
export class PassportCard extends LitElement {
  @property({ attribute: false }) indicators: Indicator[] = [];
  @property({ attribute: false }) areas: Area[] = [];
  @property({ attribute: false }) language: Language = 'vi';
  @property({ attribute: false }) zone = 'Asia/Ho_Chi_Minh';
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) ask!: Ask;
  /** Nobody may be there to close it. */
  @property({ type: Boolean }) wall = false;
  @state() private passport: Passport | null = null;
  @query('dialog') private dialog!: HTMLDialogElement;
  private timer?: ReturnType<typeof setTimeout>;

  /** @param about indicator and area; of a closed window also at and seconds */
  async open(about: Record<string, unknown>) {
    this.passport = null;
    if (!this.dialog.open) {
      this.dialog.showModal();
    }
    clearTimeout(this.timer);
    if (this.wall) {
      this.timer = setTimeout(() => this.dialog.close(), WALL_CLOSES_AFTER_MS);
    }
    this.passport = (await this.ask<Passport>('passport', about)) ?? ({ refused: 'unavailable' } as Passport);
  }

  override render() {
    const text = pageTexts(this.language);
    return html`<dialog aria-label=${text.passport} @click=${this.outside}>
      <div class="body" data-passport=${this.passport?.indicator ?? nothing}>
        <div class="head"><h2>${text.passport}</h2><button autofocus data-close @click=${() => this.dialog.close()}>${text.close}</button></div>
        ${this.passport === null
          ? html`<p role="status">…</p>`
          : this.passport.refused
            ? html`<p role="status" data-refused=${this.passport.refused}>${text.refused[this.passport.refused]}</p>`
            : this.whole(this.passport)}
      </div>
    </dialog>`;
  }

  private whole(passport: Passport) {
    const { language, now, zone } = this;
    const text = pageTexts(language);
    const indicator = this.indicators.find(({ id }) => id === passport.indicator);
    if (!indicator) {
      return nothing;
    }
    const area = this.areas.find(({ code }) => code === passport.area)?.name[language] ?? '';
    const coverage = passport.expected === 0 ? null : (100 * passport.reporting) / passport.expected;
    const details = passport.passport ?? {};
    const out = Object.entries(details.excluded ?? {}).filter(([, count]) => count > 0);
    const at = (iso: string | null | undefined) => (iso ? moment(Date.parse(iso), now, zone, language) : '–');
    return html`<p class="what"><b>${indicator.name[language]}</b> · ${area}</p>
      <p class="figure">${written({ ...passport, at: passport.newest }, indicator, language)}
        ${passport.quality ? html`<small>${text[passport.quality]}</small>` : nothing}</p>
      <dl>
        <dt>${text.coverage}</dt>
        <dd data-coverage=${coverage === null ? nothing : Math.round(coverage)}>
          ${coverage === null ? '–' : html`<b class="num">${number(coverage, 0, language)} %</b>`}
          · <span class="num">${passport.reporting}/${passport.expected}</span> ${text.reporting}
          · ${text.floor} ${number(passport.floor * 100, 0, language)} %</dd>
        <dt>${text.excludedWhy}</dt>
        <dd data-excluded=${passport.excluded}>${out.length === 0
          ? text.allGood
          : out.map(([why, count]) => html`<span class="reason"><b class="num">${count}</b> ${text.reasons[why] ?? why}</span>`)}</dd>
        <dt>${text.age}</dt>
        <dd>${passport.newest === null ? '–' : duration(now - passport.newest, language)}
          · ${text.newest} ${at(details.newest)} · ${text.oldest} ${at(details.oldest)}</dd>
        <dt>${text.window}</dt>
        <dd class="num">${moment(passport.start, now, zone, language)} – ${moment(passport.start + passport.seconds * 1000, now, zone, language)}
          · ${passport.revision === 0 ? text.openWindow : text.finalWindow}</dd>
        <dt>${text.formula}</dt>
        <dd>${indicator.formula[language]} <span class="muted">(${passport.aggregate}; ${text.inputs} ${passport.inputs.join(', ') || '–'})</span></dd>
        <dt>${text.catalogue}</dt>
        <dd><code data-catalogue>${details.catalogue ?? passport.catalogueNow}</code></dd>
        <dt>${text.corrections}</dt>
        <dd data-corrections=${Math.max(0, passport.revisions.length - 1)}>
          ${details.late ? html`<span class="num">${details.late}</span> ${text.lateReadings}. ` : nothing}
          ${passport.revisions.length < 2
            ? text.noCorrections
            : html`<ol>${passport.revisions.map(
                (each) => html`<li><b class="num">${written({ value: each.value, at: null, expected: 0, reporting: 0, quality: null }, indicator, language)}</b>
                  · ${text.knownFrom} ${moment(each.from, now, zone, language)}</li>`,
              )}</ol>`}
        </dd>
        ${details.parts ? html`<dt>${text.parts}</dt><dd>${this.parts(details.parts)}</dd>` : nothing}
      </dl>
      ${this.devices(passport)}
      ${this.readings(passport)}`;
  }

  private parts(parts: unknown) {
    const entries: [string, unknown][] = Array.isArray(parts)
      ? (parts as { indicator?: string }[]).map((part): [string, unknown] => [part.indicator ?? '', part])
      : Object.entries(parts as object);
    return html`<ul>${entries.map(([id, part]) => {
      const indicator = this.indicators.find((each) => each.id === id);
      return html`<li>${indicator?.name[this.language] ?? id}: <code>${typeof part === 'object' ? JSON.stringify(part) : String(part)}</code></li>`;
    })}</ul>`;
  }

  private devices({ devices }: Passport) {
    const text = pageTexts(this.language);
    const out = devices.filter(({ why }) => why !== null);
    return out.length === 0
      ? nothing
      : html`<h3>${text.excluded}</h3>
          <ul class="devices">${out.map(
            ({ id, why, seen }) => html`<li data-out=${id}>${this.link(id)} · <b>${text.reasons[why!] ?? why}</b>
              ${seen ? html`<span class="muted"> · ${text.seen} ${moment(seen, this.now, this.zone, this.language)}</span>` : nothing}</li>`,
          )}</ul>`;
  }

  private readings({ sample, passport }: Passport) {
    const text = pageTexts(this.language);
    return sample.length === 0
      ? nothing
      : html`<h3>${text.readingsBehind} <span class="muted">(${passport?.readings ?? sample.length}${sample.length === 100 ? `; ${text.showing(100)}` : ''})</span></h3>
          <table><thead><tr><th>${text.device}</th><th>${text.measure}</th><th>${text.value}</th><th>${text.at}</th><th>${text.quality}</th></tr></thead>
          <tbody>${sample.map(
            (reading) => html`<tr data-reading><td>${this.link(reading.device)}</td><td>${reading.measure}</td>
              <td class="num">${number(reading.value, 2, this.language)}</td>
              <td class="num">${moment(reading.at, this.now, this.zone, this.language)}</td>
              <td>${flags(reading.quality, text.flags) || text.good}</td></tr>`,
          )}</tbody></table>`;
  }

  private link(device: string) {
    return this.wall ? device : html`<a router-ignore href="/desk/device/${device}">${device}</a>`;
  }

  private readonly outside = (event: Event) => {
    if (event.target === this.dialog) {
      this.dialog.close();
    }
  };

  static override styles = [
    pageStyle,
    css`
      :host { font-size: 15px; }
      :host([wall]) { font-size: max(15px, calc(min(1vh, 0.5625vw) * 1.9)); }
      dialog {
        width: min(52em, 96vw); max-height: 92vh; padding: 0; border: 1px solid var(--line); border-radius: 10px;
        background: var(--panel); color: var(--text); overflow: auto;
      }
      dialog::backdrop { background: rgba(0, 0, 0, 0.55); }
      .body { padding: 1.2em; display: grid; gap: 0.7em; }
      .head { display: flex; justify-content: space-between; gap: 1em; }
      h2 { font-size: 1.15em; }
      h3 { font-size: 1em; margin-top: 0.5em; }
      p { margin: 0; }
      .figure { font-size: 2.4em; font-weight: 650; line-height: 1.2; }
      .figure small { font-size: 0.45em; font-weight: 450; color: var(--quiet); }
      dl { display: grid; grid-template-columns: minmax(8em, max-content) minmax(0, 1fr); gap: 0.45em 1em; margin: 0; }
      dt { color: var(--quiet); }
      dd { margin: 0; }
      .reason { margin-right: 1em; }
      ol, ul { margin: 0; padding-left: 1.2em; }
      table { font-size: 0.9em; }
      td { overflow-wrap: anywhere; }
      @media (max-width: 700px) {
        dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
        dd { margin-bottom: 0.6em; }
      }
    `,
  ];
}

/** The names of the flags that are set. */
export const flags = (quality: number, names: string[]) =>
  names.filter((name, bit) => name && quality & (1 << bit)).join(', ');
