import { fixedText, localText, NOTHING, timeText, wordsOf } from './format.js';
import { t } from './text.js';

export type Cell = string | number | boolean | null;
export type Row = Record<string, Cell>;

const SUFFIXES: [RegExp, (n: number) => string, string][] = [
  [/Ns$/, (n) => durationText(n), ''],
  [/(Us|Micros)$/, (n) => durationText(n * 1e3), ''],
  [/Ms$/, (n) => durationText(n * 1e6), ''],
  [/Seconds$/, (n) => durationText(n * 1e9), ''],
  [/Bytes$/, (n) => bytesText(n), ''],
  [/PerSecond$/, (n) => countText(n), ' / s'],
];

/** Title and text of a measure: the unit at the end of its name (`lagNs`, `sizeBytes`) moves into the text. */
export function measureText(key: string, value: Cell): { title: string; text: string } {
  for (const [suffix, format, unit] of SUFFIXES) {
    if (!suffix.test(key)) continue;
    const title = wordsOf(key.replace(suffix, '') || key) + unit;
    return { title, text: typeof value === 'number' ? format(value) : plainText(value) };
  }
  return { title: wordsOf(key), text: plainText(value) };
}

export function isRow(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for lists of objects and for maps of two and more objects of scalars: both are tables. */
export function isTable(value: unknown): value is object {
  if (Array.isArray(value)) return value.length > 0 && value.every(isRow);
  if (!isRow(value)) return false;
  const parts = Object.values(value);
  return parts.length > 1 && parts.every((part) => isRow(part) && Object.values(part).every((v) => !isRow(v)));
}

export function rowsOf(table: object): { columns: string[]; rows: Row[] } {
  const rows: Row[] = Array.isArray(table)
    ? table.map((row) => flat(row as Record<string, unknown>))
    : Object.entries(table as Record<string, Record<string, unknown>>).map(([name, row]) => ({ name, ...flat(row) }));
  return { columns: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows };
}

/** Lists of pairs, as histograms are: for machines, nobody reads them in a table. */
export function isHistogram(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(Array.isArray);
}

function flat(row: Record<string, unknown>, prefix = ''): Row {
  const out: Row = {};
  for (const [key, value] of Object.entries(row)) {
    const name = prefix === '' ? key : `${prefix} ${key}`;
    if (isHistogram(value)) continue;
    if (isRow(value)) Object.assign(out, flat(value, name));
    else out[name] = Array.isArray(value) ? value.join(', ') : (value as Cell);
  }
  return out;
}

function plainText(value: Cell): string {
  if (value === null || value === undefined) return NOTHING;
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (typeof value === 'number') return countText(value);
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? timeText(Date.parse(value)) : value;
}

/** Groups of three digits, at most three decimals. */
export function countText(n: number): string {
  return Number.isFinite(n) ? localText(n.toLocaleString('en', { maximumFractionDigits: 3 }).replaceAll(',', '\u202f')) : NOTHING;
}

export function durationText(ns: number): string {
  const size = Math.abs(ns);
  if (ns === 0) return '0';
  if (size < 1e3) return `${countText(ns)} ns`;
  if (size < 1e6) return `${fixedText(ns / 1e3, 1)} µs`;
  if (size < 1e9) return `${fixedText(ns / 1e6, 1)} ms`;
  if (size < 120e9) return `${fixedText(ns / 1e9, 1)} s`;
  if (size < 7200e9) return `${fixedText(ns / 60e9, 0)} min`;
  return `${fixedText(ns / 3600e9, 1)} h`;
}

export function bytesText(n: number): string {
  if (n < 1024) return `${n} B`;
  if (n < 1024 ** 2) return `${fixedText(n / 1024, 1)} KiB`;
  return n < 1024 ** 3 ? `${fixedText(n / 1024 ** 2, 1)} MiB` : `${fixedText(n / 1024 ** 3, 2)} GiB`;
}
