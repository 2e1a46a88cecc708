import { css } from 'lit';

export const trendsStyles = css`
  :host {
    display: flex !important;
    flex-direction: column;
    gap: 8px;
    min-height: 100%;
  }
  .chart {
    position: relative;
    flex: 1 1 320px;
    min-width: 0;
    min-height: 300px;
    padding: 4px 2px 0;
    overflow: hidden;
  }
  .chart > rm-trend-chart {
    position: absolute;
    inset: 4px 2px 0;
    height: auto;
  }
  .none {
    position: absolute;
    inset: 40% 0 auto;
    text-align: center;
    margin: 0;
  }
  rm-tag-picker {
    display: inline-block;
    min-width: min(300px, 70vw);
    min-height: 30px;
  }
  .group {
    display: flex;
    flex-wrap: wrap;
  }
  .group button {
    border-radius: 0;
    margin-left: -1px;
    padding: 3px 8px;
  }
  .group button:first-child {
    border-radius: 3px 0 0 3px;
    margin-left: 0;
  }
  .group button:last-child {
    border-radius: 0 3px 3px 0;
  }
  .live {
    min-width: 84px;
  }
  .status:empty {
    display: none;
  }
  .problem,
  .note {
    border-left: 4px solid var(--p4);
    background: var(--raised);
    padding: 4px 10px;
  }
  .note {
    border-color: var(--edge);
  }
  .narrow {
    display: none;
  }
  @media (max-width: 760px) {
    .narrow {
      display: inline-block;
    }
    .wide,
    rm-time-fields:not([data-open]) {
      display: none;
    }
    .toolbar {
      gap: 6px;
    }
    .group button {
      padding: 3px 6px;
      min-width: 32px;
    }
    .spacer {
      display: none;
    }
    .chart {
      min-height: 340px;
    }
  }
  @media print {
    .toolbar {
      display: none;
    }
    .chart {
      min-height: 420px;
    }
  }
`;
