import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../wall/city-wall';
import type { CityWall } from '../wall/city-wall';
import type { CityMap, Configuration, Update } from '../wall/messages';
import type { Fault, Layout } from './layout-form';
import { layoutTexts } from './layouts-texts';
import type { Setting } from './messages';
import { pageStyle } from './style';

const WIDTH = 1920;
const HEIGHT = 1080;
const TYPING_MS = 300;
const LOOK_MS = 5_000;

/** The wall itself, at full size and drawn small: what the form makes, with the figures of now. Says what is wrong with it. */
@customElement('layout-preview')
export class LayoutPreview extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) layout!: Layout;
  @property({ attribute: false }) page = 0;
  @state() private scale = 0.4;
  @query('city-wall') private wall?: CityWall;
  private map: CityMap | null = null;
  private shown = '';
  private timer?: ReturnType<typeof setTimeout>;
  private readonly resized = new ResizeObserver(([entry]) => (this.scale = entry.contentRect.width / WIDTH));

  override connectedCallback() {
    super.connectedCallback();
    this.resized.observe(this);
    this.lookIn(0);
  }

  override disconnectedCallback() {
    this.resized.disconnect();
    clearTimeout(this.timer);
    super.disconnectedCallback();
  }

  override updated(changed: PropertyValues<this>) {
    if (changed.has('layout') || changed.has('page') || this.languageChanged(changed)) {
      this.lookIn(TYPING_MS);
    }
    this.wall?.heartbeat(this.setting.now);
  }

  private languageChanged(changed: PropertyValues<this>) {
    return changed.has('setting') && changed.get('setting')?.language !== this.setting.language;
  }

  override render() {
    const text = layoutTexts(this.setting.language);
    return html`<h2>${text.preview}</h2>
      <div class="frame" style="height:${HEIGHT * this.scale}px">
        <div class="wall" style="transform:scale(${this.scale})" inert><city-wall preview style="--u:${HEIGHT / 100}px" data-preview=${this.page}></city-wall></div>
      </div>`;
  }

  private lookIn(millis: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), millis);
  }

  private async look() {
    const { layout, page } = this;
    const answer = await this.setting.ask<{ faults: Fault[]; configuration?: Configuration; update?: Update }>('preview', { layout, page, map: this.map === null });
    if (layout === this.layout && page === this.page) {
      this.show(answer);
    }
    if (this.isConnected) {
      this.lookIn(LOOK_MS);
    }
  }

  private show(answer: { faults: Fault[]; configuration?: Configuration; update?: Update } | null) {
    if (!answer) {
      return;
    }
    this.dispatchEvent(new CustomEvent('faults', { detail: answer.faults }));
    const { configuration, update } = answer;
    if (!configuration || !this.wall) {
      return;
    }
    this.map = configuration.map ?? this.map;
    const look = JSON.stringify([configuration.page, this.setting.language]);
    if (look !== this.shown && this.map) {
      this.shown = look;
      this.wall.configure({ ...configuration, lang: this.setting.language, map: this.map });
    }
    if (update) {
      this.wall.update(update);
    }
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: block; overflow: hidden; }
      h2 { margin-bottom: 8px; }
      .frame { position: relative; overflow: hidden; border: 1px solid var(--line); }
      /* the transform makes this box what the wall takes for the screen */
      .wall { position: absolute; left: 0; top: 0; width: 1920px; height: 1080px; transform-origin: 0 0; }
    `,
  ];
}
