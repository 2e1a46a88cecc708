import type { TagDefinition, Value } from '../client/index.js';

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
  if (typeof value === 'boolean') return value ? 'On' : 'Off';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return NOTHING;
    return value.toFixed(decimals ?? decimalsOf(tag, value)).replace('-', '−');
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
    if (/^(on|true|1)$/i.test(trimmed)) return { value: true };
    if (/^(off|false|0)$/i.test(trimmed)) return { value: false };
    return { error: 'On or Off is allowed.' };
  }
  const number = Number(trimmed.replace('−', '-').replace(',', '.'));
  if (trimmed === '' || !Number.isFinite(number)) return { error: 'A number is needed.' };
  if (tag.type === 'int64' && tag.display === undefined && !Number.isInteger(number)) return { error: 'A whole number is needed.' };
  if ((tag.low !== null && number < tag.low) || (tag.high !== null && number > tag.high)) {
    return { error: `Allowed is ${tag.low ?? '−∞'} to ${tag.high ?? '∞'} ${unitText(tag.unit)}.` };
  }
  return { value: number };
}

/** `14:03:22` in the viewer's zone. */
export function clockText(ms: number): string {
  const d = new Date(ms);
  return [d.getHours(), d.getMinutes(), d.getSeconds()].map((n) => String(n).padStart(2, '0')).join(':');
}

/** `2026-11-21 14:03:22`, the viewer's zone; today's date is left out when `short`. */
export function timeText(ms: number, nowMs?: number): string {
  if (!Number.isFinite(ms)) return NOTHING;
  const day = dayText(ms);
  return nowMs !== undefined && day === dayText(nowMs) ? clockText(ms) : `${day} ${clockText(ms)}`;
}

export function dayText(ms: number): string {
  const d = new Date(ms);
  return [d.getFullYear(), d.getMonth() + 1, d.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
}

/** `UTC+02:00` at that time in the viewer's zone. */
export function offsetText(ms: number): string {
  const minutes = -new Date(ms).getTimezoneOffset();
  const size = Math.abs(minutes);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  return `UTC${minutes < 0 ? '−' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`;
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
