import { t } from './text.js';

const MIN = 60_000;
const OFFERED = [5 * MIN, 15 * MIN, 30 * MIN, 60 * MIN, 4 * 60 * MIN, 8 * 60 * MIN, 24 * 60 * MIN];

/** The times to offer for a shelf, up to the longest the alarms allow, which is one of them. */
export function shelfTimes(maxMs: number): number[] {
  return [...OFFERED.filter((ms) => ms < maxMs), maxMs];
}

/** The longest that all of them may be shelved. */
export function longestShelf(maxima: readonly (number | undefined)[]): number {
  return Math.min(...maxima.map((ms) => ms ?? 8 * 60 * MIN));
}

/** `90 s`, `15 min`, `1 h`, `1 h 30 min`, `2 d`. */
export function spanText(ms: number): string {
  const s = Math.round(ms / 1000);
  if (s < 60 || (s < 600 && s % 60 !== 0)) return t('{n} s', { n: s });
  const min = Math.round(s / 60);
  if (min < 60) return t('{n} min', { n: min });
  const h = Math.floor(min / 60);
  if (h >= 48 && min % 60 === 0 && h % 24 === 0) return t('{n} d', { n: h / 24 });
  return min % 60 === 0 ? t('{n} h', { n: h }) : t('{h} h {min} min', { h, min: min % 60 });
}

/** `2:05:09` or `4:59`: what is left, counting down. */
export function leftText(ms: number): string {
  const s = Math.max(0, Math.ceil(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const h = Math.floor(s / 3600);
  const rest = `${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
  return h > 0 ? `${h}:${rest}` : rest;
}
