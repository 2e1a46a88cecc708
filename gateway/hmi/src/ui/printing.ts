import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Rows of a list that are printed; a longer one is for a file. */
const MOST_ROWS = 500;

/** Draws its host again for paper, and back for the screen: paper has all rows and not those in view. */
export class Printing implements ReactiveController {
  private isOn = false;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** The rows to draw: those in view, or on paper as many as there are, up to a limit. */
  rows(inView: () => { first: number; last: number }, total: number): { first: number; last: number } {
    return this.isOn ? { first: 0, last: Math.min(total, MOST_ROWS) } : inView();
  }

  hostConnected(): void {
    addEventListener('beforeprint', this.turn);
    addEventListener('afterprint', this.turn);
  }

  hostDisconnected(): void {
    removeEventListener('beforeprint', this.turn);
    removeEventListener('afterprint', this.turn);
  }

  private readonly turn = (event: Event): void => {
    this.isOn = event.type === 'beforeprint';
    this.host.requestUpdate();
  };
}
