import type { Alarm } from '../client/index.js';
import { byUrgency } from '../model/alarm-order.js';

export type Side = 'left' | 'up' | 'down' | 'right';
export const SIDES: readonly Side[] = ['left', 'up', 'down', 'right'];

/** An element that shows alarms: of its tags, of an area. */
export interface ShowsAlarms extends HTMLElement {
  readonly standing?: readonly Alarm[];
}

/** What stands beyond one side of the view: the most urgent first, and where the first one is drawn. */
export interface Beyond {
  alarms: Alarm[];
  at: HTMLElement;
}

export type Box = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>;

const SLACK_PX = 6;

/** How much of it has to be in view, across and down, for its alarm to be seen. */
function shareOf(name: string): [number, number] {
  if (name === 'rm-link') return [1, 0.05]; // counts at its right end, in its first line
  return name === 'rm-alarms' ? [0.3, 1] : [0.6, 0.6];
}

/** The side beyond which a box lies; null while it is seen. */
export function sideOf(box: Box, view: Box, [across, down]: [number, number]): Side | null {
  const right = box.left + (box.right - box.left) * across;
  const bottom = box.top + (box.bottom - box.top) * down;
  if (right > view.right + SLACK_PX) return 'right';
  if (box.left < view.left - SLACK_PX) return 'left';
  if (bottom > view.bottom + SLACK_PX) return 'down';
  return box.top < view.top - SLACK_PX ? 'up' : null;
}

/** Alarms that are drawn outside of the view and nowhere in it, by the side where they are. */
export function alarmsBeyond(elements: Iterable<ShowsAlarms>, view: Box): Map<Side, Beyond> {
  const seen = new Set<string>();
  const hidden: { side: Side; alarm: Alarm; at: HTMLElement }[] = [];
  for (const at of elements) {
    const { standing } = at;
    if (standing === undefined || standing.length === 0) continue;
    const side = sideOf(at.getBoundingClientRect(), view, shareOf(at.localName));
    for (const alarm of standing) {
      if (side === null) seen.add(alarm.name);
      else hidden.push({ side, alarm, at });
    }
  }
  const beyond = new Map<Side, Beyond>();
  for (const { side, alarm, at } of hidden.sort((a, b) => byUrgency(a.alarm, b.alarm))) {
    if (seen.has(alarm.name)) continue;
    const there = beyond.get(side) ?? { alarms: [], at };
    if (!there.alarms.includes(alarm)) there.alarms.push(alarm);
    beyond.set(side, there);
  }
  return beyond;
}
