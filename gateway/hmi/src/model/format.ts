import type { TagDefinition, Value } from '../client/index.js';
import { t } from './text.js';
import { Zone } from './zone.js';

let zone = new Zone(Zone.ofBrowser());
/** What stands before decimals in the language of the screens. */
let decimalMark = '.';

/** The zone in which all times are shown. */
export function useZone(name: string): void {
  if (name !== zone.name) zone = new Zone(name);
}

export function shownZone(): Zone {
  return zone;
}

/** Numbers are written as in that language from now on. */
export function useNumbersOf(language: string): void {
  decimalMark = new Intl.NumberFormat(language).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
}

/** The number with so many decimals, as the language writes it. */
export function fixedText(number: number, decimals: number): string {
  return localText(number.toFixed(decimals));
}

/** A number that is written with a point, as the language writes it. */
export function localText(number: string): string {
  return decimalMark === '.' ? number : number.replace('.', decimalMark);
}

/** Shown where there is no value. */
export const NOTHING = '—';

const UNITS: Record<string, string> = {
  Cel: '°C',
  degC: '°C',
  K: 'K',
  'm3/h': 'm³/h',
  m3: 'm³',
  'kg/m3': 'kg/m³',
  m2: 'm²',
  '[pH]': 'pH',
  '1': '',
};

/** The unit as an operator writes it: UCUM codes become the common symbol. */
export function unitText(unit: string): string {
  return UNITS[unit] ?? unit;
}

/** Decimals that suit a tag: its range in three to four figures, or the magnitude of the value without a range. */
export function decimalsOf(tag: TagDefinition | undefined, value: number): number {
  if (tag?.type === 'int64' && tag.display === undefined) return 0;
  const size = tag && tag.low !== null && tag.high !== null ? tag.high - tag.low : Math.abs(value);
  if (!(size > 0)) return 1;
  if (size > 999) return 0;
  if (size > 20) return 1;
  return size > 1.5 ? 2 : 3;
}

export function valueText(value: Value, tag?: TagDefinition, decimals?: number): string {
  if (value === null || value === undefined) return NOTHING;
  if (typeof value === 'boolean') return value ? t('On') : t('Off');
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return NOTHING;
    const text = fixedText(value, decimals ?? decimalsOf(tag, value));
    return value < 0 ? text.replace('-', '−') : text;
  }
  if (Array.isArray(value)) return `[${value.length}]`;
  return value;
}

/** Number behind a value: booleans count as 0 and 1. */
export function numberOf(value: Value | undefined): number | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** What an operator typed, as a value of the tag's type, or the reason why it is none. */
export function parseInput(text: string, tag: TagDefinition): { value: Value } | { error: string } {
  const trimmed = text.trim();
  if (tag.type === 'string') return { value: text };
  if (tag.type === 'bool') {
    if (/^(on|true|1)$/i.test(trimmed) || trimmed === t('On')) return { value: true };
    if (/^(off|false|0)$/i.test(trimmed) || trimmed === t('Off')) return { value: false };
    return { error: t('On or Off is allowed.') };
  }
  if (isAmbiguous(trimmed)) return { error: t('Write it without separators of thousands, so that it can not be misread.') };
  const number = Number(trimmed.replace('−', '-').replace(',', '.'));
  if (trimmed === '' || !Number.isFinite(number)) return { error: t('A number is needed.') };
  if (tag.type === 'int64' && tag.display === undefined && !Number.isInteger(number)) return { error: t('A whole number is needed.') };
  if ((tag.low !== null && number < tag.low) || (tag.high !== null && number > tag.high)) {
    const range = { low: boundText(tag.low, '−∞'), high: boundText(tag.high, '∞'), unit: unitText(tag.unit) };
    return { error: t('Allowed is {low} to {high} {unit}.', range) };
  }
  return { value: number };
}

function boundText(bound: number | null, none: string): string {
  return bound === null ? none : localText(String(bound));
}

/**
 * Comma and point are both taken for the mark before decimals. What might as well be a separator of thousands (`1,234`, or
 * `1.234` where a comma is the mark) is refused, and so is more than one of them.
 */
function isAmbiguous(text: string): boolean {
  const marks = text.match(/[.,]/g) ?? [];
  if (marks.length !== 1) return marks.length > 1;
  return marks[0] !== decimalMark && /^[-−+]?[1-9]\d{0,2}[.,]\d{3}$/.test(text);
}

/** `14:03:22` in the zone that is shown. */
export function clockText(ms: number, where = zone): string {
  const d = where.wallClock(ms);
  return [d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds()].map(two).join(':');
}

/** `2026-11-21 14:03:22`, in the zone that is shown; today's date is left out when `nowMs` is given. */
export function timeText(ms: number, nowMs?: number): string {
  if (!Number.isFinite(ms)) return NOTHING;
  const day = dayText(ms);
  return nowMs !== undefined && day === dayText(nowMs) ? clockText(ms) : `${day} ${clockText(ms)}`;
}

export function dayText(ms: number, where = zone): string {
  const d = where.wallClock(ms);
  return [d.getUTCFullYear(), d.getUTCMonth() + 1, d.getUTCDate()].map(two).join('-');
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** `UTC+02:00` at that time in the zone that is shown. */
export function offsetText(ms: number, where = zone): string {
  const minutes = where.offsetMs(ms) / 60_000;
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** What the server says, its times as they are shown here. */
export function readableTimes(text: string): string {
  return text.replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (time) => timeText(Date.parse(time)));
}

/** A time as a field of a form has it (`2026-11-21T14:03:22`), in the zone that is shown. */
export function fieldTime(ms: number): string {
  return `${dayText(ms)}T${clockText(ms)}`;
}

/** The moment that such a field means; NaN for what is no time. */
export function momentOfField(text: string): number {
  const parts = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?$/.exec(text);
  if (parts === null) return Number.NaN;
  const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part ?? 0));
  return zone.momentOf(year!, month!, day!, hour!, minute!, second);
}

/** The moment that a field or an address means: of the zone that is shown, unless the text names one itself. */
export function momentOf(text: string): number {
  return /(?:Z|[+-]\d\d:?\d\d)$/i.test(text) && text.includes('T') ? Date.parse(text) : momentOfField(text);
}

/** `45 s`, `12 min`, `3 h 05 min`, `2 d 4 h`. */
export function ageText(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 60) return `${s} s`;
  const min = Math.floor(s / 60);
  if (min < 60) return `${min} min`;
  const h = Math.floor(min / 60);
  if (h < 24) return `${h} h ${String(min % 60).padStart(2, '0')} min`;
  return `${Math.floor(h / 24)} d ${h % 24} h`;
}

/** Last two parts of a hierarchical name: `TK101.Level` of `Feed.TK101.Level`. */
export function shortName(name: string): string {
  return name.split('.').slice(-2).join('.');
}

const ACRONYMS = new Set(['jvm', 'id', 'url', 'sql']);

/** `Events per second` of `eventsPerSecond`. */
export function wordsOf(key: string): string {
  if (ACRONYMS.has(key)) return key.toUpperCase();
  const words = key.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[_-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}
