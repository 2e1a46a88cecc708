/** A time in which an alarm of a pen's tag was active. */
export interface AlarmSpan {
  alarm: string;
  tag: string;
  kind: string;
  priority: number;
  message: string;
  from: number;
  /** null while it still is. */
  to: number | null;
  acknowledgedBy: string;
}

/** Something that happened at a moment: an entry of the log book, an event. */
export interface Flag {
  id: string;
  time: number;
  kind: 'log' | 'event';
  title: string;
  text: string;
  user: string;
}

export interface Annotations {
  alarms: AlarmSpan[];
  flags: Flag[];
  /** More than is shown. */
  isCut: boolean;
}

export const NONE: Annotations = { alarms: [], flags: [], isCut: false };

/** Flags that would stand upon each other are one: the groups of those that are nearer than `gap` ms. */
export function grouped(flags: readonly Flag[], from: number, to: number, gap: number): Flag[][] {
  const groups: Flag[][] = [];
  for (const flag of flags) {
    if (flag.time < from || flag.time > to) continue;
    const last = groups.at(-1);
    if (last !== undefined && flag.time - last[0]!.time < gap) last.push(flag);
    else groups.push([flag]);
  }
  return groups;
}
