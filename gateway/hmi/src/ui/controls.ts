import { css } from 'lit';

/** Form controls, tables and panels as all screens use them. */
export const controls = css`
  * {
    box-sizing: border-box;
  }
  button,
  input,
  select,
  .button {
    font: inherit;
    color: var(--text);
    background: var(--raised);
    border: 1px solid var(--edge);
    border-radius: 3px;
    min-height: 30px;
    padding: 3px 10px;
  }
  button,
  .button {
    cursor: pointer;
    text-decoration: none;
    white-space: nowrap;
  }
  button:hover:not(:disabled) {
    background: var(--select);
  }
  button:disabled {
    color: var(--quiet);
    background: transparent;
    border-style: dashed;
    cursor: default;
  }
  button.primary:not(:disabled) {
    background: var(--accent);
    color: var(--on-accent);
    border-color: var(--accent);
  }
  button.primary:hover:not(:disabled) {
    background: var(--accent);
    outline: 2px solid var(--edge);
    outline-offset: 1px;
  }
  button[aria-pressed='true'],
  button[aria-pressed='true']:hover:not(:disabled) {
    background: var(--accent);
    color: var(--on-accent);
    border-color: var(--accent);
  }
  :focus-visible {
    outline: 2px solid var(--focus) !important;
    outline-offset: 1px;
  }
  label {
    color: var(--quiet);
  }
  h1 {
    font-size: 16px;
    font-weight: 600;
    margin: 0;
  }
  h2 {
    font-size: 14px;
    font-weight: 600;
    margin: 0;
  }
  .panel {
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: 4px;
  }
  .quiet {
    color: var(--quiet);
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 10px;
  }
  .spacer {
    flex: 1;
  }
  .number {
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media print {
    .toolbar :is(button, input, select, label, .button) {
      display: none;
    }
  }
`;
