import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { displayStyles } from './display-styles.js';
import { fitOf, LOWEST, type Size } from './fit.js';
import './rm-alarms.js';
import './rm-bar.js';
import './rm-check.js';
import './rm-gauge.js';
import './rm-link.js';
import './rm-loop.js';
import './rm-machine.js';
import './rm-mode.js';
import './rm-pump.js';
import './rm-setpoint.js';
import './rm-spark.js';
import './rm-tank.js';
import './rm-text.js';
import './rm-trend.js';
import './rm-value.js';
import './rm-valve.js';

/** Room of the line that says what is out of sight. */
const EDGES_PX = 36;
const SCROLLBAR_PX = 16;
/** Less than this is no part of a drawing that one could miss. */
const CUT_PX = 8;
/** What there is on a sheet of A4 or Letter, lying, under the top of the page. */
const PAPER: Size = { width: 980, height: 590 };

/**
 * `<rm-display width="1400" height="700">`: a drawing of fixed size that fills the room there is. Its children carry
 * `x`, `y`, `w`, `h` in the drawing's own units; an `<svg>` without them is the background.
 */
@customElement('rm-display')
export class RmDisplay extends LitElement {
  @property({ type: Number }) width = 1400;
  @property({ type: Number }) height = 700;
  /** Text to read from top to bottom, not a drawing. */
  @property({ type: Boolean }) flow = false;
  /** All of it however small: it is looked at, and nothing in it is clicked. */
  @property({ type: Boolean }) whole = false;
  @state() private isCut = false;
  @query('.view') private view!: HTMLElement;
  private readonly observer = new ResizeObserver(() => this.fit());

  static override styles = css`
    :host { display: flex; flex-direction: column; height: 100%; contain: paint; --cell: ${24 / LOWEST}px; }
    .view { flex: 1; min-height: 0; overflow: auto; }
    .view:focus-visible { outline: 2px solid var(--focus); outline-offset: -2px; }
    .view[data-up] { border-top: 3px double var(--edge); }
    .view[data-down] { border-bottom: 3px double var(--edge); }
    .view[data-left] { border-left: 3px double var(--edge); }
    .view[data-right] { border-right: 3px double var(--edge); }
    .flow { padding: 4px 12px; }
    .room { overflow: hidden; margin: 0 auto; }
    .sheet { position: relative; transform-origin: 0 0; }
    @media print { :host { height: auto; contain: none; } .view { overflow: visible; border: 0; } }
    ::slotted([x]) { position: absolute; }
    ::slotted(svg) { position: absolute; inset: 0; }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    const root = this.getRootNode() as Document | ShadowRoot;
    if (!root.adoptedStyleSheets.includes(displayStyles)) root.adoptedStyleSheets.push(displayStyles);
    this.observer.observe(this);
    addEventListener('beforeprint', this.toPaper);
    addEventListener('afterprint', this.toScreen);
    this.replace();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer.disconnect();
    removeEventListener('beforeprint', this.toPaper);
    removeEventListener('afterprint', this.toScreen);
  }

  override render() {
    if (this.flow) return html`<div class="view flow"><slot></slot></div>`;
    return html`${this.isCut ? html`<rm-edges .drawing=${this} .view=${this.view}></rm-edges>` : nothing}
      <div class="view" tabindex=${this.isCut ? 0 : nothing}>
        <div class="room"><div class="sheet" part="sheet"><slot></slot></div></div>
      </div>`;
  }

  override firstUpdated(): void {
    this.fit();
  }

  /** Puts the children where their attributes say; after these have been changed. */
  replace(): void {
    for (const child of this.children) place(child as HTMLElement);
  }

  /** How many pixels of the screen a unit of the drawing takes. */
  get scale(): number {
    const sheet = this.renderRoot.querySelector<HTMLElement>('.sheet');
    return sheet === null ? 1 : sheet.getBoundingClientRect().width / this.width;
  }

  private isOnPaper = false;
  private readonly toPaper = () => {
    this.isOnPaper = true;
    this.fit();
  };
  private readonly toScreen = () => {
    this.isOnPaper = false;
    this.fit();
  };

  private fit(): void {
    const sheet = this.renderRoot.querySelector<HTMLElement>('.sheet');
    const room = this.renderRoot.querySelector<HTMLElement>('.room');
    if (!sheet || !room) return;
    const have = this.isOnPaper ? PAPER : { width: this.clientWidth, height: this.clientHeight };
    if (have.width === 0) return;
    const isWhole = this.whole || this.isOnPaper;
    let { x, y } = fitOf(this, have, isWhole);
    const isCut = !isWhole && (this.width * x > have.width + CUT_PX || this.height * y > have.height + CUT_PX);
    if (isCut) ({ x, y } = fitOf(this, { width: have.width - SCROLLBAR_PX, height: have.height - EDGES_PX }, false));
    sheet.style.width = `${this.width}px`;
    sheet.style.height = `${this.height}px`;
    sheet.style.transform = `scale(${x}, ${y})`;
    this.style.setProperty('--round', String(y / x));
    room.style.width = `${this.width * x}px`;
    room.style.height = `${this.height * y}px`;
    this.isCut = isCut;
    if (isCut) void import('./rm-edges.js');
  }
}

function place(child: HTMLElement): void {
  const px = (name: string) => `${child.getAttribute(name)}px`;
  if (child.hasAttribute('x')) child.style.left = px('x');
  if (child.hasAttribute('y')) child.style.top = px('y');
  if (child.hasAttribute('w')) child.style.width = px('w');
  if (child.hasAttribute('h')) child.style.height = px('h');
}
