import type { Bucket, RawSample, TagDefinition, Value } from '../client/index.js';

/**
 * Values go over the wire in the engineering unit of a tag. Where it has a display unit people are shown that: the screens know
 * definitions, values and limits in it only, and what is written is turned back.
 */
export function shownDefinition(tag: TagDefinition): TagDefinition {
  if (tag.display === undefined) return tag;
  const ends = [tag.low, tag.high].map((end) => shownNumber(end, tag));
  const [low = null, high = null] = tag.display.factor < 0 ? ends.reverse() : ends;
  return { ...tag, unit: tag.display.unit, low, high };
}

/** A number in the engineering unit as people see it. */
export function shownNumber<T extends number | null>(value: T, tag: TagDefinition | undefined): T {
  if (value === null || tag?.display === undefined) return value;
  return (value * tag.display.factor + tag.display.offset) as T;
}

export function shownValue(value: Value, tag: TagDefinition | undefined): Value {
  if (tag?.display === undefined) return value;
  if (typeof value === 'number') return shownNumber(value, tag);
  return Array.isArray(value) && typeof value[0] === 'number' ? (value as number[]).map((one) => shownNumber(one, tag)) : value;
}

/** What somebody typed, in the unit that goes over the wire. */
export function engineeringValue(value: Value, tag: TagDefinition): Value {
  if (tag.display === undefined || typeof value !== 'number') return value;
  const { factor, offset } = tag.display;
  // without the last digits, which are the conversion's and nobody's wish
  return Number(((value - offset) / factor).toPrecision(12));
}

/** A limit of an alarm: those on deviation and rate of change are differences, which no offset moves. */
export function shownLimit(limit: number | null, kind: string, tag: TagDefinition | undefined): number | null {
  if (limit === null || tag?.display === undefined) return limit;
  return /^(HIHI|HI|LO|LOLO|MULTI)$/.test(kind) ? shownNumber(limit, tag) : limit * tag.display.factor;
}

export function shownSamples(samples: RawSample[], tag: TagDefinition | undefined): RawSample[] {
  return tag?.display === undefined ? samples : samples.map((sample) => ({ ...sample, value: shownValue(sample.value, tag) }));
}

export function shownBuckets(buckets: Bucket[], tag: TagDefinition | undefined): Bucket[] {
  if (tag?.display === undefined) return buckets;
  const isTurned = tag.display.factor < 0;
  return buckets.map((bucket) => ({
    ...bucket,
    min: shownNumber(isTurned ? bucket.max : bucket.min, tag),
    max: shownNumber(isTurned ? bucket.min : bucket.max, tag),
    avg: shownNumber(bucket.avg, tag),
    last: shownNumber(bucket.last, tag),
  }));
}
