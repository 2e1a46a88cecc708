import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { ageText } from '../model/format.js';
import { machines } from '../model/machine-watch.js';
import { PAGES } from '../pages/registry.js';
import { address } from '../model/router.js';
import { t } from '../model/text.js';
import { Follow } from '../ui/follow.js';

const AGE_MS = 1_000;

/**
 * `<rm-machine name="Feed.PumpDuty" label="Pump duty">`: where a machine is and since when; with `steps` all its states in their
 * order, the present one dark. A fault or its safe state (locked out) is said in words and by a mark.
 */
@customElement('rm-machine')
export class RmMachine extends LitElement {
  @property() name = '';
  @property() label = '';
  @property({ type: Boolean }) steps = false;
  private end: () => void = () => {};
  private timer: ReturnType<typeof setInterval> | undefined;

  static override styles = css`
    :host { display: inline-block; }
    a { box-sizing: border-box; width: 100%; display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; min-height: var(--cell, 26px); padding: 2px 6px; border: 1px solid var(--line); border-radius: 3px; background: var(--raised); color: var(--text); text-decoration: none; font-size: 13px; }
    a[href]:hover { border-color: var(--edge); }
    a:focus-visible { outline: 2px solid var(--focus); }
    .label { color: var(--quiet); font-size: 12px; flex: 1; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
    b { font-weight: 600; color: var(--value); }
    .age { font-size: 12px; color: var(--quiet); min-width: 4em; text-align: right; }
    .stale { border: 1px dashed var(--edge); }
    .stale b { color: var(--stale); font-style: italic; font-weight: 400; }
    .odd b { background: var(--accent); color: var(--on-accent); border-radius: 2px; padding: 0 5px; }
    ol { flex-basis: 100%; list-style: none; display: flex; flex-wrap: wrap; gap: 4px; margin: 0; padding: 0 0 2px; }
    li { font-size: 11px; padding: 1px 6px; border: 1px solid var(--line); border-radius: 9px; color: var(--quiet); }
    li[aria-current] { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
    .stale li[aria-current] { background: transparent; color: var(--stale); }
  `;

  constructor() {
    super();
    new Follow(this, [machines.changed]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => this.requestUpdate(), AGE_MS);
    this.end = machines.follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
    this.end();
  }

  override render() {
    const machine = machines.get(this.name);
    const isLive = machines.isFresh && machine !== undefined;
    const word = machine === undefined ? (machines.isLoaded ? t('No such machine') : '—') : machine.faulted ? t('FAULTED') : machine.state;
    const isOdd = machine?.faulted === true;
    const hasPage = PAGES.some((page) => page.name === 'machines');
    const body = html`<span class="label">${this.label || this.name}</span> <b>${word}</b>
      <span class="age">${isLive && machine?.since ? ageText(app.travel.now() - Date.parse(machine.since)) : isLive ? '' : t('Not live')}</span>
      ${this.steps && machine
        ? html`<ol>
            ${machine.states.map((state) => html`<li aria-current=${state === machine.state ? 'step' : nothing}>${state}</li>`)}
          </ol>`
        : nothing}`;
    const look = `${isLive ? '' : 'stale'} ${isOdd ? 'odd' : ''}`;
    return html`<a class=${look} title=${machine?.error ?? this.name} href=${hasPage ? address('machines', this.name) : nothing}>${body}</a>`;
  }
}
