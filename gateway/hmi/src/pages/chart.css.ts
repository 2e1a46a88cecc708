import { css } from 'lit';

/** The chart and what lies upon it. */
export const chartStyles = css`
  :host {
    display: block;
    position: relative;
    min-width: 0;
    min-height: 220px;
    height: 100%;
    overflow: hidden;
  }
  .plot {
    position: absolute;
    inset: 0;
  }
  .surface {
    position: absolute;
    touch-action: pan-y;
    cursor: grab;
    overflow: hidden;
    user-select: none;
  }
  .surface:active {
    cursor: grabbing;
  }
  .surface[data-boxing] {
    cursor: crosshair;
  }
  .hover,
  .cursor {
    position: absolute;
    top: 0;
    bottom: 0;
    width: 0;
    pointer-events: none;
    border-left: 1px dashed var(--quiet);
  }
  .cursor {
    border-left: 2px solid var(--focus);
  }
  .cursor.b {
    border-left-style: double;
    border-left-width: 4px;
    margin-left: -1px;
  }
  .handle {
    position: absolute;
    bottom: 2px;
    left: -13px;
    width: 24px;
    height: 24px;
    border-radius: 12px;
    display: grid;
    place-items: center;
    font-weight: 700;
    font-size: 12px;
    pointer-events: auto;
    cursor: ew-resize;
    touch-action: none;
    background: var(--raised);
    color: var(--text);
    border: 2px solid var(--focus);
  }
  .box {
    position: absolute;
    top: 0;
    bottom: 0;
    pointer-events: none;
    background: color-mix(in srgb, var(--focus) 22%, transparent);
    border: solid var(--focus);
    border-width: 0 1px;
  }
  button.mark {
    position: absolute;
    height: 24px;
    min-height: 24px;
    min-width: 24px;
    padding: 0 3px;
    font-size: 11px;
    line-height: 1;
    overflow: hidden;
    text-align: left;
    border: 1px solid var(--edge);
  }
  button.mark.flag {
    text-align: center;
    border-radius: 12px;
  }
  button.mark.alarm {
    border-color: var(--alarm-line);
    font-weight: 700;
  }
  button.mark.p4,
  button.mark.p4:hover:not(:disabled) {
    background: var(--p4);
    color: var(--p4-text);
  }
  button.mark.p3,
  button.mark.p3:hover:not(:disabled) {
    background: var(--p3);
    color: var(--p3-text);
  }
  button.mark.p2,
  button.mark.p2:hover:not(:disabled) {
    background: var(--p2);
    color: var(--p2-text);
  }
  button.mark.p1,
  button.mark.p1:hover:not(:disabled) {
    background: var(--p1);
    color: var(--p1-text);
  }
`;
