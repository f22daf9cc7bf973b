import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { devicesTexts } from './devices-texts';
import type { Setting } from './messages';
import { pageStyle } from './style';

interface Outcome {
  result: string;
  devices: number;
  faults: { line: number; id: string; kind: string; value: string; near: string }[];
  tokens: Record<string, string>;
}

/** Registers the devices of a table: first a dry run, which tells what is wrong with each row. */
@customElement('device-import')
export class DeviceImport extends LitElement {
  @property({ attribute: false }) setting!: Setting;
  @state() private table = '';
  @state() private outcome: Outcome | null = null;
  @state() private busy = false;

  override render() {
    const text = devicesTexts(this.setting.language);
    const checked = this.outcome?.result === 'checked';
    return html`<details data-import>
      <summary><h2>${text.importTitle}</h2></summary>
      <p class="muted">${text.importHelp}</p>
      <label>${text.file} <input type="file" accept=".csv,text/csv" data-file @change=${this.picked} /></label>
      <label>${text.table}
        <textarea data-table rows="6" spellcheck="false" placeholder="id,type,area,lat,lon,interval" .value=${this.table}
          @input=${(event: Event) => this.changed((event.target as HTMLTextAreaElement).value)}></textarea></label>
      <div class="buttons">
        <button data-dry-run ?disabled=${this.busy || this.table.trim() === ''} @click=${() => this.send(true)}>${text.dryRun}</button>
        <button class="main" data-do-import ?disabled=${this.busy || !checked} @click=${() => this.send(false)}>${text.doImport}</button>
      </div>
      <div role="status">${this.outcome ? this.told(this.outcome) : nothing}</div>
    </details>`;
  }

  private told(outcome: Outcome) {
    const text = devicesTexts(this.setting.language);
    switch (outcome.result) {
      case 'checked':
        return html`<p data-outcome="checked">✓ ${text.checked(outcome.devices)}</p>`;
      case 'done':
        return html`<p data-outcome="done">✓ ${text.imported(outcome.devices)}</p>
          <p><a class="button" download="tokens.csv" href="data:text/csv;charset=utf-8,${encodeURIComponent(this.tokens(outcome))}">${text.download}</a></p>
          <textarea readonly rows="6" data-tokens aria-label=${text.download} .value=${this.tokens(outcome)}></textarea>`;
      case 'faults':
        return html`<p data-outcome="faults"><b>▲ ${text.faults(outcome.faults.length)}</b></p>
          <div class="scroll" tabindex="0"><table>
            <thead><tr><th>${text.line}</th><th>${text.device}</th><th>${text.fault}</th></tr></thead>
            <tbody>${outcome.faults.map(
              ({ line, id, kind, value, near }) => html`<tr data-fault=${kind} data-line=${line}><td class="num">${line || (id ? '' : text.whole)}</td><td>${id}</td>
                <td>${(text.kinds[kind] ?? String)(value)}${near ? text.near(near) : nothing}</td></tr>`,
            )}</tbody></table></div>`;
      default:
        return html`<p data-outcome=${outcome.result}>${text.results[outcome.result] ?? text.results.unavailable}</p>`;
    }
  }

  private tokens({ tokens }: Outcome) {
    return ['id,token', ...Object.entries(tokens).map((pair) => pair.join(','))].join('\n') + '\n';
  }

  private readonly picked = async (event: Event) => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file) {
      this.changed(await file.text());
    }
  };

  private changed(table: string) {
    this.table = table;
    this.outcome = null;
  }

  private async send(dryRun: boolean) {
    this.busy = true;
    this.outcome = (await this.setting.ask<Outcome>('import', { table: this.table, dryRun })) ?? { result: 'unavailable', devices: 0, faults: [], tokens: {} };
    this.busy = false;
    if (this.outcome.result === 'done') {
      this.table = '';
      this.dispatchEvent(new CustomEvent('imported'));
    }
  }

  static override styles = [
    pageStyle,
    css`
      :host { display: block; min-width: 0; }
      summary { cursor: pointer; }
      summary h2 { display: inline; }
      label { display: grid; gap: 4px; margin: 8px 0; }
      textarea { width: 100%; font-family: ui-monospace, monospace; font-size: 14px; }
      .buttons { display: flex; gap: 8px; }
      .main { background: var(--focus); color: var(--page); font-weight: 650; }
      .scroll { max-height: 320px; }
    `,
  ];
}
