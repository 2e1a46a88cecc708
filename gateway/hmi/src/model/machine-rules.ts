import type { Value } from '../client/index.js';
import type { Machine, Setting } from './machines.js';
import type { Rights } from './rights.js';

/** A permission is needed in every area that a machine writes to. */
export function mayFor(rights: Rights, permission: string, machine: Machine): boolean {
  return machine.areas.every((area) => rights.may(permission, area));
}

/** What was typed for an attribute, as a value, or what is allowed. */
export function parseSetting(text: string, setting: Setting): { value: Value } | { low: number; high: number } | 'number' | 'whole' {
  if (setting.type === 'string') return { value: text };
  if (setting.type === 'bool') return { value: text === 'true' };
  const number = Number(text.trim().replace('−', '-').replace(',', '.'));
  if (text.trim() === '' || !Number.isFinite(number)) return 'number';
  if (setting.type === 'int64' && !Number.isInteger(number)) return 'whole';
  const low = setting.minimum ?? -Infinity;
  const high = setting.maximum ?? Infinity;
  return number < low || number > high ? { low, high } : { value: number };
}
