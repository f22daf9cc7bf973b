import '@fontsource-variable/inter/wght.css';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import './alert-list';
import './critical-call';
import './drill-mark';
import '../page/passport-card';
import type { PassportCard } from '../page/passport-card';
import type { AlertList } from './alert-list';
import './indicator-tile';
import './ward-map';
import './wall-header';
import { Connection } from './connection';
import { ground, piece } from './ground';
import type {
  AlarmLoad, Alert, Alerts, Configuration, Drill, Ground, Language, Reading, Trend, Update, ViewId, WallPage, WallServer,
} from './messages';
import { Sound } from './sound';
import { texts } from './texts';
import type { Notice } from './wall-header';

const PIPELINE_SILENCE_MS = 30_000;
const TICK_MS = 1_000;

/** The wall of the operations room: one page, drawn from what the server pushes, honest about its own age. */
@customElement('city-wall')
export class CityWall extends LitElement {
  /** Set by Vaadin on the element it drives. */
  $server?: WallServer;

  @property({ reflect: true, attribute: 'ground' }) wallGround: Ground = 'dark';
  @state() private configuration: Configuration | null = null;
  @state() private language: Language = 'vi';
  @state() private chosen = '';
  @state() private tiles: Record<string, Reading> = {};
  @state() private trends: Record<string, Trend> = {};
  @state() private wards: Record<string, Reading> = {};
  @state() private alerts: Alerts | null = null;
  @state() private load: AlarmLoad | null = null;
  @state() private newestData: number | null = null;
  @state() private calls: Alert[] = [];
  @state() private page: WallPage | null = null;
  @state() private drill: Drill | null = null;
  @property({ type: Boolean, reflect: true }) drilling = false;
  @query('passport-card') private passport?: PassportCard;
  /** A picture of a wall on another page, without a sound. */
  @property({ type: Boolean }) preview = false;
  private timer?: ReturnType<typeof setInterval>;
  private readonly connection = new Connection(this);
  private readonly sound = new Sound(this);

  override connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  override disconnectedCallback() {
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  /** Called by the server once it is attached, again after each reconnection: everything starts anew. */
  configure(configuration: Configuration) {
    this.connection.heard(configuration.now);
    this.configuration = configuration;
    this.language = configuration.lang;
    this.wallGround = configuration.ground;
    this.alerts = null;
    this.newestData = null;
    this.turn(configuration.page);
    document.documentElement.lang = this.language;
    if (!this.preview) {
      this.sound.arm();
    }
  }

  /** To a page whose figures come with it. */
  private turn(page: WallPage) {
    this.page = page;
    this.wallGround = page.ground || this.wallGround;
    if (page.view && this.configuration) {
      this.configuration = { ...this.configuration, map: { ...this.configuration.map, view: page.view } };
    }
    this.chosen = page.chosen;
    this.tiles = {};
    this.trends = {};
    this.wards = {};
    this.calls = [];
    this.drill = null;
    this.drilling = false;
  }

  /** Called by the server with whatever changed. Lit uses the same name for drawing, with a Map of its own. */
  override update(change: Update | PropertyValues) {
    if (change instanceof Map) {
      super.update(change);
    } else {
      this.apply(change);
    }
  }

  private apply(change: Update) {
    this.connection.heard(change.now ?? this.connection.now);
    const called = new Set(this.calls.map(({ id }) => id));
    if (change.page) {
      this.turn(change.page);
    }
    if (change.drill !== undefined) {
      this.drill = change.drill;
      this.drilling = change.drill !== null;
      this.tiles = {};
      this.trends = {};
      this.wards = {};
      this.newestData = null;
    }
    this.tiles = { ...this.tiles, ...change.tiles };
    this.trends = { ...this.trends, ...change.trends };
    if (change.chosen !== undefined && change.chosen !== this.chosen) {
      this.chosen = change.chosen;
      this.wards = {};
    }
    this.wards = { ...this.wards, ...change.wards };
    this.newestData = change.newestData ?? this.newestData;
    this.load = change.load ?? this.load;
    this.alerts = change.alerts ?? this.alerts;
    this.calls = change.calls ?? this.calls;
    this.sound.call(this.calls.length > 0, this.calls.some(({ id }) => !called.has(id)));
  }

  heartbeat(now: number) {
    this.connection.heard(now);
  }

  override render() {
    const { configuration } = this;
    const text = texts(this.language);
    const now = this.connection.now;
    if (!configuration) {
      return html`<p class="waiting" role="status">${text.connecting}…</p>`;
    }
    const known = new Map(configuration.indicators.map((indicator) => [indicator.id, indicator]));
    const indicators = (this.page?.tiles ?? []).flatMap((id) => known.get(id) ?? []);
    const mapped = known.get(this.chosen) ?? indicators[0];
    return html`${this.drill
        ? html`<drill-mark
            .drill=${this.drill}
            .now=${now}
            .language=${this.language}
            .zone=${configuration.zone ?? 'Asia/Ho_Chi_Minh'}
          ></drill-mark>`
        : nothing}
      <wall-header
        .city=${this.page?.city}
        .page=${this.page}
        ?held=${this.calls.length > 0}
        .zone=${configuration.zone ?? 'Asia/Ho_Chi_Minh'}
        .notice=${this.notice(now)}
        .connection=${this.connection.down ? 'down' : 'up'}
        .now=${now}
        .language=${this.language}
        .wallGround=${this.wallGround}
        .user=${configuration.user.name}
        ?sound=${this.sound.on}
        @wall-language=${this.switchLanguage}
        @wall-ground=${this.switchGround}
        @wall-sound=${this.switchSound}
        @wall-sign-out=${() => this.$server?.signOut()}
      ></wall-header>
      <main class=${this.connection.down ? 'lost' : ''}>
        ${mapped
          ? html`<ward-map
              class="panel"
              .map=${configuration.map}
              .indicator=${mapped}
              .wards=${this.wards}
              .now=${now}
              .language=${this.language}
              @map-view=${(event: CustomEvent<ViewId>) => this.$server?.view(event.detail)}
            ></ward-map>`
          : nothing}
        <section
          class="tiles"
          style="--columns:${columnsFor(indicators.length)}"
          aria-label=${text.tiles}
          @click=${this.pressTile}
        >
          ${indicators.map(
            (indicator) => html`<indicator-tile
              .indicator=${indicator}
              .reading=${this.tiles[indicator.id]}
              .trend=${this.trends[indicator.id] ?? []}
              .now=${now}
              .language=${this.language}
              ?chosen=${indicator.id === this.chosen}
            ></indicator-tile>`,
          )}
        </section>
        <alert-list
          .alerts=${this.alerts}
          .load=${this.load}
          .now=${now}
          .language=${this.language}
          ?mayAcknowledge=${configuration.user.mayAcknowledge}
          @alert-acknowledge=${this.onAcknowledge}
        ></alert-list>
        <critical-call
          .calls=${this.calls}
          .now=${now}
          .language=${this.language}
          .acknowledge=${this.take}
          ?mayAcknowledge=${configuration.user.mayAcknowledge}
        ></critical-call>
      </main>
      <passport-card
        wall
        .wall=${true}
        .indicators=${configuration.indicators}
        .areas=${this.named(configuration)}
        .language=${this.language}
        .zone=${configuration.zone ?? 'Asia/Ho_Chi_Minh'}
        .now=${now}
        .ask=${this.askPassport}
      ></passport-card>`;
  }

  private async onAcknowledge(event: CustomEvent<string>) {
    const list = event.target as AlertList;
    const outcome = await this.$server?.acknowledge(event.detail, '').catch(() => 'unavailable');
    list.answered(event.detail, outcome ?? 'unavailable');
  }

  private notice(now: number): Notice | null {
    if (this.connection.down) {
      return { kind: 'lost', since: this.connection.lastHeard };
    }
    if (this.newestData !== null && now - this.newestData > PIPELINE_SILENCE_MS) {
      return { kind: 'no-data', since: this.newestData };
    }
    return null;
  }

  private tick() {
    this.sound.call(this.calls.length > 0, false);
    this.requestUpdate();
  }

  private readonly take = async (id: string) =>
    (await this.$server?.acknowledge(id, '').catch(() => 'unavailable')) ?? 'unavailable';

  private readonly pressTile = (event: Event) => {
    const pressed = event
      .composedPath()
      .find((node): node is HTMLElement => node instanceof HTMLElement && (!!node.dataset.choose || !!node.dataset.passportOf));
    if (pressed?.dataset.passportOf) {
      void this.passport?.open({ indicator: pressed.dataset.passportOf, area: this.page?.home ?? 'city' });
    } else if (pressed) {
      this.$server?.choose(pressed.dataset.choose!);
    }
  };

  private readonly askPassport = async <T>(_: string, about: Record<string, unknown> = {}) => {
    const answer = await this.$server?.passport(String(about.indicator), String(about.area)).catch(() => null);
    return (answer ?? null) as T | null;
  };

  private named({ map }: Configuration) {
    return [
      { code: this.page?.home ?? 'city', kind: '', name: this.page?.city ?? { vi: '', en: '' } },
      ...map.cells.map(({ code, kind, name }) => ({ code, kind, name })),
    ];
  }

  private readonly switchLanguage = () => {
    this.language = this.language === 'vi' ? 'en' : 'vi';
    document.documentElement.lang = this.language;
    this.$server?.language(this.language);
  };

  private readonly switchGround = () => {
    this.wallGround = this.wallGround === 'dark' ? 'light' : 'dark';
    this.$server?.ground(this.wallGround);
  };

  private readonly switchSound = () => {
    this.sound.toggle();
    this.requestUpdate();
  };

  static override styles = [
    ground,
    piece,
    css`
      :host {
        display: grid;
        grid-template-rows: calc(var(--u) * 8) minmax(0, 1fr);
        gap: var(--gap);
        position: fixed;
        inset: 0;
        box-sizing: border-box;
        padding: var(--gap) calc(var(--gap) * 1.2) calc(var(--gap) * 1.2);
        overflow: hidden;
        background: var(--page);
        color: var(--text);
        font-family: 'Inter Variable', 'Be Vietnam Pro', system-ui, sans-serif;
        font-size: calc(var(--u) * 2);
        line-height: 1.4;
      }

      :host([drilling]) {
        --drill-frame: calc(var(--u) * 1.2);
        grid-template-rows: auto calc(var(--u) * 8) minmax(0, 1fr);
        padding: calc(var(--gap) + var(--drill-frame));
      }

      .waiting {
        grid-row: 1 / -1;
        place-self: center;
        color: var(--quiet);
        font-size: calc(var(--u) * 4);
      }

      main {
        display: grid;
        grid-template: 'map tiles' minmax(0, 1fr) 'alerts alerts' auto / minmax(0, 0.62fr) minmax(0, 1fr);
        gap: var(--gap);
        min-height: 0;
      }

      .panel {
        padding: calc(var(--u) * 1.2);
        border-radius: calc(var(--u) * 0.5);
        background: var(--panel);
      }

      ward-map {
        grid-area: map;
      }

      .tiles {
        grid-area: tiles;
        display: grid;
        grid-template-columns: repeat(var(--columns), minmax(0, 1fr));
        grid-auto-rows: minmax(0, 1fr);
        gap: var(--gap);
        min-height: 0;
      }

      alert-list {
        grid-area: alerts;
      }

      /* over the rows that matter least, and over nothing else */
      critical-call {
        --c: var(--u);
        grid-area: alerts;
        z-index: 4;
        align-self: end;
      }

      .lost {
        filter: grayscale(0.85) brightness(0.55);
        outline: calc(var(--u) * 0.6) dashed var(--critical);
      }

      @media (min-aspect-ratio: 26/10) {
        main {
          grid-template: 'map tiles alerts' minmax(0, 1fr) / minmax(0, 0.8fr) minmax(0, 1.2fr) minmax(0, 1fr);
        }
      }

      @media (max-aspect-ratio: 1/1), (max-width: 700px) {
        :host {
          display: block;
          overflow: auto;
        }

        main {
          display: flex;
          flex-direction: column;
          margin-top: var(--gap);
          gap: calc(var(--gap) * 1.6);
        }

        wall-header {
          position: sticky;
          top: calc(var(--gap) * -1);
          z-index: 5;
          padding: var(--gap) 0;
          background: var(--page);
        }

        alert-list {
          order: -1;
        }

        critical-call {
          --c: calc(var(--u) * 0.55);
          position: sticky;
          top: calc(var(--u) * 15);
          order: -2;
        }

        .tiles {
          grid-template-columns: minmax(0, 1fr);
          grid-auto-rows: calc(var(--u) * 26);
        }

        ward-map {
          height: 92vh;
        }
      }
    `,
  ];
}

const columnsFor = (count: number) => (count <= 1 ? 1 : count <= 4 ? 2 : 3);
