import type { Alarm } from '../client/index.js';
import { Announcer } from './announcer.js';
import { Bell } from './bell.js';
import { FloodWatch } from './flood.js';
import { Horn, type HornState } from './horn.js';
import { app } from './app.js';

/** What of alarms is heard, spoken and counted: the sound, the words for screen readers, the flood. */
export class AlarmVoice {
  private readonly bell = new Bell();
  private readonly horn: Horn;
  private readonly announcer: Announcer;
  private readonly flood: FloodWatch;
  private readonly end: () => void;

  /** @param onChange there is something new to be shown or spoken */
  constructor(onChange: () => void) {
    this.horn = new Horn(onChange);
    this.announcer = new Announcer(onChange);
    this.flood = new FloodWatch(app.client, onChange);
    // of the present, also while the past is looked at
    const ends = [
      app.client.listen({ onPresentAlarm: (alarm) => this.receive(alarm) }),
      app.alarms.listen((alarm) => !app.travel.isAway && this.receive(alarm)),
    ];
    this.end = () => ends.forEach((end) => end());
    this.flood.stir();
  }

  private receive(alarm: Alarm): void {
    this.announcer.receive(alarm);
    this.flood.stir();
  }

  get sound(): HornState {
    return this.horn.state;
  }

  get urgent(): string {
    return this.announcer.urgent;
  }

  get polite(): string {
    return this.announcer.polite;
  }

  get lastTenMinutes(): number {
    return this.flood.lastTenMinutes;
  }

  get isFlood(): boolean {
    return this.flood.isFlood;
  }

  /** @param volume 0 to 1 */
  hear(urgent: readonly Alarm[], volume: number): void {
    this.horn.set(this.bell.priority(urgent), volume);
  }

  silence(urgent: readonly Alarm[]): void {
    this.bell.silence(urgent);
  }

  stop(): void {
    this.end();
    this.announcer.stop();
    this.flood.stop();
    this.horn.stop();
  }
}
