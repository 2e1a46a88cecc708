import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Asks again and again while its host is on the page and somebody may see it; never twice at once. */
export class Poll implements ReactiveController {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isConnected = false;
  private isBusy = false;
  private isWanted = false;
  private readonly onVisible = () => {
    if (!document.hidden) void this.now();
  };

  constructor(
    host: ReactiveControllerHost,
    private readonly everyMs: number,
    private readonly ask: () => Promise<void>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.isConnected = true;
    document.addEventListener('visibilitychange', this.onVisible);
    void this.now();
  }

  hostDisconnected(): void {
    this.isConnected = false;
    document.removeEventListener('visibilitychange', this.onVisible);
    clearTimeout(this.timer);
  }

  /** At once, or right behind the question that is under way. */
  async now(): Promise<void> {
    if (this.isBusy) {
      this.isWanted = true;
      return;
    }
    clearTimeout(this.timer);
    this.isBusy = true;
    do {
      this.isWanted = false;
      await this.ask();
    } while (this.isWanted && this.isConnected);
    this.isBusy = false;
    if (this.isConnected && !document.hidden) this.timer = setTimeout(() => void this.now(), this.everyMs);
  }
}
