import { app } from './app.js';
import { numberOf } from './format.js';
import { append, continueWith, emptySeries, gap, ofBuckets, ofSamples, trim, type Series } from './series.js';
import { shownBuckets, shownSamples } from './shown.js';
import { Topic } from './topic.js';

export const MAX_PENS = 8;
export const RANGES: [key: string, label: string, ms: number][] = [
  ['2m', '2 min', 120_000],
  ['10m', '10 min', 600_000],
  ['1h', '1 h', 3_600_000],
  ['8h', '8 h', 8 * 3_600_000],
  ['1d', '1 day', 24 * 3_600_000],
];

/** Up to this span every sample is drawn, beyond it buckets of minimum and maximum. */
const RAW_SPAN_MS = 120_000;
const BUCKETS = 800;
const RAW_LIMIT = 10_000;
const SHORTEST_MS = 5_000;
const LONGEST_MS = 92 * 24 * 3_600_000;
const SETTLE_MS = 250;
/** A history that does not answer, or is still starting, is asked again. */
const RETRY_MS = 10_000;

export interface Pen {
  tag: string;
  /** 1 to 8, the pen's colour. */
  slot: number;
  series: Series;
  error: string;
}

/** The chosen tags and the window of time in which they are looked at. */
export class Trend {
  readonly changed = new Topic();
  pens: Pen[] = [];
  rangeMs = 600_000;
  isLive = true;
  private fixedTo = 0;
  private turn = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  get to(): number {
    return this.isLive ? Date.now() : this.fixedTo;
  }

  get from(): number {
    return this.to - this.rangeMs;
  }

  add(tag: string): void {
    if (this.pens.length >= MAX_PENS || this.pens.some((pen) => pen.tag === tag)) return;
    const used = new Set(this.pens.map((pen) => pen.slot));
    const slot = [1, 2, 3, 4, 5, 6, 7, 8].find((n) => !used.has(n)) ?? 1;
    const pen = { tag, slot, series: emptySeries(), error: '' };
    this.pens = [...this.pens, pen];
    void this.loadPen(pen, this.turn);
    this.changed.emit();
  }

  remove(tag: string): void {
    this.pens = this.pens.filter((pen) => pen.tag !== tag);
    this.changed.emit();
  }

  setRange(ms: number): void {
    this.rangeMs = ms;
    this.load();
  }

  setWindow(from: number, to: number): void {
    this.rangeMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, to - from));
    this.isLive = false;
    this.fixedTo = to;
    this.load();
  }

  /** Moves by a share of the window; reaching the present goes live again. */
  pan(share: number): void {
    const to = this.to + share * this.rangeMs;
    if (to >= Date.now()) this.goLive();
    else this.setWindow(to - this.rangeMs, to);
  }

  /** Keeps the time at `centre` (0 left, 1 right) where it is; a live window keeps its right edge. */
  zoom(factor: number, centre: number): void {
    const span = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, this.rangeMs * factor));
    if (this.isLive) return this.setRange(span);
    const pivot = this.from + centre * this.rangeMs;
    this.setWindow(pivot - centre * span, pivot + (1 - centre) * span);
  }

  goLive(): void {
    this.isLive = true;
    this.load();
  }

  pause(): void {
    this.fixedTo = Date.now();
    this.isLive = false;
    this.changed.emit();
  }

  /** Asks for the past again, once the window has come to rest. */
  load(delayMs = SETTLE_MS): void {
    this.changed.emit();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const turn = ++this.turn;
      for (const pen of this.pens) void this.loadPen(pen, turn);
    }, delayMs);
  }

  /** Asks for nothing more: the page is left. */
  stop(): void {
    clearTimeout(this.timer);
    this.turn++;
  }

  /** A live value of a pen's tag; a lost link and bad quality leave a gap. */
  take(tag: string): void {
    const pen = this.pens.find((one) => one.tag === tag);
    const reading = app.tags.reading(tag);
    if (!pen || !reading || !this.isLive) return;
    const status = app.tags.stateOf(tag);
    if (status === 'stale') gap(pen.series, Date.now());
    else if (status === 'bad') gap(pen.series, reading.time);
    else append(pen.series, reading.time, numberOf(reading.value));
  }

  /** Forgets what has left the window on the left. */
  tidy(): void {
    if (this.isLive) for (const pen of this.pens) trim(pen.series, this.from);
  }

  private async loadPen(pen: Pen, turn: number): Promise<void> {
    const { from, to } = this;
    const rest = app.client.rest;
    try {
      await app.tags.need([pen.tag]);
      const tag = app.tags.definition(pen.tag);
      const series =
        this.rangeMs <= RAW_SPAN_MS
          ? ofSamples(shownSamples(await rest.history(pen.tag, from, to, RAW_LIMIT), tag))
          : ofBuckets(shownBuckets(await rest.buckets(pen.tag, from, to, BUCKETS), tag));
      if (turn !== this.turn || !this.pens.includes(pen)) return;
      pen.series = this.isLive ? continueWith(series, pen.series) : series;
      pen.error = '';
    } catch (error) {
      if (turn !== this.turn) return;
      pen.error = (error as Error).message;
      return this.load(RETRY_MS);
    }
    this.changed.emit();
  }
}
