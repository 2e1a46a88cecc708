import { app } from '../model/app.js';
import { numberOf } from '../model/format.js';
import { shownLimit } from '../model/shown.js';
import type { Limit } from './marks.js';

/** Limits of a tag's alarms, and the setpoint that belongs to a measured value by its name. */
export function limitsOf(tag: string): Limit[] {
  const limits: Limit[] = [];
  const definition = app.tags.definition(tag);
  for (const { kind, limit } of app.alarms.ofTag(tag)) {
    const value = shownLimit(limit, kind, definition);
    if (value !== null && ['HIHI', 'HI', 'LO', 'LOLO'].includes(kind)) limits.push({ name: kind, value });
  }
  const setpoint = setpointOf(tag);
  const value = setpoint === null ? null : numberOf(app.tags.reading(setpoint)?.value);
  return value === null ? limits : [...limits, { name: 'SP', value }];
}

/** `Reactor.TIC201.SP` of `Reactor.TIC201.PV`, where there is one. */
export function setpointOf(tag: string): string | null {
  const name = tag.replace(/\.(PV|MV)$/, '.SP');
  return name !== tag && app.tags.definition(name) !== undefined ? name : null;
}
