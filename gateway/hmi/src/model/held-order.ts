import type { Alarm } from '../client/index.js';

/** How long a list holds still after the last movement in it. */
const HOLD_MS = 10_000;

/**
 * Keeps a list still while somebody points into it or goes through it by keys: what is new waits, what has gone stays in its place, and
 * nothing moves under the hand. Whoever rests the pointer there and does nothing has the list move again.
 */
export class HeldOrder {
  /** How many are not shown yet. */
  waiting = 0;
  private names: string[] = [];
  private untilMs = 0;

  constructor(private readonly now: () => number = Date.now) {}

  get isHeld(): boolean {
    return this.now() < this.untilMs;
  }

  /** Somebody is at it. */
  hold(): void {
    this.untilMs = this.now() + HOLD_MS;
  }

  release(): void {
    this.untilMs = 0;
  }

  /**
   * @param sorted what is to be shown, in the order that it would have
   * @param find an alarm that is not among these any more, as it is now
   */
  arrange(sorted: Alarm[], find: (name: string) => Alarm | undefined): Alarm[] {
    if (!this.isHeld || this.names.length === 0) {
      this.names = sorted.map((alarm) => alarm.name);
      this.waiting = 0;
      return sorted;
    }
    const present = new Map(sorted.map((alarm) => [alarm.name, alarm]));
    const known = this.names.filter((name) => present.has(name)).length;
    this.waiting = present.size - known;
    return this.names.flatMap((name) => present.get(name) ?? find(name) ?? []);
  }
}
