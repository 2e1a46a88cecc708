import { app } from './app.js';
import { floodsOf, gapsOf, type Span } from './spans.js';
import { t } from './text.js';

const MINUTE_MS = 60_000;
/** Further and further away from the moment, until there is an alarm. */
const SEARCH_MS = [10 * MINUTE_MS, 3_600_000, 24 * 3_600_000, 400 * 24 * 3_600_000];
/** An alarm is jumped to so long before it came: what led to it is to be seen. */
export const BEFORE_ALARM_MS = 5_000;
const MOST_MARKS = 2_000;

/** An occurrence of an alarm, as far as travelling needs it. */
export interface Raised {
  alarm: string;
  message: string;
  priority: number;
  occurrence: number;
  raisedAt: string;
}

/** What is marked on the time line. */
export interface Marks {
  alarms: Raised[];
  floods: Span[];
  /** Nothing was recorded: from the stop of the program to its next start. */
  gaps: Span[];
  changes: { time: number; text: string }[];
  /** More has happened than is marked. */
  isCut: boolean;
}

interface RecordedEvent {
  time: string;
  class: string;
  kind: string;
  text: string;
}

/** Alarms, floods, gaps and changes of the configuration between two moments. */
export async function marksBetween(from: number, to: number): Promise<Marks> {
  const span = `from=${iso(from)}&to=${iso(to)}`;
  const [raised, events] = await Promise.all([
    page<Raised>(`/alarms/history?${span}&limit=${MOST_MARKS}`),
    page<RecordedEvent>(`/events?class=system&${span}&limit=${MOST_MARKS}`),
  ]);
  const alarms = raised.items.filter((one) => Date.parse(one.raisedAt) >= from).reverse();
  return {
    alarms,
    floods: floodsOf(alarms.map((one) => Date.parse(one.raisedAt))),
    gaps: gapsOf(events.items, from),
    changes: events.items.filter((event) => isChange(event)).map((event) => ({ time: Date.parse(event.time), text: event.text })),
    isCut: raised.next !== null || events.next !== null,
  };
}

function isChange(event: RecordedEvent): boolean {
  return /config/i.test(event.kind);
}

/** The alarm that came next after the moment: to shortly before it. */
export async function nextAlarm(): Promise<void> {
  const moment = app.travel.now();
  const after = moment + BEFORE_ALARM_MS + 1;
  for (const reach of SEARCH_MS) {
    const found = await page<Raised>(`/alarms/history?from=${iso(after)}&to=${iso(Math.min(Date.now(), after + reach))}&limit=${MOST_MARKS}`);
    const next = found.items.filter((one) => Date.parse(one.raisedAt) >= after).at(-1);
    if (next !== undefined) return app.travel.goTo(Date.parse(next.raisedAt) - BEFORE_ALARM_MS);
    if (after + reach > Date.now()) break;
  }
  throw new Error(t('No alarm came after that moment.'));
}

/** The last alarm that came before the one that the moment stands before. */
export async function previousAlarm(): Promise<void> {
  const to = app.travel.now() + BEFORE_ALARM_MS;
  const found = await page<Raised>(`/alarms/history?to=${iso(to)}&limit=20`);
  const previous = found.items.find((one) => Date.parse(one.raisedAt) < to - 1);
  if (previous === undefined) throw new Error(t('No alarm came before that moment.'));
  return app.travel.goTo(Date.parse(previous.raisedAt) - BEFORE_ALARM_MS);
}

async function page<T>(path: string): Promise<{ items: T[]; next: string | null }> {
  return (await app.client.rest.call('GET', path)) as { items: T[]; next: string | null };
}

function iso(ms: number): string {
  return encodeURIComponent(new Date(ms).toISOString());
}
