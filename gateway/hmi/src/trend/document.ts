import type { Scale } from './axes.js';
import { freeSlot, MOST_PENS, penOf, type Pen } from './pens.js';
import type { Options, Trend } from './trend.js';

/** A trend as it is kept in a layout. A live one has a span, another one from and to. */
export interface TrendDocument {
  version: 1;
  pens: { tag: string; hidden?: boolean }[];
  scales: Record<string, Scale>;
  span: number;
  window?: { from: number; to: number };
  options: Options;
}

export function documentOf(trend: Trend): TrendDocument {
  const { view } = trend;
  return {
    version: 1,
    pens: trend.pens.map(({ tag, isHidden }) => (isHidden ? { tag, hidden: true } : { tag })),
    scales: Object.fromEntries([...trend.scales].filter(([, { mode }]) => mode !== 'auto')),
    span: view.span,
    ...(view.isLive ? {} : { window: { from: Math.round(view.from), to: Math.round(view.to) } }),
    options: trend.options,
  };
}

/** What can be read of a document, whoever wrote it; null when it is none of a trend. */
export function readDocument(raw: unknown): TrendDocument | null {
  const document = raw as Partial<TrendDocument> | null;
  if (typeof document !== 'object' || document === null || !Array.isArray(document.pens)) return null;
  const pens = document.pens.filter((pen) => typeof pen?.tag === 'string').slice(0, MOST_PENS);
  const scales: Record<string, Scale> = {};
  for (const [unit, scale] of Object.entries(document.scales ?? {})) {
    const isKnown = ['auto', 'range', 'fixed'].includes(scale?.mode);
    if (isKnown && Number.isFinite(scale.low) && Number.isFinite(scale.high)) scales[unit] = { mode: scale.mode, low: scale.low, high: scale.high };
  }
  const { window, options } = document;
  const span = typeof document.span === 'number' && document.span > 0 ? document.span : 600_000;
  const isWindow = window !== undefined && Number.isFinite(window.from) && window.to > window.from;
  return {
    version: 1,
    pens: pens.map(({ tag, hidden }) => ({ tag, ...(hidden === true ? { hidden: true } : {}) })),
    scales,
    span,
    ...(isWindow ? { window } : {}),
    options: { annotations: options?.annotations !== false, limits: options?.limits === true, statistics: options?.statistics === true },
  };
}

/** Puts a document in place of what is shown; pens that are there already keep what they have loaded. */
export function apply(trend: Trend, document: TrendDocument): void {
  trend.scales.clear();
  for (const [unit, scale] of Object.entries(document.scales)) trend.scales.set(unit, scale);
  const pens: Pen[] = [];
  for (const { tag, hidden } of document.pens) {
    if (pens.some((pen) => pen.tag === tag)) continue;
    const pen = penOf(tag, freeSlot(pens));
    pen.isHidden = hidden === true;
    pens.push(pen);
  }
  trend.setOptions(document.options);
  trend.setCursors({ a: null, b: null });
  trend.setPens(pens);
  const { view } = trend;
  if (document.window) view.setWindow(document.window.from, document.window.to);
  else {
    view.goLive();
    view.setSpan(document.span);
  }
}
