import { Topic } from './topic.js';

/** Page, the rest of the path and parameters out of the address: `#/trends?tags=A.B,C.D&range=10m`, `#/machines/Reactor.Batch`. */
export class Router {
  readonly changed = new Topic();
  page: string;
  /** The name in the address that is no page's, for which the first one is shown; empty for none. */
  unknown = '';
  /** What follows the page's name, decoded; empty for none. */
  item = '';
  parameters = new URLSearchParams();
  private readonly lastItems = new Map<string, string>();

  /** @param pages names of pages, the first of which is shown for an address that names none of them */
  constructor(private readonly pages: readonly string[]) {
    this.page = this.first;
  }

  private get first(): string {
    return this.pages[0] ?? '';
  }

  /** The item of a page, while another is shown its last one: a page that is being left is not to ask for what the next one shows. */
  itemOf(page: string): string {
    return page === this.page ? this.item : (this.lastItems.get(page) ?? '');
  }

  start(): void {
    addEventListener('hashchange', () => this.read());
    this.read();
  }

  /**
   * Changes the parameters of the present page without a new entry in the browser's history. Does nothing where the address names
   * another page already: its change is heard of a moment later, and a page must not call back who leaves it.
   */
  replace(parameters: Record<string, string>): void {
    const { page, item } = this.asked();
    if (page !== this.page || item !== this.item) return;
    this.parameters = new URLSearchParams(parameters);
    history.replaceState(history.state, '', `${address(this.page, this.item)}?${this.parameters}`);
  }

  private read(): void {
    this.lastItems.set(this.page, this.item);
    Object.assign(this, this.asked());
    this.changed.emit();
  }

  private asked(): { page: string; unknown: string; item: string; parameters: URLSearchParams } {
    const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?');
    const [name = '', ...rest] = path.split('/');
    const page = this.pages.find((known) => known === name) ?? this.first;
    return { page, unknown: name === page ? '' : decoded(name), item: name === page ? decoded(rest.join('/')) : '', parameters: new URLSearchParams(query) };
  }
}

/** The address of a page, or of one thing on it. */
export function address(page: string, item = ''): string {
  return item === '' ? `#/${page}` : `#/${page}/${encodeURIComponent(item)}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
