import { css, html, svg, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { ageText, numberOf, unitText, valueText } from '../model/format.js';
import { shownBuckets } from '../model/shown.js';
import { t } from '../model/text.js';
import { append, continueWith, emptySeries, ofBuckets, trim, type Series } from '../model/series.js';
import { hiddenText, TagElement } from './tag-element.js';

const BUCKETS = 120;
const REDRAW_MS = 1_000;
/** The historian may still be starting: its past is asked for again. */
const RETRY_MS = 15_000;

/** `<rm-trend tag="..." minutes="10">`: the last minutes of a tag as a small line, its past from the history. */
@customElement('rm-trend')
export class RmTrend extends TagElement {
  @property({ type: Number }) minutes = 10;
  @property({ type: Boolean }) bare = false;
  @state() private series: Series = emptySeries();
  private loaded = '';
  private drawn = '';
  private wasStale = false;
  private endTravel: () => void = () => {};
  private timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [hiddenText, css`
    :host { display: inline-block; width: 220px; height: 64px; }
    button { all: unset; display: flex; flex-direction: column; width: 100%; height: 100%; cursor: pointer; border-radius: 3px; }
    button:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
    svg { display: block; width: 100%; flex: 1; min-height: 0; background: var(--track); border: 1px solid var(--line); box-sizing: border-box; }
    path { fill: none; stroke: var(--pen1); stroke-width: 1.600; vector-effect: non-scaling-stroke; }
    .limit { stroke: var(--edge); stroke-width: 1; stroke-dasharray: 5 4; vector-effect: non-scaling-stroke; }
    .head, .foot { display: flex; justify-content: space-between; font-size: 12px; line-height: 1.35; color: var(--quiet); }
    .head b { font-weight: 600; color: var(--text); }
    .stale path { opacity: 0.4; }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => this.tick(), REDRAW_MS);
    this.endTravel = app.travel.jumped.add(() => this.anew());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
    this.endTravel();
    this.loaded = '';
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.isConnected) return;
    if (changed.get('minutes') !== undefined) {
      this.drawn = '';
      this.loaded = '';
    }
    if ((changed.has('tag') || this.loaded === '') && this.tag !== this.loaded) void this.load();
  }

  override render() {
    const to = app.travel.now() / 1000;
    const from = to - this.minutes * 60;
    const { low, high } = this.scale();
    const x = (seconds: number) => (200 * (seconds - from)) / (to - from);
    const y = (value: number) => 58 - (56 * (value - low)) / (high - low);
    const limits = Object.values(this.limits).filter((l) => l !== null && l > low && l < high);
    const chart = html`<svg class=${this.status === 'stale' ? 'stale' : ''} viewBox="0 0 200 60" preserveAspectRatio="none" aria-hidden="true">
      ${limits.map((limit) => svg`<line class="limit" x1="0" x2="200" y1=${y(limit!)} y2=${y(limit!)} />`)}
      <path d=${this.line(x, y, from)} />
    </svg>`;
    const unit = unitText(this.definition?.unit ?? '');
    return html`<button @click=${this.openFaceplate}>
      <span class="hidden">${t('Trend of {tag}', { tag: this.tag })} </span>
      ${this.bare ? '' : html`<span class="head"><b>${this.label || this.tag}</b><span>${valueText(high, this.definition)} ${unit}</span></span>`}
      ${chart}
      ${this.bare ? '' : html`<span class="foot"><span>−${ageText(this.minutes * 60_000)}</span><span>${valueText(low, this.definition)} ${unit}</span></span>`}
    </button>`;
  }

  private line(x: (s: number) => number, y: (v: number) => number, from: number): string {
    let path = '';
    let isPenDown = false;
    this.series.time.forEach((time, i) => {
      const value = this.series.mid[i];
      if (value === null || value === undefined) {
        isPenDown = false;
        return;
      }
      path += `${isPenDown ? 'L' : 'M'}${x(Math.max(from, time)).toFixed(1)} ${y(value).toFixed(1)}`;
      isPenDown = true;
    });
    return path;
  }

  /** What the line spans, a tenth wider, so that a quiet value does not look wild: at least 4 % of the range. */
  private scale(): { low: number; high: number } {
    const values = this.series.mid.filter((value) => value !== null);
    const tag = this.definition;
    const span = tag && tag.low !== null && tag.high !== null ? (tag.high - tag.low) * 0.04 : 0.1;
    if (values.length === 0) return { low: tag?.low ?? 0, high: tag?.high ?? 1 };
    const low = Math.min(...values);
    const high = Math.max(...values);
    const margin = Math.max((high - low) * 0.1, (span - (high - low)) / 2, 1e-9);
    return { low: low - margin, high: high + margin };
  }

  /** Another time is shown: its line is another one. */
  private anew(): void {
    this.loaded = '';
    this.drawn = '';
    this.series = emptySeries();
  }

  private async load(): Promise<void> {
    const tag = this.tag;
    const isSame = this.drawn === tag;
    this.loaded = tag;
    this.drawn = tag;
    if (!isSame) this.series = emptySeries();
    const now = app.travel.now();
    const { jumps } = app.travel;
    try {
      await app.tags.need([tag]);
      const past = ofBuckets(shownBuckets(await app.client.rest.buckets(tag, now - this.minutes * 60_000, now, BUCKETS), this.definition));
      if (tag === this.tag && jumps === app.travel.jumps) this.series = isSame ? continueWith(past, this.series) : past;
    } catch {
      if (tag !== this.tag || jumps !== app.travel.jumps) return;
      setTimeout(() => this.isConnected && this.tag === tag && void this.load(), RETRY_MS);
    }
  }

  private tick(): void {
    const reading = this.reading;
    const isUsable = this.status === 'good' || this.status === 'uncertain';
    if (isUsable && this.wasStale) void this.load();
    this.wasStale = this.status === 'stale';
    append(this.series, app.travel.now(), isUsable ? numberOf(reading?.value) : null);
    trim(this.series, app.travel.now() - this.minutes * 60_000);
    this.requestUpdate();
  }
}
