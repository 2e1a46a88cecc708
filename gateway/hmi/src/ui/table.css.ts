import { css } from 'lit';

/** How the virtual table looks. */
export const tableStyles = css`
  :host { display: flex; flex-direction: column; min-height: 160px; overflow: hidden; }
  .grid { flex: 1; overflow: auto; position: relative; scrollbar-gutter: stable; outline-offset: -2px !important; contain: strict; }
  .head, .row { display: grid; grid-template-columns: var(--columns); column-gap: 0; min-width: min-content; }
  .head { position: sticky; top: 0; z-index: 2; background: var(--bar); border-bottom: 1px solid var(--line); font-weight: 600; height: 34px; align-items: stretch; }
  .head > div { position: relative; display: flex; align-items: center; padding: 0 10px; min-width: 0; user-select: none; }
  .head > .right { justify-content: flex-end; }
  .head .sortable { cursor: pointer; }
  .head .sortable:hover { background: var(--select); }
  .head span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .head i { font-style: normal; font-size: 10px; margin-left: 5px; }
  .edge { position: absolute; right: -4px; top: 0; bottom: 0; width: 9px; cursor: col-resize; z-index: 1; touch-action: none; }
  .edge::after { content: ''; position: absolute; left: 4px; top: 8px; bottom: 8px; width: 1px; background: var(--edge); opacity: 0.5; }
  .edge:hover::after { opacity: 1; width: 2px; }
  .body { position: relative; min-width: min-content; }
  .row { position: absolute; left: 0; right: 0; align-items: center; border-bottom: 1px solid var(--line); }
  .row.opens { cursor: pointer; }
  .row:hover { background: var(--select); }
  .row[aria-selected='true'] { background: var(--select); box-shadow: inset 3px 0 0 var(--focus); }
  .row > div { padding: 0 10px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
  .right { text-align: right; font-variant-numeric: tabular-nums; }
  .grid:focus-visible .active { outline: 2px solid var(--focus); outline-offset: -2px; }
  .box { padding: 0 0 0 10px !important; }
  .box input { width: 18px; height: 18px; min-height: 0; margin: 0; vertical-align: middle; }
  .waiting { color: var(--stale); font-style: italic; }
  .empty { position: sticky; left: 0; padding: 18px 14px; color: var(--quiet); }
  .narrow .row { display: flex; flex-wrap: wrap; align-content: center; padding: 4px 10px; column-gap: 10px; min-width: 0; }
  .narrow .body { min-width: 0; }
  .narrow .row > div { padding: 0; }
  .narrow .box { padding: 0 !important; }
  .narrow .first { flex: 1 1 40%; font-weight: 600; }
  .narrow .end { text-align: right; margin-left: auto; max-width: 45%; }
  .narrow .line { color: var(--quiet); font-size: 13px; max-width: 100%; }
  .narrow .break { flex-basis: 100%; height: 0; }
  .narrow .head { height: 0; overflow: hidden; border: 0; }
  .narrow .order { display: flex; }
  .order { display: none; gap: 8px; align-items: center; padding: 6px 10px; border-bottom: 1px solid var(--line); }
  .ok { color: inherit; }
  @media print {
    :host { display: block; height: auto !important; overflow: visible; }
    .grid { contain: none; overflow: visible; }
    .head { position: static; }
    .row { position: static; break-inside: avoid; }
    .body { height: auto !important; }
  }
`;
