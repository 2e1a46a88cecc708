import type { Alarm } from '../client/index.js';
import { byUrgency, priorityName } from './alarm-order.js';
import { t } from './text.js';

const QUIET_MS = 4_000;

/**
 * What a screen reader is told of new alarms: each once, and in a flood one sentence every few seconds for all that came. High and
 * critical ones interrupt, others wait their turn.
 */
export class Announcer {
  urgent = '';
  polite = '';
  private readonly known = new Map<string, string>();
  private waiting: Alarm[] = [];
  private toldMs = -QUIET_MS;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onTold what is to be spoken has changed */
  constructor(
    private readonly onTold: () => void,
    private readonly now: () => number = Date.now,
  ) {}

  receive(alarm: Alarm): void {
    if (alarm.state !== 'UNACK') return void this.known.delete(alarm.name);
    const key = `${alarm.occurrence} ${alarm.level ?? ''}`;
    if (this.known.get(alarm.name) === key) return;
    this.known.set(alarm.name, key);
    this.waiting.push(alarm);
    const left = this.toldMs + QUIET_MS - this.now();
    if (left <= 0) this.tell();
    else this.timer ??= setTimeout(() => this.tell(), left);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = [];
  }

  private tell(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.toldMs = this.now();
    const first = this.waiting.sort(byUrgency)[0];
    if (first === undefined) return;
    const one = t('{priority} alarm: {message}', { priority: priorityName(first.priority), message: first.message || first.name });
    const text = this.waiting.length === 1 ? one : t('{n} new alarms, the most urgent: {alarm}', { n: this.waiting.length, alarm: one });
    this.waiting = [];
    if (first.priority >= 3) this.urgent = text;
    else this.polite = text;
    this.onTold();
  }
}
