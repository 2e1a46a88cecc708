import type { Alarm, RingmainClient } from '../client/index.js';
import { byUrgency, isShown, needsAck } from './alarm-order.js';
import { Topic } from './topic.js';

const RETRY_MS = 2_000;

/** The alarms that stand in the present while somebody looks at the past: they have to be seen and heard all the same. */
export class LiveAlarms {
  readonly changed = new Topic();
  /** False while the list is not known. */
  isLoaded = false;
  private readonly standing = new Map<string, Alarm>();
  private early: Alarm[] | null = null;
  private turn = 0;

  constructor(private readonly client: RingmainClient) {
    client.listen({
      onPresentAlarm: (alarm) => this.receive(alarm),
      onHello: () => client.sight !== 'present' && void this.load(),
      onLink: (state) => {
        if (state === 'live') return;
        this.isLoaded = false;
        this.changed.emit();
      },
      // without a link they are asked for with the next hello
      onSight: (sight) => (sight === 'present' ? this.clear() : !this.isLoaded && client.linkState === 'live' && void this.load()),
    });
  }

  /** Most urgent first; only those that call for the operator. */
  urgent(): Alarm[] {
    return [...this.standing.values()].filter(needsAck).sort(byUrgency);
  }

  /** How many stand, shelved and suppressed ones left out. */
  get count(): number {
    return [...this.standing.values()].filter(isShown).length;
  }

  private async load(): Promise<void> {
    const turn = ++this.turn;
    this.early = [];
    try {
      const active = await this.client.rest.all<Alarm>('/alarms/active?replay=');
      if (turn !== this.turn) return;
      this.standing.clear();
      for (const alarm of [...active, ...this.early]) this.apply(alarm);
      this.early = null;
      this.isLoaded = true;
      this.changed.emit();
    } catch {
      setTimeout(() => turn === this.turn && this.client.linkState === 'live' && void this.load(), RETRY_MS);
    }
  }

  private clear(): void {
    this.turn++;
    this.isLoaded = false;
    this.standing.clear();
    this.changed.emit();
  }

  private receive(alarm: Alarm): void {
    this.early?.push(alarm);
    this.apply(alarm);
    this.changed.emit();
  }

  private apply(alarm: Alarm): void {
    if (alarm.state === 'NORM') this.standing.delete(alarm.name);
    else this.standing.set(alarm.name, alarm);
  }
}
