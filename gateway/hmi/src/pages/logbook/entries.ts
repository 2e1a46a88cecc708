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

export function className(name: string): string {
  switch (name) {
    case 'alarm':
      return t('Alarm');
    case 'tag':
      return t('Tag');
    case 'user':
      return t('User');
    case 'machine':
      return t('Machine');
    case 'connector':
      return t('Connector');
    case 'system':
      return t('System');
    default:
      return name;
  }
}

/** In words, as colours of alarms are for alarms that stand. */
export function criticalityText(level: number): string {
  return [t('1 slight'), t('2 minor'), t('3 serious'), t('4 severe'), t('5 critical')][level - 1] ?? String(level);
}
