import { severityOf, type RingmainClient, type Severity, type TagDefinition, type Update, type Value, type Watch } from '../client/index.js';
import { Topic } from './topic.js';

/** How long a tag that nobody shows any more stays subscribed, so that changing pages costs nothing. */
const LINGER_MS = 2_000;
const FRAMES_PER_SECOND = 4;
/** A connection has a limited number of subscriptions (64): before that they are made into one. */
const MOST_GROUPS = 16;

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

/** Definitions and live values of tags; subscribes to exactly what is on the screen. */
export class TagStore {
  readonly definitionsChanged = new Topic();
  definitions = new Map<string, TagDefinition>();
  isLoaded = false;
  private readonly readings = new Map<string, Reading>();
  private readonly unknown = new Set<string>();
  private readonly listeners = new Map<string, Set<() => void>>();
  private readonly wanted = new Set<string>();
  private readonly groups = new Map<string, Group>();
  private isFlushPlanned = false;

  constructor(private readonly client: RingmainClient) {
    client.listen({
      onLink: (state) => {
        if (state !== 'live') this.wither();
      },
      onHello: () => this.unknown.clear(),
    });
  }

  async load(): Promise<void> {
    const tags = await this.client.rest.tags();
    this.definitions = new Map(tags.map((tag) => [tag.name, tag]));
    this.isLoaded = true;
    this.definitionsChanged.emit();
    for (const listeners of this.listeners.values()) for (const listener of listeners) listener();
  }

  clear(): void {
    this.definitions = new Map();
    this.isLoaded = false;
    this.readings.clear();
    this.definitionsChanged.emit();
  }

  definition(tag: string): TagDefinition | undefined {
    return this.definitions.get(tag);
  }

  reading(tag: string): Reading | undefined {
    return this.readings.get(tag);
  }

  stateOf(tag: string): ReadingState {
    const reading = this.readings.get(tag);
    if (this.unknown.has(tag)) return 'unknown';
    if (reading === undefined) return 'waiting';
    return reading.isFresh ? severityOf(reading.quality) : 'stale';
  }

  areas(): string[] {
    return [...new Set([...this.definitions.values()].map((tag) => tag.area))].sort();
  }

  /** Calls the listener at each change of the tag until the returned function is called. */
  watch(tag: string, listener: () => void): () => void {
    const listeners = this.listeners.get(tag) ?? new Set();
    listeners.add(listener);
    this.listeners.set(tag, listeners);
    if (!this.groups.has(tag)) this.want(tag);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) setTimeout(() => this.release(tag), LINGER_MS);
    };
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

  private wither(): void {
    for (const reading of this.readings.values()) reading.isFresh = false;
    for (const tag of this.listeners.keys()) this.tell(tag);
  }

  private tell(tag: string): void {
    for (const listener of this.listeners.get(tag) ?? []) listener();
  }
}
