import { css } from 'lit';

export const consoleStyle = css`
      .desk { display: grid; grid-template-columns: minmax(0, 1.6fr) minmax(320px, 1fr); gap: 16px; align-items: start; }
      .list { display: flex; flex-direction: column; gap: 10px; max-height: calc(100vh - 92px); min-height: 300px; }
      .head, .bulk, .filters, fieldset { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
      .spring { flex: 1; }
      fieldset { border: 0; margin: 0; padding: 0; }
      .filters { gap: 8px 14px; }
      select { max-width: 170px; }
      .chip { display: inline-flex; align-items: center; gap: 5px; min-height: 32px; padding: 3px 10px; border: 1px solid var(--line); border-radius: 16px; cursor: pointer; }
      .scroll { flex: 1; min-height: 120px; }
      thead th { position: sticky; top: 0; background: var(--panel); z-index: 1; white-space: nowrap; }
      tbody tr { cursor: pointer; }
      tbody tr:hover { background: var(--raised); }
      tr[aria-selected='true'] { background: var(--raised); box-shadow: inset 4px 0 var(--focus); }
      tr.acknowledged, tr.closed { color: var(--quiet); }
      .mark { width: 34px; }
      .mark input { width: 18px; height: 18px; }
      .severity { display: inline-flex; gap: 8px; align-items: center; white-space: nowrap; }
      .open { min-height: 0; padding: 0; border: 0; background: none; text-align: left; }
      small { display: block; color: var(--quiet); }
      .drill { margin-left: 8px; padding: 0 6px; border-radius: 4px; background: var(--drill); color: var(--on-drill); font-size: 12px; }
      .keys { margin: 0; font-size: 13px; }
      .older { margin: 12px; }
      .side { display: flex; flex-direction: column; gap: 16px; position: sticky; top: 16px; height: calc(100vh - 92px); min-height: 500px; }
      alarm-detail, incident-detail { flex: 0 1 auto; max-height: 60%; overflow: auto; }
      incident-detail { max-height: 75%; }
      alarm-detail[hidden] { display: none; }
      device-map { flex: 1 1 320px; }
      .link { min-height: 28px; border: 0; background: none; text-decoration: underline dotted; text-underline-offset: 4px; }
      .filter-button { display: none; }
      .marks { color: var(--text); }
      tr.shelved, tr.suppressed { color: var(--quiet); }
      .situation { background: var(--raised); }
      .inside td:nth-child(2) { padding-left: 22px; }
      @media (max-width: 1000px) {
        .desk { grid-template-columns: minmax(0, 1fr); }
        .list { max-height: none; }
        .side { position: static; height: auto; }
        alarm-detail, incident-detail { max-height: none; }
        device-map { height: 70vh; flex: none; }
        .keys { display: none; }
        .situation { background: none; }
        .inside td:nth-child(2) { padding-left: 6px; }
        tr.inside { margin-left: 18px; }
        thead { display: none; }
        tbody tr { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; padding: 8px 0; border-bottom: 1px solid var(--line); }
        td { border: 0; padding: 2px 6px; }
        td:nth-last-child(4), td:nth-last-child(3), td:nth-last-child(1) { grid-column: 1 / -1; order: 1; }
        td:nth-last-child(2) { text-align: right; grid-column: -2; }
      }
      @media (max-width: 700px) {
        .filter-button { display: inline-block; }
        .filter-box { display: none; }
        .filter-box.shown { display: block; }
        .bulk.idle { display: none; }
        .head { gap: 4px 8px; }
        h1 { font-size: 18px; }
      }
    `;
