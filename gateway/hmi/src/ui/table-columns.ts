/** A column of a table: what stands in its head, how wide it is, and what it shows of a row. */
export interface Column<R> {
  readonly key: string;
  /** In the language of the screens. */
  readonly label: string;
  /** Pixels at first; the user may drag the edge. */
  readonly width: number;
  /** Share of what room is left; 0 stays as wide as it is. */
  readonly grow?: number;
  readonly align?: 'right';
  /** What the rows are sorted by; a column without it can not be sorted, unless `sortable` says that the owner does it. */
  readonly value?: (row: R) => string | number | boolean | null | undefined;
  readonly sortable?: boolean;
  /** Content of a cell; the value as text where it is left out. */
  readonly cell?: (row: R, index: number) => unknown;
  readonly css?: (row: R) => string;
  /**
   * Where it stands on a narrow screen, on which a row is a card of two lines: at the beginning or at the end of the first line, in
   * the second line, or nowhere. `first` for the first column, else `line`, where it is left out.
   */
  readonly narrow?: 'first' | 'end' | 'line' | 'none';
}

export interface Sort {
  readonly key: string;
  readonly isDescending: boolean;
}

export const NARROWEST = 48;

/** Where a column stands in a card. */
export function placeOf<R>(column: Column<R>, index: number): 'first' | 'end' | 'line' | 'none' {
  return column.narrow ?? (index === 0 ? 'first' : 'line');
}

/** The columns' widths as a template of a grid; dragged ones are fixed. */
export function template<R>(columns: readonly Column<R>[], dragged: ReadonlyMap<string, number>): string {
  return columns
    .map((column) => {
      const own = dragged.get(column.key);
      if (own !== undefined) return `${own}px`;
      return column.grow ? `minmax(${column.width}px, ${column.grow}fr)` : `${column.width}px`;
    })
    .join(' ');
}

/** Numbers by size, texts as people sort them (`T2` before `T10`), what is missing last whichever way round. */
export function sorted<R>(rows: readonly R[], columns: readonly Column<R>[], sort: Sort | null): readonly R[] {
  const value = sort === null ? undefined : columns.find((column) => column.key === sort.key)?.value;
  if (sort === null || value === undefined) return rows;
  const sign = sort.isDescending ? -1 : 1;
  const keyed = rows.map((row, index) => ({ row, index, key: value(row) }));
  const texts = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  keyed.sort((a, b) => {
    const missing = Number(isMissing(a.key)) - Number(isMissing(b.key));
    if (missing !== 0 || isMissing(a.key)) return missing || a.index - b.index;
    const order =
      typeof a.key === 'string' || typeof b.key === 'string'
        ? texts.compare(String(a.key), String(b.key))
        : Number(a.key) - Number(b.key);
    return order * sign || a.index - b.index;
  });
  return keyed.map(({ row }) => row);
}

function isMissing(key: unknown): boolean {
  return key === null || key === undefined || key === '' || (typeof key === 'number' && Number.isNaN(key));
}

/** What a key does to the active cell of a grid of so many rows and columns, -1 the head; null where it does nothing. */
export function moved(
  key: string,
  isControl: boolean,
  at: { row: number; column: number },
  size: { rows: number; columns: number; page: number },
): { row: number; column: number } | null {
  const row = (wanted: number) => Math.max(-1, Math.min(size.rows - 1, wanted));
  const column = (wanted: number) => Math.max(0, Math.min(size.columns - 1, wanted));
  switch (key) {
    case 'ArrowDown':
      return { row: row(at.row + 1), column: at.column };
    case 'ArrowUp':
      return { row: row(at.row - 1), column: at.column };
    case 'ArrowRight':
      return { row: at.row, column: column(at.column + 1) };
    case 'ArrowLeft':
      return { row: at.row, column: column(at.column - 1) };
    case 'PageDown':
      return { row: row(at.row + size.page), column: at.column };
    case 'PageUp':
      return { row: Math.max(0, row(at.row - size.page)), column: at.column };
    case 'Home':
      return isControl ? { row: row(0), column: 0 } : { row: at.row, column: 0 };
    case 'End':
      return isControl ? { row: row(size.rows - 1), column: column(size.columns) } : { row: at.row, column: column(size.columns) };
    default:
      return null;
  }
}
