import { app } from './app.js';
import { Topic } from './topic.js';

/** What a display shows of a machine. */
export interface MachineView {
  name: string;
  state: string;
  states: string[];
  since: string | null;
  faulted: boolean;
  error?: string;
  safeState: string;
  allowed: string[];
}

/** The machines that displays show: asked for once, and again when the stream tells of one. */
class MachineWatch {
  readonly changed = new Topic();
  private readonly views = new Map<string, MachineView | null>();
  private readonly asked = new Set<string>();
  private moment: number | null = null;

  constructor() {
    app.client.listen({
      onStream: (frame) => {
        const name = String(frame.machine ?? frame.name ?? '');
        if (frame.op === 'machine' && this.views.has(name)) void this.load(name);
      },
      onHello: () => {
        for (const name of this.views.keys()) void this.load(name);
      },
      onLink: () => this.changed.emit(),
    });
    // another moment, or back to the present
    app.travel.changed.add(() => {
      if (app.travel.moment === this.moment) return;
      this.moment = app.travel.moment;
      for (const name of this.views.keys()) void this.load(name);
    });
  }

  /** Undefined while nothing is known yet, null when there is no such machine. */
  get(name: string): MachineView | null | undefined {
    if (!this.views.has(name)) void this.load(name);
    return this.views.get(name);
  }

  private async load(name: string): Promise<void> {
    if (name === '' || this.asked.has(name)) return;
    this.asked.add(name);
    try {
      this.views.set(name, (await app.client.rest.call('GET', `/machines/${encodeURIComponent(name)}`)) as MachineView);
    } catch (error) {
      if ((error as { status?: number }).status === 404) this.views.set(name, null);
    } finally {
      this.asked.delete(name);
    }
    this.changed.emit();
  }
}

export const machines = new MachineWatch();
