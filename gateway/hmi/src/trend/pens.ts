import type { TagDefinition } from '../client/index.js';
import { emptySeries, type Series } from '../model/series.js';

export const MOST_PENS = 16;
const COLOURS = 8;
/** Drawn at intervals upon a pen's line, so that no two are told apart by colour alone. */
export const MARKERS = ['circle', 'square', 'triangle', 'diamond', 'cross', 'plus', 'down', 'bar'] as const;
export type Marker = (typeof MARKERS)[number];

/** A part of time from which samples may be missing. */
export interface Gap {
  from: number;
  to: number;
  reason: string;
}

/** A tag in the chart. */
export interface Pen {
  readonly tag: string;
  /** 1 to 16: colour, dash and marker. */
  readonly slot: number;
  isHidden: boolean;
  /** What has been asked for of its past; null for nothing yet. */
  covered: { from: number; to: number } | null;
  /** Its points reach the present and grow. */
  isGrowing: boolean;
  /** What came lately, to go on with where an answer ends. */
  recent: Series;
  /** Points of what is drawn; of texts the number of the text in `texts`. */
  series: Series;
  readonly texts: string[];
  gaps: Gap[];
  /** Width of the buckets that the points stand for, 0 for samples as they are. */
  bucketMs: number;
  /** More samples than are drawn. */
  isCut: boolean;
  error: string;
}

export function penOf(tag: string, slot: number): Pen {
  return { tag, slot, isHidden: false, covered: null, isGrowing: false, recent: emptySeries(), series: emptySeries(), texts: [], gaps: [], bucketMs: 0, isCut: false, error: '' };
}

/** The lowest slot that is free. */
export function freeSlot(pens: readonly Pen[]): number {
  const used = new Set(pens.map((pen) => pen.slot));
  for (let slot = 1; slot <= MOST_PENS; slot++) if (!used.has(slot)) return slot;
  return 0;
}

export function colourOf(slot: number): string {
  return `--pen${((slot - 1) % COLOURS) + 1}`;
}

export function dashOf(slot: number): number[] {
  return slot > COLOURS ? [7, 4] : [];
}

export function markerOf(slot: number): Marker {
  // the second round begins elsewhere: the same colour never has the same marker
  return MARKERS[(slot - 1 + (slot > COLOURS ? 3 : 0)) % MARKERS.length]!;
}

/** line: values between samples are on the way; step: a value holds until the next; bands: states, written out. */
export function drawnAs(tag: TagDefinition | undefined): 'line' | 'step' | 'bands' {
  if (tag === undefined || tag.type === 'float64') return 'line';
  return tag.type === 'int64' ? 'step' : 'bands';
}

/** Arrays have no place in a trend. */
export function isDrawable(tag: TagDefinition): boolean {
  return ['float64', 'int64', 'bool', 'string'].includes(tag.type);
}

/** Strokes around the origin. */
export function markerPath(marker: Marker, r: number): [number, number][][] {
  switch (marker) {
    case 'circle':
      return [];
    case 'square':
      return [[[-r, -r], [r, -r], [r, r], [-r, r], [-r, -r]]];
    case 'triangle':
      return [[[0, -r * 1.2], [r * 1.1, r], [-r * 1.1, r], [0, -r * 1.2]]];
    case 'down':
      return [[[0, r * 1.2], [r * 1.1, -r], [-r * 1.1, -r], [0, r * 1.2]]];
    case 'diamond':
      return [[[0, -r * 1.3], [r * 1.3, 0], [0, r * 1.3], [-r * 1.3, 0], [0, -r * 1.3]]];
    case 'bar':
      return [[[-r / 2.5, -r * 1.4], [r / 2.5, -r * 1.4], [r / 2.5, r * 1.4], [-r / 2.5, r * 1.4], [-r / 2.5, -r * 1.4]]];
    case 'cross':
      return [[[-r, -r], [r, r]], [[-r, r], [r, -r]]];
    case 'plus':
      return [[[-r * 1.3, 0], [r * 1.3, 0]], [[0, -r * 1.3], [0, r * 1.3]]];
  }
}
