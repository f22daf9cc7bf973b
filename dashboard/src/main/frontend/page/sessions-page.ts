import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { duration } from '../wall/format';
import type { Language, Setting } from './messages';
import { pageStyle } from './style';
import { pageTexts } from './texts';
import { moment } from './words';

interface Session {
  name: string;
  role: keyof ReturnType<typeof pageTexts>['roles'] | null;
  address: string;
  browser: string;
  since: number;
  seen: number;
}

const vi = {
  title: 'Phiên đăng nhập', help: 'Trên máy chủ này. Cho ra có hiệu lực trên mọi máy chủ và mọi trình duyệt của người đó.', name: 'Ai', address: 'Từ đâu', browser: 'Trình duyệt', since: 'Từ lúc', seen: 'Lần cuối', end: 'Cho ra mọi nơi', really: 'Cho ra mọi nơi:', you: 'bạn',
  results: { done: 'Xong', 'not-allowed': 'Không được phép', unknown: 'Không có tài khoản này', unavailable: 'Cơ sở dữ liệu chưa trả lời' } as Record<string, string>,
};

const en: typeof vi = {
  title: 'Sessions', help: 'On this server. Signing out holds on every server and every browser of theirs.', name: 'Who', address: 'From', browser: 'Browser', since: 'Since', seen: 'Last seen', end: 'Sign out everywhere', really: 'Sign out everywhere:', you: 'you',
  results: { done: 'Done', 'not-allowed': 'Not allowed', unknown: 'There is no such account', unavailable: 'The database does not answer' },
};

export const sessionsTexts = (language: Language) => (language === 'en' ? en : vi);

const LOOK_MS = 5_000;
const BROWSERS = ['Firefox', 'Edg', 'OPR', 'Chrome', 'Safari'];
const MACHINES = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS', 'Linux'];

/** Who is signed in, since when, from where; and putting them out. For administrators. */
@customElement('sessions-page')
export class SessionsPage extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) content: Record<string, unknown> = {};
  @state() private sessions: Session[] = [];
  @state() private notice = '';
  private timer?: ReturnType<typeof setInterval>;

  override connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => void this.read(), LOOK_MS);
    void this.updateComplete.then(() => this.read());
  }

  override disconnectedCallback() {
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  override render() {
    const { language, now, frame } = this.setting;
    const text = sessionsTexts(language);
    const people = [...new Set(this.sessions.map(({ name }) => name))];
    return html`<section class="panel" aria-label=${text.title}>
      <h1>${text.title}</h1>
      <p class="muted">${text.help} <span role="status" data-notice>${this.notice}</span></p>
      ${people.map((name) => {
        const theirs = this.sessions.filter((session) => session.name === name);
        const role = theirs[0].role;
        return html`<article data-sessions-of=${name} data-count=${theirs.length}>
          <h2>${name} ${name === frame.user.name ? html`<small>(${text.you})</small>` : nothing}
            ${role ? html`<small class="muted">${pageTexts(language).roles[role]}</small>` : nothing}
            <button data-end=${name} @click=${() => this.end(name)}>${text.end}</button></h2>
          <ul>${theirs.map(
            (session) => html`<li data-session><span>${session.address} · <span title=${session.browser}>${this.short(session.browser)}</span></span>
              <span class="num muted">${text.since} ${moment(session.since, now, frame.zone, language)} · ${text.seen} ${duration(now - session.seen, language)}</span></li>`,
          )}</ul>
        </article>`;
      })}
    </section>`;
  }

  /** What a person knows a browser by. */
  private short(browser: string) {
    const known = BROWSERS.find((each) => browser.includes(`${each}/`))?.replace('Edg', 'Edge').replace('OPR', 'Opera');
    const machine = MACHINES.find((each) => browser.includes(each));
    return [known, machine].filter(Boolean).join(', ') || browser.slice(0, 40) || '–';
  }

  private async read() {
    this.sessions = (await this.setting.ask<Session[]>('sessions')) ?? this.sessions;
  }

  private async end(name: string) {
    const text = sessionsTexts(this.setting.language);
    if (confirm(`${text.really} ${name}`)) {
      this.notice = text.results[(await this.setting.ask<string>('end', { name })) ?? 'unavailable'];
      await this.read();
    }
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: block; max-width: 1000px; }
      h2 { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 10px; }
      h2 button { margin-left: auto; font-size: 14px; font-weight: 450; }
      small { font-size: 14px; font-weight: 450; }
      article { padding: 10px 0; border-top: 1px solid var(--line); }
      ul { list-style: none; margin: 4px 0 0; padding: 0; }
      li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2px 14px; padding: 3px 0; }
    `,
  ];
}
