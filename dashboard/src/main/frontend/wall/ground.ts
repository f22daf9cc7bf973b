import { css } from 'lit';

/**
 * The two grounds and the shared measures of the wall. Only watch, warning and critical are saturated colours, and each
 * has its own shape. One --u is a hundredth of the screen's height on a 16:9 wall, so that text grows with the screen.
 */
export const ground = css`
  :host {
    --u: min(1vh, 0.5625vw);
    --gap: calc(var(--u) * 1);
    --page: #171c22;
    --panel: #20272f;
    --raised: #2b343e;
    --line: #3d4955;
    --text: #e8edf2;
    --quiet: #aab6c2;
    --faint: #74828f;
    --watch: #f0b429;
    --warning: #ff6b35;
    --critical: #ff4d9d;
    --on-signal: #16191d;
    --drill: #35c9e8;
    --drill-dark: #0b1216;
    --on-drill: #06181d;
    --focus: #9fd0ff;
    --cell-0: #41505f;
    --cell-1: #4f6173;
    --cell-2: #5f7387;
    --cell-3: #71879c;
    --cell-4: #869db3;
    --cell-nothing: #2a3138;
    --hatch: #7e8c99;
    --trend: #9db0c2;
    --band-normal: rgba(157, 176, 194, 0.13);
    color-scheme: dark;
  }

  :host([ground='light']) {
    --page: #ccd3d9;
    --panel: #e3e8ec;
    --raised: #f1f4f6;
    --line: #a9b4be;
    --text: #141b22;
    --quiet: #414d59;
    --faint: #6d7984;
    --watch: #c98500;
    --warning: #cf3f00;
    --critical: #b4006c;
    --on-signal: #ffffff;
    --drill: #00647d;
    --drill-dark: #f1f4f6;
    --on-drill: #ffffff;
    --focus: #0a4f9c;
    --cell-0: #b9c5cf;
    --cell-1: #a6b5c2;
    --cell-2: #93a5b4;
    --cell-3: #8094a6;
    --cell-4: #6b8195;
    --cell-nothing: #d7dce0;
    --hatch: #75828e;
    --trend: #4d6275;
    --band-normal: rgba(65, 90, 115, 0.13);
    color-scheme: light;
  }

  @media (min-aspect-ratio: 26/10) {
    :host {
      --u: min(1vh, 0.2812vw);
    }
  }

  @media (max-aspect-ratio: 1/1), (max-width: 700px) {
    :host {
      --u: min(calc(100vw / 54), 11px);
    }
  }
`;

/** What every piece with a shadow root of its own needs again. */
export const piece = css`
  * {
    box-sizing: border-box;
  }

  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }

  :focus-visible {
    outline: calc(var(--u) * 0.35) solid var(--focus);
    outline-offset: calc(var(--u) * 0.1);
  }

  .symbol {
    display: block;
    flex: none;
  }

  @keyframes flash {
    50% {
      opacity: 0.2;
    }
  }

  .flashing {
    animation: flash 1.2s steps(1) infinite;
  }

  @media (prefers-reduced-motion: reduce) {
    .flashing {
      animation: none;
    }
  }
`;
