import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Setting, Text } from './messages';
import type { Beginning } from './rule-editor';
import './rule-version';
import type { Version } from './rule-version';
import type { RuleRow, RulesContent } from './rules-page';
import { rulesTexts } from './rules-texts';
import { pageStyle } from './style';
import { pageTexts } from './texts';

interface Sheet extends RuleRow {
  message?: Text;
  response?: Text;
  procedure?: Text[];
  versions?: Version[];
  refused?: string;
}

const LOOK_MS = 10_000;
const LOOK_WHILE_REHEARSED_MS = 1_500;

/** One rule: what it does, and its versions on their way. */
@customElement('rule-sheet')
export class RuleSheet extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) content!: RulesContent;
  @property() rule = '';
  @state() private sheet: Sheet | null = null;
  private timer?: ReturnType<typeof setTimeout>;

  override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('rule')) {
      this.sheet = null;
      void this.read();
    }
  }

  override disconnectedCallback() {
    clearTimeout(this.timer);
    super.disconnectedCallback();
  }

  private readonly read = async () => {
    clearTimeout(this.timer);
    const { rule } = this;
    const found = await this.setting.ask<Sheet>('rule', { rule });
    if (rule === this.rule && this.isConnected) {
      this.sheet = found ?? this.sheet;
      const busy = this.sheet?.versions?.some(({ rehearsal }) => rehearsal && ['asked', 'running'].includes(rehearsal.state));
      clearTimeout(this.timer);
      this.timer = setTimeout(this.read, busy ? LOOK_WHILE_REHEARSED_MS : LOOK_MS);
    }
  };

  override render() {
    const { language, frame } = this.setting;
    const text = rulesTexts(language);
    const { sheet } = this;
    const back = html`<a href="/rules" router-ignore data-back @click=${this.back}>← ${text.back}</a>`;
    if (!sheet || (sheet.refused && !sheet.id)) {
      return html`<section class="panel">${back}${sheet ? html`<p role="alert">${sheet.refused === 'unavailable' ? text.results.unavailable : text.unknownRule}</p>` : nothing}</section>`;
    }
    return html`<section class="panel" aria-label=${sheet.name?.[language] ?? sheet.id}>
        ${back}
        <div class="head">
          <h1>${sheet.name?.[language] ?? sheet.id}</h1>
          <span class="muted">${sheet.id} · ${frame.sectors.find(({ id }) => id === sheet.sector)?.name[language] ?? text.everySector} · ${text.kinds[sheet.kind ?? ''] ?? ''} · ${sheet.active ? text.activeVersion(sheet.active) : text.notActive}</span>
          ${this.content.mayChange
            ? html`<span class="deeds"><button class="main" data-edit @click=${() => this.edit({ rule: sheet.id, version: 0, copy: false })} ?disabled=${!sheet.active}>${text.edit}</button>
                <button data-copy @click=${() => this.edit({ rule: sheet.id, version: 0, copy: true })} ?disabled=${!sheet.active}>${text.copy}</button></span>`
            : nothing}
        </div>
        ${sheet.refused ? html`<p role="alert">▲ ${text.results[sheet.refused]}</p>` : nothing}
        ${this.words(sheet)}
      </section>
      <section class="panel" aria-label=${text.versions}>
        <h2>${text.versions}</h2>
        ${sheet.versions?.length === 0 ? html`<p class="muted">${text.noVersions}</p>` : nothing}
        ${sheet.versions?.map(
          (version, i) => html`<rule-version .setting=${this.setting} .rule=${sheet.id} .version=${version} .active=${sheet.active} ?mayChange=${this.content.mayChange} ?newest=${i === 0}
            @changed=${this.read} @edit=${(event: CustomEvent<number>) => this.edit({ rule: sheet.id, version: event.detail, copy: false })}></rule-version>`,
        )}
      </section>`;
  }

  private words(sheet: Sheet) {
    const { language } = this.setting;
    const text = rulesTexts(language);
    const page = pageTexts(language);
    return html`<dl>
      <dt>${text.watches}</dt><dd>${sheet.subject?.[language]}</dd>
      <dt>${text.levels}</dt><dd>${sheet.levels?.map(({ severity, words }) => html`<div>${page.severities[severity]}: ${words[language]}</div>`)}</dd>
      <dt>${text.delays}</dt><dd>${sheet.delays?.[language] || text.noDelays}</dd>
      <dt>${text.message}</dt><dd>${sheet.message?.[language]}</dd>
      <dt>${text.response}</dt><dd>${sheet.response?.[language]}</dd>
      ${sheet.procedure && sheet.procedure.length > 1 ? html`<dt>${text.procedure}</dt><dd><ol>${sheet.procedure.map((step) => html`<li>${step[language]}</li>`)}</ol></dd>` : nothing}
    </dl>`;
  }

  private edit(detail: Beginning) {
    this.dispatchEvent(new CustomEvent('edit', { detail }));
  }

  private readonly back = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent('back'));
  };

  static override styles = [
    pageStyle,
    css`
      :host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; }
      section { display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; min-width: 0; }
      p { margin: 0; }
      .head, .deeds { display: flex; flex-wrap: wrap; align-items: baseline; gap: 8px 14px; }
      .deeds { margin-left: auto; }
      .main { background: var(--focus); color: var(--page); font-weight: 650; }
      dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 6px 20px; margin: 0; }
      dt { color: var(--quiet); }
      dd { margin: 0; overflow-wrap: anywhere; }
      ol { margin: 0; padding-left: 20px; }
      a { width: fit-content; }
      @media (max-width: 700px) {
        dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
        dd { margin-bottom: 8px; }
        .deeds { margin-left: 0; }
      }
    `,
  ];
}
