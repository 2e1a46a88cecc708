import { indexAt, type Series } from '../model/series.js';

/** How a point of time reads on a line: between two samples on the way from one to the other, else what held. */
export function valueAt(series: Series, seconds: number, isSloped: boolean): number | null {
  const { time, mid } = series;
  const i = indexAt(series, seconds);
  const value = mid[i] ?? null;
  if (!isSloped || value === null || i + 1 >= time.length || time[i] === seconds) return value;
  const next = mid[i + 1] ?? null;
  if (next === null) return value;
  return value + ((next - value) * (seconds - time[i]!)) / (time[i + 1]! - time[i]!);
}

/** Two moments to be compared; null where one is not set. In ms. */
export interface Cursors {
  a: number | null;
  b: number | null;
}

export type CursorName = keyof Cursors;

/** The span between the cursors, earliest first; null unless both are set. */
export function between({ a, b }: Cursors): [number, number] | null {
  if (a === null || b === null || a === b) return null;
  return a < b ? [a, b] : [b, a];
}

/** Where a cursor goes next by keyboard: a share of the window, never out of it. */
export function moved(at: number, share: number, from: number, to: number): number {
  return Math.min(to, Math.max(from, at + share * (to - from)));
}
