import '@fontsource-variable/inter/wght.css';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Connection } from '../wall/connection';
import '../wall/critical-call';
import { CityClock } from '../wall/format';
import { ground } from '../wall/ground';
import { Sound } from '../wall/sound';
import { texts as wallTexts } from '../wall/texts';
import { accountTexts } from './account-page';
import './alarm-console';
import './audit-page';
import './area-page';
import './device-page';
import './devices-page';
import './layouts-page';
import { layoutTexts } from './layouts-texts';
import './leaders-briefing';
import { logTexts } from './log-texts';
import './passport-card';
import type { PassportCard } from './passport-card';
import { pipelineTexts } from './pipeline-page';
import './rejected-page';
import './rules-page';
import { rulesTexts } from './rules-texts';
import './screens-page';
import './search-palette';
import { sessionsTexts } from './sessions-page';
import type { SearchPalette } from './search-palette';
import { deskTexts } from './desk-texts';
import type { Alarm, Ask, Frame, Ground, Language, Setting } from './messages';
import { pageStyle } from './style';
import { pageTexts } from './texts';

interface Server {
  ask(question: string, about: Record<string, unknown>): Promise<unknown>;
}

const TICK_MS = 1_000;

/** The frame of every page for people: who looks, where to go, search over everything, and whether it is still live. */
@customElement('city-page')
export class CityPage extends LitElement {
  /** Set by Vaadin on the element it drives. */
  $server?: Server;

  @property({ reflect: true, attribute: 'ground' }) pageGround: Ground = 'dark';
  @state() private frame: Frame | null = null;
  @state() private content: Record<string, unknown> = {};
  @state() private language: Language = 'vi';
  /** On a phone, where what is seldom needed is folded. */
  @state() private menuOpen = false;
  @query('search-palette') private palette?: SearchPalette;
  @query('passport-card') private passport?: PassportCard;
  private timer?: ReturnType<typeof setInterval>;
  @state() private calls: Alarm[] = [];
  private readonly connection = new Connection(this);
  private readonly sound = new Sound(this);

  override connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => this.tick(), TICK_MS);
    window.addEventListener('keydown', this.onKey);
  }

  override disconnectedCallback() {
    clearInterval(this.timer);
    window.removeEventListener('keydown', this.onKey);
    super.disconnectedCallback();
  }

  /** Called by the server once it is attached, again after each reconnection: everything starts anew. */
  configure(frame: Frame) {
    this.connection.heard(frame.now);
    this.frame = frame;
    this.content = frame.content;
    this.language = frame.lang;
    this.pageGround = frame.ground;
    document.documentElement.lang = this.language;
    if (frame.user.answers) {
      this.sound.arm();
    }
    this.call(frame.calls);
  }

  private call(calls: Alarm[]) {
    const known = new Set(this.calls.map(({ id }) => id));
    this.calls = calls;
    this.sound.call(calls.length > 0, calls.some(({ id }) => !known.has(id)));
  }

  private tick() {
    this.sound.call(this.calls.length > 0, false);
    this.requestUpdate();
  }

  private readonly take = async (alarm: string) => (await this.ask<string>('take', { alarm })) ?? 'unavailable';

  /** Called by the server with whatever changed; figures come one by one, the rest as a whole. */
  tell({ calls, ...news }: Record<string, unknown> & { now: number; calls?: Alarm[] }) {
    this.connection.heard(news.now);
    if (calls) {
      this.call(calls);
    }
    const figures = { ...(this.content.figures as object), ...(news.figures as object) };
    this.content = { ...this.content, ...news, ...(this.content.figures ? { figures } : {}) };
  }

  heartbeat(now: number) {
    this.connection.heard(now);
  }

  private readonly ask: Ask = async <T>(question: string, about: Record<string, unknown> = {}) => {
    try {
      return ((await this.$server?.ask(question, about)) ?? null) as T | null;
    } catch {
      return null;
    }
  };

  override render() {
    const { frame, language } = this;
    const text = pageTexts(language);
    if (!frame) {
      return html`<p class="waiting" role="status">${text.connecting}…</p>`;
    }
    const setting: Setting = { frame, language, now: this.connection.now, ask: this.ask };
    return html`<a class="skip" href="#main" @click=${this.skip}>${text.skip}</a>
      <header class=${this.menuOpen ? 'open' : ''}>
        <a class="home" href="/" aria-label="CityOps"><img src="/icon.svg" alt="" width="28" height="28" /></a>
        <nav aria-label="CityOps">${this.links(frame)}</nav>
        <button class="find" data-search @click=${() => this.palette?.open()} aria-keyshortcuts="Control+K" aria-label=${text.search}>
          <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><circle cx="8.5" cy="8.5" r="5.5" /><path d="M13 13l5 5" /></svg>
          <span>${text.search}</span> <kbd>Ctrl K</kbd>
        </button>
        <button class="menu" data-menu aria-expanded=${this.menuOpen} aria-label=${deskTexts(language).menu} @click=${() => (this.menuOpen = !this.menuOpen)}>
          <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><path d="M2 5h16M2 10h16M2 15h16" /></svg>
        </button>
        <span class="clock num" data-clock>${new CityClock(language, frame.zone).timeOf(this.connection.now)}</span>
        <button class="extra" data-lang @click=${this.switchLanguage} aria-label=${text.languageLabel} lang=${language === 'vi' ? 'en' : 'vi'}>
          ${text.language}
        </button>
        <button class="extra" data-ground @click=${this.switchGround}>${this.pageGround === 'dark' ? text.toLight : text.toDark}</button>
        ${frame.user.answers
          ? html`<button class="extra" data-sound=${this.sound.on ? 'on' : 'off'} title=${this.sound.on ? wallTexts(language).soundOff : wallTexts(language).soundOn}
              aria-label=${this.sound.on ? wallTexts(language).soundOff : wallTexts(language).soundOn} aria-pressed=${this.sound.on} @click=${() => this.sound.toggle()}>
              <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true"><path d="M4 9.5v5h3.5L13 19V5L7.5 9.5Z${this.sound.on ? 'M16.5 9a4.2 4.2 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11' : 'M17 9.5l5 5M22 9.5l-5 5'}" /></svg></button>`
          : nothing}
        <a class="who extra" href="/account" router-ignore title=${accountTexts(language).heading}><b data-user>${frame.user.name}</b><small>${text.roles[frame.user.role]}</small></a>
        <button class="extra" data-sign-out @click=${() => this.ask('sign-out')}>${text.signOut}</button>
      </header>
      ${this.connection.down ? html`<p class="lost" role="alert">${text.lost}</p>` : nothing}
      <main id="main" tabindex="-1" data-connection=${this.connection.down ? 'down' : 'up'}
        @passport=${(event: CustomEvent<Record<string, unknown>>) => this.passport?.open(event.detail)}>
        ${this.inner(setting)}
      </main>
      <critical-call .calls=${this.calls} .now=${this.connection.now} .language=${language} .acknowledge=${this.take} ?mayAcknowledge=${frame.user.answers}></critical-call>
      <search-palette .setting=${setting}></search-palette>
      <passport-card .indicators=${frame.indicators} .areas=${frame.areas} .language=${language} .zone=${frame.zone}
        .now=${this.connection.now} .ask=${this.ask}></passport-card>`;
  }

  private links(frame: Frame): TemplateResult[] {
    const text = pageTexts(this.language);
    const all: [string, string, boolean][] = [
      ['/', text.briefing, frame.page === 'briefing'],
      ['/desk', text.desk, frame.page === 'console'],
      [`/desk/area/${frame.home}`, text.city, frame.page === 'area' && this.content.area === frame.home],
      ['/wall/main', text.wall, false],
    ];
    all.push(['/rules', rulesTexts(this.language).title, frame.page === 'rules']);
    if (frame.user.engineers) {
      all.push(['/devices', text.devices, frame.page === 'devices'], ['/pipeline', pipelineTexts(this.language).title, frame.page === 'pipeline'], ['/rejected', logTexts(this.language).rejectedShort, frame.page === 'rejected']);
      if (frame.user.everything) {
        all.push(['/layouts', layoutTexts(this.language).title, frame.page === 'layouts'], ['/audit', logTexts(this.language).audit, frame.page === 'audit']);
      }
    }
    if (frame.user.administers) {
      all.push(['/screens', text.screens, frame.page === 'screens'], ['/sessions', sessionsTexts(this.language).title, frame.page === 'sessions']);
    }
    return all.map(
      ([to, name, here]) => html`<a href=${to} router-ignore aria-current=${here ? 'page' : nothing}>${name}</a>`,
    );
  }

  private inner(setting: Setting) {
    switch (setting.frame.page) {
      case 'console':
        return html`<alarm-console .setting=${setting} .content=${this.content}></alarm-console>`;
      case 'area':
        return html`<area-page .setting=${setting} .content=${this.content}></area-page>`;
      case 'device':
        return html`<device-page .setting=${setting} .content=${this.content}></device-page>`;
      case 'audit':
        return html`<audit-page .setting=${setting} .content=${this.content}></audit-page>`;
      case 'pipeline':
        return html`<pipeline-page .setting=${setting} .content=${this.content}></pipeline-page>`;
      case 'rejected':
        return html`<rejected-page .setting=${setting} .content=${this.content}></rejected-page>`;
      case 'devices':
        return html`<devices-page .setting=${setting} .content=${this.content}></devices-page>`;
      case 'account':
        return html`<account-page .setting=${setting} .content=${this.content}></account-page>`;
      case 'layouts':
        return html`<layouts-page .setting=${setting} .content=${this.content}></layouts-page>`;
      case 'rules':
        return html`<rules-page .setting=${setting} .content=${this.content}></rules-page>`;
      case 'sessions':
        return html`<sessions-page .setting=${setting} .content=${this.content}></sessions-page>`;
      case 'screens':
        return html`<screens-page .setting=${setting} .content=${this.content}></screens-page>`;
      default:
        return html`<leaders-briefing .setting=${setting} .content=${this.content}></leaders-briefing>`;
    }
  }

  private readonly onKey = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      this.palette?.open();
    }
  };

  private readonly skip = (event: Event) => {
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('#main')?.focus();
  };

  private readonly switchLanguage = () => {
    this.language = this.language === 'vi' ? 'en' : 'vi';
    document.documentElement.lang = this.language;
    void this.ask('language', { to: this.language });
  };

  private readonly switchGround = () => {
    this.pageGround = this.pageGround === 'dark' ? 'light' : 'dark';
    void this.ask('ground', { to: this.pageGround });
  };

  static override styles = [
    ground,
    pageStyle,
    css`
      :host {
        --u: 8px;
        display: flex;
        flex-direction: column;
        position: fixed;
        inset: 0;
        overflow: auto;
        background: var(--page);
      }
      header {
        display: flex;
        flex: none;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 12px;
        padding: 8px 16px;
        background: var(--panel);
        border-bottom: 1px solid var(--line);
      }
      .home, nav { display: flex; }
      nav { flex-wrap: wrap; gap: 4px; }
      nav a { padding: 6px 12px; border-radius: 6px; text-decoration: none; font-weight: 550; }
      nav a:hover { background: var(--raised); }
      nav a[aria-current] { background: var(--raised); box-shadow: inset 0 -2px var(--focus); }
      .find { margin-left: auto; display: flex; gap: 12px; align-items: center; }
      kbd { padding: 0 6px; border: 1px solid var(--line); border-radius: 4px; font: inherit; font-size: 12px; color: var(--quiet); }
      .clock { font-size: 18px; font-weight: 600; }
      .who { display: flex; flex-direction: column; line-height: 1.25; text-decoration: none; small { color: var(--quiet); } }
      main { flex: 1 0 auto; padding: 16px; min-width: 0; }
      main:focus-visible { outline-offset: -3px; }
      main[data-connection='down'] { filter: grayscale(0.85) brightness(0.7); }
      .lost { margin: 0; padding: 10px 16px; background: var(--critical); color: var(--on-signal); font-weight: 700; }
      critical-call { --c: 6px; position: fixed; right: 16px; bottom: 16px; z-index: 15; max-width: min(760px, calc(100vw - 32px)); }
      .waiting { margin: auto; font-size: 22px; color: var(--quiet); }
      .skip { position: absolute; left: -999px; padding: 8px 12px; background: var(--raised); z-index: 20; }
      .skip:focus { left: 8px; top: 8px; }
      svg { fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; }
      .find svg, .menu { display: none; }
      /* an administrator's links on one line of the usual desk's screen */
      @media (min-width: 701px) and (max-width: 2100px) { header { gap: 8px; } nav { gap: 0; } nav a { padding: 6px 8px; } kbd { display: none; } }
      @media (max-width: 700px) {
        header { padding: 4px 8px; gap: 4px; }
        .clock, kbd, .find span, .extra { display: none; }
        nav { flex: 1; flex-wrap: nowrap; gap: 0; overflow-x: auto; scrollbar-width: none; }
        nav a { padding: 10px 9px; font-size: 14px; white-space: nowrap; }
        .find, .menu { display: grid; place-items: center; margin: 0; width: 44px; min-height: 44px; padding: 0; }
        .find svg { display: block; }
        .open .extra { display: inline-block; }
        .open .who { display: flex; order: 4; flex: 1 0 100%; flex-direction: row; gap: 8px; align-items: baseline; padding: 4px 8px; }
        .open button.extra { order: 5; flex: 1; }
        main { padding: 8px; }
        critical-call { --c: 4.2px; right: 8px; bottom: 8px; max-width: none; width: calc(100vw - 16px); }
        button { min-height: 40px; }
      }
    `,
  ];
}
