import { qualityName, type RawSample, type TagDefinition, type Value } from '../client/index.js';
import { app } from './app.js';
import { shownValue } from './shown.js';

/** Aggregates of OPC UA Part 13 that a table of numbers is asked for most. */
export const AGGREGATES = ['Interpolative', 'Average', 'TimeAverage', 'Minimum', 'Maximum', 'Range', 'Count', 'Delta', 'Start', 'End', 'StandardDeviationSample', 'PercentGood'];
export const MOST_TAGS = 16;
/** Rows of a tag in one question, and of a table in all. */
const PAGE = 10_000;
export const MOST_ROWS = 100_000;

export interface Request {
  tags: string[];
  fromMs: number;
  toMs: number;
  /** Empty for what was recorded. */
  aggregate: string;
  interval: string;
}

/** A row: a time, and for each tag (by its place) what was recorded or computed; nothing where a tag has nothing at that time. */
export interface LogRow {
  time: string;
  ms: number;
  cells: (LogCell | undefined)[];
}

export interface LogCell {
  value: Value;
  quality: string;
  isGood: boolean;
}

export interface DataLog {
  rows: LogRow[];
  gaps: { from: string; to: string; reason: string }[];
  problems: string[];
  /** There is more than is shown. */
  isCut: boolean;
}

interface Page {
  items: (RawSample & { qualityName?: string })[];
  gaps?: { from: string; to: string; reason?: string; detail?: string }[];
  next?: string | null;
}

/** What was recorded of the tags, each read to its end or to its share of the most rows. */
export async function fetchLog(request: Request): Promise<DataLog> {
  await app.tags.need(request.tags);
  const share = Math.floor(MOST_ROWS / request.tags.length);
  const log: DataLog = { rows: [], gaps: [], problems: [], isCut: false };
  const parts = await Promise.all(request.tags.map((tag) => fetchTag(tag, request, share, log)));
  log.rows = joined(parts);
  return log;
}

async function fetchTag(tag: string, request: Request, most: number, log: DataLog): Promise<LogPart> {
  const definition = app.tags.definition(tag);
  const part: LogPart = [];
  const span = `from=${new Date(request.fromMs).toISOString()}&to=${new Date(request.toMs).toISOString()}&limit=${Math.min(PAGE, most)}`;
  const how = request.aggregate === '' ? '' : `&aggregate=${request.aggregate.toLowerCase()}&interval=${encodeURIComponent(request.interval)}`;
  let cursor = '';
  try {
    do {
      const path = `/history/${encodeURIComponent(tag)}?${span}${how}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
      const page = (await app.client.rest.call('GET', path, undefined, 60_000)) as Page;
      for (const item of page.items) part.push([item.time, cellOf(item, definition, request.aggregate)]);
      for (const gap of page.gaps ?? []) log.gaps.push({ from: gap.from, to: gap.to, reason: gap.reason ?? gap.detail ?? '' });
      cursor = page.next ?? '';
    } while (cursor !== '' && part.length < most);
    log.isCut ||= cursor !== '';
  } catch (error) {
    log.problems.push(`${tag}: ${(error as Error).message}`);
  }
  return part;
}

/** Counts and shares are in no unit. */
const WITHOUT_UNIT = /^(Count|PercentGood)$/;
const OF_DIFFERENCES = /^(Range|Delta|StandardDeviationSample)$/;

export function cellOf(item: { value: Value; quality: number | string; qualityName?: string }, tag: TagDefinition | undefined, aggregate = ''): LogCell {
  const code = Number(item.quality);
  const quality = item.qualityName ?? (Number.isFinite(code) ? qualityName(code) : String(item.quality));
  const isGood = Number.isFinite(code) ? code >>> 30 === 0 : /^good/i.test(quality);
  return { value: shownAs(item.value, tag, aggregate), quality, isGood };
}

function shownAs(value: Value, tag: TagDefinition | undefined, aggregate: string): Value {
  if (tag?.display === undefined || WITHOUT_UNIT.test(aggregate)) return value;
  if (OF_DIFFERENCES.test(aggregate)) return typeof value === 'number' ? value * Math.abs(tag.display.factor) : value;
  return shownValue(value, tag);
}

export type LogPart = [time: string, cell: LogCell][];

/** One table of many tags: a row for each time at which one of them has something. Times are compared to the nanosecond. */
export function joined(parts: readonly LogPart[]): LogRow[] {
  const rows = new Map<string, LogRow>();
  parts.forEach((part, place) => {
    for (const [time, cell] of part) {
      const row = rows.get(time) ?? { time, ms: Date.parse(time), cells: parts.map(() => undefined) };
      row.cells[place] = cell;
      rows.set(time, row);
    }
  });
  return [...rows.values()].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

/** A column of values and one of qualities for each tag; times in UTC with all their digits. */
export function logTable(tags: readonly { name: string; unit: string }[], rows: readonly LogRow[]): string[][] {
  const head = ['time', ...tags.flatMap(({ name, unit }) => [unit === '' ? name : `${name} [${unit}]`, `${name} quality`])];
  const lines = rows.map((row) => [row.time, ...tags.flatMap((_, i) => [textOf(row.cells[i]?.value), row.cells[i]?.quality ?? ''])]);
  return [head, ...lines];
}

function textOf(value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join(' ') : String(value);
}
