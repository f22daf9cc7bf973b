import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Language, Setting } from './messages';
import { pageStyle } from './style';

interface Factor {
  state: 'none' | 'begun' | 'confirmed';
  recoveryLeft: number;
}

interface Begun {
  secret?: string;
  size?: number;
  path?: string;
}

const vi = {
  title: 'Tài khoản', heading: 'Mã xác thực khi đăng nhập', on: (left: number) => `Đang bật. Còn ${left} mã dự phòng.`, off: 'Đang tắt: chỉ cần mật khẩu để đăng nhập.',
  begin: 'Bật', scan: 'Quét mã này bằng ứng dụng xác thực, hoặc nhập khóa bằng tay. Mã được vẽ tại đây, không gửi cho ai.', secret: 'Khóa', code: 'Mã sáu số ứng dụng đang hiện', confirm: 'Kiểm tra mã',
  keep: 'Cất giữ các mã dự phòng này. Mỗi mã đăng nhập được một lần khi không có ứng dụng; sẽ không hiện lại.', activate: 'Đã cất giữ, bật ngay', then: 'Sau đó mọi nơi phải đăng nhập lại bằng mật khẩu và mã.', wrong: 'Mã không đúng hoặc đã dùng. Đợi mã kế tiếp rồi thử lại.',
  drop: 'Tắt', dropWith: 'Mã hiện tại hoặc mã dự phòng', results: { done: 'Đã tắt', refused: 'Mã không đúng hoặc đã dùng', wait: 'Sai quá nhiều lần, hãy chờ rồi thử lại', unknown: 'Chưa bật', unavailable: 'Cơ sở dữ liệu chưa trả lời' } as Record<string, string>,
};

const en: typeof vi = {
  title: 'Account', heading: 'A code to sign in with', on: (left) => `On. ${left} recovery codes left.`, off: 'Off: the password alone is enough.',
  begin: 'Turn on', scan: 'Scan this with an authenticator app, or type the key. It is drawn here and told to nobody.', secret: 'Key', code: 'The six digits that the app shows', confirm: 'Check the code',
  keep: 'Keep these recovery codes. Each signs you in once when you are without the app; they are not shown again.', activate: 'I have kept them, turn it on', then: 'Everywhere you are signed in you must then sign in again, with password and code.', wrong: 'The code is wrong, or was used. Wait for the next one and try again.',
  drop: 'Turn off', dropWith: 'The code of now, or a recovery code', results: { done: 'Turned off', refused: 'The code is wrong, or was used', wait: 'Too many failures; wait and try again', unknown: 'It is not on', unavailable: 'The database does not answer' },
};

export const accountTexts = (language: Language) => (language === 'en' ? en : vi);

/** The code that somebody's own account asks for beside its password: on with a QR code, off with a code. */
@customElement('account-page')
export class AccountPage extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) content: Record<string, unknown> = {};
  @state() private factor: Factor | null = null;
  @state() private begun: Begun | null = null;
  @state() private recovery: string[] = [];
  @state() private notice = '';

  override connectedCallback() {
    super.connectedCallback();
    void this.updateComplete.then(() => this.read());
  }

  override render() {
    const text = accountTexts(this.setting.language);
    const on = this.factor?.state === 'confirmed';
    return html`<section class="panel" aria-label=${text.heading} data-factor=${this.factor?.state ?? nothing}>
      <h1>${text.heading}</h1>
      <p>${this.factor ? (on ? text.on(this.factor.recoveryLeft) : text.off) : nothing}</p>
      ${this.recovery.length > 0 ? this.codes() : this.begun?.secret ? this.enrolment(this.begun) : on ? this.dropping() : html`<button data-begin @click=${this.begin}>${text.begin}</button>`}
      <p role="status" data-notice>${this.notice}</p>
    </section>`;
  }

  private enrolment({ secret, size, path }: Begun) {
    const text = accountTexts(this.setting.language);
    return html`<p>${text.scan}</p>
      <svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label="QR" data-qr><rect width=${size!} height=${size!} fill="#fff" /><path d=${path!} fill="#000" shape-rendering="crispEdges" /></svg>
      <p>${text.secret}: <code data-secret>${secret!.replace(/(.{4})(?=.)/g, '$1 ')}</code></p>
      <form @submit=${this.confirm}><label>${text.code} <input name="code" required inputmode="numeric" autocomplete="one-time-code" maxlength="8" size="10" data-code /></label>
        <button data-confirm>${text.confirm}</button></form>`;
  }

  private codes() {
    const text = accountTexts(this.setting.language);
    return html`<p><b>${text.keep}</b></p>
      <ol class="codes">${this.recovery.map((code) => html`<li><code data-recovery>${code}</code></li>`)}</ol>
      <p class="muted">${text.then}</p>
      <button data-activate @click=${() => this.setting.ask('activate')}>${text.activate}</button>`;
  }

  private dropping() {
    const text = accountTexts(this.setting.language);
    return html`<form @submit=${this.drop}><label>${text.dropWith} <input name="code" required autocomplete="one-time-code" maxlength="32" size="22" data-code /></label>
      <button data-drop>${text.drop}</button></form>`;
  }

  private async read() {
    this.factor = (await this.setting.ask<Factor>('factor')) ?? this.factor;
  }

  private readonly begin = async () => {
    this.begun = await this.setting.ask<Begun>('begin');
    this.notice = this.begun?.secret ? '' : accountTexts(this.setting.language).results.unavailable;
  };

  private readonly confirm = async (event: Event) => {
    const code = codeOf(event);
    this.recovery = (await this.setting.ask<{ recovery: string[] }>('confirm', { code }))?.recovery ?? [];
    this.notice = this.recovery.length > 0 ? '' : accountTexts(this.setting.language).wrong;
  };

  private readonly drop = async (event: Event) => {
    const result = (await this.setting.ask<string>('drop', { code: codeOf(event) })) ?? 'unavailable';
    this.notice = accountTexts(this.setting.language).results[result] ?? result;
    this.begun = null;
    await this.read();
  };

  static override styles = [
    pageStyle,
    css`
      :host { display: block; max-width: 800px; margin: 0 auto; }
      .qr { width: 260px; max-width: 100%; }
      .codes { columns: 2; max-width: 460px; font-size: 17px; line-height: 1.9; }
      form { display: flex; flex-wrap: wrap; align-items: center; gap: 10px; }
      label { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 8px; }
    `,
  ];
}

function codeOf(event: Event): string {
  event.preventDefault();
  return String(new FormData(event.target as HTMLFormElement).get('code') ?? '');
}
