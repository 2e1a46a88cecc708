import type { TagDefinition } from '../client/index.js';
import { unitText } from '../model/format.js';
import type { Series } from '../model/series.js';
import { indexAt } from '../model/series.js';
import { drawnAs, type Pen } from './pens.js';

/** auto: what is to be seen; range: the tags' ranges; fixed: from low to high. */
export interface Scale {
  mode: 'auto' | 'range' | 'fixed';
  low: number;
  high: number;
}

/** Pens of one unit share an axis. */
export interface Axis {
  /** The unit as it is written; pens without one share an axis too. */
  unit: string;
  pens: Pen[];
  scale: Scale;
}

export const AUTO: Scale = { mode: 'auto', low: 0, high: 100 };

type Definitions = (tag: string) => TagDefinition | undefined;

export function axisOf(tag: TagDefinition | undefined): string {
  return unitText(tag?.unit ?? '');
}

/** The axes in the order in which their first pens were chosen; states have none. */
export function axesOf(pens: readonly Pen[], scales: ReadonlyMap<string, Scale>, definition: Definitions): Axis[] {
  const axes = new Map<string, Axis>();
  for (const pen of pens) {
    const tag = definition(pen.tag);
    if (drawnAs(tag) === 'bands') continue;
    const unit = axisOf(tag);
    const axis = axes.get(unit) ?? { unit, pens: [], scale: scales.get(unit) ?? AUTO };
    axis.pens.push(pen);
    axes.set(unit, axis);
  }
  return [...axes.values()];
}

/** What the axis spans in the window: seconds since the epoch. */
export function spanOf(axis: Axis, from: number, to: number, definition: Definitions): [low: number, high: number] {
  const { mode, low, high } = axis.scale;
  if (mode === 'fixed' && high > low) return [low, high];
  if (mode === 'range') {
    const ranges = axis.pens.map((pen) => definition(pen.tag)).filter((tag) => tag?.low != null && tag.high != null);
    if (ranges.length > 0) return [Math.min(...ranges.map((tag) => tag!.low!)), Math.max(...ranges.map((tag) => tag!.high!))];
  }
  let least = Infinity;
  let most = -Infinity;
  for (const pen of axis.pens) {
    if (pen.isHidden) continue;
    const extent = extentOf(pen.series, from, to);
    least = Math.min(least, extent[0]);
    most = Math.max(most, extent[1]);
  }
  return padded(least, most);
}

/** Least and most between two times in seconds, with the value that stands at the first; infinite the wrong way round for nothing. */
export function extentOf(series: Series, from: number, to: number): [number, number] {
  let least = Infinity;
  let most = -Infinity;
  const { time, low, high } = series;
  for (let i = Math.max(0, indexAt(series, from)); i < time.length && time[i]! <= to; i++) {
    const l = low[i];
    const h = high[i];
    if (typeof l === 'number' && l < least) least = l;
    if (typeof h === 'number' && h > most) most = h;
  }
  return [least, most];
}

function padded(low: number, high: number): [number, number] {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const span = high - low || Math.abs(high) * 0.02 || 1;
  return [low - span * 0.08, high + span * 0.08];
}
