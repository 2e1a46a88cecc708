import { isForced, severityOf, type RingmainClient, type Severity, type TagDefinition, type Update, type Value, type Watch } from '../client/index.js';
import { shownDefinition, shownValue } from './shown.js';
import { Topic } from './topic.js';

/** How long a tag that nobody shows any more stays subscribed, so that changing pages costs nothing. */
const LINGER_MS = 2_000;
const FRAMES_PER_SECOND = 10;
/** A connection has a limited number of subscriptions (64): before that they are made into one. */
const MOST_GROUPS = 16;
/** So many definitions are fetched at once, which is all of most sites; of others each when it is first wanted. */
const FIRST_DEFINITIONS = 1_000;
/** Names in one question, whose address servers limit. */
const MOST_NAMES = 100;
const MOST_NAME_CHARACTERS = 3_000;
const RETRY_MS = 5_000;

/** What a screen may show of a tag. `isFresh` is false from the moment the link is lost until a new value came. */
export interface Reading {
  value: Value;
  quality: number;
  time: number;
  isFresh: boolean;
}

/** unknown: no such tag; waiting: no value yet; stale: not live any more; otherwise the quality's severity. */
export type ReadingState = Severity | 'stale' | 'waiting' | 'unknown';

interface Group {
  tags: Set<string>;
  watch: Watch;
}

/**
 * Definitions and live values of tags, in the units that people are shown; subscribes to exactly what is on the screen, and of a big
 * site knows the definitions that somebody has asked for.
 */
export class TagStore {
  readonly definitionsChanged = new Topic();
  /** Those that are known so far: all of them where `isComplete`. */
  definitions = new Map<string, TagDefinition>();
  /** The first definitions have come. */
  isLoaded = false;
  isComplete = false;
  private readonly readings = new Map<string, Reading>();
  private readonly unknown = new Set<string>();
  private readonly listeners = new Map<string, Set<() => void>>();
  private readonly wanted = new Set<string>();
  private readonly groups = new Map<string, Group>();
  private isFlushPlanned = false;
  private readonly missing = new Set<string>();
  private readonly failed = new Set<string>();
  private asked = new Map<string, Promise<void>>();
  private flush: Promise<void> | null = null;

  constructor(private readonly client: RingmainClient) {
    client.listen({
      onLink: (state) => {
        if (state !== 'live') this.wither();
      },
      onHello: () => {
        this.unknown.clear();
        this.failed.clear();
        void this.need([...this.listeners.keys()]);
      },
      onStream: (frame) => {
        if (frame.op === 'state' && frame.configuration !== undefined) void this.renew();
      },
      onSight: () => this.forget(),
    });
  }

  /** Fetches the first definitions; nothing waits for it. */
  async load(): Promise<void> {
    const { tags, isAll } = await this.client.rest.firstTags(FIRST_DEFINITIONS);
    this.isLoaded = true;
    this.isComplete = isAll;
    if (isAll) this.definitions = new Map();
    this.know(tags);
  }

  clear(): void {
    this.definitions = new Map();
    this.isLoaded = false;
    this.isComplete = false;
    this.readings.clear();
    this.asked.clear();
    this.definitionsChanged.emit();
  }

  /** Undefined where there is none, or none yet: then it is fetched, and `definitionsChanged` tells. */
  definition(tag: string): TagDefinition | undefined {
    const known = this.definitions.get(tag);
    if (known === undefined && tag !== '') void this.need([tag]);
    return known;
  }

  /** Fetches the definitions that are not known yet, all that are wanted at the same time at once. */
  async need(tags: readonly string[]): Promise<void> {
    if (this.client.session === null) return;
    const waits: Promise<void>[] = [];
    for (const tag of tags) {
      if (this.definitions.has(tag) || this.unknown.has(tag)) continue;
      if (!this.asked.has(tag)) {
        this.missing.add(tag);
        this.flush ??= Promise.resolve().then(() => this.fetch());
        this.asked.set(tag, this.flush);
      }
      waits.push(this.asked.get(tag)!);
    }
    await Promise.all(waits);
  }

  /** Definitions that were found elsewhere, in a search. */
  know(tags: readonly TagDefinition[]): void {
    for (const tag of tags) this.definitions.set(tag.name, shownDefinition(tag));
    this.definitionsChanged.emit();
    for (const { name } of tags) this.tell(name);
  }

  /** The value in the unit that is shown; none before its definition is there, as it would be a number without a unit. */
  reading(tag: string): Reading | undefined {
    const reading = this.readings.get(tag);
    const definition = this.definitions.get(tag);
    if (reading === undefined || (definition === undefined && !this.failed.has(tag))) return undefined;
    return definition?.display === undefined ? reading : { ...reading, value: shownValue(reading.value, definition) };
  }

  stateOf(tag: string): ReadingState {
    const reading = this.reading(tag);
    if (this.unknown.has(tag)) return 'unknown';
    if (reading === undefined) return 'waiting';
    return reading.isFresh ? severityOf(reading.quality) : 'stale';
  }

  /** Whether somebody has put a value in the place of what the source says. */
  isForced(tag: string): boolean {
    const reading = this.readings.get(tag);
    return reading !== undefined && isForced(reading.quality);
  }

  /** Calls the listener at each change of the tag until the returned function is called. */
  watch(tag: string, listener: () => void): () => void {
    const listeners = this.listeners.get(tag) ?? new Set();
    listeners.add(listener);
    this.listeners.set(tag, listeners);
    if (!this.groups.has(tag)) this.want(tag);
    void this.need([tag]);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) setTimeout(() => this.release(tag), LINGER_MS);
    };
  }

  private async fetch(): Promise<void> {
    this.flush = null;
    const wanted = [...this.missing];
    this.missing.clear();
    await Promise.all(batches(wanted).map((names) => this.fetchBatch(names)));
  }

  private async fetchBatch(names: string[]): Promise<void> {
    try {
      this.know(await this.client.rest.tagsNamed(names));
      for (const name of names) this.failed.delete(name);
      for (const name of names.filter((one) => !this.definitions.has(one))) {
        this.unknown.add(name);
        this.tell(name);
      }
    } catch {
      for (const name of names) this.failed.add(name);
      for (const name of names) this.tell(name);
      setTimeout(() => this.again(names), RETRY_MS);
      return;
    }
    for (const name of names) this.asked.delete(name);
  }

  /** What is still on the screen is asked for again. */
  private again(names: string[]): void {
    for (const name of names) this.asked.delete(name);
    void this.need(names.filter((name) => this.listeners.has(name)));
  }

  /** The configuration has changed: what is known may be out of date, and what was unknown may exist. */
  private async renew(): Promise<void> {
    const watched = [...this.listeners.keys()];
    for (const name of watched) if (this.unknown.delete(name)) this.want(name);
    try {
      if (this.isComplete) await this.load();
      else for (const names of batches(watched)) this.know(await this.client.rest.tagsNamed(names));
    } catch {
      // The next change, or the next link, brings it.
    }
    if (!this.isComplete) for (const name of [...this.definitions.keys()]) if (!this.listeners.has(name)) this.definitions.delete(name);
  }

  private want(tag: string): void {
    this.wanted.add(tag);
    if (this.isFlushPlanned) return;
    this.isFlushPlanned = true;
    queueMicrotask(() => {
      this.isFlushPlanned = false;
      const tags = new Set(this.wanted);
      this.wanted.clear();
      if (tags.size > 0) this.subscribe(tags);
    });
  }

  private subscribe(added: Set<string>): void {
    const groups = new Set(this.groups.values());
    const isCrowded = groups.size >= MOST_GROUPS;
    const tags = isCrowded ? new Set([...this.groups.keys(), ...added]) : added;
    if (isCrowded) for (const group of groups) group.watch.close();
    const watch = this.client.watch(
      [...tags],
      {
        onUpdates: (updates) => this.take(updates),
        onUnknown: (names) => {
          for (const name of names) this.unknown.add(name);
          for (const name of names) this.tell(name);
        },
      },
      FRAMES_PER_SECOND,
    );
    const group = { tags, watch };
    for (const tag of tags) this.groups.set(tag, group);
  }

  private release(tag: string): void {
    const listeners = this.listeners.get(tag);
    if (listeners === undefined || listeners.size > 0) return;
    this.listeners.delete(tag);
    this.readings.delete(tag);
    const group = this.groups.get(tag);
    this.groups.delete(tag);
    group?.tags.delete(tag);
    if (group?.tags.size === 0) group.watch.close();
  }

  private take(updates: Update[]): void {
    for (const { tag, value, quality, time } of updates) {
      if (!this.listeners.has(tag)) continue;
      this.readings.set(tag, { value, quality, time, isFresh: true });
    }
    for (const { tag } of updates) this.tell(tag);
  }

  /** Another time is looked at: what was known is not true there. */
  private forget(): void {
    this.readings.clear();
    this.unknown.clear();
    for (const tag of this.listeners.keys()) this.tell(tag);
  }

  /** What is shown is not true any more, until it comes anew. */
  wither(): void {
    for (const reading of this.readings.values()) reading.isFresh = false;
    for (const tag of this.listeners.keys()) this.tell(tag);
  }

  private tell(tag: string): void {
    for (const listener of this.listeners.get(tag) ?? []) listener();
  }
}

/** As many names as fit into one address. */
function batches(names: readonly string[]): string[][] {
  const all: string[][] = [];
  let length = Infinity;
  for (const name of names) {
    length += encodeURIComponent(name).length + 1;
    if (length > MOST_NAME_CHARACTERS || all.at(-1)!.length >= MOST_NAMES) {
      all.push([]);
      length = name.length;
    }
    all.at(-1)!.push(name);
  }
  return all;
}
