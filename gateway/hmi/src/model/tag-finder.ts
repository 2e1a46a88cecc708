import type { TagDefinition } from '../client/index.js';
import { app } from './app.js';
import { matches } from './window.js';

const SETTLE_MS = 120;

/** Tags by words: among those at hand where they are all, else the server looks. `changed` is called when it has found. */
export class TagFinder {
  private text: string | null = null;
  private found: TagDefinition[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly changed: () => void) {}

  /** What is known by now; more may come. */
  find(text: string, limit: number): TagDefinition[] {
    if (app.tags.isComplete) {
      const tags = [...app.tags.definitions.values()];
      return tags.filter((tag) => matches(text, tag.name, tag.description, tag.unit)).slice(0, limit);
    }
    if (text !== this.text) {
      this.text = text;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.ask(text, limit), SETTLE_MS);
    }
    return this.found;
  }

  private async ask(text: string, limit: number): Promise<void> {
    try {
      const { tags } = await app.client.rest.findTags(text, '', limit);
      if (text !== this.text) return;
      app.tags.know(tags);
      this.found = tags;
      this.changed();
    } catch {
      this.text = null;
    }
  }
}
