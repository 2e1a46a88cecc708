import type { Alarm, AlarmState } from '../client/index.js';

export const PRIORITIES = [4, 3, 2, 1] as const;

const PRIORITY_NAMES: Record<number, string> = { 4: 'Critical', 3: 'High', 2: 'Medium', 1: 'Low' };

export const STATE_NAMES: Record<AlarmState, string> = {
  NORM: 'Normal',
  UNACK: 'Unacknowledged',
  ACKED: 'Acknowledged',
  RTNUN: 'Returned, unacknowledged',
  LTUNK: 'Latched, unacknowledged',
  LTACK: 'Latched, acknowledged',
  SHLVD: 'Shelved',
  DSUPR: 'Suppressed by design',
  OOSRV: 'Out of service',
};

const KIND_NAMES: Record<string, string> = { OFF_NORMAL: 'off normal' };

/** HI stays HI, OFF_NORMAL is written as people say it. */
export function kindText(kind: string): string {
  return KIND_NAMES[kind] ?? kind;
}

export function priorityName(priority: number): string {
  return PRIORITY_NAMES[priority] ?? `Priority ${priority}`;
}

/** True for the states in which the alarm calls for the operator. */
export function needsAck(alarm: Alarm): boolean {
  return alarm.state === 'UNACK' || alarm.state === 'RTNUN' || alarm.state === 'LTUNK';
}

/** False for shelved, suppressed and out-of-service alarms: nobody is to be told of these. */
export function isShown(alarm: Alarm): boolean {
  return !['NORM', 'SHLVD', 'DSUPR', 'OOSRV'].includes(alarm.state);
}

export function isActive(alarm: Alarm): boolean {
  return alarm.state === 'UNACK' || alarm.state === 'ACKED';
}

export function sinceMs(alarm: Alarm): number {
  return alarm.activeSince ? Date.parse(alarm.activeSince) : 0;
}

/** Unacknowledged first, then by priority, then what is still active, then the newest. */
export function byUrgency(a: Alarm, b: Alarm): number {
  return (
    Number(needsAck(b)) - Number(needsAck(a)) ||
    b.priority - a.priority ||
    Number(isActive(b)) - Number(isActive(a)) ||
    sinceMs(b) - sinceMs(a) ||
    a.name.localeCompare(b.name)
  );
}

export type AlarmColumn = 'urgency' | 'priority' | 'state' | 'since' | 'name' | 'area' | 'message';

export interface AlarmView {
  priority: number | null;
  state: AlarmState | 'unacknowledged' | null;
  area: string | null;
  text: string;
  column: AlarmColumn;
  descending: boolean;
}

export const DEFAULT_VIEW: AlarmView = {
  priority: null,
  state: null,
  area: null,
  text: '',
  column: 'urgency',
  descending: false,
};

/** The alarms that pass the view's filters, in its order. */
export function arrange(alarms: Iterable<Alarm>, view: AlarmView, areaOf: (alarm: Alarm) => string): Alarm[] {
  const text = view.text.trim().toLowerCase();
  const chosen = [...alarms].filter(
    (a) =>
      (view.priority === null || a.priority === view.priority) &&
      (view.state === null || (view.state === 'unacknowledged' ? needsAck(a) : a.state === view.state)) &&
      (view.area === null || areaOf(a) === view.area) &&
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
      return (a, b) => a.state.localeCompare(b.state);
    case 'since':
      return (a, b) => sinceMs(b) - sinceMs(a);
    case 'name':
      return (a, b) => a.name.localeCompare(b.name);
    case 'area':
      return (a, b) => areaOf(a).localeCompare(areaOf(b));
    case 'message':
      return (a, b) => a.message.localeCompare(b.message);
    default:
      return byUrgency;
  }
}
