import { css } from 'lit';

/** Shared by all pieces of a page: the wall's two grounds in the sizes of a desk. Colour only where something is wrong. */
export const pageStyle = css`
  :host {
    color: var(--text);
    font-family: 'Inter Variable', 'Be Vietnam Pro', system-ui, sans-serif;
    font-size: 15px;
    line-height: 1.45;
  }
  * {
    box-sizing: border-box;
  }
  button, input, select, textarea {
    font: inherit;
    color: inherit;
  }
  a {
    color: inherit;
  }
  button, .button {
    min-height: 32px;
    padding: 4px 12px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--raised);
    cursor: pointer;
    text-decoration: none;
  }
  button:hover, .button:hover {
    border-color: var(--quiet);
  }
  button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  input, select, textarea {
    min-height: 32px;
    padding: 4px 8px;
    border: 1px solid var(--control, #74828f);
    border-radius: 6px;
    background: var(--page);
  }
  input[type='checkbox'] {
    min-height: 0;
    margin: 0;
  }
  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 1px;
  }
  h1, h2, h3 {
    margin: 0;
    line-height: 1.4;
    font-weight: 650;
  }
  h1 { font-size: 22px; }
  h2 { font-size: 17px; }
  h3 { font-size: 15px; }
  .panel {
    padding: 16px;
    border-radius: 8px;
    background: var(--panel);
  }
  .muted { color: var(--quiet); }
  .num { font-variant-numeric: tabular-nums; }
  table { border-collapse: collapse; width: 100%; }
  th { text-align: left; font-weight: 600; color: var(--quiet); }
  th, td { padding: 6px 8px; border-bottom: 1px solid var(--line); vertical-align: top; }
  .symbol { display: block; flex: none; }
  .scroll { overflow: auto; }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
