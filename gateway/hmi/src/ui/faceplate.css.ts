import { css } from 'lit';

export const faceplateStyles = css`
  dialog {
    border: 1px solid var(--edge);
    padding: 0;
    background: var(--surface);
    color: var(--text);
    flex-direction: column;
    overflow: hidden;
  }
  dialog[open] { display: flex; }
  dialog:not(:modal) { position: fixed; inset: var(--top, 100px) 0 0 auto; width: var(--width, 380px); margin: 0; height: auto; max-height: none; border-width: 0 0 0 1px; z-index: 3; }
  dialog:modal { margin: auto 0 0; width: 100vw; max-width: 100vw; max-height: calc(100dvh - 24px); border-width: 1px 0 0; border-radius: 8px 8px 0 0; }
  @media (min-width: 560px) {
    dialog:modal { margin: auto 12px auto auto; width: 420px; border-width: 1px; border-radius: 5px; }
  }
  dialog::backdrop { background: rgb(0 0 0 / 22%); }
  .head { display: flex; gap: 10px; padding: 8px 8px 8px 14px; background: var(--bar); align-items: flex-start; }
  .head div { flex: 1; min-width: 0; overflow-wrap: anywhere; }
  .body { padding: 12px 14px 16px; display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; overflow: auto; align-content: start; flex: 1; }
  .big { display: flex; align-items: baseline; gap: 8px; }
  .big b { font-size: 32px; font-weight: 600; color: var(--value); line-height: 1.1; overflow-wrap: anywhere; min-width: 0; }
  .big .quality { margin-left: auto; }
  .big .forced { border: 1px solid currentColor; border-radius: 2px; padding: 0 5px; font-weight: 700; font-size: 12px; }
  .stale b, .waiting b { color: var(--stale); font-style: italic; font-weight: 400; }
  .bad b { color: var(--stale); text-decoration: line-through; }
  rm-bar { width: 100%; height: 30px; }
  .ends, .spans { display: flex; justify-content: space-between; font-size: 12px; color: var(--quiet); margin-top: 2px; }
  .spans { justify-content: flex-end; margin: 0 0 4px; }
  .spans button { min-height: 26px; font-size: 12px; padding: 1px 8px; border-radius: 0; margin-left: -1px; }
  rm-trend { width: 100%; height: 120px; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 14px; margin: 0; }
  dt { color: var(--quiet); }
  dd { margin: 0; text-align: right; overflow-wrap: anywhere; }
  .links { display: flex; flex-wrap: wrap; gap: 6px; }
`;
