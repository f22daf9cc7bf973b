import { css, html, LitElement, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { CityClock } from './format';
import type { Drill, Language } from './messages';
import { texts } from './texts';

/** How many signs of a name fit between two marks of the watermark. */
const MARKED_NAME = 34;

/**
 * What nobody can overlook while a drill is shown: a striped frame around the whole screen, a band that names the drill,
 * and words across the figures. Lies above everything and takes no click.
 */
@customElement('drill-mark')
export class DrillMark extends LitElement {
  @property({ attribute: false }) drill!: Drill;
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) language: Language = 'vi';
  @property({ attribute: false }) zone = 'Asia/Ho_Chi_Minh';
  private clock = new CityClock('vi', 'Asia/Ho_Chi_Minh');

  override willUpdate(changed: Map<PropertyKey, unknown>) {
    if (changed.has('language') || changed.has('zone')) {
      this.clock = new CityClock(this.language, this.zone);
    }
  }

  override render() {
    const text = texts(this.language);
    const name = this.drill.name[this.language];
    return html`<div class="band" role="status" data-drill=${this.drill.id}>
        <b>DIỄN TẬP · DRILL</b>
        <span class="name">${name}</span>
        <span class="means">${text.drillMeans(this.clock.timeOf(this.drill.ends))}</span>
      </div>
      ${this.watermark(name)}
      <div class="frame" aria-hidden="true"></div>`;
  }

  private watermark(name: string) {
    const short = name.length > MARKED_NAME ? `${name.slice(0, MARKED_NAME - 1)}…` : name;
    return html`<svg class="watermark" aria-hidden="true" viewBox="0 0 1600 900" preserveAspectRatio="xMidYMid slice">
      <defs>
        ${svg`<pattern id="mark" width="620" height="250" patternUnits="userSpaceOnUse" patternTransform="rotate(-24)">
          <text x="10" y="90" font-size="74" font-weight="800">DIỄN TẬP · DRILL</text>
          <text x="10" y="135" font-size="30" font-weight="650">${short}</text>
        </pattern>`}
      </defs>
      ${svg`<rect width="1600" height="900" fill="url(#mark)" />`}
    </svg>`;
  }

  static override styles = css`
    :host {
      display: contents;
    }

    .band {
      display: flex;
      align-items: baseline;
      gap: calc(var(--u) * 2);
      min-width: 0;
      padding: calc(var(--u) * 0.5) calc(var(--u) * 1.6);
      border-radius: calc(var(--u) * 0.5);
      background: var(--drill);
      color: var(--on-drill);
      line-height: 1.35;
    }

    .band b {
      font-size: calc(var(--u) * 3);
      font-weight: 800;
      letter-spacing: 0.04em;
      white-space: nowrap;
    }

    .name {
      flex: 0 1 auto;
      font-size: calc(var(--u) * 2.4);
      font-weight: 700;
    }

    .means {
      flex: 1;
      font-size: calc(var(--u) * 1.9);
      font-weight: 600;
      text-align: right;
    }

    .name,
    .means {
      min-width: 0;
      white-space: nowrap;
      overflow: hidden;
      text-overflow: ellipsis;
    }

    .watermark {
      position: fixed;
      z-index: 20;
      inset: 0;
      width: 100%;
      height: 100%;
      fill: var(--text);
      opacity: 0.09;
      pointer-events: none;
    }

    .frame {
      position: fixed;
      z-index: 21;
      inset: 0;
      border: var(--drill-frame) solid;
      border-image: repeating-linear-gradient(
          -45deg,
          var(--drill) 0 calc(var(--u) * 2.4),
          var(--drill-dark) calc(var(--u) * 2.4) calc(var(--u) * 4.8)
        )
        20;
      pointer-events: none;
    }

    @media (max-aspect-ratio: 1/1), (max-width: 700px) {
      .band {
        position: sticky;
        z-index: 6;
        top: 0;
        flex-wrap: wrap;
        gap: 0 calc(var(--u) * 1.2);
      }

      .name,
      .means {
        flex-basis: 100%;
        white-space: normal;
        text-align: left;
      }
    }
  `;
}
