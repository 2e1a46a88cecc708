import { css } from 'lit';

/** How small texts of a display look: what is not live, bad or in alarm shows it as values do. */
export const look = css`
  :host { display: inline-block; }
  .cell {
    all: unset;
    box-sizing: border-box;
    position: relative;
    width: 100%;
    display: flex;
    align-items: center;
    gap: 6px;
    cursor: pointer;
    padding: 1px 5px;
    min-height: var(--cell, 24px);
    border: 1px solid transparent;
    border-radius: 3px;
    color: var(--value);
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .cell:hover { border-color: var(--edge); }
  .cell:focus-visible { outline: 2px solid var(--focus); }
  .label { color: var(--quiet); font-size: 12px; flex: 1; overflow: hidden; text-overflow: ellipsis; }
  b { font-weight: 600; overflow: hidden; text-overflow: ellipsis; }
  .unit { color: var(--quiet); font-size: 12px; }
  .flag { font-size: 11px; font-weight: 700; border: 1px solid currentColor; border-radius: 2px; padding: 0 2px; color: var(--text); }
  .stale, .waiting, .unknown { color: var(--stale); border: 1px dashed var(--edge); }
  .stale b, .waiting b, .unknown b { font-style: italic; font-weight: 400; }
  .bad b { text-decoration: line-through; font-weight: 400; color: var(--stale); }
  .p4 { box-shadow: inset 0 0 0 2px var(--p4); }
  .p3 { box-shadow: inset 0 0 0 2px var(--p3); }
  .p2 { box-shadow: inset 0 0 0 2px var(--p2); }
  .p1 { box-shadow: inset 0 0 0 2px var(--p1); }
  rm-alarm-symbol { width: 17px; height: 17px; flex: none; }
`;
