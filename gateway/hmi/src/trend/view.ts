import { Topic } from '../model/topic.js';

export const SHORTEST_MS = 2_000;
export const LONGEST_MS = 2 * 366 * 86_400_000;
const MOST_KEPT = 50;
/** Turns of a wheel and repeated keys within this time are one view to go back to. */
const SAME_GESTURE_MS = 700;

export const PRESETS: readonly [key: string, ms: number][] = [
  ['2m', 120_000],
  ['10m', 600_000],
  ['30m', 1_800_000],
  ['1h', 3_600_000],
  ['8h', 28_800_000],
  ['1d', 86_400_000],
  ['1w', 604_800_000],
  ['30d', 2_592_000_000],
  ['1y', 31_536_000_000],
];

interface Kept {
  span: number;
  to: number;
  isLive: boolean;
}

/** The window of time that is looked at; live, it ends at the present. Keeps the views to go back to. */
export class TrendView {
  readonly changed = new Topic();
  span = 600_000;
  isLive = true;
  private end = 0;
  private past: Kept[] = [];
  private future: Kept[] = [];
  private lastKeptMs = -Infinity;

  /** @param now the present in ms; while the past is re-executed, its moment */
  constructor(readonly now: () => number) {}

  get to(): number {
    return this.isLive ? this.now() : this.end;
  }

  get from(): number {
    return this.to - this.span;
  }

  get mayGoBack(): boolean {
    return this.past.length > 0;
  }

  get mayGoForward(): boolean {
    return this.future.length > 0;
  }

  /** A live window keeps its right edge, another one its middle. */
  setSpan(ms: number): void {
    this.keep(true);
    const middle = this.to - this.span / 2;
    this.span = clamped(ms);
    if (!this.isLive) this.end = Math.min(middle + this.span / 2, Math.max(this.end, this.now()));
    this.changed.emit();
  }

  setWindow(from: number, to: number): void {
    this.keep(true);
    this.place(from, to);
  }

  /** Moves by a share of the window; what reaches the present goes live. */
  pan(share: number): void {
    this.keep();
    this.shift(share * this.span);
  }

  /** The same in ms, as part of a gesture that has been begun. */
  shift(ms: number): void {
    const to = this.to + ms;
    if (to >= this.now()) {
      this.isLive = true;
      this.changed.emit();
    } else {
      this.place(to - this.span, to);
    }
  }

  /** Keeps the time at `centre` (0 left, 1 right) where it is; a live window keeps its right edge. */
  zoom(factor: number, centre: number): void {
    this.keep();
    const span = clamped(this.span * factor);
    if (this.isLive) {
      this.span = span;
      this.changed.emit();
      return;
    }
    const pivot = this.from + centre * this.span;
    this.place(pivot - centre * span, pivot + (1 - centre) * span);
  }

  goLive(): void {
    if (this.isLive) return;
    this.keep(true);
    this.isLive = true;
    this.changed.emit();
  }

  pause(): void {
    if (!this.isLive) return;
    this.keep(true);
    this.end = this.now();
    this.isLive = false;
    this.changed.emit();
  }

  /** A view to go back to, unless it belongs to the gesture before. */
  keep(isOwnStep = false): void {
    const now = performance.now();
    const isSame = !isOwnStep && now - this.lastKeptMs < SAME_GESTURE_MS;
    this.lastKeptMs = now;
    if (isSame) return;
    this.past = [...this.past.slice(1 - MOST_KEPT), this.present()];
    this.future = [];
  }

  back(): void {
    const kept = this.past.pop();
    if (kept === undefined) return;
    this.future.push(this.present());
    this.restore(kept);
  }

  forward(): void {
    const kept = this.future.pop();
    if (kept === undefined) return;
    this.past.push(this.present());
    this.restore(kept);
  }

  private present(): Kept {
    return { span: this.span, to: this.to, isLive: this.isLive };
  }

  private restore(kept: Kept): void {
    this.span = kept.span;
    this.end = kept.to;
    this.isLive = kept.isLive;
    this.lastKeptMs = -Infinity;
    this.changed.emit();
  }

  private place(from: number, to: number): void {
    this.span = clamped(to - from);
    this.end = to;
    this.isLive = false;
    this.changed.emit();
  }
}

function clamped(ms: number): number {
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, ms));
}
