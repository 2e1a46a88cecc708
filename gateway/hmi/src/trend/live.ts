import { severityOf, type RingmainClient, type TagDefinition, type Update, type Watch } from '../client/index.js';
import { append, emptySeries, gap, type Series } from '../model/series.js';
import { shownValue } from '../model/shown.js';
import { pointOf } from './history.js';
import type { Pen } from './pens.js';

/** As often as the server sends and an eye can follow. */
const FRAMES_PER_SECOND = 10;
/** Points kept for an answer that is on its way: some seconds. */
const MOST_RECENT = 400;
/** Points that a pen holds at most; when there are half as many more, the oldest go. */
const MOST_POINTS = 12_000;

/** Lets the pens grow at the rate of the link: one subscription for all of them, apart from what else is on the screen. */
export class LiveFeed {
  private watch: Watch | null = null;
  private tags = '';
  private pens: ReadonlyMap<string, Pen> = new Map();
  private readonly unlisten: () => void;

  /** @param onPoints something has been added */
  constructor(
    private readonly client: RingmainClient,
    private readonly onPoints: () => void,
    private readonly now: () => number,
    private readonly definition: (tag: string) => TagDefinition | undefined,
  ) {
    this.unlisten = client.listen({
      onLink: (state) => {
        if (state !== 'live') this.lost();
      },
    });
  }

  follow(pens: readonly Pen[]): void {
    this.pens = new Map(pens.map((pen) => [pen.tag, pen]));
    const tags = pens.map((pen) => pen.tag);
    if (tags.join('\n') === this.tags) return;
    this.tags = tags.join('\n');
    this.watch?.close();
    this.watch = tags.length === 0 ? null : this.client.watch(tags, { onUpdates: (updates) => this.take(updates) }, FRAMES_PER_SECOND);
  }

  stop(): void {
    this.watch?.close();
    this.watch = null;
    this.tags = '';
    this.unlisten();
  }

  private take(updates: Update[]): void {
    for (const { tag, value, quality, time } of updates) {
      const pen = this.pens.get(tag);
      if (pen === undefined) continue;
      const point = severityOf(quality) === 'bad' ? null : pointOf(shownValue(value, this.definition(tag)), pen.texts);
      add(pen.recent, time, point, 0, MOST_RECENT);
      if (pen.isGrowing) add(pen.series, time, point, pen.bucketMs, MOST_POINTS);
    }
    this.onPoints();
  }

  /** Nothing is known from here on: no line goes on. */
  private lost(): void {
    for (const pen of this.pens.values()) {
      if (pen.isGrowing && pen.series.time.length > 0) gap(pen.series, this.now());
      pen.recent = emptySeries();
      pen.isGrowing = false;
      pen.covered = null;
    }
    this.onPoints();
  }
}

function add(series: Series, ms: number, point: number | null, bucketMs: number, most: number): void {
  if (point === null) gap(series, ms);
  else grow(series, ms, point, bucketMs);
  bound(series, most);
}

/** Adds a point; where points stand for buckets, those of the same bucket become one. */
export function grow(series: Series, ms: number, value: number | null, bucketMs: number): void {
  const last = series.time.length - 1;
  const bucket = bucketMs / 1000;
  const held = series.mid[last];
  const isSameBucket = bucket > 0 && last >= 0 && Math.floor(ms / 1000 / bucket) === Math.floor(series.time[last]! / bucket);
  if (!isSameBucket || typeof held !== 'number' || value === null) return append(series, ms, value);
  series.mid[last] = value;
  series.low[last] = Math.min(series.low[last] ?? value, value);
  series.high[last] = Math.max(series.high[last] ?? value, value);
}

/** Forgets the oldest points, many at a time. */
export function bound(series: Series, most: number): void {
  const length = series.time.length;
  if (length < most * 1.5) return;
  for (const column of [series.time, series.mid, series.low, series.high]) column.splice(0, length - most);
}
