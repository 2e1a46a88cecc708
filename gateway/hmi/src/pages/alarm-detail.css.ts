import { css } from 'lit';
import { transitionStyles } from './alarm-transitions.js';

/** How the details of an alarm look. */
export const detailStyles = [
  transitionStyles,
  css`
    :host { display: flex; min-height: 0; }
    section { flex: 1; min-width: 0; display: flex; flex-direction: column; min-height: 0; outline: none; }
    .head { display: flex; gap: 10px; padding: 8px 8px 8px 14px; background: var(--bar); align-items: flex-start; }
    .head rm-alarm-symbol { margin-top: 3px; }
    .head > div { flex: 1; min-width: 0; overflow-wrap: anywhere; line-height: 1.3; }
    .head h2 { flex: 1; }
    .close { padding: 3px 9px; }
    .body { padding: 10px 14px 16px; overflow: auto; display: flex; flex-direction: column; gap: 10px; }
    p { margin: 0; overflow-wrap: anywhere; }
    .flag { font-size: 11px; font-weight: 700; border: 1px solid currentColor; border-radius: 2px; padding: 0 3px; }
    dl { display: grid; grid-template-columns: auto 1fr; gap: 3px 14px; margin: 0; }
    dt { color: var(--quiet); }
    dd { margin: 0; overflow-wrap: anywhere; }
    .response { background: var(--raised); border-left: 4px solid var(--edge); padding: 8px 10px; }
    .value { display: flex; align-items: baseline; gap: 6px; flex-wrap: wrap; }
    .value > b { font-size: 24px; font-weight: 600; color: var(--value); line-height: 1.1; }
    .value.stale > b, .value.waiting > b { color: var(--stale); font-style: italic; font-weight: 400; }
    .value.bad > b { color: var(--stale); text-decoration: line-through; }
    .limit { margin-left: auto; }
    h3 { font-size: 13px; font-weight: 600; margin: 4px 0 -4px; }
    summary { cursor: pointer; min-height: 26px; padding: 3px 0; }
    details dl { margin-top: 4px; }
  `,
];
