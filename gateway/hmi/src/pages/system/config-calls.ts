import { read, send } from '../../model/calls.js';

/** A version of the configuration: who made it, when, why, and how much it changed. */
export interface Version {
  version: number;
  time: string;
  user: string;
  reason: string;
  created: number;
  changed: number;
  removed: number;
}

export interface Difference {
  section: string;
  name: string;
  change: 'created' | 'changed' | 'removed';
  keys: { key: string; from: unknown; to: unknown }[];
}

export interface Comparison {
  created: number;
  changed: number;
  removed: number;
  items: Difference[];
  complete: boolean;
}

export interface Imported extends Comparison {
  unchanged: number;
  applied: boolean;
  errors: { place: string; message: string }[];
}

/** Versions, newest first, with what a roll-back has to name. */
export function versions(): Promise<{ body: { items: Version[]; next: string | null }; etag: string }> {
  return read('/system/config/versions?limit=200');
}

export function compare(from: string, to: string): Promise<Comparison> {
  return send('GET', `/system/config:compare?from=${from}&to=${to}&limit=1000`);
}

export function rollback(version: number, reason: string, etag: string): Promise<unknown> {
  return send('POST', '/system/config:rollback', { body: { version, ...(reason === '' ? {} : { reason }) }, ifMatch: etag });
}

export function putIn(bundle: string, mode: string, dryRun: boolean, reason: string): Promise<Imported> {
  return send('POST', '/system/config:import', { body: { bundle: bundleOf(bundle), mode, dryRun, ...(reason === '' ? {} : { reason }) } });
}

/** JSON as an object, anything else as YAML. */
function bundleOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A value as one reads it: texts as they are, anything else as JSON. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return '—';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
