import { css, html, LitElement, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import uplotCss from 'uplot/dist/uPlot.min.css';
import { app } from '../model/app.js';
import { timeText } from '../model/format.js';
import { t } from '../model/text.js';
import { grouped, NONE, type AlarmSpan, type Annotations, type Flag } from '../trend/annotations.js';
import { moved, type CursorName } from '../trend/cursors.js';
import { limitsOf } from '../trend/limits.js';
import { Picture } from '../trend/picture.js';
import { stacked, type Placed } from '../trend/stack.js';
import type { Trend } from '../trend/trend.js';
import { controls } from '../ui/controls.js';
import { chartStyles } from './chart.css.js';

const ROW_PX = 26;
const MARK_PX = 28;
const MOST_ROWS = 3;
/** Faster than this nobody sees it. */
const FASTEST_MS = 90;
const SLOWEST_MS = 1_000;

type Mark = { kind: 'alarm'; span: AlarmSpan } | { kind: 'flags'; flags: Flag[] };

/** The trend's drawing with what lies upon it: cursors, alarms, flags, and what hands and keys do. Fires `hover`, `mark`. */
@customElement('rm-trend-chart')
export class TrendChart extends LitElement {
  @property({ attribute: false }) trend!: Trend;
  @property({ attribute: false }) annotations: Annotations = NONE;
  /** Dragging selects a span. */
  @property({ type: Boolean }) boxing = false;
  @state() private box: { from: number; to: number } | null = null;
  @state() private hoverX: number | null = null;
  @query('.plot') private host!: HTMLElement;
  @query('.surface') private surface!: HTMLElement;
  private picture: Picture | null = null;
  private rows = 0;
  private lastDrawn = 0;
  private frame = 0;
  private ends: (() => void)[] = [];
  private readonly observer = new ResizeObserver(() => this.resized());
  private readonly restyle = () => this.picture?.restyle();

  static override styles = [controls, unsafeCSS(uplotCss), chartStyles, css``];

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('themechange', this.restyle);
    this.plan();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('themechange', this.restyle);
    cancelAnimationFrame(this.frame);
    for (const end of this.ends) end();
    this.observer.disconnect();
    this.picture?.destroy();
    this.picture = null;
  }

  override firstUpdated(): void {
    this.picture = new Picture(this.host, this.trend, {
      definition: (tag) => app.tags.definition(tag),
      holds: (tag) => ['good', 'uncertain'].includes(app.tags.stateOf(tag)),
      limits: (tag) => limitsOf(tag),
      alarms: () => this.annotations.alarms,
      topPx: () => this.rows * ROW_PX,
    });
    void this.takeHands();
    this.ends = [this.trend.changed.add(() => this.requestUpdate())];
    this.observer.observe(this.host);
    this.requestUpdate();
  }

  /** Hands are listened to once the chart is drawn. */
  private async takeHands(): Promise<void> {
    const { Gestures } = await import('../trend/gestures.js');
    new Gestures(this.surface, {
      view: this.trend.view,
      width: () => this.picture?.area.width ?? 1,
      msAt: (x) => this.picture?.msAt(x) ?? 0,
      hover: (x) => this.hovered(x),
      click: (x) => this.place(this.picture?.msAt(x) ?? 0),
      box: (span) => (this.box = span),
      isBoxing: () => this.boxing,
    });
  }

  /** The picture as it stands, for a file. */
  get canvas(): HTMLCanvasElement | null {
    return this.picture?.canvas ?? null;
  }

  /** What moves is drawn as often as a pixel of it moves, and no oftener than anybody sees. */
  private plan(): void {
    this.frame = requestAnimationFrame((now) => {
      const { view } = this.trend;
      const pixelMs = view.span / Math.max(100, this.host?.clientWidth ?? 100);
      const wait = Math.min(SLOWEST_MS, Math.max(FASTEST_MS, pixelMs));
      if (view.isLive && now - this.lastDrawn >= wait) this.requestUpdate();
      this.plan();
    });
  }

  private resized(): void {
    this.picture?.resize();
    this.requestUpdate();
  }

  protected override updated(): void {
    if (this.picture === null) return;
    this.lastDrawn = performance.now();
    this.picture.draw();
    const { left, top, width, height } = this.picture.area;
    const { style } = this.surface;
    style.left = `${left}px`;
    style.top = `${top}px`;
    style.width = `${width}px`;
    style.height = `${height}px`;
  }

  private hovered(x: number | null): void {
    this.hoverX = x;
    const detail = x === null || this.picture === null ? null : this.picture.msAt(x);
    this.dispatchEvent(new CustomEvent('hover', { detail }));
  }

  /** A click sets the first cursor, then the second, then moves the nearer one. */
  private place(ms: number): void {
    const { a, b } = this.trend.cursors;
    if (a === null) return this.trend.setCursors({ a: ms, b });
    const isB = b === null || Math.abs(b - ms) <= Math.abs(a - ms);
    this.trend.setCursors(isB ? { a, b: ms } : { a: ms, b });
  }

  override render(): TemplateResult {
    const marks = this.picture === null || !this.trend.options.annotations ? [] : this.marks();
    this.rows = marks.reduce((most, { row }) => Math.max(most, row + 1), 0);
    const x = this.hoverX;
    return html`
      <div class="plot"></div>
      <div class="surface" ?data-boxing=${this.boxing}>
        ${marks.map((mark) => this.mark(mark))}
        ${x === null ? nothing : html`<div class="hover" .style=${`left:${x}px`}></div>`}
        ${this.box === null ? nothing : html`<div class="box" .style=${`left:${this.box.from}px;width:${this.box.to - this.box.from}px`}></div>`}
        ${(['a', 'b'] as const).map((name) => this.cursor(name))}
      </div>
    `;
  }

  private marks(): Placed<Mark>[] {
    const picture = this.picture!;
    const { from, to } = this.trend.view;
    const { width } = picture.area;
    const alarms = this.annotations.alarms
      .filter((span) => span.from < to && (span.to ?? Infinity) > from)
      .map((span) => {
        const left = Math.max(0, picture.xOf(span.from));
        const right = Math.min(width, span.to === null ? width : picture.xOf(span.to));
        return { left: Math.min(left, width - MARK_PX), width: Math.max(MARK_PX, right - left), what: { kind: 'alarm', span } as Mark };
      });
    const gap = ((to - from) / width) * MARK_PX;
    const flags = grouped(this.annotations.flags, from, to, gap).map((group) => ({
      left: Math.min(width - MARK_PX, Math.max(0, picture.xOf(group[0]!.time) - MARK_PX / 2)),
      width: MARK_PX,
      what: { kind: 'flags', flags: group } as Mark,
    }));
    return stacked([...alarms, ...flags], MOST_ROWS);
  }

  private mark({ left, width, row, what }: Placed<Mark>): TemplateResult {
    const style = `left:${left}px;top:${row * ROW_PX}px;width:${width}px`;
    const open = () => this.dispatchEvent(new CustomEvent('mark', { detail: what }));
    if (what.kind === 'flags') {
      const [first] = what.flags;
      const title = `${timeText(first!.time)} ${first!.title} ${first!.text}`.trim();
      const label = what.flags.length > 1 ? t('{count} entries from {time}', { count: what.flags.length, time: timeText(first!.time) }) : title;
      return html`<button class="mark flag" .style=${style} title=${label} aria-label=${label} @click=${open}>
        ${first!.kind === 'log' ? '✎' : '⚑'}${what.flags.length > 1 ? what.flags.length : ''}
      </button>`;
    }
    const { alarm, kind, priority, message, from, to } = what.span;
    const end = to === null ? t('still active') : timeText(to);
    const label = t('Alarm {name}, priority {priority}: {message}. {from} to {to}', { name: alarm, priority, message, from: timeText(from), to: end });
    const text = width > 54 ? `${priority} ${kind}` : `${priority}`;
    return html`<button class="mark alarm p${priority}" .style=${style} title=${label} aria-label=${`${text}. ${label}`} @click=${open}>${text}</button>`;
  }

  private cursor(name: CursorName) {
    const at = this.trend.cursors[name];
    if (at === null || this.picture === null) return nothing;
    const { from, to } = this.trend.view;
    if (at < from || at > to) return nothing;
    return html`<div class="cursor ${name}" .style=${`left:${this.picture.xOf(at)}px`}>
      <div
        class="handle"
        role="slider"
        tabindex="0"
        aria-label=${t('Cursor {name}', { name: name.toUpperCase() })}
        aria-valuemin="0"
        aria-valuemax="1000"
        aria-valuenow=${Math.round(((at - from) / (to - from)) * 1000)}
        aria-valuetext=${timeText(at)}
        @keydown=${(event: KeyboardEvent) => this.cursorKey(event, name, at)}
        @pointerdown=${(event: PointerEvent) => (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)}
        @pointermove=${(event: PointerEvent) => this.dragged(event, name)}
      >
        ${name.toUpperCase()}
      </div>
    </div>`;
  }

  private dragged(event: PointerEvent, name: CursorName): void {
    if (!(event.currentTarget as HTMLElement).hasPointerCapture(event.pointerId)) return;
    const x = event.clientX - this.surface.getBoundingClientRect().left;
    const { from, to } = this.trend.view;
    const at = Math.min(to, Math.max(from, this.picture!.msAt(x)));
    this.trend.setCursors({ ...this.trend.cursors, [name]: at });
  }

  private cursorKey(event: KeyboardEvent, name: CursorName, at: number): void {
    const { from, to } = this.trend.view;
    const step = event.shiftKey ? 0.05 : 0.005;
    const places: Record<string, number | null> = {
      ArrowLeft: moved(at, -step, from, to),
      ArrowRight: moved(at, step, from, to),
      Home: from,
      End: to,
      Delete: null,
      Escape: null,
    };
    const place = places[event.key];
    if (place === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.trend.setCursors({ ...this.trend.cursors, [name]: place });
  }
}
