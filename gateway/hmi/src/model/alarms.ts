import type { Alarm, RingmainClient, StreamFrame } from '../client/index.js';
import { byUrgency, isShelved, isShown, isTakenAway, needsAck } from './alarm-order.js';
import { Topic } from './topic.js';

const RETRY_MS = 2_000;
/** A flood of alarms draws the screens so often and no more; with many alarms, that take longer to sort, less often. */
const TELL_MS = 80;
const LONGEST_TELL_MS = 1_000;
const FEW = 1_000;
const RELOAD_MS = 500;

/** Limits of a tag as its alarms define them. */
export interface Limits {
  hihi: number | null;
  hi: number | null;
  lo: number | null;
  lolo: number | null;
}

export interface Count {
  unacknowledged: number;
  standing: number;
}

/** The standing alarms and the limits of all: a list asked for once, kept true by the alarm stream. */
export class AlarmStore {
  readonly changed = new Topic();
  isLoaded = false;
  /** What is not simply normal: standing, shelved, suppressed, out of service, disabled. */
  private readonly noted = new Map<string, Alarm>();
  private readonly byTag = new Map<string, Map<string, Alarm>>();
  private readonly heard = new Set<(alarm: Alarm) => void>();
  private early: Alarm[] | null = null;
  private loading = 0;
  private sorted: Alarm[] | null = null;
  private counted: Map<number, Count> | null = null;
  private toldMs = 0;
  private telling: ReturnType<typeof setTimeout> | undefined;
  private reloading: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly client: RingmainClient) {
    client.listen({
      onAlarm: (alarm) => this.receive(alarm),
      onAlarmsLost: () => this.reload(),
      onStream: (frame) => this.configured(frame),
      onSight: () => this.clear(),
    });
  }

  /** What is known may be of before: until the answer is there it is not told to be all. */
  private reload(): void {
    this.isLoaded = false;
    this.tellNow();
    void this.load();
  }

  /**
   * Asks for what stands and then for all; frames that arrive meanwhile are applied on top, so none is overwritten by an older
   * list.
   */
  async load(): Promise<void> {
    const turn = ++this.loading;
    this.early = [];
    try {
      const active = this.client.rest.activeAlarms();
      const all = this.client.rest.alarms();
      all.catch(() => undefined);
      this.replace(turn, await active, () => this.noted.clear());
      this.replace(turn, await all, () => {
        this.noted.clear();
        this.byTag.clear();
      });
    } catch {
      // Also without a link: one that is back and goes on where it was does not ask again.
      setTimeout(() => turn === this.loading && void this.load(), RETRY_MS);
    } finally {
      if (turn === this.loading) this.early = null;
    }
  }

  private replace(turn: number, alarms: Alarm[], clear: () => void): void {
    if (turn !== this.loading) return;
    clear();
    for (const alarm of alarms) this.apply(alarm);
    for (const alarm of this.early ?? []) this.apply(alarm);
    this.isLoaded = true;
    this.tellNow();
  }

  clear(): void {
    clearTimeout(this.reloading);
    this.loading++;
    this.early = null;
    this.isLoaded = false;
    this.noted.clear();
    this.byTag.clear();
    this.tellNow();
  }

  receive(alarm: Alarm): void {
    this.early?.push(alarm);
    this.apply(alarm);
    for (const listener of [...this.heard]) listener(alarm);
    this.tell();
  }

  /** Every frame of the stream, in order; `changed` tells of many at once. */
  listen(listener: (alarm: Alarm) => void): () => void {
    this.heard.add(listener);
    return () => this.heard.delete(listener);
  }

  /** What stands and is to be seen. */
  all(): Alarm[] {
    return [...this.noted.values()].filter(isShown);
  }

  shelved(): Alarm[] {
    return [...this.noted.values()].filter(isShelved);
  }

  /** Suppressed, out of service or disabled. */
  takenAway(): Alarm[] {
    return [...this.noted.values()].filter(isTakenAway);
  }

  get(name: string): Alarm | undefined {
    return this.noted.get(name);
  }

  /** Any alarm there is, also a normal one. */
  find(name: string): Alarm | undefined {
    const noted = this.noted.get(name);
    if (noted !== undefined) return noted;
    for (const alarms of this.byTag.values()) {
      const alarm = alarms.get(name);
      if (alarm !== undefined) return alarm;
    }
    return undefined;
  }

  /** As they were written for alarms, in alphabetical order. */
  areas(): string[] {
    const areas = new Set<string>();
    for (const alarms of this.byTag.values()) for (const alarm of alarms.values()) if (alarm.area) areas.add(alarm.area);
    return [...areas].sort();
  }

  /** Most urgent first; only those that call for the operator. */
  urgent(): Alarm[] {
    return (this.sorted ??= [...this.noted.values()].filter((alarm) => needsAck(alarm) && isShown(alarm)).sort(byUrgency));
  }

  counts(): Map<number, Count> {
    return (this.counted ??= this.count());
  }

  private count(): Map<number, Count> {
    const counts = new Map<number, Count>();
    for (const alarm of this.noted.values()) {
      if (!isShown(alarm)) continue;
      const count = counts.get(alarm.priority) ?? { unacknowledged: 0, standing: 0 };
      count.standing++;
      if (needsAck(alarm)) count.unacknowledged++;
      counts.set(alarm.priority, count);
    }
    return counts;
  }

  /** Definitions with present state of the tag's alarms. */
  ofTag(tag: string): Alarm[] {
    return [...(this.byTag.get(tag)?.values() ?? [])];
  }

  /** The alarm to show beside a value: the most urgent of these tags. */
  shownAt(...tags: string[]): Alarm | null {
    return tags.flatMap((tag) => this.ofTag(tag)).filter(isShown).sort(byUrgency)[0] ?? null;
  }

  limits(tag: string): Limits {
    const limits: Limits = { hihi: null, hi: null, lo: null, lolo: null };
    for (const alarm of this.ofTag(tag)) {
      const key = alarm.kind.toLowerCase();
      if (key in limits && typeof alarm.limit === 'number') limits[key as keyof Limits] = alarm.limit;
    }
    return limits;
  }

  /**
   * Definitions have come, gone or changed: all is asked for again, once for many changes. Also without a link: one that is back
   * and goes on where it was does not tell of them again.
   */
  private configured(frame: StreamFrame): void {
    if (frame.op !== 'state' || frame.configuration === undefined) return;
    clearTimeout(this.reloading);
    this.reloading = setTimeout(() => void this.load(), RELOAD_MS);
  }

  private apply(alarm: Alarm): void {
    if (isShown(alarm) || isShelved(alarm) || isTakenAway(alarm)) this.noted.set(alarm.name, alarm);
    else this.noted.delete(alarm.name);
    this.sorted = null;
    this.counted = null;
    const alarms = this.byTag.get(alarm.tag) ?? new Map<string, Alarm>();
    alarms.set(alarm.name, alarm);
    this.byTag.set(alarm.tag, alarms);
  }

  /** At once, and then for all that comes in the next moment together. */
  private tell(): void {
    const pause = Math.min(LONGEST_TELL_MS, TELL_MS * Math.max(1, this.noted.size / FEW));
    const left = this.toldMs + pause - Date.now();
    if (left <= 0) this.tellNow();
    else this.telling ??= setTimeout(() => this.tellNow(), left);
  }

  private tellNow(): void {
    clearTimeout(this.telling);
    this.telling = undefined;
    this.toldMs = Date.now();
    this.sorted = null;
    this.counted = null;
    this.changed.emit();
  }
}
