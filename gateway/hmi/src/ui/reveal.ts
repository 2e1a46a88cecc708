import type { LitElement } from 'lit';

/** Brings what is wrong into view, once it is drawn: in a long form it may stand below what is seen. */
export function revealProblem(host: LitElement): void {
  void host.updateComplete.then(() => host.renderRoot.querySelector('.problem')?.scrollIntoView({ block: 'nearest' }));
}
