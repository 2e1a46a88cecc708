/** Does something once what it follows from has come to rest; one at a time. */
export class Delayed {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isRunning = false;
  private isWanted = false;
  private isStopped = false;

  constructor(
    private readonly delayMs: number,
    private readonly work: () => Promise<void>,
  ) {}

  plan(): void {
    if (this.isStopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), this.delayMs);
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private async run(): Promise<void> {
    if (this.isRunning) {
      this.isWanted = true;
      return;
    }
    this.isRunning = true;
    try {
      await this.work();
    } finally {
      this.isRunning = false;
      if (this.isWanted) this.plan();
      this.isWanted = false;
    }
  }
}
