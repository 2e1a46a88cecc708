import { css } from 'lit';

/** How the figures of alarms look. */
export const kpiStyles = css`
  :host { display: flex; flex-direction: column; gap: 10px; min-height: 0; }
  .toolbar label { display: inline-flex; gap: 6px; align-items: center; }
  input[type='number'] { width: 64px; }
  .all { flex: 1; min-height: 0; overflow: auto; display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 10px; align-content: start; }
  .panel { padding: 10px 14px; min-width: 0; }
  .across { grid-column: 1 / -1; }
  h2 { margin-bottom: 6px; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: left; padding: 4px 8px 4px 0; border-bottom: 1px solid var(--line); vertical-align: middle; }
  th { font-weight: 600; font-size: 12px; color: var(--quiet); }
  td.number, th.number { text-align: right; padding-right: 14px; white-space: nowrap; }
  td.wide { width: 40%; }
  .verdict { display: inline-flex; gap: 6px; align-items: center; white-space: nowrap; }
  .verdict svg { width: 16px; height: 16px; flex: none; }
  .mark { fill: none; stroke: var(--text); stroke-width: 2; }
  .not-met .mark { fill: var(--p3); stroke: var(--alarm-line); stroke-width: 1; }
  .not-met .sign { stroke: var(--p3-text); }
  .sign { fill: none; stroke: var(--text); stroke-width: 2; }
  .not-judged { color: var(--quiet); }
  tr.not-met td { font-weight: 600; }
  svg.chart { display: block; width: 100%; height: 150px; }
  .bar { fill: var(--fill); }
  .bar.over { fill: var(--p3); stroke: var(--alarm-line); stroke-width: 0.500; }
  .axis { stroke: var(--edge); stroke-width: 1; }
  .aim { stroke: var(--text); stroke-width: 1; stroke-dasharray: 5 4; }
  .ends { display: flex; justify-content: space-between; font-size: 12px; color: var(--quiet); gap: 10px; }
  .share { display: block; width: 100%; height: 12px; }
  .share .track { fill: var(--track); }
  .big { display: flex; flex-wrap: wrap; gap: 8px 30px; margin: 0; }
  .big div { min-width: 0; }
  .big dt { font-size: 12px; color: var(--quiet); }
  .big dd { margin: 0; font-size: 20px; font-weight: 600; color: var(--value); }
  .flood { border-left: 6px solid var(--p3); font-weight: 600; }
  a { color: var(--text); overflow-wrap: anywhere; }
  ul { margin: 0; padding-left: 18px; }
  rm-alarm-symbol { margin-right: 8px; }
  @media (max-width: 1100px) {
    .all { grid-template-columns: minmax(0, 1fr); }
  }
  @media (max-width: 760px) {
    td.wide { display: none; }
    .panel { padding: 8px 10px; }
    tr.target { display: grid; grid-template-columns: 1fr auto; border-bottom: 1px solid var(--line); padding: 4px 0; }
    tr.target td { border: 0; padding: 1px 0; }
    tr.target .aimed { color: var(--quiet); font-size: 12px; grid-column: 1; }
    tr.target .how { justify-self: end; }
    thead.targets { display: none; }
  }
`;
