import { app } from '../../model/app.js';
import { eventText } from '../../model/event-text.js';
import { t } from '../../model/text.js';

/** An entry of the log book, or a comment on an event. */
export interface LogEntry {
  id: string;
  sequence: number;
  time: string;
  user: string;
  category: string;
  text: string;
  alarm: string | null;
  event: string | null;
}

/** A line of the list: an event, or an entry where the log book alone is shown. */
export interface Entry {
  id: string;
  sequence: number;
  time: string;
  class: string;
  kind: string;
  priority: number;
  criticality: number;
  user: string;
  subject: string;
  area: string;
  text: string;
  comments: LogEntry[];
  category?: string;
  event?: string | null;
}

/** Both lists have the same lines. */
export function entryOf(raw: Entry | LogEntry): Entry {
  if ('class' in raw) return raw;
  return {
    id: raw.id,
    sequence: raw.sequence,
    time: raw.time,
    class: 'user',
    kind: 'LOG',
    priority: 1,
    criticality: 1,
    user: raw.user,
    subject: raw.alarm ?? '',
    area: '',
    text: raw.text,
    comments: [],
    category: raw.category,
    event: raw.event,
  };
}

/** What happened, in the language of the screens; what people wrote as they did. */
export function saidText(entry: Entry): string {
  return eventText(entry, (tag) => app.tags.definitions.get(tag));
}

/** In words, as colours of alarms are for alarms that stand. */
export function criticalityText(level: number): string {
  return [t('1 slight'), t('2 minor'), t('3 serious'), t('4 severe'), t('5 critical')][level - 1] ?? String(level);
}
