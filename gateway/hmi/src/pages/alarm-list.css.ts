import { css } from 'lit';

/** The list of alarms: two lines a row, cards on a narrow screen. */
export const alarmList = css`
  :host { display: flex; flex-direction: column; flex: 1; min-height: 220px; overflow: hidden; container-type: inline-size; position: relative; }
  .grid { flex: 1; overflow: auto; position: relative; contain: strict; outline-offset: -2px !important; }
  .head, .row { display: grid; grid-template-columns: var(--columns); column-gap: 10px; align-items: center; }
  .grid { --columns: 30px minmax(240px, 1fr) 140px 122px 96px 118px 118px; }
  .grid.looking { --columns: 30px minmax(240px, 1fr) 132px 122px 96px 118px; }
  .tickable { --columns: 22px 30px minmax(240px, 1fr) 140px 122px 96px 118px 118px; }
  .head { position: sticky; top: 0; z-index: 2; height: 34px; padding: 0 12px; background: var(--bar); border-bottom: 1px solid var(--line); font-weight: 600; }
  .head button { background: transparent; border-color: transparent; padding: 2px 4px; margin-left: -5px; font-weight: 600; }
  .body { position: relative; }
  .row { position: absolute; left: 0; right: 0; padding: 0 12px; border-bottom: 1px solid var(--line); cursor: pointer; line-height: 1.3; }
  .row:hover { background: var(--select); }
  .row.open { background: var(--raised); }
  .row.open .message { font-weight: 600; }
  .row.open:hover { background: var(--select); }
  .row.shown { box-shadow: inset 4px 0 0 var(--focus); background: var(--select); }
  .row.gone { color: var(--stale); font-style: italic; }
  .row.active { outline: 2px solid transparent; }
  .grid:focus-visible .row.active { outline: 2px solid var(--focus); outline-offset: -2px; }
  .row > div { min-width: 0; }
  .row > div.symbol { min-width: 24px; }
  .line { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .noted .limit .line { white-space: normal; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
  .state .alone { white-space: normal; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
  .phone { display: none; }
  .narrow .phone { display: inline; color: var(--quiet); }
  .small { font-size: 12px; color: var(--quiet); }
  .gone .small { color: inherit; }
  input[type='checkbox'] { width: 20px; height: 20px; min-height: 0; margin: 0; accent-color: var(--accent); display: block; }
  .action { text-align: right; }
  .action button { width: 100%; padding: 2px 6px; white-space: normal; line-height: 1.15; }
  .flag { font-size: 11px; font-weight: 700; border: 1px solid currentColor; border-radius: 2px; padding: 0 3px; margin-right: 5px; white-space: nowrap; font-style: normal; color: var(--text); }
  .old { font-style: italic; color: var(--stale); }
  .empty { padding: 28px 14px; text-align: center; color: var(--quiet); }
  .waiting { position: absolute; left: 50%; translate: -50% 0; top: 40px; z-index: 3; box-shadow: var(--shadow); border-radius: 15px; font-weight: 600; }
  @container (max-width: 940px) {
    .grid:not(.noted) .limit, .noted .area { display: none; }
    .grid, .grid.looking { --columns: 30px minmax(240px, 1fr) 140px 112px 90px 118px; }
    .grid.looking { --columns: 30px minmax(240px, 1fr) 140px 112px 90px; }
    .tickable { --columns: 22px 30px minmax(240px, 1fr) 140px 112px 90px 118px; }
    .grid.noted { --columns: 30px minmax(240px, 1fr) 140px 112px 118px; }
    .grid.noted.tickable { --columns: 22px 30px minmax(240px, 1fr) 140px 112px 118px 118px; }
  }
  @container (max-width: 880px) {
    .area, .noted .since { display: none; }
    .grid, .grid.looking { --columns: 30px minmax(220px, 1fr) 140px 104px 112px; }
    .grid.looking { --columns: 30px minmax(220px, 1fr) 140px 104px; }
    .tickable { --columns: 22px 30px minmax(220px, 1fr) 140px 104px 112px; }
    .grid.noted { --columns: 30px minmax(220px, 1fr) 140px 112px; }
    .grid.noted.tickable { --columns: 22px 30px minmax(220px, 1fr) 140px 112px 118px; }
  }
  .narrow .head { height: 38px; grid-template-columns: 30px 1fr; }
  .narrow .state .alone { -webkit-line-clamp: 2; }
  .narrow .head > :not(.tick) { display: none; }
  .narrow .head .tick { grid-column: 1 / -1; }
  .narrow .head label { display: flex; align-items: center; gap: 10px; min-height: 32px; font-weight: 400; }
  .narrow:not(.tickable) .head { display: none; }
  .narrow .row { grid-template-columns: 22px 26px 1fr auto; grid-template-rows: 1fr auto auto; padding: 6px 10px; column-gap: 8px; row-gap: 1px; }
  .narrow .limit.limit, .narrow .area { display: none; }
  .narrow .tick { grid-row: 1; grid-column: 1; }
  .narrow .symbol { grid-row: 1; grid-column: 2; }
  .narrow .what { grid-row: 1 / 3; grid-column: 3 / 5; align-self: start; }
  .narrow:not(.tickable) .row { grid-template-columns: 26px 1fr auto; }
  .narrow:not(.tickable) .symbol { grid-column: 1; }
  .narrow:not(.tickable) .what { grid-column: 2 / 4; }
  .narrow .what .message { white-space: normal; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
  .narrow .state { grid-row: 3; grid-column: 3; font-size: 12px; }
  .narrow:not(.tickable) .state { grid-column: 2; }
  .narrow .since { display: none; }
  .narrow .action { grid-row: 3; grid-column: 4; max-width: 130px; }
  .narrow .action button { min-height: 32px; }
  @media print {
    :host { display: block; height: auto !important; overflow: visible; }
    .grid { contain: none; overflow: visible; }
    .head { position: static; }
    .row { position: static; break-inside: avoid; }
    .tick, .action { visibility: hidden; }
    .body { height: auto !important; }
  }
`;
