import { momentOf } from './format.js';
import { t } from './text.js';

const HOUR = 3_600_000;

/** Spans that are offered, by the name that stands in addresses; `own` is what the user gives. */
export const SPANS = { '1h': HOUR, '8h': 8 * HOUR, '24h': 24 * HOUR, '7d': 168 * HOUR, '30d': 720 * HOUR } as const;

export type SpanName = keyof typeof SPANS | 'own';

export function spanName(name: string): string {
  switch (name) {
    case '1h':
      return t('Last hour');
    case '8h':
      return t('Last 8 hours');
    case '24h':
      return t('Last 24 hours');
    case '7d':
      return t('Last 7 days');
    case '30d':
      return t('Last 30 days');
    default:
      return t('Another span');
  }
}

/** From and to of a span as of now; `own` ones are as the fields for date and time have them. */
export function spanOf(name: string, from: string, to: string, nowMs: number): { from: string; to: string } | null {
  if (name in SPANS) return { from: new Date(nowMs - SPANS[name as keyof typeof SPANS]).toISOString(), to: new Date(nowMs).toISOString() };
  const fromMs = momentOf(from);
  const toMs = to === '' ? nowMs : momentOf(to);
  return fromMs < toMs ? { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() } : null;
}
