import { isShortcut, pageKeys } from '../model/keys.js';
import { isModalOpen } from './modals.js';

/** How long `g` waits for the key of a page. */
const CHORD_MS = 1_500;

export interface KeyboardUses {
  search(): void;
  showKeys(): void;
}

/** Listens to the keys that mean the same on every page. */
export class Keyboard {
  private goesUntil = 0;

  constructor(private readonly uses: KeyboardUses) {
    addEventListener('keydown', (event) => this.key(event));
  }

  private key(event: KeyboardEvent): void {
    if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      if (!isModalOpen()) this.uses.search();
      return;
    }
    if (!isShortcut(event) || isModalOpen()) return;
    const isSecond = event.timeStamp < this.goesUntil;
    this.goesUntil = 0;
    if (isSecond) {
      const page = pageKeys().find(({ keys }) => keys === event.key.toLowerCase());
      if (page === undefined) return;
      event.preventDefault();
      location.hash = `#/${page.name}`;
    } else if (event.key === 'g') {
      this.goesUntil = event.timeStamp + CHORD_MS;
    } else if (event.key === '/') {
      event.preventDefault();
      this.uses.search();
    } else if (event.key === '?') {
      event.preventDefault();
      this.uses.showKeys();
    }
  }
}
