import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Setting, Severity, Text } from './messages';
import { problemWords, type Problem } from './rule-problems';
import type { RulesContent } from './rules-page';
import { rulesTexts } from './rules-texts';
import { pageStyle } from './style';
import { pageTexts } from './texts';

export interface Level {
  severity: Severity;
  set: string;
  clear: string;
  name: Text;
}

/** Hours of some days by the city's clock; no days: of each. */
export interface Spell {
  days: string[];
  from: string;
  to: string;
}

/** A rule with thresholds, as it was typed. */
export interface Form {
  id: string;
  version: string;
  sector: string;
  kind: 'measure' | 'indicator';
  input: string;
  above: 'true' | 'false';
  /** Over how long a rise or fall is meant; empty: the value itself. */
  change: string;
  areas: 'all' | 'innermost';
  deviceTypes: string[];
  name: Text;
  levels: Level[];
  schedule: Spell[];
  onDelay: string;
  offDelay: string;
  message: Text;
  response: Text;
  procedure: Text[];
  other: string;
}

const SEVERITIES: Severity[] = ['low', 'medium', 'high', 'critical'];
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const NO_WORDS: Text = { vi: '', en: '' };

export const emptyForm = (): Form => ({
  id: '', version: '1', sector: '', kind: 'measure', input: '', above: 'true', change: '', areas: 'all', deviceTypes: [], name: NO_WORDS,
  levels: [{ severity: 'medium', set: '', clear: '', name: NO_WORDS }], schedule: [], onDelay: '', offDelay: '2m', message: NO_WORDS, response: NO_WORDS, procedure: [], other: '',
});

/** The fields of a rule with thresholds, each with what is wrong with it; tells each change by an event {@code typed}. */
@customElement('rule-fields')
export class RuleFields extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @property({ attribute: false }) content!: RulesContent;
  @property({ attribute: false }) form!: Form;
  @property({ attribute: false }) problems: Problem[] = [];
  /** Whether it is a version of a rule that is there, so that its id stays. */
  @property({ type: Boolean }) fixed = false;

  override render() {
    const { language, frame } = this.setting;
    const text = rulesTexts(language);
    const { form } = this;
    const inputs = form.kind === 'measure'
      ? this.content.measures.map(({ id, name, unit }): [string, string] => [id, `${name[language]}${unit[language] ? ` (${unit[language]})` : ''}`])
      : frame.indicators.map(({ id, name, unit }): [string, string] => [id, `${name[language]}${unit[language] ? ` (${unit[language]})` : ''}`]);
    const types = this.content.types.filter(({ measures }) => measures.includes(form.input));
    return html`<div class="row">
        ${this.typed('id', text.id, form.id, (id) => ({ id }), { size: 28, hint: text.idHelp, disabled: this.fixed })}
        ${this.typed('version', text.versionNumber, form.version, (version) => ({ version }), { size: 4 })}
        ${this.select('sector', text.sector, form.sector, frame.sectors.map(({ id, name }) => [id, name[language]]), (sector) => ({ sector }))}
      </div>
      ${this.bilingual('name', text.nameOf, form.name, (name) => ({ name }))}
      <div class="row">
        ${this.select('kind', text.looksAt, form.kind, [['measure', text.measure], ['indicator', text.indicator]], (kind) => ({ kind: kind as Form['kind'], input: '', deviceTypes: [] }))}
        ${this.select('input', text.inputs[form.kind], form.input, inputs, (input) => ({ input, deviceTypes: [] }))}
        ${this.select('above', text.bad, form.above, form.change.trim() ? [['true', text.rising], ['false', text.falling]] : [['true', text.above], ['false', text.below]], (above) => ({ above: above as Form['above'] }))}
        ${this.typed('change', text.change, form.change, (change) => ({ change }), { size: 14, hint: text.changeHelp })}
        ${form.kind === 'indicator' ? this.select('areas', text.places, form.areas, Object.entries(text.placeKinds), (areas) => ({ areas: areas as Form['areas'] })) : nothing}
      </div>
      ${form.kind === 'measure' && types.length > 0
        ? html`<fieldset data-field="device_types"><legend>${text.deviceTypes}</legend>${types.map(
            ({ id, name }) => html`<label class="check"><input type="checkbox" value=${id} .checked=${form.deviceTypes.includes(id)} @change=${() => this.tell({ deviceTypes: form.deviceTypes.includes(id) ? form.deviceTypes.filter((each) => each !== id) : [...form.deviceTypes, id] })} /> ${name[language]}</label>`,
          )}${this.wrong('device_types')}</fieldset>`
        : nothing}
      <fieldset data-field="levels"><legend>${text.levels}</legend>
        ${form.levels.map((level, i) => this.level(level, i))}
        ${this.wrong('levels')}
        <button data-add-level @click=${() => this.tell({ levels: [...form.levels, { severity: 'high', set: '', clear: '', name: NO_WORDS }] })}>+ ${text.addLevel}</button>
      </fieldset>
      <div class="row">
        ${this.typed('on_delay', text.onDelay, form.onDelay, (onDelay) => ({ onDelay }), { size: 24, hint: text.delayHelp })}
        ${this.typed('off_delay', text.offDelay, form.offDelay, (offDelay) => ({ offDelay }), { size: 24, hint: text.delayHelp })}
      </div>
      <fieldset data-field="schedule"><legend>${text.schedule}</legend>
        ${form.schedule.length === 0 ? html`<p class="muted">${text.always}</p>` : nothing}
        ${form.schedule.map((spell, i) => this.spell(spell, i))}
        ${this.wrong('schedule')}
        <button data-add-spell @click=${() => this.tell({ schedule: [...form.schedule, { days: [], from: '', to: '' }] })}>+ ${text.addSpell}</button>
      </fieldset>
      ${this.bilingual('message', text.message, form.message, (message) => ({ message }), text.messageHelp)}
      ${this.bilingual('response', text.response, form.response, (response) => ({ response }))}
      <fieldset data-field="procedure"><legend>${text.procedure}</legend>
        ${form.procedure.map(
          (step, i) => html`<div class="step">${this.bilingual(`procedure.${i}`, `${text.step} ${i + 1}`, step, (words) => ({ procedure: form.procedure.map((each, j) => (i === j ? words : each)) }))}
            <button aria-label="${text.drop}: ${text.step} ${i + 1}" @click=${() => this.tell({ procedure: form.procedure.filter((_, j) => i !== j) })}>✕</button></div>`,
        )}
        ${this.wrong('procedure')}
        <button data-add-step @click=${() => this.tell({ procedure: [...form.procedure, NO_WORDS] })}>+ ${text.addStep}</button>
      </fieldset>
      ${form.other
        ? html`<label class="wide" data-field="other">${text.other}<textarea rows=${form.other.split('\n').length + 1} spellcheck="false" .value=${form.other} @input=${(event: Event) => this.tell({ other: value(event) })}></textarea>${this.wrong('other')}</label>`
        : nothing}`;
  }

  private level(level: Level, i: number) {
    const text = rulesTexts(this.setting.language);
    const page = pageTexts(this.setting.language);
    const change = (to: Partial<Level>) => ({ levels: this.form.levels.map((each, j) => (i === j ? { ...each, ...to } : each)) });
    return html`<div class="row level" role="group" aria-label="${text.level} ${i + 1}">
      ${this.select(`levels.${i}.severity`, text.severity, level.severity, SEVERITIES.map((id) => [id, page.severities[id]]), (severity) => change({ severity: severity as Severity }))}
      ${this.typed(`levels.${i}.set`, text.set, level.set, (set) => change({ set }), { size: 7 })}
      ${this.typed(`levels.${i}.clear`, text.clear, level.clear, (clear) => change({ clear }), { size: 7 })}
      ${this.typed(`levels.${i}.vi`, `${text.levelName}, ${text.inVietnamese}`, level.name.vi, (vi) => change({ name: { ...level.name, vi } }), { size: 22 })}
      ${this.typed(`levels.${i}.en`, `${text.levelName}, ${text.inEnglish}`, level.name.en, (en) => change({ name: { ...level.name, en } }), { size: 22 })}
      ${this.wrong(`levels.${i}`)}
      ${this.form.levels.length > 1
        ? html`<button aria-label="${text.drop}: ${text.level} ${i + 1}" @click=${() => this.tell({ levels: this.form.levels.filter((_, j) => i !== j) })}>✕</button>`
        : nothing}
    </div>`;
  }

  private spell(spell: Spell, i: number) {
    const { language } = this.setting;
    const text = rulesTexts(language);
    const change = (to: Partial<Spell>) => ({ schedule: this.form.schedule.map((each, j) => (i === j ? { ...each, ...to } : each)) });
    const other = (day: string) => DAYS.filter((each) => (each === day) !== spell.days.includes(each));
    return html`<div class="row spell" role="group" aria-label="${text.spell} ${i + 1}">
      <span class="days" role="group" aria-label=${text.days} data-field="schedule.${i}.days">${DAYS.map(
        (day, at) => html`<label class="check"><input type="checkbox" value=${day} .checked=${spell.days.includes(day)} @change=${() => this.tell(change({ days: other(day) }))} /> ${text.dayNames[at]}</label>`,
      )}<small class="muted">${text.daysHelp}</small>${this.wrong(`schedule.${i}.days`)}</span>
      ${this.typed(`schedule.${i}.from`, text.fromHour, spell.from, (from) => change({ from }), { size: 6, hint: '07:30' })}
      ${this.typed(`schedule.${i}.to`, text.toHour, spell.to, (to) => change({ to }), { size: 6, hint: '17:00' })}
      ${this.wrong(`schedule.${i}`)}
      <button aria-label="${text.drop}: ${text.spell} ${i + 1}" data-drop-spell @click=${() => this.tell({ schedule: this.form.schedule.filter((_, j) => i !== j) })}>✕</button>
    </div>`;
  }

  private typed(field: string, label: string, shown: string, to: (value: string) => Partial<Form>, { size = 20, hint = '', disabled = false } = {}) {
    const wrong = this.problemAt(field);
    return html`<label data-field=${field}>${label}
      <input size=${size} maxlength="2000" title=${hint} placeholder=${hint} .value=${shown} ?disabled=${disabled} aria-invalid=${wrong ? 'true' : nothing}
        @input=${(event: Event) => this.tell(to(value(event)))} />${this.wrong(field)}</label>`;
  }

  private select(field: string, label: string, chosen: string, options: [string, string][], to: (value: string) => Partial<Form>) {
    const text = rulesTexts(this.setting.language);
    const known = options.some(([id]) => id === chosen);
    return html`<label data-field=${field}>${label}
      <select aria-invalid=${this.problemAt(field) ? 'true' : nothing} @change=${(event: Event) => this.tell(to(value(event)))}>
        ${known ? nothing : html`<option value=${chosen} selected>${chosen || `${text.choose}…`}</option>`}
        ${options.map(([id, name]) => html`<option value=${id} .selected=${id === chosen}>${name}</option>`)}
      </select>${this.wrong(field)}</label>`;
  }

  private bilingual(field: string, label: string, shown: Text, to: (value: Text) => Partial<Form>, hint = '') {
    const text = rulesTexts(this.setting.language);
    return html`<div class="two">${(['vi', 'en'] as const).map(
      (language) => html`<label class="wide" data-field="${field}.${language}"><span>${label}, ${language === 'vi' ? text.inVietnamese : text.inEnglish}</span>
        <input maxlength="2000" lang=${language} title=${hint} placeholder=${hint} .value=${shown[language]} aria-invalid=${this.problemAt(`${field}.${language}`) ? 'true' : nothing}
          @input=${(event: Event) => this.tell(to({ ...shown, [language]: value(event) }))} />${this.wrong(`${field}.${language}`)}</label>`,
    )}</div>`;
  }

  private problemAt(field: string) {
    return this.problems.find((problem) => problem.field === field);
  }

  private wrong(field: string) {
    const found = this.problems.filter((problem) => problem.field === field);
    return found.map((problem) => html`<span class="wrong" data-fault=${field}>▲ ${problemWords(problem, this.setting.language)}</span>`);
  }

  private tell(to: Partial<Form>) {
    this.dispatchEvent(new CustomEvent('typed', { detail: { ...this.form, ...to } }));
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: grid; gap: 12px; min-width: 0; }
      .row { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 10px 16px; }
      .two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 10px 16px; flex: 1; }
      .step { display: flex; gap: 8px; align-items: end; margin-bottom: 8px; }
      label { display: grid; align-content: start; gap: 2px; min-width: 0; }
      input:disabled { opacity: 0.65; }
      .check { display: inline-flex; align-items: center; gap: 6px; margin-right: 16px; }
      fieldset { min-width: 0; margin: 0; border: 1px solid var(--line); border-radius: 6px; }
      legend { font-weight: 600; }
      input, select { max-width: 100%; }
      .level, .spell { padding: 8px 0; border-bottom: 1px solid var(--line); }
      .level > button, .spell > button { align-self: center; }
      .days { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 2px; }
      .days small { flex-basis: 100%; }
      [data-add-level], [data-add-spell] { margin-top: 8px; }
      fieldset p { margin: 0; }
      textarea { width: 100%; font: 14px/1.5 ui-monospace, 'DejaVu Sans Mono', monospace; }
      [aria-invalid] { border-color: var(--warning); box-shadow: inset 3px 0 var(--warning); }
      .wrong { max-width: 42ch; font-size: 14px; }
      @media (max-width: 700px) {
        .two { grid-template-columns: minmax(0, 1fr); }
        .row > label { flex: 1 0 100%; }
        select, .row input { width: 100%; }
      }
    `,
  ];
}

const value = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement).value;
