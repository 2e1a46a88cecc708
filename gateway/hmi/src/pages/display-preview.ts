import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../display/rm-display.js';
import type { RmDisplay } from '../display/rm-display.js';
import { displayOf, ELEMENTS } from '../display/sanitise.js';
import { tagsOf } from '../model/display-source.js';
import { t } from '../model/text.js';

/** A display as it will look, with live values; its elements are chosen and moved, and open no faceplate. */
@customElement('rm-display-preview')
export class DisplayPreview extends LitElement {
  @property({ attribute: false }) text = '';
  @property({ attribute: false }) type: 'html' | 'svg' = 'html';
  /** Which of our elements in the text, counted from 0. */
  @property({ attribute: false }) chosen = -1;
  private shown = '';
  private display: HTMLElement | null = null;
  private drag: { element: HTMLElement; pointer: number; fromX: number; fromY: number; x: number; y: number } | null = null;

  static override styles = css`
    :host { display: block; min-height: 0; min-width: 0; }
    .room { height: 100%; border: 1px solid var(--line); border-radius: 3px; overflow: hidden; touch-action: none; }
    .room:focus-visible { outline: 2px solid var(--focus); }
    [data-chosen] { outline: 2px dashed var(--focus); outline-offset: 2px; }
    rm-display::part(sheet) { outline: 1px dashed var(--line); outline-offset: -1px; }
    p { padding: 10px; color: var(--quiet); }
  `;

  protected override willUpdate(): void {
    const key = `${this.type} ${this.text}`;
    if (key !== this.shown) {
      this.shown = key;
      this.display = displayOf(this.text, this.type);
      this.display?.setAttribute('whole', '');
      // nothing in it has the focus: it is moved about, not used
      for (const element of this.elements) element.inert = true;
    }
    this.elements.forEach((element, i) => element.toggleAttribute('data-chosen', i === this.chosen));
  }

  /** Our elements in the order of the text; none where text and drawing do not fit together. */
  private get elements(): HTMLElement[] {
    const found = [...(this.display?.querySelectorAll<HTMLElement>('*') ?? [])].filter((element) => ELEMENTS.has(element.localName) && element.localName !== 'rm-display');
    const tags = tagsOf(this.text);
    return found.length === tags.length && found.every((element, i) => element.localName === tags[i]!.name) ? found : [];
  }

  override render() {
    return html`<div
      class="room"
      tabindex="0"
      role="group"
      aria-label=${t('Preview: arrow keys move what is chosen by 1, with Shift by 10')}
      @pointerdown=${this.begin}
      @pointermove=${this.pull}
      @pointerup=${this.drop}
      @pointercancel=${this.drop}
      @keydown=${this.key}
      @click=${(event: Event) => event.preventDefault()}
    >
      ${this.display ?? (this.text === '' ? nothing : html`<p>${t('There is no display in this text.')}</p>`)}
    </div>`;
  }

  /** The smallest element at that place: what stands on a field is meant, not the field. */
  private at(x: number, y: number): HTMLElement | null {
    const size = (element: HTMLElement) => element.offsetWidth * element.offsetHeight;
    const hit = this.elements.filter((element) => {
      const box = element.getBoundingClientRect();
      return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    });
    return hit.sort((a, b) => size(a) - size(b))[0] ?? null;
  }

  private begin(event: PointerEvent): void {
    const element = this.at(event.clientX, event.clientY);
    this.dispatchEvent(new CustomEvent('choose', { detail: element === null ? -1 : this.elements.indexOf(element) }));
    if (element === null) return;
    const { x, y } = place(element);
    this.drag = { element, pointer: event.pointerId, fromX: event.clientX, fromY: event.clientY, x, y };
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  }

  private pull(event: PointerEvent): void {
    if (this.drag?.pointer !== event.pointerId) return;
    const { element, fromX, fromY, x, y } = this.drag;
    const display = this.display as RmDisplay;
    element.setAttribute('x', String(Math.round(x + (event.clientX - fromX) / display.scale)));
    element.setAttribute('y', String(Math.round(y + (event.clientY - fromY) / display.scale)));
    display.replace();
  }

  private drop(event: PointerEvent): void {
    if (this.drag?.pointer !== event.pointerId) return;
    const { element, x, y } = this.drag;
    this.drag = null;
    const now = place(element);
    if (now.x !== x || now.y !== y) this.dispatchEvent(new CustomEvent('move', { detail: now }));
  }

  private key(event: KeyboardEvent): void {
    const element = this.elements[this.chosen];
    const step = event.shiftKey ? 10 : 1;
    const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if (element === undefined || by === undefined || event.altKey) return;
    event.preventDefault();
    const { x, y } = place(element);
    this.dispatchEvent(new CustomEvent('move', { detail: { x: x + by[0]!, y: y + by[1]! } }));
  }
}

function place(element: HTMLElement): { x: number; y: number } {
  return { x: Number(element.getAttribute('x') ?? 0), y: Number(element.getAttribute('y') ?? 0) };
}
