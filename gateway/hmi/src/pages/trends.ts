import { css, html, LitElement, unsafeCSS } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import uplotCss from 'uplot/dist/uPlot.min.css';
import { app } from '../model/app.js';
import { RANGES, Trend } from '../model/trend.js';
import { controls } from '../ui/controls.js';
import { Follow, FollowTags } from '../ui/follow.js';
import type { TrendChart } from './chart.js';
import './pen-table.js';
import type { PenTable } from './pen-table.js';
import './tag-picker.js';

const REDRAW_MS = 500;
const FIRST_PENS = 3;

/** Chosen tags over time: a live tail that grows out of the history. */
@customElement('rm-trends-page')
export class TrendsPage extends LitElement {
  private readonly trend = new Trend();
  private readonly following = new FollowTags(this, (tag) => this.trend.take(tag));
  private chart: TrendChart | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  private wasLive = true;
  private readonly observer = new ResizeObserver(() => this.chart?.resize());
  private readonly restyle = () => this.chart?.restyle();
  @query('.chart') private host!: HTMLElement;
  @query('rm-pen-table') private pens!: PenTable;

  static override styles = [
    unsafeCSS(uplotCss),
    controls,
    css`
      :host {
        display: grid !important;
        grid-template-rows: auto minmax(220px, 1fr) auto;
        gap: 10px;
        height: 100%;
      }
      .chart {
        min-width: 0;
        min-height: 220px;
        padding: 8px 4px 0;
        overflow: hidden;
      }
      .u-cursor-x,
      .u-cursor-y {
        border-color: var(--text);
      }
      .u-select {
        background: color-mix(in srgb, var(--focus) 22%, transparent);
      }
      .group {
        display: flex;
      }
      .group button {
        border-radius: 0;
        margin-left: -1px;
      }
      .group button:first-child {
        border-radius: 3px 0 0 3px;
        margin-left: 0;
      }
      .group button:last-child {
        border-radius: 0 3px 3px 0;
      }
      .live {
        min-width: 84px;
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [this.trend.changed, app.tags.definitionsChanged, app.alarms.changed]);
    this.trend.changed.add(() => this.remember());
    new Follow(this, [app.changed]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => this.tick(), REDRAW_MS);
    addEventListener('themechange', this.restyle);
    const range = RANGES.find(([key]) => key === app.router.parameters.get('range'));
    if (range) this.trend.rangeMs = range[2];
    for (const tag of (app.router.parameters.get('tags') ?? '').split(',').filter(Boolean)) this.trend.add(tag);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
    removeEventListener('themechange', this.restyle);
    this.observer.disconnect();
    this.trend.stop();
    this.chart?.destroy();
    this.chart = null;
  }

  override async firstUpdated(): Promise<void> {
    const { TrendChart: Chart } = await import('./chart.js');
    if (!this.isConnected) return;
    // the read-out must not redraw the chart: in a live window that moves the cursor's time, and so on for ever
    this.chart = new Chart(this.host, this.trend, (seconds) => (this.pens.cursor = seconds));
    this.observer.observe(this.host);
    this.chart.draw();
  }

  protected override willUpdate(): void {
    if (this.trend.pens.length === 0 && app.tags.isLoaded && app.alarms.isLoaded && !app.router.parameters.has('tags')) this.suggest();
    this.following.set(this.trend.pens.map((pen) => pen.tag));
    const isLinked = app.link === 'live';
    if (isLinked && !this.wasLive) this.trend.load();
    this.wasLive = isLinked;
  }

  protected override updated(): void {
    this.chart?.draw();
    this.pens.requestUpdate();
  }

  override render() {
    const trend = this.trend;
    const full = trend.pens.length >= 8;
    return html`
      <div class="toolbar">
        <h1 class="hidden">Trends</h1>
        <rm-tag-picker ?disabled=${full} @pick=${(e: CustomEvent<string>) => trend.add(e.detail)}></rm-tag-picker>
        <span class="spacer"></span>
        <div class="group" role="group" aria-label="Time range">
          ${RANGES.map(
            ([, label, ms]) =>
              html`<button aria-pressed=${trend.rangeMs === ms} @click=${() => trend.setRange(ms)}>${label}</button>`,
          )}
        </div>
        <div class="group" role="group" aria-label="Move and zoom">
          <button aria-label="Earlier" title="Earlier" @click=${() => trend.pan(-0.5)}>◀</button>
          <button aria-label="Later" title="Later" @click=${() => trend.pan(0.5)}>▶</button>
          <button aria-label="Zoom in" title="Zoom in" @click=${() => trend.zoom(0.5, 0.5)}>+</button>
          <button aria-label="Zoom out" title="Zoom out" @click=${() => trend.zoom(2, 0.5)}>−</button>
        </div>
        ${trend.isLive
          ? html`<button class="live" @click=${() => trend.pause()}>Pause</button>`
          : html`<button class="live primary" @click=${() => trend.goLive()}>Go live</button>`}
      </div>
      <div
        class="chart panel"
        tabindex="0"
        role="application"
        aria-label="Trend chart. Left and right move in time, plus and minus zoom, Home goes live. The table below holds the values."
        @keydown=${this.key}
      ></div>
      <rm-pen-table .trend=${trend}></rm-pen-table>
    `;
  }

  private key(event: KeyboardEvent): void {
    const actions: Record<string, () => void> = {
      ArrowLeft: () => this.trend.pan(-0.1),
      ArrowRight: () => this.trend.pan(0.1),
      '+': () => this.trend.zoom(0.5, 0.5),
      '-': () => this.trend.zoom(2, 0.5),
      Home: () => this.trend.goLive(),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  private tick(): void {
    if (!this.trend.isLive) return;
    this.trend.tidy();
    this.requestUpdate();
  }

  /** Without a choice: the analogue tags with the gravest alarm limits, which are the ones that matter. */
  private suggest(): void {
    const analogue = [...app.tags.definitions.values()].filter((tag) => tag.type === 'float64');
    const weight = (name: string) => Math.max(0, ...app.alarms.ofTag(name).map((alarm) => alarm.priority));
    analogue.sort((a, b) => weight(b.name) - weight(a.name));
    for (const tag of analogue.slice(0, FIRST_PENS)) this.trend.add(tag.name);
  }

  private remember(): void {
    if (app.router.page !== 'trends' || !this.isConnected) return;
    const range = RANGES.find(([, , ms]) => ms === this.trend.rangeMs);
    const tags = this.trend.pens.map((pen) => pen.tag).join(',');
    app.router.replace(range ? { tags, range: range[0] } : { tags });
  }
}
