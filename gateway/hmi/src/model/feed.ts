import type { Page } from '../client/index.js';
import { app } from './app.js';
import { Topic } from './topic.js';

const PAGE = 200;
/** So much that is new is fetched at once; what is behind that comes by a fresh start. */
const NEWEST = 100;

/**
 * A list that grows at its beginning, newest first: fetched page by page as it is scrolled through, and asked for what is new.
 * Thread of thought: whatever comes back for a filter that has changed since is thrown away.
 */
export class Feed<T> {
  readonly changed = new Topic();
  items: T[] = [];
  /** Newer ones that were held back, newest first. */
  held: T[] = [];
  next: string | null = null;
  isLoading = false;
  private path = '';
  private run = 0;

  constructor(private readonly idOf: (item: T) => string) {}

  /** Begins anew with another question: a path with its query. */
  async ask(path: string): Promise<void> {
    this.path = path;
    const run = ++this.run;
    this.isLoading = true;
    this.changed.emit();
    try {
      const page = await this.page(PAGE);
      if (run !== this.run) return;
      this.items = page.items;
      this.held = [];
      this.next = page.next ?? null;
    } finally {
      if (run === this.run) {
        this.isLoading = false;
        this.changed.emit();
      }
    }
  }

  /** What follows the last item. */
  async more(): Promise<void> {
    if (this.isLoading || this.next === null) return;
    const run = this.run;
    this.isLoading = true;
    try {
      const page = await this.page(PAGE, this.next);
      if (run !== this.run) return;
      this.items = [...this.items, ...page.items];
      this.next = page.next ?? null;
    } finally {
      if (run === this.run) {
        this.isLoading = false;
        this.changed.emit();
      }
    }
  }

  /** What has come since; `isHeld` keeps it back, as somebody reads further down. */
  async refresh(isHeld: boolean): Promise<void> {
    if (this.isLoading || this.path === '') return;
    const run = this.run;
    const page = await this.page(NEWEST);
    if (run !== this.run || this.isLoading) return;
    const known = new Map([...this.held, ...this.items].map((item) => [this.idOf(item), item]));
    const fresh = page.items.filter((item) => !known.has(this.idOf(item)));
    if (fresh.length === NEWEST && this.items.length > 0) return this.ask(this.path);
    const isAltered = this.update(page.items);
    if (fresh.length === 0 && this.items.length > 0) {
      if (isAltered) this.changed.emit();
      return;
    }
    if (isHeld) this.held = [...fresh, ...this.held];
    else this.items = [...fresh, ...this.held, ...this.items];
    if (!isHeld) this.held = [];
    this.changed.emit();
  }

  /** Lets in what was held back. */
  release(): void {
    this.items = [...this.held, ...this.items];
    this.held = [];
    this.changed.emit();
  }

  /** Newer forms of what is known: a comment was written, a command has ended. */
  private update(items: readonly T[]): boolean {
    const forms = new Map(items.map((item) => [this.idOf(item), item]));
    let isAltered = false;
    this.items = this.items.map((item) => {
      const form = forms.get(this.idOf(item));
      if (form === undefined || JSON.stringify(form) === JSON.stringify(item)) return item;
      isAltered = true;
      return form;
    });
    return isAltered;
  }

  private page(limit: number, cursor?: string): Promise<Page<T>> {
    const more = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const path = `${this.path}${this.path.includes('?') ? '&' : '?'}limit=${limit}${more}`;
    return app.client.rest.call('GET', path) as Promise<Page<T>>;
  }
}
