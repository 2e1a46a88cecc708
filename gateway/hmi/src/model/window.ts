/** Which rows of a long table are drawn. */
export interface RowWindow {
  first: number;
  last: number;
}

/** Rows in view plus `overscan` on either side; `last` is exclusive. */
export function rowWindow(scrollTop: number, height: number, rowHeight: number, rows: number, overscan = 6): RowWindow {
  const first = Math.max(0, Math.min(rows, Math.floor(scrollTop / rowHeight)) - overscan);
  const last = Math.min(rows, Math.ceil((scrollTop + height) / rowHeight) + overscan);
  return { first, last: Math.max(first, last) };
}

/** Names that hold every word of the query, in any order and case. */
export function matches(query: string, ...texts: string[]): boolean {
  const text = texts.join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
