import { Topic } from './topic.js';

export const PAGES = ['overview', 'trends', 'alarms', 'tags', 'system'] as const;
export type PageName = (typeof PAGES)[number];

/** Page and parameters out of the address: `#/trends?tags=A.B,C.D&range=10m`. */
export class Router {
  readonly changed = new Topic();
  page: PageName = 'overview';
  parameters = new URLSearchParams();

  start(): void {
    addEventListener('hashchange', () => this.read());
    this.read();
  }

  /** Changes the parameters of the present page without a new entry in the browser's history. */
  replace(parameters: Record<string, string>): void {
    this.parameters = new URLSearchParams(parameters);
    history.replaceState(null, '', `#/${this.page}?${this.parameters}`);
  }

  private read(): void {
    const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?');
    this.page = PAGES.find((page) => page === path) ?? 'overview';
    this.parameters = new URLSearchParams(query);
    this.changed.emit();
  }
}
