import type { AlarmState } from '../client/index.js';
import { app } from './app.js';
import { fixedText } from './format.js';
import { t } from './text.js';

export type Verdict = 'met' | 'acceptable' | 'not-met' | 'not-judged';

/** A figure against what the standards recommend. */
export interface Target {
  id: string;
  figure: string;
  value: number | null;
  unit: string;
  target: string;
  verdict: Verdict;
}

export interface Frequent {
  name: string;
  priority: number;
  count: number;
  share: number;
}

export interface Listed {
  name: string;
  state: AlarmState;
  priority: number;
  activeSince: string | null;
  until: string | null;
  changed: string | null;
}

export interface Bar {
  from: string;
  seconds: number;
  annunciations: number;
}

export interface AreaCount {
  area: string;
  annunciations: number;
  share: number;
}

/** `GET /alarms/report`: the alarm figures of a past span. */
export interface Report {
  site: string;
  from: string;
  to: string;
  positions: number;
  notes: string[];
  targets: Target[];
  annunciations: number;
  byPriority: Record<string, number>;
  byArea?: AreaCount[];
  floods: number;
  floodSeconds: number;
  mostInTenMinutes: number;
  mostInAnHour: number;
  standing: number;
  acknowledgements: number;
  acknowledgedSecondsMedian: number;
  acknowledgedSeconds90: number;
  acknowledgedSeconds99: number;
  returns: number;
  returnedSecondsMedian: number;
  returnedSeconds90: number;
  returnedSeconds99: number;
  shelved: number;
  suppressedByOperators: number;
  suppressedByDesign: number;
  removedFromService: number;
  configurations: number;
  mostFrequent: Frequent[];
  chattering: Frequent[];
  fleeting: Frequent[];
  listed: Listed[];
  bars: Bar[];
}

/** `GET /alarms/figures`, as far as it is shown: counted as it happens. */
export interface LiveFigures {
  lastTenMinutes: number;
  lastHour: number;
  lastDay: number;
  flood: boolean;
  floods: number;
}

/** The server executes the journal again for it: up to a minute for a long span. */
const REPORT_MS = 75_000;
const STALE_MS = 24 * 3_600_000;

export async function report(from: string, to: string, positions: number): Promise<Report> {
  const query = new URLSearchParams({ from, to, positions: String(positions) });
  return (await app.client.rest.call('GET', `/alarms/report?${query}`, undefined, REPORT_MS)) as Report;
}

export async function liveFigures(): Promise<LiveFigures> {
  return (await app.client.rest.call('GET', '/alarms/figures')) as LiveFigures;
}

/** Alarms that had been active for over a day at the end of the span. */
export function staleOf(one: Report): Listed[] {
  const end = Date.parse(one.to);
  return one.listed
    .filter((listed) => listed.activeSince !== null && end - Date.parse(listed.activeSince) > STALE_MS)
    .sort((a, b) => Date.parse(a.activeSince!) - Date.parse(b.activeSince!));
}

/** What a figure is called, by its stable name; the server's words for one that is not known here. */
export function figureName(target: Target): string {
  switch (target.id) {
    case 'perTenMinutes':
      return t('Average in 10 min per operator position');
    case 'perHour':
      return t('Average in an hour per operator position');
    case 'perDay':
      return t('Average in a day per operator position');
    case 'mostInTenMinutes':
      return t('Most in any 10 min per operator position');
    case 'intervalsAboveTen':
      return t('Intervals of 10 min with more than 10');
    case 'flood':
      return t('Time in floods');
    case 'mostFrequent':
      return t('Share of the ten most frequent');
    case 'chattering':
      return t('Annunciations of chattering alarms');
    case 'fleeting':
      return t('Fleeting alarms');
    case 'stale':
      return t('Most stale alarms on one day');
    case 'priorityLow':
      return t('Low priority');
    case 'priorityMedium':
      return t('Medium priority');
    case 'priorityHigh':
      return t('High and critical priority');
    default:
      return target.figure;
  }
}

/** The target in words. */
export function targetText(target: Target): string {
  const [low, high] = (target.target.match(/\d+/g) ?? []) as string[];
  switch (target.id) {
    case 'perTenMinutes':
    case 'perHour':
    case 'perDay':
      return t('about {n}, at most {most}', { n: low ?? '', most: high ?? '' });
    case 'intervalsAboveTen':
      return t('about {n} %, at most {most} %', { n: low ?? '', most: high ?? '' });
    case 'mostInTenMinutes':
      return t('at most {n}', { n: low ?? '' });
    case 'flood':
    case 'mostFrequent':
      return t('at most {n} %', { n: low ?? '' });
    case 'chattering':
    case 'fleeting':
      return t('none');
    case 'stale':
      return t('fewer than {n}', { n: low ?? '' });
    case 'priorityLow':
    case 'priorityMedium':
    case 'priorityHigh':
      return t('about {n} %', { n: low ?? '' });
    default:
      return target.target;
  }
}

export function verdictText(verdict: Verdict): string {
  switch (verdict) {
    case 'met':
      return t('met|target');
    case 'acceptable':
      return t('acceptable');
    case 'not-met':
      return t('not met|target');
    default:
      return t('too little to judge');
  }
}

/** `0.4`, `12`, `1 234`: decimals only where they say something. */
export function figureText(value: number | null, unit = ''): string {
  if (value === null || !Number.isFinite(value)) return '—';
  const size = Math.abs(value);
  const text = Number.isInteger(value) || size >= 100 ? String(Math.round(value)) : fixedText(value, size >= 10 ? 1 : 2);
  const grouped = text.replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
  return unit === '' ? grouped : `${grouped} ${unit}`;
}
