import type { RingmainClient } from '../client/index.js';

const AGAIN_MS = 15_000;

/** How many alarms were raised in the last ten minutes, and whether that is a flood, as the server counts it (EEMUA 191). */
export class FloodWatch {
  lastTenMinutes = 0;
  isFlood = false;
  private askedMs = 0;
  private isOver = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly client: RingmainClient,
    private readonly onChange: () => void,
  ) {}

  /** Something was raised or has changed: the figures are asked for, not more often than every 15 s. */
  stir(): void {
    if (this.isOver) return;
    this.timer ??= setTimeout(() => void this.ask(), Math.max(500, this.askedMs + AGAIN_MS - Date.now()));
  }

  stop(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private async ask(): Promise<void> {
    this.timer = undefined;
    this.askedMs = Date.now();
    try {
      if (this.client.linkState !== 'live') return;
      const figures = (await this.client.rest.call('GET', '/alarms/figures')) as { lastTenMinutes: number; flood: boolean };
      this.lastTenMinutes = figures.lastTenMinutes;
      this.isFlood = figures.flood;
      this.onChange();
    } catch {
      // asked again below, or with the next alarm
    } finally {
      if (this.isFlood) this.stir(); // its end raises nothing that would ask
    }
  }
}
