import type { Alarm } from '../client/index.js';
import { app } from './app.js';
import { areaOf } from './rights.js';

/** `Feed` covers `Feed`, `Feed.North` and `Feed/North`, not `Feedwater`. */
export function isWithin(own: string, area: string): boolean {
  return area === own || (area.startsWith(own) && /^[./]/.test(area.slice(own.length)));
}

/** The area of an alarm's tag. */
export function areaOfAlarm(alarm: Alarm): string {
  return areaOf(alarm.tag, app.tags.definition(alarm.tag)?.area);
}
