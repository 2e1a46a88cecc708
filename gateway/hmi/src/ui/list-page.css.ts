import { css } from 'lit';

/** A page that is a list to its foot: head, filters, table. */
export const listPageStyles = css`
  :host { display: flex !important; flex-direction: column; gap: 10px; height: 100%; }
  .filters { display: flex; flex-wrap: wrap; gap: 6px 10px; align-items: end; padding: 8px 10px; }
  .filters label { display: grid; gap: 1px; font-size: 12.5px; }
  .filters input, .filters select { max-width: min(210px, 86vw); }
  .filters input[type='search'], .filters input[type='text'] { width: 170px; }
  rm-table { flex: 1; min-height: max(260px, calc(100dvh - 300px)); }
  .problem { border-left: 4px solid var(--p3); background: var(--raised); padding: 6px 12px; }
  form { display: grid; gap: 4px; }
  form label { margin-top: 4px; }
  form input:not([type='checkbox']), form select, form textarea { width: 100%; }
  textarea { font: inherit; color: var(--text); background: var(--raised); border: 1px solid var(--edge); border-radius: 3px; padding: 6px 10px; resize: vertical; min-height: 90px; }
  dl { margin: 0; display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 3px 14px; }
  dt { color: var(--quiet); }
  dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
  .more { display: flex; flex-wrap: wrap; gap: 8px; margin: 10px 0; }
  h3 { font-size: 13.5px; margin: 14px 0 4px; }
  .comments { list-style: none; padding: 0; margin: 0; }
  .comments li { padding: 4px 0; border-bottom: 1px solid var(--line); white-space: pre-line; overflow-wrap: anywhere; }
  details.folded > summary { cursor: pointer; padding: 6px 10px; min-height: 24px; }
  @media (max-width: 760px) {
    .filters { padding: 4px 8px; }
    :host { height: auto; min-height: 100%; }
    rm-table { flex: none; height: 70dvh; min-height: 300px; }
  }
`;
