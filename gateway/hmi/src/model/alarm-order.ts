import type { Alarm, AlarmState } from '../client/index.js';
import { areaOf } from './rights.js';
import { timeText } from './format.js';
import { t } from './text.js';

export const PRIORITIES = [4, 3, 2, 1] as const;

export function priorityName(priority: number): string {
  switch (priority) {
    case 4:
      return t('Critical');
    case 3:
      return t('High');
    case 2:
      return t('Medium');
    case 1:
      return t('Low');
    default:
      return t('Priority {n}', { n: priority });
  }
}

export const STATES: readonly AlarmState[] = ['UNACK', 'RTNUN', 'LTUNK', 'ACKED', 'LTACK', 'SHLVD', 'DSUPR', 'OOSRV', 'NORM'];

export function stateName(state: AlarmState): string {
  switch (state) {
    case 'NORM':
      return t('Normal');
    case 'UNACK':
      return t('Unacknowledged');
    case 'ACKED':
      return t('Acknowledged');
    case 'RTNUN':
      return t('Returned, unacknowledged');
    case 'LTUNK':
      return t('Latched, unacknowledged');
    case 'LTACK':
      return t('Latched, acknowledged');
    case 'SHLVD':
      return t('Shelved');
    case 'DSUPR':
      return t('Suppressed by design');
    case 'OOSRV':
      return t('Out of service');
    default:
      return state;
  }
}

/** HI stays HI, OFF_NORMAL is written as people say it. */
export function kindText(kind: string): string {
  switch (kind) {
    case 'OFF_NORMAL':
      return t('off normal');
    case 'DEVIATION':
      return t('deviation');
    case 'RATE':
      return t('rate of change');
    case 'BAD_QUALITY':
      return t('bad quality');
    case 'STALE':
      return t('no update');
    case 'EXPRESSION':
      return t('expression');
    case 'MULTI':
      return t('several limits');
    default:
      return kind;
  }
}

/** True for the states in which the alarm calls for the operator. */
export function needsAck(alarm: Alarm): boolean {
  return alarm.state === 'UNACK' || alarm.state === 'RTNUN' || alarm.state === 'LTUNK';
}

/** Acknowledged, but still to be confirmed. */
export function needsConfirm(alarm: Alarm): boolean {
  return alarm.confirmed === false && !needsAck(alarm) && alarm.enabled !== false;
}

/** False for shelved, suppressed and out-of-service alarms: nobody is to be told of these. */
export function isShown(alarm: Alarm): boolean {
  if (alarm.enabled === false) return false;
  return alarm.state === 'NORM' ? alarm.confirmed === false : !['SHLVD', 'DSUPR', 'OOSRV'].includes(alarm.state);
}

/** True for shelved alarms and for those of which a shelf is planned. */
export function isShelved(alarm: Alarm): boolean {
  return (alarm.shelf ?? 'UNSHELVED') !== 'UNSHELVED' || alarm.state === 'SHLVD' || (alarm.plannedShelf ?? null) !== null;
}

/** Suppressed, out of service or disabled. */
export function isTakenAway(alarm: Alarm): boolean {
  return alarm.suppressed === true || alarm.outOfService === true || alarm.enabled === false || alarm.state === 'DSUPR' || alarm.state === 'OOSRV';
}

export function isActive(alarm: Alarm): boolean {
  return alarm.state === 'UNACK' || alarm.state === 'ACKED';
}

export function sinceMs(alarm: Alarm): number {
  return alarm.activeSince ? Date.parse(alarm.activeSince) : 0;
}

/** `14:03:22`, or `11-21 14:03` of another day: what fits into a column. */
export function shortTime(ms: number, nowMs: number): string {
  const text = timeText(ms, nowMs);
  return text.length > 8 ? text.slice(5, 16) : text;
}

/** Where the alarm belongs, as the server decides it: what was written for it or its tag, else what the tag's name begins with. */
export function alarmArea(alarm: Alarm): string {
  return areaOf(alarm.tag, alarm.area);
}

/** Unacknowledged first, then by priority, then what is still active, then the newest. */
export function byUrgency(a: Alarm, b: Alarm): number {
  return (
    Number(needsAck(b)) - Number(needsAck(a)) ||
    b.priority - a.priority ||
    Number(isActive(b)) - Number(isActive(a)) ||
    sinceMs(b) - sinceMs(a) ||
    compare(a.name, b.name)
  );
}

/** Many times as fast as localeCompare, and for names as good. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export type AlarmColumn = 'urgency' | 'priority' | 'state' | 'since' | 'name' | 'area' | 'message';

export interface AlarmView {
  priority: number | null;
  state: AlarmState | 'unacknowledged' | null;
  area: string | null;
  text: string;
  group: string | null;
  firstOut: boolean;
  column: AlarmColumn;
  descending: boolean;
}

export const DEFAULT_VIEW: AlarmView = {
  priority: null,
  state: null,
  area: null,
  text: '',
  group: null,
  firstOut: false,
  column: 'urgency',
  descending: false,
};

/** Whether anything is left out by the view. */
export function isFiltered(view: AlarmView): boolean {
  return view.priority !== null || view.state !== null || view.area !== null || view.text.trim() !== '' || view.group !== null || view.firstOut;
}

/** The alarms that pass the view's filters, in its order. */
export function arrange(alarms: Iterable<Alarm>, view: AlarmView, areaOf: (alarm: Alarm) => string = alarmArea): Alarm[] {
  const text = view.text.trim().toLowerCase();
  const chosen = [...alarms].filter(
    (a) =>
      (view.priority === null || a.priority === view.priority) &&
      (view.state === null || (view.state === 'unacknowledged' ? needsAck(a) : a.state === view.state)) &&
      (view.area === null || areaOf(a) === view.area) &&
      (view.group === null || a.firstOutGroup === view.group) &&
      (!view.firstOut || a.firstOut === true) &&
      (text === '' || `${a.name} ${a.message}`.toLowerCase().includes(text)),
  );
  const order = orderOf(view.column, areaOf);
  const sign = view.descending ? -1 : 1;
  return chosen.sort((a, b) => sign * order(a, b) || byUrgency(a, b));
}

function orderOf(column: AlarmColumn, areaOf: (alarm: Alarm) => string): (a: Alarm, b: Alarm) => number {
  switch (column) {
    case 'priority':
      return (a, b) => b.priority - a.priority;
    case 'state':
      return (a, b) => compare(a.state, b.state);
    case 'since':
      return (a, b) => sinceMs(b) - sinceMs(a);
    case 'name':
      return (a, b) => compare(a.name, b.name);
    case 'area':
      return (a, b) => compare(areaOf(a), areaOf(b));
    case 'message':
      return (a, b) => compare(a.message, b.message);
    default:
      return byUrgency;
  }
}
