import { ApiError, type RingmainClient, type TagDefinition } from '../client/index.js';
import { append, emptySeries } from '../model/series.js';
import { Topic } from '../model/topic.js';
import { axesOf, type Axis, type Scale } from './axes.js';
import type { Cursors } from './cursors.js';
import { serves, show, TrendHistory, type Chunk } from './history.js';
import { LiveFeed } from './live.js';
import { freeSlot, MOST_PENS, penOf, type Pen } from './pens.js';
import { TrendView } from './view.js';

/** Asked for once the window has come to rest. */
const SETTLE_MS = 150;
/** A history that does not answer, or is still starting, is asked again. */
const RETRY_MS = 10_000;
/** A window that ends so near to the present has it in view. */
const PRESENT_MS = 3_000;

/** What is shown besides the pens. */
export interface Options {
  annotations: boolean;
  limits: boolean;
  statistics: boolean;
}

export interface World {
  client: RingmainClient;
  /** In the units that people are shown. */
  definition(tag: string): TagDefinition | undefined;
  /** Fetches the definitions that are not there yet. */
  need(tags: readonly string[]): Promise<void>;
  /** The present, or the moment that is re-executed. */
  now(): number;
}

/** The chosen tags in a window of time: their past from the server, growing at the rate of the link. */
export class Trend {
  /** Pens, window, axes or cursors: what is around the chart is to be drawn again. */
  readonly changed = new Topic();
  /** Points have come: the chart is to be drawn again. */
  readonly grown = new Topic();
  readonly view: TrendView;
  pens: Pen[] = [];
  readonly scales = new Map<string, Scale>();
  cursors: Cursors = { a: null, b: null };
  options: Options = { annotations: true, limits: false, statistics: false };
  isLoading = false;
  /** Why the past is not shown; empty when it is. */
  problem = '';
  private readonly history: TrendHistory;
  private readonly feed: LiveFeed;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private isOutdated = false;
  private isStopped = false;

  constructor(private readonly world: World) {
    this.view = new TrendView(() => world.now());
    this.history = new TrendHistory((method, path, body) => world.client.rest.call(method, path, body), world.definition);
    this.feed = new LiveFeed(world.client, () => this.grown.emit(), () => world.now(), (tag) => world.definition(tag));
    this.view.changed.add(() => this.moved());
  }

  get axes(): Axis[] {
    return axesOf(this.pens, this.scales, (tag) => this.world.definition(tag));
  }

  add(tag: string): void {
    if (this.pens.length >= MOST_PENS || this.pens.some((pen) => pen.tag === tag)) return;
    this.setPens([...this.pens, penOf(tag, freeSlot(this.pens))]);
  }

  remove(tag: string): void {
    this.setPens(this.pens.filter((pen) => pen.tag !== tag));
  }

  setPens(pens: Pen[]): void {
    this.pens = pens;
    this.feed.follow(pens);
    this.moved(0);
  }

  setHidden(pen: Pen, isHidden: boolean): void {
    pen.isHidden = isHidden;
    this.changed.emit();
  }

  setScale(unit: string, scale: Scale): void {
    this.scales.set(unit, scale);
    this.changed.emit();
  }

  setCursors(cursors: Cursors): void {
    this.cursors = cursors;
    this.changed.emit();
  }

  setOptions(options: Partial<Options>): void {
    this.options = { ...this.options, ...options };
    this.changed.emit();
  }

  /** What was seen before is not what is looked at now: another moment, a link that is back, another definition. */
  reload(): void {
    this.history.clear();
    for (const pen of this.pens) {
      pen.covered = null;
      pen.isGrowing = false;
    }
    this.moved(0);
  }

  /** Everything that was kept is of another moment. */
  jump(): void {
    for (const pen of this.pens) {
      pen.series = emptySeries();
      pen.recent = emptySeries();
    }
    this.reload();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    clearTimeout(this.retry);
    this.feed.stop();
  }

  private moved(delayMs = SETTLE_MS): void {
    this.changed.emit();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.load(), delayMs);
  }

  /** One request at a time: what was asked for meanwhile is asked for when its answer is there. */
  private async load(): Promise<void> {
    if (this.isStopped) return;
    if (this.isLoading) {
      this.isOutdated = true;
      return;
    }
    clearTimeout(this.retry);
    const missing = this.takeKept();
    if (missing.length === 0) return;
    for (const pen of missing) if (pen.covered === null) this.goOnWithout(pen);
    this.isLoading = true;
    this.isOutdated = false;
    this.changed.emit();
    try {
      await this.world.need(missing.map((pen) => pen.tag));
      const { from, to } = this.view;
      const now = this.view.now();
      const found = await this.history.load(missing.map((pen) => pen.tag), from, to, now);
      this.problem = '';
      for (const pen of missing) this.take(pen, found.get(pen.tag), now);
      this.lookAtGaps(missing);
    } catch (error) {
      this.problem = error instanceof ApiError && error.status !== 0 ? `${error.message} (${error.code})` : (error as Error).message;
      for (const pen of missing) this.goOnWithout(pen);
      this.retry = setTimeout(() => void this.load(), RETRY_MS);
    } finally {
      this.isLoading = false;
    }
    if (this.isStopped) return;
    this.changed.emit();
    this.grown.emit();
    if (this.isOutdated) void this.load();
  }

  /** What a history that is down or behind has left out is said, and asked for again. */
  private lookAtGaps(pens: readonly Pen[]): void {
    const cut = pens.filter((pen) => pen.gaps.length > 0);
    if (cut.length === 0) return;
    this.problem = cut[0]!.gaps[0]!.reason;
    for (const pen of cut) pen.covered = null;
    this.retry = setTimeout(() => void this.load(), RETRY_MS);
  }

  /** Shows what is kept of the window; answers the pens of which it has to be asked for. */
  private takeKept(): Pen[] {
    const { from, to } = this.view;
    return this.pens.filter((pen) => {
      if (this.isCovered(pen, from, to)) return false;
      const kept = this.history.kept(pen.tag, from, to);
      if (kept !== undefined) show(pen, kept, false);
      return kept === undefined;
    });
  }

  private isCovered(pen: Pen, from: number, to: number): boolean {
    if (pen.covered === null) return false;
    const end = pen.isGrowing ? Infinity : pen.covered.to;
    return serves({ ...pen, from: pen.covered.from, to: end }, from, to);
  }

  private take(pen: Pen, chunk: Chunk | undefined, now: number): void {
    if (chunk === undefined || !this.pens.includes(pen)) return;
    show(pen, chunk, chunk.to >= now - PRESENT_MS && this.world.client.linkState === 'live');
  }

  /** Without a past there is what came since the page was opened. */
  private goOnWithout(pen: Pen): void {
    if (pen.isGrowing || this.world.client.linkState !== 'live') return;
    const { time, mid } = pen.recent;
    time.forEach((at, i) => append(pen.series, at * 1000, mid[i]!));
    pen.isGrowing = true;
  }
}
