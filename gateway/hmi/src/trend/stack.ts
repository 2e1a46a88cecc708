/** Something with a place along the top of the chart, in pixels. */
export interface Placed<T> {
  left: number;
  width: number;
  row: number;
  what: T;
}

/** Puts things into as few rows as keep them apart; what finds no row is left out. */
export function stacked<T>(things: readonly { left: number; width: number; what: T }[], rows: number): Placed<T>[] {
  const ends = new Array<number>(rows).fill(-Infinity);
  const placed: Placed<T>[] = [];
  for (const { left, width, what } of [...things].sort((a, b) => a.left - b.left)) {
    const row = ends.findIndex((end) => end <= left);
    if (row < 0) continue;
    ends[row] = left + width + 1;
    placed.push({ left, width, row, what });
  }
  return placed;
}
