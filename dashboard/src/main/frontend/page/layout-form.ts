import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Ground, ViewId } from '../wall/messages';
import { texts as wallTexts } from '../wall/texts';
import './layout-preview';
import type { LayoutsContent } from './layouts-page';
import { layoutTexts } from './layouts-texts';
import type { Setting } from './messages';
import { pageStyle } from './style';

export interface Page {
  tiles: string[];
  areas: string[];
  mapped: string;
  view: ViewId | '';
}

export interface Layout {
  name: string;
  ground: Ground;
  dwell: number;
  pages: Page[];
  /** 0: not yet written. */
  revision: number;
}

export interface Fault {
  page: number;
  field: string;
  reason: string;
  value: string;
}

/** One layout in a form, beside a picture of the wall that it makes. */
@customElement('layout-form')
export class LayoutForm extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) content!: LayoutsContent;
  @property({ attribute: false }) edited!: Layout;
  @state() private layout!: Layout;
  @state() private at = 0;
  @state() private faults: Fault[] = [];
  @state() private notice = '';

  override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('edited')) {
      const another = changed.get('edited')?.name !== this.edited.name;
      this.layout = structuredClone(this.edited);
      this.at = another ? 0 : Math.min(this.at, this.layout.pages.length - 1);
      this.notice = another ? '' : this.notice;
    }
  }

  override render() {
    const text = layoutTexts(this.setting.language);
    const { layout } = this;
    const known = this.content.layouts.find(({ name }) => name === layout.name);
    const unsaved = JSON.stringify(layout) !== JSON.stringify(this.edited);
    return html`<section class="panel">
        <div class="row">
          <label>${text.name} <input name="name" data-name size="24" maxlength="40" .value=${layout.name} ?disabled=${layout.revision > 0} @input=${(event: Event) => this.change({ name: value(event) })} /></label>
          <label>${text.ground} <select data-ground-of @change=${(event: Event) => this.change({ ground: value(event) as Ground })}>
            ${(['dark', 'light'] as const).map((id) => html`<option value=${id} .selected=${id === layout.ground}>${text.grounds[id]}</option>`)}</select></label>
          <label>${text.dwell} <input name="dwell" data-dwell type="number" min=${this.content.limits.shortest} max=${this.content.limits.longest} .value=${String(layout.dwell)} @input=${(event: Event) => this.change({ dwell: Number(value(event)) })} /></label>
        </div>
        <div class="row tabs">
          ${layout.pages.map((_, i) => html`<button data-tab=${i} aria-pressed=${i === this.at} @click=${() => (this.at = i)}>${text.page} ${i + 1}</button>`)}
          <button data-add-page ?disabled=${layout.pages.length >= this.content.limits.pages} @click=${this.addPage}>+ ${text.addPage}</button>
        </div>
        ${layout.pages[this.at] ? this.page(layout.pages[this.at]) : nothing}
        ${this.faults.length > 0
          ? html`<ul class="faults" role="alert">${this.faults.map(
              (fault) => html`<li data-fault=${fault.field} data-reason=${fault.reason}>${fault.page >= 0 ? `${text.page} ${fault.page + 1}: ` : ''}<b>${text.fields[fault.field] ?? fault.field}</b> ${text.faults[fault.reason]?.(fault.value) ?? fault.reason}</li>`,
            )}</ul>`
          : nothing}
        ${known && known.revision > layout.revision ? html`<p role="alert" data-another>${text.another}</p>` : nothing}
        <div class="row">
          <button data-save ?disabled=${this.faults.length > 0} @click=${this.save}>${text.save}</button>
          ${layout.revision > 0 ? html`<button data-remove @click=${this.delete}>${text.remove}</button> <a class="button" href="/wall/${layout.name}" target="_blank">${text.open}</a>` : nothing}
          <span role="status" data-notice>${unsaved ? text.unsaved : this.notice}</span>
        </div>
      </section>
      <layout-preview class="panel" .setting=${this.setting} .layout=${layout} .page=${this.at}
        @faults=${(event: CustomEvent<Fault[]>) => (this.faults = event.detail)}></layout-preview>`;
  }

  private page(page: Page) {
    const { language, frame } = this.setting;
    const text = layoutTexts(language);
    const { limits, views } = this.content;
    const indicator = (id: string) => frame.indicators.find((each) => each.id === id)?.name[language] ?? id;
    const area = (code: string) => frame.areas.find((each) => each.code === code)?.name[language] ?? code;
    return html`<fieldset>
        <legend>${text.tiles(page.tiles.length, limits.tiles)}</legend>
        ${this.chosen('tile', page.tiles, indicator, (tiles) => this.turn({ tiles }))}
        ${this.adder('tile', text.addTile, page.tiles, limits.tiles, frame.indicators.map(({ id, name }) => [id, name[language]]), (tiles) => this.turn({ tiles }))}
      </fieldset>
      <fieldset>
        <legend>${text.areas}</legend>
        ${this.chosen('area', page.areas, area, (areas) => this.turn({ areas }))}
        ${this.adder('area', text.addArea, page.areas, limits.areas, frame.areas.map(({ code, name }) => [code, name[language]]), (areas) => this.turn({ areas }))}
      </fieldset>
      <div class="row">
        <label>${text.mapped} <select data-mapped @change=${(event: Event) => this.turn({ mapped: value(event) })}>
          ${['', ...frame.indicators.map(({ id }) => id)].map((id) => html`<option value=${id} .selected=${id === page.mapped}>${id ? indicator(id) : text.firstTile}</option>`)}</select></label>
        <label>${text.view} <select data-map-view @change=${(event: Event) => this.turn({ view: value(event) as ViewId })}>
          ${['', ...views].map((id) => html`<option value=${id} .selected=${id === page.view}>${id ? (wallTexts(language).views[id] ?? id) : text.own}</option>`)}</select></label>
        ${this.layout.pages.length > 1
          ? html`<button ?disabled=${this.at === 0} @click=${() => this.movePage(-1)}>${text.earlier}</button>
              <button ?disabled=${this.at === this.layout.pages.length - 1} @click=${() => this.movePage(1)}>${text.later}</button>
              <button data-drop-page @click=${this.dropPage}>${text.dropPage}</button>`
          : nothing}
      </div>`;
  }

  /** What was chosen, in its order. */
  private chosen(kind: string, ids: string[], name: (id: string) => string, to: (ids: string[]) => void) {
    const text = layoutTexts(this.setting.language);
    return html`<ol>${ids.map(
      (id, i) => html`<li data-chosen-of=${kind} data-id=${id}><span>${name(id)}</span>
        <button aria-label="${text.earlier}: ${name(id)}" ?disabled=${i === 0} @click=${() => to(moved(ids, i, -1))}>‹</button>
        <button aria-label="${text.later}: ${name(id)}" ?disabled=${i === ids.length - 1} @click=${() => to(moved(ids, i, 1))}>›</button>
        <button aria-label="${text.drop}: ${name(id)}" data-drop=${id} @click=${() => to(ids.filter((other) => other !== id))}>✕</button></li>`,
    )}</ol>`;
  }

  private adder(kind: string, label: string, ids: string[], most: number, all: [string, string][], to: (ids: string[]) => void) {
    return html`<label>${label} <select data-add=${kind} ?disabled=${ids.length >= most} @change=${(event: Event) => {
      const select = event.target as HTMLSelectElement;
      to([...ids, select.value]);
      select.value = '';
    }}><option value="">…</option>
      ${all.filter(([id]) => !ids.includes(id)).map(([id, name]) => html`<option value=${id}>${name}</option>`)}</select></label>`;
  }

  private change(to: Partial<Layout>) {
    this.layout = { ...this.layout, ...to };
  }

  private turn(to: Partial<Page>) {
    this.change({ pages: this.layout.pages.map((page, i) => (i === this.at ? { ...page, ...to } : page)) });
  }

  private readonly addPage = () => {
    const last = this.layout.pages[this.layout.pages.length - 1];
    this.change({ pages: [...this.layout.pages, structuredClone(last)] });
    this.at = this.layout.pages.length - 1;
  };

  private readonly dropPage = () => {
    this.change({ pages: this.layout.pages.filter((_, i) => i !== this.at) });
    this.at = Math.max(0, this.at - 1);
  };

  private movePage(by: number) {
    this.change({ pages: moved(this.layout.pages, this.at, by) });
    this.at += by;
  }

  private readonly save = async () => {
    const text = layoutTexts(this.setting.language);
    const { layout } = this;
    const answer = await this.setting.ask<{ result: string; faults: Fault[] }>('save', { layout });
    this.faults = answer?.faults ?? [];
    this.notice = text.results[answer?.result ?? 'unavailable'];
    if (answer?.result === 'done') {
      this.dispatchEvent(new CustomEvent('saved', { detail: { ...layout, revision: layout.revision + 1 } }));
    }
  };

  private readonly delete = async () => {
    const text = layoutTexts(this.setting.language);
    if (confirm(`${text.reallyRemove} ${this.layout.name}?`)) {
      const result = (await this.setting.ask<string>('remove', { name: this.layout.name })) ?? 'unavailable';
      this.notice = text.results[result];
      if (result === 'done') {
        this.dispatchEvent(new CustomEvent('gone'));
      }
    }
  };

  static override styles = [
    pageStyle,
    css`
      :host { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.2fr); gap: 16px; align-items: start; }
      .row { display: flex; flex-wrap: wrap; align-items: center; gap: 10px 16px; margin: 10px 0; }
      label { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 6px; }
      select { max-width: 100%; }
      input[type='number'] { width: 90px; }
      fieldset { min-width: 0; margin: 10px 0; border: 1px solid var(--line); border-radius: 6px; }
      legend { font-weight: 600; }
      ol { display: flex; flex-wrap: wrap; gap: 6px; margin: 0 0 8px; padding: 0; list-style: none; }
      li[data-chosen-of] { display: flex; align-items: center; gap: 2px; padding: 0 2px 0 10px; border: 1px solid var(--line); border-radius: 6px; background: var(--raised); }
      li button { padding: 2px 7px; border: 0; background: none; }
      .faults { margin: 10px 0; padding-left: 20px; }
      .faults li::marker { content: '▲ '; color: var(--warning); }
      [aria-pressed='true'] { border-color: var(--focus); box-shadow: inset 0 -2px var(--focus); }
      @media (max-width: 1100px) { :host { grid-template-columns: minmax(0, 1fr); } }
    `,
  ];
}

const value = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;

function moved<T>(all: T[], from: number, by: number): T[] {
  const after = [...all];
  after.splice(from + by, 0, ...after.splice(from, 1));
  return after;
}
