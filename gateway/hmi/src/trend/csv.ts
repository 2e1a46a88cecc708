import { qualityCode, qualityName, type Bucket, type RawSample, type TagDefinition, type Value } from '../client/index.js';

/** How columns and decimals are separated: spreadsheets of many countries want semicolons and commas. */
export interface CsvForm {
  column: ',' | ';';
  decimal: '.' | ',';
}

export interface CsvHead {
  site: string;
  from: number;
  to: number;
  /** As in `Europe/Madrid (UTC+01:00)`. */
  zone: string;
  /** What the rows are: samples, or buckets of so many ms. */
  bucketMs: number;
}

export interface CsvPart {
  tag: string;
  definition: TagDefinition | undefined;
  samples: RawSample[];
  buckets: Bucket[];
}

const BOM = '\uFEFF';
const LINE = '\r\n';
/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+([.,]\d+)?(e[+-]?\d+)?$/i;

/** A text as it may stand in a column, never a formula. */
export function cell(text: string, { column }: CsvForm): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /["\r\n]/.test(safe) || safe.includes(column) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function numberCell(value: number | null, form: CsvForm): string {
  if (value === null || !Number.isFinite(value)) return '';
  return cell(form.decimal === ',' ? String(value).replace('.', ',') : String(value), form);
}

function valueCell(value: Value, form: CsvForm): string {
  if (typeof value === 'number') return numberCell(value, form);
  return value === null ? '' : cell(String(value), form);
}

/** A row a sample or a bucket, tag by tag; times as ISO 8601 in UTC, the zone of the screen in the head. */
export function csvOf(head: CsvHead, parts: readonly CsvPart[], form: CsvForm): string {
  const isRaw = head.bucketMs === 0;
  const rows: string[][] = [
    ['# site', cell(head.site, form)],
    ['# from', iso(head.from)],
    ['# to', iso(head.to)],
    ['# time zone of the screen', cell(head.zone, form)],
    ['# rows', isRaw ? 'samples' : cell(`buckets of ${Math.round(head.bucketMs)} ms`, form)],
    isRaw ? ['time', 'tag', 'value', 'unit', 'quality', 'sequence'] : ['time', 'tag', 'minimum', 'maximum', 'average', 'last', 'unit', 'good samples', 'bad samples'],
  ];
  for (const { tag, definition, samples, buckets } of parts) {
    const name = cell(tag, form);
    const unit = cell(definition?.unit ?? '', form);
    for (const one of samples) {
      rows.push([one.time, name, valueCell(one.value, form), unit, cell(qualityName(qualityCode(one.quality)), form), String(one.sequence)]);
    }
    for (const one of buckets) {
      const numbers = [one.min, one.max, one.avg, one.last].map((value) => numberCell(value, form));
      if (one.count > 0 || one.bad > 0) rows.push([one.time, name, ...numbers, unit, String(one.count), String(one.bad)]);
    }
  }
  return BOM + rows.map((row) => row.join(form.column)).join(LINE) + LINE;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
