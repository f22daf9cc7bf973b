import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import './layout-form';
import type { Layout } from './layout-form';
import { layoutTexts } from './layouts-texts';
import type { Setting } from './messages';
import { pageStyle } from './style';

export interface LayoutsContent {
  layouts: Layout[];
  ofScreens: Record<string, string>;
  views: string[];
  limits: { tiles: number; areas: number; pages: number; shortest: number; longest: number };
}

/** What walls show: the layouts, the form of one of them, and which screen has which. */
@customElement('layouts-page')
export class LayoutsPage extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) content!: LayoutsContent & Record<string, unknown>;
  @state() private screens: string[] = [];
  @state() private edited: Layout | null = null;
  @state() private notice = '';

  override connectedCallback() {
    super.connectedCallback();
    void this.updateComplete.then(async () => (this.screens = (await this.setting.ask<string[]>('screens')) ?? []));
  }

  override render() {
    const text = layoutTexts(this.setting.language);
    const { layouts } = this.content;
    return html`<section class="panel">
        <h1>${text.heading}</h1>
        <p class="muted">${text.help}</p>
        <div class="list">
          ${layouts.map(
            (layout) => html`<button data-edit=${layout.name} aria-pressed=${this.edited?.name === layout.name} @click=${() => this.edit(layout)}>
              <b>${layout.name}</b> <span class="muted">${text.pages(layout.pages.length)} · ${layout.dwell} s · ${text.grounds[layout.ground]}</span></button>`,
          )}
          <button data-create @click=${() => this.edit(this.fresh())}>+ ${text.create}</button>
        </div>
        ${layouts.length === 0 ? html`<p class="muted">${text.none}</p>` : nothing}
      </section>
      ${this.edited
        ? html`<layout-form .setting=${this.setting} .content=${this.content} .edited=${this.edited}
            @saved=${(event: CustomEvent<Layout>) => (this.edited = event.detail)} @gone=${() => (this.edited = null)}></layout-form>`
        : nothing}
      <section class="panel">
        <h2>${text.screens}</h2>
        ${this.screens.length === 0 ? html`<p class="muted">${text.noScreens}</p>` : nothing}
        ${this.screens.map(
          (screen) => html`<p><label><b>${screen}</b>
            <select data-screen=${screen} @change=${(event: Event) => this.assign(screen, (event.target as HTMLSelectElement).value)}>
              ${['', ...layouts.map(({ name }) => name)].map(
                (name) => html`<option value=${name} .selected=${(this.content.ofScreens[screen] ?? '') === name}>${name || text.byAddress}</option>`,
              )}</select></label></p>`,
        )}
        <p role="status" data-notice>${this.notice}</p>
      </section>`;
  }

  private edit(layout: Layout) {
    this.edited = structuredClone(layout);
  }

  /** What the wall shows without a layout, to begin with. */
  private fresh(): Layout {
    const { frame } = this.setting;
    const tiles = frame.indicators.filter(({ wall }) => wall).slice(0, this.content.limits.tiles).map(({ id }) => id);
    return { name: '', ground: 'dark', dwell: 30, revision: 0, pages: [{ tiles, areas: [frame.home], mapped: '', view: '' }] };
  }

  private async assign(screen: string, layout: string) {
    this.notice = layoutTexts(this.setting.language).results[(await this.setting.ask<string>('assign', { screen, layout })) ?? 'unavailable'];
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: grid; gap: 16px; }
      .list { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
      [aria-pressed='true'] { border-color: var(--focus); box-shadow: inset 0 -2px var(--focus); }
      p { margin: 8px 0; }
      label { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 6px 14px; }
    `,
  ];
}
