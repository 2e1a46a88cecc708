import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { app } from '../model/app.js';
import type { Topic } from '../model/topic.js';

/** Redraws its host whenever one of the topics happens. */
export class Follow implements ReactiveController {
  private ends: (() => void)[] = [];

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly topics: Topic[],
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.ends = this.topics.map((topic) => topic.add(() => this.host.requestUpdate()));
  }

  hostDisconnected(): void {
    for (const end of this.ends) end();
    this.ends = [];
  }
}

/** Redraws its host whenever one of the tags changes; `set` replaces the tags. */
export class FollowTags implements ReactiveController {
  private readonly ends = new Map<string, () => void>();
  private tags: string[] = [];
  private isConnected = false;

  constructor(
    host: ReactiveControllerHost,
    private readonly onChange: (tag: string) => void = () => host.requestUpdate(),
  ) {
    host.addController(this);
  }

  set(tags: string[]): void {
    this.tags = tags.filter((tag) => tag !== '');
    if (this.isConnected) this.sync();
  }

  hostConnected(): void {
    this.isConnected = true;
    this.sync();
  }

  hostDisconnected(): void {
    this.isConnected = false;
    for (const end of this.ends.values()) end();
    this.ends.clear();
  }

  private sync(): void {
    for (const [tag, end] of [...this.ends]) {
      if (this.tags.includes(tag)) continue;
      end();
      this.ends.delete(tag);
    }
    for (const tag of this.tags) {
      if (!this.ends.has(tag)) this.ends.set(tag, app.tags.watch(tag, () => this.onChange(tag)));
    }
  }
}
