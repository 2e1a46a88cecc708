import { css } from 'lit';

/** The bar of the past: hatched like the frame around the page, and a plain strip for what is live. */
export const travelBar = css`
  :host { display: block; }
  .bar { color: var(--text); border-bottom: 2px solid var(--past); }
  .when {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding: 6px 12px;
    background: repeating-linear-gradient(135deg, var(--past-faint) 0 10px, var(--raised) 10px 20px);
  }
  .past, .live { font-weight: 700; letter-spacing: 0.08em; padding: 1px 10px; border-radius: 3px; }
  .past { background: var(--past); color: var(--on-past); font-size: 18px; }
  .live { border: 1px solid currentColor; font-size: 12px; letter-spacing: 0.05em; padding: 0 6px; }
  time, .doing { background: var(--raised); border-radius: 3px; padding: 0 8px; white-space: nowrap; }
  time b { font-size: 18px; font-weight: 700; color: var(--value); }
  .transport { display: flex; flex-wrap: wrap; gap: 4px; padding: 4px 12px; background: var(--raised); }
  .transport select { width: 10.5em; }
  .transport button { min-width: 38px; padding: 2px 8px; }
  .transport svg { width: 16px; height: 16px; display: block; margin: auto; fill: currentColor; stroke: currentColor; stroke-width: 1.6; }
  .transport .play { min-width: 62px; }
  .present { display: flex; align-items: center; gap: 8px; padding: 4px 12px; background: var(--bar); border-top: 1px solid var(--line); min-width: 0; }
  .present .first { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
  .present.calls { box-shadow: inset 6px 0 0 var(--call); padding-left: 18px; font-weight: 600; }
  .present.calls .first { font-weight: 400; }
  .p4 { --call: var(--p4); }
  .p3 { --call: var(--p3); }
  .p2 { --call: var(--p2); }
  .p1 { --call: var(--p1); }
  .present > :is(.button, button, .live, rm-alarm-symbol) { flex: none; }
  .lost { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; padding: 12px; background: var(--text); color: var(--bg); }
  .lost h1 { font-size: 16px; }
  .lost > * { flex: none; max-width: 100%; }
  .error { padding: 0; }
  .error:has(span) { padding: 4px 12px; border-left: 5px solid var(--p3); background: var(--raised); display: flex; gap: 10px; align-items: center; overflow-wrap: anywhere; }
  .error span { flex: 1; user-select: all; }
  @media (min-width: 1101px) {
    .bar { display: grid; grid-template-columns: minmax(0, 1fr) auto; }
    .present, .error, .lost { grid-column: 1 / -1; }
  }
  @media (max-width: 760px) {
    .when, .transport, .present { padding-left: 8px; padding-right: 8px; }
    .present { flex-wrap: wrap; }
    .present .first { display: none; }
    .transport { gap: 3px; }
    .transport button { flex: 1 1 auto; min-width: 30px; padding: 2px 3px; font-size: 13px; }
    .transport .play { min-width: 44px; }
    .transport select { flex: 1; }
    .when { padding-top: 4px; padding-bottom: 4px; gap: 4px 8px; }
    time { white-space: normal; }
    time small { display: none; }
    .present .button { display: none; }
  }
`;
