import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { priorityName } from '../model/alarm-order.js';
import { app } from '../model/app.js';
import { clockText, dayText, shownZone, timeText } from '../model/format.js';
import { t } from '../model/text.js';
import type { Marks } from '../model/travel-marks.js';
import { controls } from './controls.js';
import { Follow } from './follow.js';

const WIDTH = 1000;
const TOP = 8;
const BASE = 84;
const STEPS_MS = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 7200, 21_600, 43_200, 86_400, 172_800, 604_800].map((s) => s * 1000);
/** A screenful of labels, on a phone too. */
const MOST_TICKS = 7;

/**
 * The recorded time as a line: alarms, floods, gaps, changes of the configuration, and the moment, which is dragged or moved by
 * arrow keys. Fires `seek` with the wanted moment in ms.
 */
@customElement('rm-travel-line')
export class TravelLine extends LitElement {
  @property({ type: Number }) from = 0;
  @property({ type: Number }) to = 0;
  /** The first moment that can be chosen, where it is known. */
  @property({ type: Number }) recorded = 0;
  @property({ attribute: false }) marks: Marks | null = null;
  @state() private pointed: number | null = null;
  @state() private width = WIDTH;
  private isDragging = false;
  private lastSeek = 0;
  private readonly observer = new ResizeObserver(([entry]) => (this.width = Math.max(200, entry?.contentRect.width ?? WIDTH)));

  static override styles = [
    controls,
    css`
      :host { display: block; }
      .line { position: relative; touch-action: none; cursor: crosshair; border-radius: 3px; }
      svg { display: block; width: 100%; height: 116px; background: var(--track); border: 1px solid var(--line); overflow: hidden; }
      .axis { stroke: var(--edge); }
      .grid { stroke: var(--grid); }
      text { font: 12px system-ui, sans-serif; fill: var(--quiet); text-anchor: middle; }
      .p4 { fill: var(--p4); }
      .p3 { fill: var(--p3); }
      .p2 { fill: var(--p2); }
      .p1 { fill: var(--p1); }
      .alarm { stroke: var(--alarm-line); stroke-width: 0.6; }
      .flood { fill: var(--select); }
      .gap { fill: url(#gap); stroke: var(--edge); }
      .void { fill: var(--bg); }
      .change { fill: none; stroke: var(--text); stroke-width: 1.5; }
      .moment { stroke: var(--past); stroke-width: 3; }
      .grip { fill: var(--past); }
      .pointed { stroke: var(--edge); stroke-dasharray: 4 3; }
      .read { min-height: 22px; display: flex; flex-wrap: wrap; gap: 4px 16px; color: var(--quiet); font-size: 13px; }
      .key { display: inline-flex; align-items: center; gap: 5px; }
      .key svg { width: 16px; height: 14px; border: 0; background: none; }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.travel.changed]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer.disconnect();
  }

  private x(ms: number): number {
    return ((ms - this.from) / Math.max(1, this.to - this.from)) * this.width;
  }

  /** Where the moment is, or is going to be. */
  private get shown(): number | null {
    const { replay, isSeeking, moment } = app.travel;
    return isSeeking && replay !== null ? Date.parse(replay.target) : moment;
  }

  override render() {
    const moment = this.shown;
    const value = moment ?? this.to;
    return html`<div
        class="line"
        role="slider"
        tabindex="0"
        aria-label=${t('Moment')}
        aria-valuemin=${this.from}
        aria-valuemax=${this.to}
        aria-valuenow=${Math.round(value)}
        aria-valuetext=${moment === null ? t('Now') : timeText(moment)}
        @pointerdown=${this.grab}
        @pointermove=${this.drag}
        @pointerup=${this.drop}
        @pointercancel=${() => (this.isDragging = false)}
        @pointerleave=${() => (this.pointed = null)}
        @keydown=${this.key}
      >
        ${this.drawing(moment)}
      </div>
      <div class="read">
        <span>${this.pointed === null ? t('Drag, click or use the arrow keys to go to a moment.') : `${timeText(this.pointed)} ${this.near(this.pointed)}`}</span>
        <span class="spacer"></span>
        ${this.legend()}
      </div>`;
  }

  private drawing(moment: number | null) {
    const marks = this.marks;
    const w = this.width;
    const clamp = (px: number) => Math.max(0, Math.min(w, px));
    return html`<svg viewBox="0 0 ${w} 116" preserveAspectRatio="none" aria-hidden="true">
      <defs>
        <pattern id="gap" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="8" height="8" fill="var(--bg)" /><path d="M0 0V8" stroke="var(--edge)" stroke-width="4" />
        </pattern>
      </defs>
      ${this.recorded > this.from ? svg`<rect class="void" x="0" y="0" width=${clamp(this.x(this.recorded))} height=${BASE} />` : nothing}
      ${marks?.floods.map((f) => svg`<rect class="flood" x=${this.x(f.from)} y="0" width=${Math.max(3, this.x(f.to) - this.x(f.from))} height=${BASE} />`)}
      ${this.ticks().map((tick) => svg`<line class="grid" x1=${this.x(tick)} x2=${this.x(tick)} y1="0" y2=${BASE + 5} />
        <text x=${this.x(tick)} y="102">${this.tickText(tick)}</text>`)}
      ${marks?.gaps.map((g) => svg`<rect class="gap" x=${this.x(g.from) - 1} y=${TOP} width=${Math.max(4, this.x(g.to) - this.x(g.from))} height=${BASE - TOP} />`)}
      <line class="axis" x1="0" x2=${w} y1=${BASE} y2=${BASE} />
      ${marks?.alarms.map((a) => {
        const height = 12 + a.priority * 13;
        return svg`<rect class="alarm p${Math.min(4, Math.max(1, a.priority))}" x=${this.x(Date.parse(a.raisedAt)) - 2} y=${BASE - height} width="4" height=${height} />`;
      })}
      ${marks?.changes.map((c) => svg`<path class="change" d="M${this.x(c.time) - 5} ${BASE}l5 -9l5 9z" />`)}
      ${this.pointed === null ? nothing : svg`<line class="pointed" x1=${this.x(this.pointed)} x2=${this.x(this.pointed)} y1="0" y2=${BASE} />`}
      ${moment === null ? nothing : svg`<line class="moment" x1=${this.x(moment)} x2=${this.x(moment)} y1="0" y2=${BASE + 6} />
        <path class="grip" d="M${this.x(moment) - 8} 0h16l-8 12z" />`}
    </svg>`;
  }

  private legend() {
    const marks = this.marks;
    if (marks === null) return html`<span>${t('Loading …')}</span>`;
    const key = (drawn: unknown, text: string) => html`<span class="key"><svg viewBox="0 0 16 14" aria-hidden="true">${drawn}</svg>${text}</span>`;
    return html`${key(svg`<rect class="alarm p3" x="6" y="0" width="4" height="14" />`, t('Alarms, the higher the more urgent: {n}', { n: marks.alarms.length }))}
      ${marks.floods.length > 0 ? key(svg`<rect class="flood" width="16" height="14" />`, t('Alarm floods: {n}', { n: marks.floods.length })) : nothing}
      ${marks.gaps.length > 0 ? key(svg`<path d="M0 14 14 0M5 16 18 3M-4 8 6 -2" stroke="var(--edge)" stroke-width="3" />`, t('not running')) : nothing}
      ${marks.changes.length > 0 ? key(svg`<path class="change" d="M2 13l6 -11l6 11z" />`, t('configuration changed')) : nothing}
      ${marks.isCut ? html`<span>${t('Too much for all of it to be marked: look at a shorter span.')}</span>` : nothing}`;
  }

  private ticks(): number[] {
    const span = this.to - this.from;
    const most = Math.max(2, Math.min(MOST_TICKS, Math.floor(this.width / 90)));
    const step = STEPS_MS.find((ms) => span / ms <= most) ?? 7 * 86_400_000;
    const offset = -shownZone().offsetMs(this.from);
    const first = Math.ceil((this.from - offset) / step) * step + offset;
    const ticks: number[] = [];
    for (let tick = first; tick <= this.to; tick += step) ticks.push(tick);
    return ticks;
  }

  private tickText(ms: number): string {
    if (this.to - this.from > 2 * 86_400_000) return dayText(ms).slice(5);
    const text = clockText(ms);
    return this.to - this.from > 600_000 ? text.slice(0, 5) : text;
  }

  /** The alarm nearest to where the pointer is, within some pixels. */
  private near(ms: number): string {
    const reach = ((this.to - this.from) / this.width) * 5;
    const found = this.marks?.alarms.filter((a) => Math.abs(Date.parse(a.raisedAt) - ms) <= reach).sort((a, b) => b.priority - a.priority)[0];
    return found === undefined ? '' : `${priorityName(found.priority)}: ${found.message || found.alarm}`;
  }

  private at(event: PointerEvent): number {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const part = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
    return this.from + part * (this.to - this.from);
  }

  private grab(event: PointerEvent): void {
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.isDragging = true;
    this.seek(this.at(event));
  }

  private drag(event: PointerEvent): void {
    this.pointed = this.at(event);
    if (this.isDragging && event.timeStamp - this.lastSeek > 200) {
      this.lastSeek = event.timeStamp;
      this.seek(this.pointed);
    }
  }

  private drop(event: PointerEvent): void {
    if (!this.isDragging) return;
    this.isDragging = false;
    this.seek(this.at(event));
  }

  private key(event: KeyboardEvent): void {
    const step = (this.to - this.from) / 100;
    const value = this.shown ?? this.to;
    const moves: Record<string, number> = {
      ArrowRight: value + step,
      ArrowUp: value + step,
      ArrowLeft: value - step,
      ArrowDown: value - step,
      PageUp: value + 10 * step,
      PageDown: value - 10 * step,
      Home: Math.max(this.from, this.recorded),
      End: this.to,
    };
    const wanted = moves[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.seek(wanted);
  }

  private seek(ms: number): void {
    const wanted = Math.max(this.from, this.recorded, Math.min(this.to, ms));
    this.dispatchEvent(new CustomEvent('seek', { detail: wanted }));
  }
}
