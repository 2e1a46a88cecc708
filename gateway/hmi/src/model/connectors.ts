import type { Value } from '../client/index.js';
import { parseInput } from './format.js';
import { t } from './text.js';

export interface Connector {
  name: string;
  type: string;
  state: 'UNKNOWN' | 'OK' | 'UNAVAILABLE' | 'DISABLED' | 'FAILED';
  since: string | null;
  detail: string;
  enabled: boolean;
  tags: number;
  settings: Record<string, string>;
  counters: Record<string, number>;
  machines: string[];
  browsable: boolean;
  certificates: boolean;
}

export const STATE_WORDS = (): Record<string, string> => ({
  UNKNOWN: t('Unknown yet'),
  OK: t('Connected'),
  UNAVAILABLE: t('Not connected'),
  DISABLED: t('Disabled|connector'),
  FAILED: t('Given up'),
});

export function isFault({ state }: Connector): boolean {
  return state === 'UNAVAILABLE' || state === 'FAILED';
}

interface Seen {
  at: number;
  received: number;
  rate: number | null;
  lastData: number | null;
}

/**
 * Updates a second of each connector, out of what it has counted at two times; and when its count last grew. The loss of a link counts
 * too, but is no data.
 */
export class Rates {
  private readonly seen = new Map<string, Seen>();

  take(connectors: readonly Connector[], now: number): void {
    for (const { name, counters, state } of connectors) {
      const received = counters.UpdatesReceived ?? counters.Received ?? 0;
      const before = this.seen.get(name);
      // a count that has gone back is that of another start
      const isLater = before !== undefined && received >= before.received && now > before.at;
      const grown = isLater ? received - before.received : 0;
      const rate = isLater ? (grown * 1000) / (now - before.at) : null;
      this.seen.set(name, { at: now, received, rate, lastData: grown > 0 && state === 'OK' ? now : (before?.lastData ?? null) });
    }
  }

  of(name: string): number | null {
    return this.seen.get(name)?.rate ?? null;
  }

  lastData(name: string): number | null {
    return this.seen.get(name)?.lastData ?? null;
  }
}

export interface DeviceNode {
  address: string;
  name: string;
  kind: 'object' | 'variable' | 'method' | 'other';
  dataType: string;
  type: string | null;
  writable: boolean;
  unit: string;
  rangeLow: number | null;
  rangeHigh: number | null;
  description: string;
}

/** What was typed for a node, as a value of its type, or why it is none. Its range is the device's to judge. */
export function parseNode(text: string, { name, type }: DeviceNode): { value: Value } | { error: string } {
  if (text.trim() === '') return { error: t('A value is needed.') };
  return parseInput(text, { name, type: type ?? 'float64', unit: '', description: '', area: '', low: null, high: null, writable: true });
}

/** What stands in a name of a tag for what a device calls a node. */
export function namePart(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]+/g, '_').replace(/^_+|_+$/g, '') || '_';
}

/** The definition of a tag that reads a node, as the site file has it. */
export function definitionOf(node: DeviceNode, path: readonly string[], connector: string): Record<string, unknown> {
  return {
    name: path.map(namePart).join('.'),
    type: node.type ?? 'float64',
    ...(node.unit === '' ? {} : { unit: node.unit }),
    ...(node.description === '' ? {} : { description: node.description }),
    ...(node.rangeLow === null || node.rangeHigh === null ? {} : { range: [node.rangeLow, node.rangeHigh] }),
    ...(node.writable ? { writable: true } : {}),
    source: { connector, address: node.address },
  };
}
