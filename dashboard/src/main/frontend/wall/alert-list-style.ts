import { css } from 'lit';

/** How the worst alerts look: a row each, beside a map a row of two lines, in a hand a card. */
export const alertListStyle = css`
  :host {
    --t: var(--u);
    /* capitals of 3.45 % of the picture's height: 16 arc-minutes from 7.4 times that height away */
    --read: calc(var(--t) * 4.75);
    display: flex;
    flex-direction: column;
    gap: calc(var(--t) * 0.6);
    min-height: 0;
    line-height: 1.4;
  }

  header {
    display: flex;
    align-items: baseline;
    gap: calc(var(--t) * 2.4);
    font-size: calc(var(--t) * 2.6);
  }

  h2 {
    margin: 0;
    font-size: calc(var(--t) * 2.8);
    font-weight: 650;
  }

  .counts {
    display: flex;
    gap: calc(var(--t) * 1.6);
    align-self: center;
    font-weight: 650;
  }

  .counts span {
    display: flex;
    align-items: center;
    gap: calc(var(--t) * 0.5);
  }

  .aside,
  .load {
    color: var(--quiet);
  }

  .load {
    display: flex;
    gap: calc(var(--t) * 0.6);
    align-items: center;
    align-self: center;
  }

  .load b {
    color: var(--text);
  }

  header > * {
    white-space: nowrap;
  }

  .more {
    margin-left: auto;
    overflow: hidden;
    text-overflow: ellipsis;
    color: var(--quiet);
  }

  ol {
    display: grid;
    grid-template-rows: repeat(5, minmax(calc(var(--read) * 1.4), 1fr));
    flex: 1;
    gap: calc(var(--t) * 0.4);
    min-height: 0;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .none {
    grid-row: 1 / -1;
    display: flex;
    gap: calc(var(--t) * 1.2);
    align-items: center;
    justify-content: center;
    border-radius: calc(var(--t) * 0.5);
    background: var(--panel);
    color: var(--quiet);
    font-size: calc(var(--t) * 2.6);
  }

  .row {
    position: relative;
    display: grid;
    grid-template: 'severity where what since who' minmax(0, 1fr) / auto auto minmax(0, 1fr) auto auto;
    gap: 0 calc(var(--t) * 1.4);
    align-items: center;
    padding: 0 calc(var(--t) * 1.2);
    border-left: calc(var(--t) * 0.7) solid var(--edge, var(--line));
    border-radius: calc(var(--t) * 0.5);
    background: color-mix(in srgb, var(--edge, var(--panel)) var(--tint, 0%), var(--panel));
  }

  .watch {
    --edge: var(--watch);
  }

  .warning {
    --edge: var(--warning);
  }

  .critical {
    --edge: var(--critical);
    --tint: 22%;
  }

  .acknowledged {
    --tint: 0%;
  }

  .cleared {
    border-left-style: dashed;
    color: var(--quiet);
  }

  .severity {
    grid-area: severity;
  }

  /* for who cannot see the symbol, which says the same */
  .severity i {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }

  .where,
  .what,
  .since,
  .state {
    font-size: var(--read);
    line-height: 1.4;
    white-space: nowrap;
  }

  .where {
    grid-area: where;
    font-weight: 700;
  }

  .what {
    grid-area: what;
    overflow: hidden;
    font-weight: 500;
    text-overflow: ellipsis;
  }

  .what.small {
    font-size: calc(var(--read) * 0.72);
  }

  .since {
    grid-area: since;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    text-align: right;
  }

  .who {
    grid-area: who;
    display: flex;
    gap: calc(var(--t) * 1);
    align-items: center;
    justify-content: flex-end;
    min-width: 0;
    max-width: calc(var(--t) * 34);
  }

  .state {
    overflow: hidden;
    color: var(--quiet);
    text-overflow: ellipsis;
  }

  /* whose button says that nobody has it */
  .active .state:not(:only-child) {
    display: none;
  }

  .drill {
    padding: 0 calc(var(--t) * 0.7);
    border-radius: calc(var(--t) * 0.4);
    background: var(--drill);
    color: var(--on-drill);
    font-weight: 800;
  }

  .ack {
    padding: calc(var(--t) * 0.5) calc(var(--t) * 1.2);
    border: calc(var(--t) * 0.15) solid var(--quiet);
    border-radius: calc(var(--t) * 0.5);
    background: var(--raised);
    font-size: calc(var(--t) * 2.6);
    font-weight: 600;
    line-height: 1.4;
    white-space: nowrap;
  }

  .ack:hover {
    background: var(--line);
  }

  .ack:disabled {
    color: var(--quiet);
    cursor: default;
  }

  .response {
    display: none;
    position: absolute;
    z-index: 2;
    left: calc(var(--t) * 6);
    bottom: calc(100% - var(--t) * 0.4);
    max-width: 90%;
    padding: calc(var(--t) * 0.8) calc(var(--t) * 1.4);
    border: 1px solid var(--quiet);
    border-radius: calc(var(--t) * 0.5);
    background: var(--raised);
    color: var(--text);
    font-size: calc(var(--t) * 2.4);
    box-shadow: 0 calc(var(--t) * 0.3) calc(var(--t) * 1.6) rgba(0, 0, 0, 0.35);
    pointer-events: none;
  }

  .row:hover .response,
  .row:focus-visible .response,
  .row:focus-within .response {
    display: block;
  }

  /* a column beside the map: a line for where and who, one for what */
  @media (min-aspect-ratio: 26/10) {
    .row {
      grid-template: 'severity where since who' auto 'severity what what what' auto / auto minmax(0, 1fr) auto auto;
      align-content: center;
    }
  }

  @media (max-aspect-ratio: 1/1), (max-width: 700px) {
    :host {
      --read: calc(var(--t) * 2.3);
    }

    ol {
      grid-template-rows: none;
    }

    header {
      flex-wrap: wrap;
      gap: 0 calc(var(--t) * 1.6);
    }

    .row {
      grid-template: 'severity where since' auto 'what what what' auto 'who who who' auto / auto minmax(0, 1fr) auto;
      row-gap: calc(var(--t) * 0.4);
      padding: calc(var(--t) * 1);
    }

    .where,
    .what {
      white-space: normal;
    }

    .who {
      justify-content: space-between;
      max-width: none;
    }

    .active .state:not(:only-child) {
      display: inline;
    }

    .response {
      position: static;
      grid-column: 1 / -1;
      max-width: none;
      box-shadow: none;
    }
  }
`;
