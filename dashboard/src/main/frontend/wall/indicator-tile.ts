import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { isAbnormal, judge, normalRange, rankInLevel, type Judgement } from './bands';
import { duration, figure, threshold } from './format';
import { piece } from './ground';
import type { Indicator, Language, Reading, Trend } from './messages';
import { sparkline } from './sparkline';
import { symbol } from './symbols';
import { texts } from './texts';

/** One headline figure of the city: what it is, what it means, how it got there, and how far it can be trusted. */
@customElement('indicator-tile')
export class IndicatorTile extends LitElement {
  @property({ attribute: false }) indicator!: Indicator;
  @property({ attribute: false }) reading?: Reading;
  @property({ attribute: false }) trend: Trend = [];
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) language: Language = 'vi';
  @property({ type: Boolean }) chosen = false;

  override render() {
    const { indicator, reading, language } = this;
    const text = texts(language);
    const judgement = judge(indicator, reading);
    const age = reading?.at == null ? null : this.now - reading.at;
    const stale = age !== null && age > indicator.staleAfterMs;
    const shown = reading?.value == null ? null : figure(reading.value, indicator.precision, language);
    const unit = [shown?.scale, indicator.unit[language]].filter(Boolean).join(' ');
    return html`<div
      class="tile ${judgement.meaning} ${stale ? 'stale' : ''}"
      data-tile=${indicator.id}
      data-value=${reading?.value ?? nothing}
      data-band=${judgement.meaning}
      data-stale=${String(stale)}
      data-chosen=${String(this.chosen)}
    >
      <button
        class="choose"
        data-choose=${indicator.id}
        aria-pressed=${this.chosen}
        aria-label=${`${indicator.name[language]}. ${text.showOnMap}`}
        title=${`${indicator.formula[language]}. ${text.showOnMap}`}
      ></button>
      <span class="name">${indicator.name[language]}</span>
      <button class="figure" data-passport-of=${indicator.id} title=${text.passport}>
        <span class="value">${shown?.digits ?? '–'}</span>
        <span class="unit">${shown ? unit : nothing}</span>
        ${sparkline(indicator, this.trend, this.now)}
      </button>
      <span class="band">
        ${this.word(judgement)}
        <span class="age" aria-label="${text.age}">
          ${stale ? html`<b class="old">${text.stale}</b>` : nothing}${age === null ? '' : duration(age, language)}
        </span>
      </span>
      <span class="basis">
        <span>${this.aim()}</span>
        <span>${this.basis()}</span>
      </span>
    </div>`;
  }

  private word({ meaning, band }: Judgement) {
    const text = texts(this.language);
    const words =
      meaning === 'insufficient' ? text.insufficient
      : meaning === 'nothing' ? text.nothing
      : meaning === 'unbanded' ? nothing
      : band?.name[this.language];
    if (words === nothing) {
      return html`<span class="word"></span>`;
    }
    const rank = band && isAbnormal(meaning) ? rankInLevel(this.indicator.bands, band) : 0;
    return html`${symbol(meaning, 'var(--symbol)', rank)}<span class="word">${words}</span>`;
  }

  private aim() {
    const { indicator, language } = this;
    const text = texts(language);
    if (indicator.target !== null && indicator.target !== undefined) {
      return `${text.target} ${threshold(indicator.target, indicator.precision, language)}`;
    }
    const range = normalRange(indicator, language);
    return range ? `${text.normal} ${range}` : text.noBands;
  }

  private basis() {
    const text = texts(this.language);
    const { reading } = this;
    if (!reading) {
      return nothing;
    }
    const coverage = `${reading.reporting}/${reading.expected}`;
    return html`${reading.quality === 'provisional' ? html`${text.provisional} · ` : nothing}<span
        aria-label="${coverage} ${text.coverage}" title=${text.coverage}>${coverage}</span>`;
  }

  static override styles = [
    piece,
    css`
      :host {
        display: block;
        container-type: size;
        min-height: 0;
      }

      .tile {
        --t: min(5.55cqh, 2.9cqw);
        --symbol: calc(var(--t) * 2.7);
        display: flex;
        flex-direction: column;
        justify-content: space-between;
        width: 100%;
        height: 100%;
        padding: calc(var(--t) * 0.8) calc(var(--t) * 1.2);
        border: calc(var(--t) * 0.22) solid transparent;
        border-left: calc(var(--t) * 0.7) solid var(--edge, var(--line));
        border-radius: calc(var(--t) * 0.5);
        background: var(--panel);
        text-align: left;
        line-height: 1.4;
        overflow: hidden;
        position: relative;
      }

      .choose {
        position: absolute;
        inset: 0;
        padding: 0;
        border: 0;
        background: none;
      }

      .choose:focus-visible {
        outline-offset: calc(var(--u) * -0.4);
      }

      .name,
      .band,
      .basis {
        position: relative;
        pointer-events: none;
      }

      .tile[data-chosen='true'] {
        border-top-color: var(--quiet);
        border-right-color: var(--quiet);
        border-bottom-color: var(--quiet);
      }

      .tile:hover {
        background: var(--raised);
      }

      .watch {
        --edge: var(--watch);
      }

      .warning {
        --edge: var(--warning);
      }

      .critical {
        --edge: var(--critical);
      }

      .watch,
      .warning,
      .critical {
        background: color-mix(in srgb, var(--edge) 13%, var(--panel));
      }

      .insufficient {
        background: repeating-linear-gradient(
          -45deg,
          transparent 0 calc(var(--t) * 1.1),
          color-mix(in srgb, var(--hatch) 30%, transparent) calc(var(--t) * 1.1) calc(var(--t) * 1.45)
        ), var(--panel);
      }

      .name {
        font-size: calc(var(--t) * 2.15);
        font-weight: 600;
        color: var(--quiet);
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }

      .figure {
        position: relative;
        padding: 0;
        border: 0;
        background: none;
        text-align: left;
        display: flex;
        align-items: baseline;
        gap: calc(var(--t) * 0.8);
        min-width: 0;
      }

      .value {
        font-size: calc(var(--t) * 7.4);
        font-weight: 650;
        line-height: 1.05;
        letter-spacing: -0.02em;
        font-variant-numeric: tabular-nums;
      }

      .unit {
        font-size: calc(var(--t) * 2.1);
        white-space: nowrap;
        color: var(--quiet);
        line-height: 1.2;
      }

      .trend {
        flex: 1;
        align-self: center;
        min-width: calc(var(--t) * 6);
        height: calc(var(--t) * 6);
        margin-left: calc(var(--t) * 0.4);
        overflow: visible;
      }

      .line {
        stroke-width: calc(var(--t) * 0.26);
      }

      .now {
        stroke-width: calc(var(--t) * 0.8);
      }

      .band,
      .basis {
        display: flex;
        align-items: center;
        gap: calc(var(--t) * 0.8);
        min-width: 0;
      }

      .band {
        font-size: calc(var(--t) * 2.15);
        font-weight: 600;
      }

      .word {
        flex: 1;
        min-width: 0;
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }

      .normal .word {
        font-weight: 450;
        color: var(--quiet);
      }

      .age,
      .basis {
        font-size: calc(var(--t) * 1.65);
        font-weight: 450;
        color: var(--quiet);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }

      .basis {
        justify-content: space-between;
      }

      .insufficient .value,
      .nothing .value,
      .stale .value {
        color: var(--quiet);
        font-weight: 400;
      }

      .stale {
        border-left-style: dashed;
      }

      .stale .name,
      .stale .trend {
        opacity: 0.65;
      }

      .old {
        margin-right: calc(var(--t) * 0.5);
        padding: calc(var(--t) * 0.1) calc(var(--t) * 0.6);
        border-radius: calc(var(--t) * 0.3);
        background: var(--quiet);
        color: var(--page);
      }
    `,
  ];
}
