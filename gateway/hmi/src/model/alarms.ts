import type { Alarm, RingmainClient } from '../client/index.js';
import { byUrgency, isShown, needsAck } from './alarm-order.js';
import { Topic } from './topic.js';

const RETRY_MS = 2_000;

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
  private readonly standing = new Map<string, Alarm>();
  private readonly byTag = new Map<string, Map<string, Alarm>>();
  private early: Alarm[] | null = null;
  private loading = 0;

  constructor(private readonly client: RingmainClient) {
    client.listen({ onAlarm: (alarm) => this.receive(alarm), onAlarmsLost: () => void this.load(), onSight: () => this.clear() });
  }

  /** Asks for the list; frames that arrive meanwhile are applied on top of it, so none is overwritten by an older list. */
  async load(): Promise<void> {
    const turn = ++this.loading;
    this.early = [];
    try {
      const [all, active] = await Promise.all([this.client.rest.alarms(), this.client.rest.activeAlarms()]);
      if (turn !== this.loading) return;
      this.standing.clear();
      this.byTag.clear();
      for (const alarm of all) this.file(alarm);
      for (const alarm of active) this.apply(alarm);
      for (const alarm of this.early) this.apply(alarm);
      this.isLoaded = true;
      this.changed.emit();
    } catch {
      // A lost link asks again by itself when it is back; a live one is asked again soon.
      setTimeout(() => this.client.linkState === 'live' && turn === this.loading && void this.load(), RETRY_MS);
    } finally {
      if (turn === this.loading) this.early = null;
    }
  }

  clear(): void {
    this.loading++;
    this.early = null;
    this.isLoaded = false;
    this.standing.clear();
    this.byTag.clear();
    this.changed.emit();
  }

  receive(alarm: Alarm): void {
    this.early?.push(alarm);
    this.apply(alarm);
    this.changed.emit();
  }

  all(): Alarm[] {
    return [...this.standing.values()];
  }

  get(name: string): Alarm | undefined {
    return this.standing.get(name);
  }

  /** Most urgent first; only those that call for the operator. */
  urgent(): Alarm[] {
    return this.all().filter(needsAck).sort(byUrgency);
  }

  counts(): Map<number, Count> {
    const counts = new Map<number, Count>();
    for (const alarm of this.standing.values()) {
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

  private apply(alarm: Alarm): void {
    if (alarm.state === 'NORM') this.standing.delete(alarm.name);
    else this.standing.set(alarm.name, alarm);
    this.file(alarm);
  }

  private file(alarm: Alarm): void {
    const alarms = this.byTag.get(alarm.tag) ?? new Map<string, Alarm>();
    alarms.set(alarm.name, alarm);
    this.byTag.set(alarm.tag, alarms);
  }
}
