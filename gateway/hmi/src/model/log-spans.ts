import { momentOf, shownZone } from './format.js';
import { t } from './text.js';

/** A span of time that ends now, by a name that fits into an address. */
export interface Span {
  readonly name: string;
  readonly title: string;
}

const HOUR_MS = 3_600_000;
const HOURS: Record<string, number> = { '1h': 1, '8h': 8, '24h': 24, '7d': 168 };
/** When shifts begin, hours of the day. */
const SHIFTS = [6, 14, 22];

export function spans(): Span[] {
  return [
    { name: '', title: t('All') },
    { name: 'shift', title: t('This shift (from 6, 14 or 22 h)') },
    { name: '1h', title: t('Last hour') },
    { name: '8h', title: t('Last 8 hours') },
    { name: '24h', title: t('Last 24 hours') },
    { name: '7d', title: t('Last 7 days') },
    { name: 'own', title: t('From … to …') },
  ];
}

/** When a span began, ms since 1970; null for one without a beginning. */
export function beginOf(name: string, nowMs: number): number | null {
  if (name === 'shift') return shiftBegin(nowMs);
  const hours = HOURS[name];
  return hours === undefined ? null : nowMs - hours * HOUR_MS;
}

/** By the clocks of the zone that is shown. */
export function shiftBegin(nowMs: number): number {
  const zone = shownZone();
  const now = zone.wallClock(nowMs);
  const last = SHIFTS.filter((hour) => hour <= now.getUTCHours()).at(-1);
  const day = now.getUTCDate() - (last === undefined ? 1 : 0);
  return zone.momentOf(now.getUTCFullYear(), now.getUTCMonth() + 1, day, last ?? SHIFTS.at(-1)!, 0);
}

/** A field of date and time, in the zone that is shown, as ISO; empty where it holds none. */
export function isoOf(field: string): string {
  const ms = momentOf(field);
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString();
}
