import type { AlarmState, Page, Value } from '../client/index.js';
import { app } from './app.js';
import { t } from './text.js';

/** Something that happened to an occurrence of an alarm. */
export interface Transition {
  id: string;
  time: string;
  input: string;
  stateBefore: AlarmState;
  state: AlarmState;
  base: AlarmState;
  priority: number;
  level: string | null;
  user: string;
  text: string;
}

export interface Mark {
  time: string;
  user: string;
  text: string;
}

/** What somebody wrote to one of its transitions in the log book. */
export interface Remark {
  id: string;
  time: string;
  user: string;
  text: string;
  event: string | null;
}

/** One time that an alarm was raised, and what became of it. */
export interface Occurrence {
  alarm: string;
  occurrence: number;
  tag: string;
  area: string;
  kind: string;
  message: string;
  unit: string;
  limit: number | null;
  value: Value;
  priority: number;
  level: string | null;
  state: AlarmState;
  base: AlarmState;
  raisedAt: string;
  returnedAt: string | null;
  endedAt: string | null;
  acknowledged: Mark | null;
  shelved: Mark | null;
  suppressed: Mark | null;
  removed: Mark | null;
  transitions: Transition[];
  remarks: Remark[];
}

/** Which are asked for; empty for all. */
export interface OccurrenceFilter {
  alarm?: string;
  area?: string;
  priority?: string;
  state?: string;
  from?: string;
  to?: string;
}

/** Newest first. */
export async function occurrences(filter: OccurrenceFilter, limit: number, cursor = ''): Promise<Page<Occurrence>> {
  const query = new URLSearchParams({ limit: String(limit) });
  for (const [key, value] of Object.entries(filter)) if (value) query.set(key, value as string);
  if (cursor !== '') query.set('cursor', cursor);
  return (await app.client.rest.call('GET', `/alarms/history?${query}`)) as Page<Occurrence>;
}

/** What happened, in words. */
export function inputText(input: string): string {
  switch (input) {
    case 'ACTIVATE':
      return t('Raised');
    case 'RETURN':
      return t('Returned to normal');
    case 'ACKNOWLEDGE':
      return t('Acknowledged');
    case 'RESET':
      return t('Reset done');
    case 'REALARM':
      return t('Raised again');
    case 'SHELVE_TIMED':
    case 'SHELVE_ONE_SHOT':
    case 'SHELF_BEGIN':
      return t('Shelved');
    case 'PLAN_SHELF':
      return t('Shelf planned');
    case 'UNSHELVE':
      return t('Taken from the shelf');
    case 'SHELF_OVER':
      return t('Time on the shelf over');
    case 'SUPPRESS':
    case 'EXPRESSION_SUPPRESS':
    case 'GROUP_SUPPRESS':
      return input === 'SUPPRESS' ? t('Suppressed by an operator') : t('Suppressed by design');
    case 'UNSUPPRESS':
    case 'EXPRESSION_UNSUPPRESS':
    case 'GROUP_UNSUPPRESS':
      return t('Suppression ended');
    case 'REMOVE_FROM_SERVICE':
      return t('Removed from service');
    case 'RETURN_TO_SERVICE':
      return t('Returned to service');
    case 'ENABLE':
      return t('Enabled');
    case 'DISABLE':
      return t('Disabled');
    case 'CONFIRM':
      return t('Confirmed');
    case 'SILENCE':
      return t('Silenced');
    case 'COMMENT':
      return t('Commented');
    case 'SUPERSEDED':
      return t('Superseded by a new occurrence');
    case 'FIRST_OUT_OVER':
      return t('First-out mark cleared');
    case 'LEVEL':
      return t('Back to a lower level');
    default:
      return input;
  }
}
