import { app } from './app.js';

/** The tags of a control loop; empty where there is none. */
export interface Loop {
  name: string;
  pv: string;
  sp: string;
  op: string;
  mode: string;
}

/** What the parts of a loop are called, in the words of the field. */
const PARTS: Record<keyof Omit<Loop, 'name'>, readonly string[]> = {
  pv: ['PV', 'MeasuredValue'],
  sp: ['SP', 'Setpoint'],
  op: ['OP', 'OUT', 'CO', 'MV', 'Output'],
  mode: ['Mode', 'MODE', 'AutoManual'],
};

/** The loop of that name, of those of its tags that exist. */
export function loopOf(name: string): Loop {
  const find = (part: keyof typeof PARTS) =>
    PARTS[part].map((ending) => `${name}.${ending}`).find((tag) => app.tags.definition(tag) !== undefined) ?? '';
  return { name, pv: find('pv'), sp: find('sp'), op: find('op'), mode: find('mode') };
}

/** The loop that a tag is a part of by its name: `Reactor.TIC201` of `Reactor.TIC201.SP` when there is a setpoint or an output beside it. */
export function loopOfTag(tag: string): Loop | null {
  const end = tag.lastIndexOf('.');
  const isPart = Object.values(PARTS).some((endings) => endings.includes(tag.slice(end + 1)));
  if (end < 0 || !isPart) return null;
  const loop = loopOf(tag.slice(0, end));
  return loop.sp !== '' || loop.op !== '' ? loop : null;
}
