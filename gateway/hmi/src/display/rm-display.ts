import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { displayStyles } from './display-styles.js';
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

/** The smallest at which what can be clicked is 24 pixels high (WCAG 2.2, 2.5.8); below it the drawing is moved about. */
const SMALLEST_SCALE = 0.83;
const CELL = Math.ceil(24 / SMALLEST_SCALE);
const LARGEST_SCALE = 1.6;
/** What there is on a sheet of A4 or Letter, lying, under the top of the page. */
const PAPER = { clientWidth: 980, clientHeight: 590 };

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
  private readonly observer = new ResizeObserver(() => this.fit());

  static override styles = css`
    :host { display: block; overflow: auto; height: 100%; contain: paint; --cell: ${CELL}px; }
    .flow { padding: 4px 12px; }
    .sheet { position: relative; transform-origin: 0 0; }
    @media print { :host { height: auto; overflow: visible; contain: none; } }
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
    if (this.flow) return html`<div class="flow"><slot></slot></div>`;
    return html`<div class="room"><div class="sheet" part="sheet"><slot></slot></div></div>`;
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
    const { clientWidth, clientHeight } = this.isOnPaper ? PAPER : this;
    const wanted = Math.min(clientWidth / this.width, clientHeight / this.height);
    const scale = Math.min(LARGEST_SCALE, Math.max(this.isOnPaper ? 0 : SMALLEST_SCALE, wanted));
    sheet.style.width = `${this.width}px`;
    sheet.style.height = `${this.height}px`;
    sheet.style.transform = `scale(${scale})`;
    room.style.width = `${this.width * scale}px`;
    room.style.height = `${this.height * scale}px`;
    room.style.overflow = 'hidden';
    room.style.margin = '0 auto';
    const isCut = this.width * scale > clientWidth + 1 || this.height * scale > clientHeight + 1;
    if (isCut) this.tabIndex = 0;
    else this.removeAttribute('tabindex');
  }
}

function place(child: HTMLElement): void {
  const px = (name: string) => `${child.getAttribute(name)}px`;
  if (child.hasAttribute('x')) child.style.left = px('x');
  if (child.hasAttribute('y')) child.style.top = px('y');
  if (child.hasAttribute('w')) child.style.width = px('w');
  if (child.hasAttribute('h')) child.style.height = px('h');
}
