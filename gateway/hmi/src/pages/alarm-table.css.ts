import { css } from 'lit';

/** The alarm list: a table that becomes a list of cards on a narrow screen. */
export const alarmTable = css`
  :host {
    display: flex !important;
    flex-direction: column;
    gap: 10px;
    height: 100%;
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  #comment {
    width: min(340px, 60vw);
  }
  .scroll {
    flex: 1;
    min-height: 120px;
    overflow: auto;
  }
  table {
    border-collapse: collapse;
    width: 100%;
  }
  thead th {
    position: sticky;
    top: 0;
    background: var(--bar);
    z-index: 1;
    text-align: left;
    padding: 2px 8px;
    height: 34px;
  }
  th button {
    background: transparent;
    border-color: transparent;
    padding: 2px 4px;
    margin-left: -4px;
    font-weight: 600;
  }
  th.number {
    text-align: right;
    font-weight: 600;
  }
  td {
    padding: 3px 8px;
    border-bottom: 1px solid var(--line);
    height: 38px;
    white-space: nowrap;
  }
  td.message {
    white-space: normal;
    width: 40%;
  }
  tr.open td {
    background: var(--raised);
    font-weight: 600;
  }
  tr.open td.quiet,
  td .quiet {
    font-weight: 400;
  }
  .old {
    font-style: italic;
    color: var(--stale);
  }
  .tick {
    width: 34px;
  }
  .tick input {
    width: 18px;
    height: 18px;
    min-height: 0;
    accent-color: var(--accent);
    display: block;
  }
  td.action {
    text-align: right;
  }
  td rm-alarm-symbol {
    margin: 0 8px 0 4px;
  }
  .plain {
    background: transparent;
    border-color: transparent;
    padding: 0 3px;
    margin-left: -3px;
    min-height: 26px;
    font-weight: inherit;
    text-decoration: underline;
    text-decoration-color: var(--edge);
    text-underline-offset: 2px;
  }
  .flag {
    margin-left: 6px;
    font-size: 11px;
    font-weight: 700;
    border: 1px solid currentColor;
    border-radius: 2px;
    padding: 0 2px;
  }
  .empty {
    padding: 24px;
    text-align: center;
    color: var(--quiet);
  }
  @media (max-width: 900px) {
    .limit,
    .area {
      display: none;
    }
  }
  @media (max-width: 760px) {
    thead th:not(.tick) {
      display: none;
    }
    thead th.tick {
      height: auto;
      padding: 6px 8px;
    }
    tr {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      border-bottom: 1px solid var(--line);
    }
    td {
      border: 0;
      height: auto;
      background: transparent !important;
    }
    tr.open {
      background: var(--raised);
    }
    td.message,
    td.name {
      width: 100%;
      white-space: normal;
      overflow-wrap: anywhere;
    }
    .plain {
      white-space: normal;
      text-align: left;
    }
    td.message {
      order: -1;
    }
    td.action {
      margin-left: auto;
    }
  }
`;
