import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { CityClock } from './format';
import { piece } from './ground';
import type { Ground, Language, Text, WallPage } from './messages';
import { symbol } from './symbols';
import { texts } from './texts';

/** What the header announces instead of the city's name while something is wrong with the wall. */
export type Notice =
  | { kind: 'lost'; since: number }
  | { kind: 'no-data'; since: number };

/** The top of the wall: whose it is, what time it is, whether it is alive, and its few controls. */
@customElement('wall-header')
export class WallHeader extends LitElement {
  @property({ attribute: false }) city: Text | undefined;
  @property({ attribute: false }) notice: Notice | null = null;
  @property({ attribute: false }) connection: 'up' | 'down' | 'connecting' = 'connecting';
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) language: Language = 'vi';
  @property({ attribute: false }) zone = 'Asia/Ho_Chi_Minh';
  @property({ attribute: false }) wallGround: Ground = 'dark';
  @property({ attribute: false }) user = '';
  @property({ type: Boolean }) sound = false;
  @property({ attribute: false }) page: WallPage | null = null;
  /** The wall does not turn while a critical alarm calls. */
  @property({ type: Boolean }) held = false;
  private clock = new CityClock('vi', 'Asia/Ho_Chi_Minh');

  override willUpdate(changed: Map<PropertyKey, unknown>) {
    if (changed.has('language') || changed.has('zone')) {
      this.clock = new CityClock(this.language, this.zone);
    }
  }

  override render() {
    const text = texts(this.language);
    return html`<div class="left">${this.notice ? this.band(this.notice) : this.cityName()}</div>
      ${this.page && this.page.of > 1 ? this.pages(this.page) : nothing}
      <div class="status ${this.connection}" data-connection=${this.connection === 'down' ? 'down' : 'up'} role="status">
        <i></i>${this.connection === 'up' ? text.live : this.connection === 'down' ? text.noConnection : text.connecting}
      </div>
      <time>
        <b data-clock>${this.clock.timeOf(this.now)}</b>
        <span>${this.clock.dayOf(this.now)}</span>
      </time>
      ${this.controls()}`;
  }

  private pages({ number, of, layout }: WallPage) {
    const text = texts(this.language);
    return html`<div class="pages" data-page=${number + 1} data-of=${of} data-layout=${layout} data-held=${String(this.held)}>
      ${text.page(number + 1, of)}${this.held ? html` · <b>${text.held}</b>` : nothing}
    </div>`;
  }

  private cityName() {
    const text = texts(this.language);
    return html`<h1>${this.city?.[this.language] ?? text.city}</h1>
      <p>${text.centre}</p>`;
  }

  private band(notice: Notice) {
    const text = texts(this.language);
    const [head, body] =
      notice.kind === 'lost' ? [text.lost(this.clock.timeOf(notice.since)), text.lostMeans]
      : [text.noData(this.clock.timeOf(notice.since)), text.noDataMeans];
    const meaning = notice.kind === 'no-data' ? 'warning' : 'critical';
    return html`<div class="notice ${notice.kind}" role="alert" data-notice=${notice.kind}>
      ${symbol(meaning, 'calc(var(--u) * 5)', 0, true)}
      <span><b>${head}</b><span>${body}</span></span>
    </div>`;
  }

  private controls() {
    const text = texts(this.language);
    const { language } = this;
    const other: Language = language === 'vi' ? 'en' : 'vi';
    return html`<nav>
      ${this.control('language', text.language, html`<span lang=${other}>${other.toUpperCase()}</span>`, other)}
      ${this.control(
        'ground',
        this.wallGround === 'dark' ? text.toLight : text.toDark,
        icon(this.wallGround === 'dark' ? SUN : MOON),
      )}
      ${this.control('sound', this.sound ? text.soundOff : text.soundOn, icon(this.sound ? SPEAKER_ON : SPEAKER_OFF))}
      ${this.control('sign-out', this.user ? `${text.signOut}: ${this.user}` : text.signOut, icon(DOOR))}
    </nav>`;
  }

  private control(name: string, label: string, content: unknown, language?: Language) {
    return html`<button
      title=${label}
      aria-label=${label}
      data-control=${name}
      data-lang=${language ?? nothing}
      @click=${() => this.dispatchEvent(new CustomEvent(`wall-${name}`))}
    >
      ${content}
    </button>`;
  }

  static override styles = [
    piece,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: calc(var(--u) * 2.4);
        min-width: 0;
        line-height: 1.4;
      }

      .left {
        flex: 1;
        align-self: stretch;
        display: flex;
        flex-direction: column;
        justify-content: center;
        min-width: 0;
      }

      h1,
      p {
        margin: 0;
        white-space: nowrap;
      }

      h1 {
        font-size: calc(var(--u) * 3.1);
        font-weight: 700;
        line-height: 1.35;
      }

      p,
      time span {
        color: var(--quiet);
        font-size: calc(var(--u) * 1.8);
      }

      .notice {
        display: flex;
        align-items: center;
        gap: calc(var(--u) * 1.6);
        height: 100%;
        padding: 0 calc(var(--u) * 1.6);
        border-left: calc(var(--u) * 0.9) solid var(--edge);
        border-radius: calc(var(--u) * 0.5);
        background: color-mix(in srgb, var(--edge) 30%, var(--panel));
      }

      .notice.lost {
        --edge: var(--critical);
      }

      .notice.no-data {
        --edge: var(--warning);
      }

      .notice span {
        display: grid;
        min-width: 0;
        font-size: calc(var(--u) * 2);
        line-height: 1.35;
      }

      .notice b {
        font-size: calc(var(--u) * 3.2);
        line-height: 1.35;
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }

      .pages {
        color: var(--quiet);
        font-size: calc(var(--u) * 1.9);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }

      .pages b {
        color: var(--text);
      }

      .status {
        display: flex;
        align-items: center;
        gap: calc(var(--u) * 0.8);
        font-size: calc(var(--u) * 1.9);
        white-space: nowrap;
      }

      .status i {
        width: calc(var(--u) * 1.4);
        height: calc(var(--u) * 1.4);
        border-radius: 50%;
        background: var(--quiet);
      }

      .status.connecting i {
        background: none;
        border: calc(var(--u) * 0.3) solid var(--quiet);
      }

      .status.down {
        font-weight: 700;
      }

      .status.down i {
        border-radius: 0;
        background: var(--critical);
      }

      time {
        display: grid;
        text-align: right;
        white-space: nowrap;
      }

      time b {
        font-size: calc(var(--u) * 4.4);
        font-weight: 650;
        line-height: 1.05;
        font-variant-numeric: tabular-nums;
      }

      nav {
        display: flex;
        gap: calc(var(--u) * 0.8);
      }

      nav button {
        display: grid;
        place-items: center;
        width: calc(var(--u) * 4.8);
        height: calc(var(--u) * 4.8);
        padding: 0;
        border: 1px solid var(--line);
        border-radius: calc(var(--u) * 0.6);
        background: var(--panel);
        font-size: calc(var(--u) * 1.9);
        font-weight: 650;
      }

      nav button:hover {
        background: var(--raised);
      }

      nav svg {
        width: 60%;
        height: 60%;
        fill: none;
        stroke: currentColor;
        stroke-width: 2;
        stroke-linecap: round;
        stroke-linejoin: round;
      }

      @media (max-aspect-ratio: 1/1), (max-width: 700px) {
        :host {
          flex-wrap: wrap;
          gap: calc(var(--u) * 1.2) calc(var(--u) * 2);
        }

        .left {
          flex-basis: 100%;
        }

        .notice {
          padding: calc(var(--u) * 1.2);
        }

        .notice b {
          font-size: calc(var(--u) * 2.6);
          white-space: normal;
        }

        nav {
          margin-left: auto;
        }

        nav button {
          width: 44px;
          height: 44px;
        }

        time {
          order: -1;
          text-align: left;
        }

        .left {
          order: -2;
        }

        time b {
          font-size: calc(var(--u) * 3.6);
        }
      }
    `,
  ];
}

const icon = (path: string) => html`<svg viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${path} />`}</svg>`;

const SUN =
  'M12 7.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM12 1.5V4M12 20v2.5M1.5 12H4M20 12h2.5M4.6 4.6l1.7 1.7M17.7 17.7l1.7 1.7M4.6 19.4l1.7-1.7M17.7 6.3l1.7-1.7';
const MOON = 'M20.5 14.5A8.5 8.5 0 1 1 9.5 3.5a7 7 0 0 0 11 11Z';
const SPEAKER = 'M4 9.5v5h3.5L13 19V5L7.5 9.5Z';
const SPEAKER_ON = `${SPEAKER}M16.5 9a4.2 4.2 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11`;
const SPEAKER_OFF = `${SPEAKER}M17 9.5l5 5M22 9.5l-5 5`;
const DOOR = 'M10 3.5H5v17h5M9.5 12H21M17 8l4 4-4 4';
