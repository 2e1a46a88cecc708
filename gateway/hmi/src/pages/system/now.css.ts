import { css } from 'lit';

export const nowStyles = css`
  :host { display: grid; gap: 10px; grid-template-columns: minmax(0, 1fr); }
  :host > div { display: grid; gap: 10px; grid-template-columns: minmax(0, 1fr); }
  .verdict { padding: 10px 14px; border-left: 6px solid var(--edge); }
  .verdict h2 { font-size: 16px; }
  .verdict .mark { white-space: normal; color: var(--text); }
  .verdict.warn { border-left-color: var(--p3); }
  .verdict.bad { border-left-color: var(--p4); }
  .verdict ul { margin: 6px 0 0; padding-left: 22px; }
  .verdict p { margin: 4px 0 0; }
  .cards { display: grid; gap: 10px; grid-template-columns: repeat(auto-fill, minmax(min(360px, 100%), 1fr)); align-items: start; }
  .histograms { display: grid; gap: 14px 22px; grid-template-columns: repeat(auto-fit, minmax(min(270px, 100%), 1fr)); }
  .drawing svg { display: block; width: 100%; max-width: 1320px; margin: 0 auto; }
  .stages { display: none; }
  .box { fill: var(--raised); stroke: var(--edge); }
  .wrong .box { stroke: var(--p4); stroke-width: 3; }
  .boxtitle { font-weight: 600; font-size: 15px; fill: var(--text); }
  .name { font-size: 13.5px; fill: var(--quiet); }
  .figure { font-size: 14.5px; fill: var(--value); text-anchor: end; font-weight: 600; font-variant-numeric: tabular-nums; }
  .track { fill: var(--track); stroke: var(--line); }
  .level { fill: var(--fill); }
  .arrow { fill: none; stroke: var(--edge); stroke-width: 2; }
  figure { margin: 0; min-width: 0; }
  figcaption { margin-bottom: 4px; }
  figure svg { display: block; width: 100%; height: 92px; }
  .spark svg { height: 44px; }
  .spark figcaption { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2px 10px; margin: 4px 0 2px; }
  .bar { fill: var(--fill); }
  .axis { stroke: var(--edge); vector-effect: non-scaling-stroke; }
  .line { fill: none; stroke: var(--pen1); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
  .percentile { stroke: var(--text); stroke-dasharray: 3 3; vector-effect: non-scaling-stroke; opacity: 0.65; }
  .ticks { position: relative; height: 17px; font-size: 12px; color: var(--quiet); overflow: hidden; }
  .ticks span { position: absolute; transform: translateX(-50%); white-space: nowrap; }
  .projection + .projection { margin-top: 12px; }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; width: 100%; }
  th, td { padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; }
  th[scope='row'] { font-weight: 400; }
  thead th { font-weight: 600; font-size: 12.5px; color: var(--quiet); }
  th.number { text-align: right; }
  tr > :last-child { padding-right: 0; }
  .sum > * { font-weight: 600; border-bottom: 0; }
  .abnormal { font-weight: 700; text-decoration: underline; text-decoration-color: var(--p3); text-decoration-thickness: 3px; }
  .lines { list-style: none; margin: 0; padding: 0; }
  .lines li { padding: 4px 0; border-bottom: 1px solid var(--line); }
  .lines li:last-child { border-bottom: 0; }
  .small { font-size: 12.5px; overflow-wrap: anywhere; }
  .old { font-style: italic; }
  .old .figure { fill: var(--stale); }
  .old .level, .old .bar { fill: var(--off); }
  @media (max-width: 760px) {
    .drawing { display: none; }
    .stages { display: block; }
  }
`;
