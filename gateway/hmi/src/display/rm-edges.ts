import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { kindText, priorityName } from '../model/alarm-order.js';
import { app } from '../model/app.js';
import { shortName } from '../model/format.js';
import { t } from '../model/text.js';
import '../ui/alarm-symbol.js';
import { alarmsBeyond, SIDES, type Beyond, type ShowsAlarms, type Side } from './out-of-sight.js';
import { soon } from './painter.js';

/** Less than this is no part of a drawing that one could miss. */
const CUT_PX = 8;

const ARROWS: Record<Side, string> = { left: '←', up: '↑', down: '↓', right: '→' };

function where(side: Side): string {
  switch (side) {
    case 'left':
      return t('to the left');
    case 'up':
      return t('above');
    case 'down':
      return t('below');
    default:
      return t('to the right');
  }
}

/** Says that a drawing goes on outside of the view, and names the most urgent alarm there; a click goes there. */
@customElement('rm-edges')
export class RmEdges extends LitElement {
  @property({ attribute: false }) drawing!: HTMLElement;
  /** Where the drawing is moved about. */
  @property({ attribute: false }) view!: HTMLElement;
  @state() private sides: readonly Side[] = [];
  @state() private beyond: ReadonlyMap<Side, Beyond> = new Map();
  private readonly look = () => this.lookAround();
  private readonly lookSoon = () => soon(this.look);
  private readonly observer = new ResizeObserver(this.lookSoon);
  private end: () => void = () => {};

  static override styles = css`
    :host { --round: 1; display: flex; flex-wrap: wrap; gap: 2px 8px; padding-bottom: 4px; }
    button { all: unset; box-sizing: border-box; min-height: 28px; padding: 1px 9px; display: flex; align-items: center; gap: 6px; border: 1px solid var(--line); border-radius: 3px; background: var(--raised); color: var(--text); font-size: 13px; cursor: pointer; min-width: 0; }
    button:hover { border-color: var(--text); }
    button:focus-visible { outline: 2px solid var(--focus); }
    rm-alarm-symbol { width: 17px; height: 17px; }
    .right { margin-left: auto; }
    .alarm { font-weight: 600; border: 2px solid; }
    .p4 { border-color: var(--p4); }
    .p3 { border-color: var(--p3); }
    .p2 { border-color: var(--p2); }
    .p1 { border-color: var(--p1); }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.start();
  }

  protected override firstUpdated(): void {
    this.start();
  }

  private start(): void {
    this.end = app.alarms.changed.add(this.lookSoon);
    this.view.addEventListener('scroll', this.lookSoon);
    this.observer.observe(this.view);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (!this.hasUpdated) return;
    this.end();
    this.view.removeEventListener('scroll', this.lookSoon);
    this.observer.disconnect();
    this.mark([]);
  }

  private lookAround(): void {
    if (!this.isConnected) return;
    const { view } = this;
    const sides: Side[] = [];
    if (view.scrollLeft > CUT_PX) sides.push('left');
    if (view.scrollTop > CUT_PX) sides.push('up');
    if (view.scrollTop + view.clientHeight < view.scrollHeight - CUT_PX) sides.push('down');
    if (view.scrollLeft + view.clientWidth < view.scrollWidth - CUT_PX) sides.push('right');
    this.mark(sides);
    this.beyond = alarmsBeyond(this.drawing.querySelectorAll<ShowsAlarms>('*'), view.getBoundingClientRect());
  }

  private mark(sides: readonly Side[]): void {
    this.sides = sides;
    for (const side of SIDES) this.view.toggleAttribute(`data-${side}`, sides.includes(side));
  }

  private go(side: Side): void {
    const { view } = this;
    const at = this.beyond.get(side)?.at;
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
    const [across, down] = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }[side] as [number, number];
    if (at) at.scrollIntoView({ block: 'center', inline: 'center', behavior });
    else view.scrollBy({ left: across * view.clientWidth, top: down * view.clientHeight, behavior });
    view.focus({ preventScroll: true });
  }

  override render() {
    return SIDES.map((side) => (this.sides.includes(side) || this.beyond.has(side) ? this.button(side) : nothing));
  }

  private button(side: Side) {
    const there = this.beyond.get(side);
    const first = there?.alarms[0];
    const arrow = html`<span aria-hidden="true">${ARROWS[side]}</span>`;
    const words =
      first === undefined
        ? t('More {where}', { where: where(side) })
        : html`<rm-alarm-symbol priority=${first.priority} state=${first.state}></rm-alarm-symbol>${t('{priority} alarm {where}: {name}', {
              priority: priorityName(first.priority),
              where: where(side),
              name: `${shortName(first.tag)} ${kindText(first.kind)}`,
            })}${there!.alarms.length > 1 ? ` +${there!.alarms.length - 1}` : ''}`;
    return html`<button class="${side} ${first === undefined ? '' : `alarm p${first.priority}`}" @click=${() => this.go(side)}>
      ${side === 'left' ? arrow : nothing}<span>${words}</span>${side === 'left' ? nothing : arrow}
    </button>`;
  }
}
