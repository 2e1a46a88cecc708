import { qualityCode, severityOf, type Bucket, type RawSample } from '../client/index.js';
import { numberOf } from './format.js';

/** One pen's points in time order; a null in `mid` is a gap. `low` and `high` span a bucket of many samples. */
export interface Series {
  time: number[];
  mid: (number | null)[];
  low: (number | null)[];
  high: (number | null)[];
}

export function emptySeries(): Series {
  return { time: [], mid: [], low: [], high: [] };
}

/** Adds a point at `ms`; times are kept in seconds, as the chart wants them, and never go back. */
export function append(series: Series, ms: number, mid: number | null, low = mid, high = mid): void {
  const time = ms / 1000;
  const last = series.time.length - 1;
  if (last >= 0 && time < series.time[last]!) return;
  if (last >= 0 && time === series.time[last]) {
    series.mid[last] = mid;
    series.low[last] = low;
    series.high[last] = high;
    return;
  }
  series.time.push(time);
  series.mid.push(mid);
  series.low.push(low);
  series.high.push(high);
}

/** Begins a gap at `ms`; until then the last value held, however long ago it came. */
export function gap(series: Series, ms: number): void {
  const last = series.mid.at(-1);
  if (typeof last === 'number') append(series, ms - 1, last);
  append(series, ms, null);
}

export function ofSamples(samples: RawSample[]): Series {
  const series = emptySeries();
  for (const sample of samples) {
    const isBad = severityOf(qualityCode(sample.quality)) === 'bad';
    if (isBad) gap(series, Date.parse(sample.time));
    else append(series, Date.parse(sample.time), numberOf(sample.value));
  }
  return series;
}

/** Buckets without a good sample after a bad one are gaps; buckets in which nothing changed are left out. */
export function ofBuckets(buckets: Bucket[]): Series {
  const series = emptySeries();
  for (const bucket of buckets) {
    if (bucket.count === 0 && bucket.bad === 0) continue;
    const mid = bucket.avg ?? bucket.last;
    if (mid === null) gap(series, Date.parse(bucket.time));
    else append(series, Date.parse(bucket.time), mid, bucket.min ?? mid, bucket.max ?? mid);
  }
  return series;
}

/** Adds to a past what was seen live after its end: the history may lag behind by some seconds. */
export function continueWith(past: Series, live: Series): Series {
  const end = past.time.at(-1) ?? -Infinity;
  live.time.forEach((time, i) => {
    if (time > end) append(past, time * 1000, live.mid[i]!, live.low[i]!, live.high[i]!);
  });
  return past;
}

/** Drops what lies before `ms`, but keeps one point there so that the line reaches the edge. */
export function trim(series: Series, ms: number): void {
  let drop = 0;
  while (drop + 1 < series.time.length && series.time[drop + 1]! < ms / 1000) drop++;
  if (drop === 0) return;
  for (const column of [series.time, series.mid, series.low, series.high]) column.splice(0, drop);
}

/** Index of the last point at or before `seconds`, -1 when there is none. */
export function indexAt(series: Series, seconds: number): number {
  let low = 0;
  let high = series.time.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (series.time[middle]! <= seconds) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
