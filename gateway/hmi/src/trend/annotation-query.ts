import type { TagDefinition } from '../client/index.js';
import { className, eventText } from '../model/event-text.js';
import type { AlarmSpan, Annotations, Flag } from './annotations.js';

const MOST = 500;

type Definitions = (tag: string) => TagDefinition | undefined;
type Get = (method: string, path: string) => Promise<unknown>;

interface Occurrence {
  alarm: string;
  tag: string;
  kind: string;
  priority: number;
  message: string;
  raisedAt: string;
  returnedAt: string | null;
  endedAt: string | null;
  acknowledged?: { user: string } | null;
}

interface LogEntry {
  id: string;
  time: string;
  user: string;
  category: string;
  text: string;
  alarm: string | null;
}

interface Event {
  id: string;
  time: string;
  class: string;
  kind: string;
  user: string;
  subject: string;
  text: string;
}

interface List<T> {
  items: T[];
  next: string | null;
}

/** What alarms, log book and events have to say of these tags in the window; alarms that began before it too. */
export async function annotationsOf(get: Get, tags: readonly string[], from: number, to: number, definitions: Definitions = () => undefined): Promise<Annotations> {
  const span = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}&limit=${MOST}`;
  // the list goes by the time at which an alarm was raised: one that stands since long before the window is asked for by its state
  const early = `to=${new Date(from).toISOString()}&state=open&limit=${MOST}`;
  const of = <T>(path: string) => get('GET', path) as Promise<List<T>>;
  const [raised, standing, log, events] = await Promise.all([
    of<Occurrence>(`/alarms/history?${span}`),
    of<Occurrence>(`/alarms/history?${early}`).catch(() => ({ items: [], next: null })),
    of<LogEntry>(`/logbook?${span}`),
    of<Event>(`/events?class=machine,connector,system&${span}`),
  ]);
  const mine = new Set(tags);
  const occurrences = [...raised.items, ...standing.items].filter((one) => mine.has(one.tag));
  return {
    alarms: occurrences.map(spanOf).filter((one) => one.to === null || one.to > from),
    flags: [...log.items.map(logFlag), ...events.items.map((event) => eventFlag(event, definitions))].sort((a, b) => a.time - b.time),
    isCut: [raised, log, events].some((list) => list.next !== null),
  };
}

function spanOf(one: Occurrence): AlarmSpan {
  const end = one.returnedAt ?? one.endedAt;
  const { alarm, tag, kind, priority, message } = one;
  return { alarm, tag, kind, priority, message, from: Date.parse(one.raisedAt), to: end === null ? null : Date.parse(end), acknowledgedBy: one.acknowledged?.user ?? '' };
}

/** What is written about a moment of the past says so itself: an entry's own time is that of its writing. */
export function noteText(at: number, text: string): string {
  return `@${new Date(Math.round(at / 1000) * 1000).toISOString()} ${text}`;
}

const NOTE = /^@(\d{4}-\d\d-\d\dT[\d:.]+Z) /;

function logFlag(entry: LogEntry): Flag {
  const about = NOTE.exec(entry.text);
  const time = Date.parse(about?.[1] ?? entry.time);
  const text = about === null ? entry.text : entry.text.slice(about[0].length);
  const title = [entry.category, entry.alarm].filter(Boolean).join(' · ');
  return { id: entry.id, time, kind: 'log', title, text, user: entry.user };
}

function eventFlag(event: Event, definitions: Definitions): Flag {
  const title = `${className(event.class)} · ${event.subject || event.kind}`;
  return { id: event.id, time: Date.parse(event.time), kind: 'event', title, text: eventText(event, definitions), user: event.user };
}
