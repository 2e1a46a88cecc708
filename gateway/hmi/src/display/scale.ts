import type { TagDefinition } from '../client/index.js';
import type { Limits } from '../model/alarms.js';

export interface Scale {
  low: number;
  high: number;
}

/** The tag's range; without one, what its limits and its value span. */
export function scaleOf(tag: TagDefinition | undefined, limits: Limits, value: number | null): Scale {
  if (tag && tag.low !== null && tag.high !== null && tag.high > tag.low) return { low: tag.low, high: tag.high };
  const known = Object.values(limits).filter((limit) => limit !== null);
  const seen = [0, ...known, value ?? 1];
  const low = Math.min(...seen);
  const high = Math.max(...seen);
  return { low, high: high > low ? high : low + 1 };
}
