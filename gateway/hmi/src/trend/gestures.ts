import type { TrendView } from './view.js';

/** What hands on the chart do, in pixels from the left of the plotting area. */
export interface GestureTarget {
  readonly view: TrendView;
  width(): number;
  msAt(x: number): number;
  /** Moves along; null when it has left. */
  hover(x: number | null): void;
  click(x: number): void;
  /** A box that is being drawn; null when there is none any more. */
  box(span: { from: number; to: number } | null): void;
  /** Whether dragging draws a box at once, without the shift key. */
  isBoxing(): boolean;
}

const CLICK_PX = 4;
const SMALLEST_BOX_PX = 6;

/** Drag moves, shift and drag or the box tool select, the wheel and two fingers zoom. */
export class Gestures {
  private readonly pointers = new Map<number, number>();
  private startX = 0;
  private lastX = 0;
  private pinch = 0;
  private mode: 'none' | 'press' | 'pan' | 'box' | 'pinch' = 'none';
  private isBox = false;

  constructor(
    private readonly surface: HTMLElement,
    private readonly target: GestureTarget,
  ) {
    surface.addEventListener('pointerdown', (event) => this.down(event));
    surface.addEventListener('pointermove', (event) => this.move(event));
    surface.addEventListener('pointerup', (event) => this.up(event));
    surface.addEventListener('pointercancel', (event) => this.cancel(event));
    surface.addEventListener('pointerleave', () => this.target.hover(null));
    surface.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
  }

  private xOf(event: MouseEvent): number {
    return event.clientX - this.surface.getBoundingClientRect().left;
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0 || event.target !== this.surface) return;
    this.surface.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, this.xOf(event));
    if (this.pointers.size === 2) {
      const [a, b] = [...this.pointers.values()] as [number, number];
      this.pinch = Math.max(10, Math.abs(a - b));
      this.mode = 'pinch';
      this.target.box(null);
      return;
    }
    this.startX = this.lastX = this.xOf(event);
    this.isBox = event.shiftKey || this.target.isBoxing();
    this.mode = 'press';
  }

  private move(event: PointerEvent): void {
    const x = this.xOf(event);
    if (!this.pointers.has(event.pointerId)) {
      if (event.pointerType !== 'touch') this.target.hover(event.target === this.surface ? x : null);
      return;
    }
    this.pointers.set(event.pointerId, x);
    if (this.mode === 'pinch') return this.pinched();
    if (this.mode === 'press' && Math.abs(x - this.startX) >= CLICK_PX) {
      this.mode = this.isBox ? 'box' : 'pan';
      if (this.mode === 'pan') this.target.view.keep(true);
    }
    if (this.mode === 'pan') {
      const { view } = this.target;
      view.shift(((this.lastX - x) / this.target.width()) * view.span);
      this.lastX = x;
    }
    if (this.mode === 'box') this.target.box(this.selection(x));
  }

  private pinched(): void {
    const [a, b] = [...this.pointers.values()] as [number, number];
    const apart = Math.max(10, Math.abs(a - b));
    this.target.view.zoom(this.pinch / apart, this.share((a + b) / 2));
    this.pinch = apart;
  }

  private up(event: PointerEvent): void {
    if (!this.pointers.delete(event.pointerId)) return;
    const x = this.xOf(event);
    const { mode } = this;
    this.mode = 'none';
    if (mode === 'press') this.target.click(x);
    if (mode !== 'box') return;
    const { from, to } = this.selection(x);
    this.target.box(null);
    if (to - from >= SMALLEST_BOX_PX) this.target.view.setWindow(this.target.msAt(from), this.target.msAt(to));
  }

  private cancel(event: PointerEvent): void {
    this.pointers.delete(event.pointerId);
    this.mode = 'none';
    this.target.box(null);
  }

  private selection(x: number): { from: number; to: number } {
    const within = (one: number) => Math.min(this.target.width(), Math.max(0, one));
    return { from: within(Math.min(this.startX, x)), to: within(Math.max(this.startX, x)) };
  }

  private share(x: number): number {
    return Math.min(1, Math.max(0, x / this.target.width()));
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const { view } = this.target;
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) view.pan(Math.sign(event.deltaX || event.deltaY) * 0.1);
    else view.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.share(this.xOf(event)));
  }
}
