import type { TagDefinition } from '../client/index.js';
import { app } from './app.js';

/** Rows fetched at once, and the most that are all fetched so that the table can sort them itself. */
const PAGE = 200;
const SORTABLE = 1_000;

/** The tags that have some words and stand below some name, fetched as they come into view. */
export class TagList {
  total = 0;
  isLoading = true;
  error = '';
  /** All rows, where they are few; then the table sorts them. */
  all: TagDefinition[] | null = null;
  private rows: (TagDefinition | undefined)[] = [];
  private pages = new Set<number>();
  private text = '';
  private below = '';
  private turn = 0;

  constructor(private readonly changed: () => void) {}

  /** Another search; the rows of the last one stay until it has answered. */
  async search(text: string, below: string): Promise<void> {
    this.text = text;
    this.below = below;
    const turn = ++this.turn;
    this.isLoading = true;
    try {
      const { tags, total } = await find(text, below, 0, SORTABLE);
      if (turn !== this.turn) return;
      this.total = total;
      this.rows = [...tags];
      this.pages = new Set(Array.from({ length: Math.ceil(tags.length / PAGE) }, (_, i) => i));
      this.all = total <= SORTABLE ? tags : null;
      this.error = '';
    } catch (error) {
      if (turn !== this.turn) return;
      this.error = (error as Error).message;
    }
    this.isLoading = false;
    this.changed();
  }

  /** What is there by now; what is not is fetched. */
  at(index: number): TagDefinition | undefined {
    const row = this.rows[index];
    if (row === undefined && index < this.total) void this.page(Math.floor(index / PAGE));
    return row;
  }

  again(): Promise<void> {
    return this.search(this.text, this.below);
  }

  private async page(page: number): Promise<void> {
    if (this.pages.has(page)) return;
    this.pages.add(page);
    const turn = this.turn;
    try {
      const { tags } = await find(this.text, this.below, page * PAGE, PAGE);
      if (turn !== this.turn) return;
      tags.forEach((tag, i) => (this.rows[page * PAGE + i] = tag));
      this.changed();
    } catch {
      // asked for again when it next comes into view
      this.pages.delete(page);
    }
  }
}

async function find(text: string, below: string, skip: number, limit: number): Promise<{ tags: TagDefinition[]; total: number }> {
  const { tags, total } = await app.client.rest.findTags(text, below, limit, skip);
  app.tags.know(tags);
  return { tags: tags.map((tag) => app.tags.definitions.get(tag.name) ?? tag), total: total ?? tags.length };
}
