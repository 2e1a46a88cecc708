import { css, html, LitElement, svg, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Alarm, Bucket } from '../client/index.js';
import { sinceMs } from '../model/alarm-order.js';
import { app } from '../model/app.js';
import { clockText, unitText, valueText } from '../model/format.js';
import { shownBuckets, shownLimit } from '../model/shown.js';
import { t } from '../model/text.js';
import { FollowTags } from '../ui/follow.js';

const BUCKETS = 150;
const BEFORE_MS = 10 * 60_000;
const AGAIN_MS = 10_000;
const LONGEST_MS = 12 * 3_600_000;

/** The value of an alarm's tag from before it was raised until now, its limits, and the moment it was raised. */
@customElement('rm-alarm-trend')
export class AlarmTrend extends LitElement {
  @property({ attribute: false }) alarm: Alarm | null = null;
  @state() private buckets: Bucket[] = [];
  private fromMs = 0;
  private tag = '';
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly following = new FollowTags(this);

  static override styles = css`
    :host { display: block; }
    svg { display: block; width: 100%; height: 96px; background: var(--track); border: 1px solid var(--line); }
    path { fill: none; stroke: var(--pen1); stroke-width: 1.800; vector-effect: non-scaling-stroke; }
    line { vector-effect: non-scaling-stroke; }
    .limit { stroke: var(--text); stroke-width: 1.300; stroke-dasharray: 6 4; }
    .raised { stroke: var(--edge); stroke-width: 1.300; stroke-dasharray: 2 3; }
    .foot { display: flex; justify-content: space-between; font-size: 12px; color: var(--quiet); }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => void this.load(), AGAIN_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('alarm') || this.alarm === null || this.alarm.tag === this.tag) return;
    this.tag = this.alarm.tag;
    this.buckets = [];
    this.following.set([this.tag]);
    void this.load();
  }

  private async load(): Promise<void> {
    if (this.alarm === null) return;
    const { tag } = this.alarm;
    const now = app.travel.now();
    const since = this.alarm.active ? sinceMs(this.alarm) : 0;
    this.fromMs = Math.max(now - LONGEST_MS, Math.min(now - 2 * BEFORE_MS, (since || now) - BEFORE_MS));
    try {
      const buckets = await app.client.rest.buckets(tag, this.fromMs, now, BUCKETS);
      if (tag === this.tag) this.buckets = buckets;
    } catch {
      // the historian may be away: the limits stand there without a line, and it is asked again
    }
  }

  override render() {
    const alarm = this.alarm;
    if (alarm === null) return html``;
    const definition = app.tags.definition(alarm.tag);
    const reading = app.tags.reading(alarm.tag);
    const now = app.travel.now();
    const points = shownBuckets(this.buckets, definition).map((b): [number, number | null] => [Date.parse(b.time), b.avg ?? b.last]);
    if (reading?.isFresh && typeof reading.value === 'number') {
      // a value that has not changed for long has no samples in the span
      const begun = Math.max(this.fromMs, reading.time);
      if (points.length === 0 || begun > points.at(-1)![0]) points.push([begun, reading.value]);
      points.push([now, reading.value]);
    }
    const limits = limitsOf(alarm).map((limit) => shownLimit(limit, alarm.kind, definition)!);
    const values = [...points.map(([, value]) => value).filter((v) => v !== null), ...limits];
    if (values.length === 0) return html``;
    const margin = (Math.max(...values) - Math.min(...values)) * 0.12 || 1;
    const low = Math.min(...values) - margin;
    const high = Math.max(...values) + margin;
    const x = (ms: number) => (300 * (ms - this.fromMs)) / (now - this.fromMs);
    const y = (value: number) => 90 - (90 * (value - low)) / (high - low);
    const since = sinceMs(alarm);
    const unit = unitText(definition?.unit ?? alarm.unit ?? '');
    return html`<svg viewBox="0 0 300 90" preserveAspectRatio="none" role="img" aria-label=${t('Trend of {tag} with the limits of the alarm', { tag: alarm.tag })}>
        ${limits.map((limit) => svg`<line class="limit" x1="0" x2="300" y1=${y(limit)} y2=${y(limit)} />`)}
        ${since > this.fromMs ? svg`<line class="raised" x1=${x(since)} x2=${x(since)} y1="0" y2="90" />` : ''}
        <path d=${line(points, x, y)} />
      </svg>
      <div class="foot"><span>${clockText(this.fromMs)}</span><span>${valueText(low, definition)} … ${valueText(high, definition)} ${unit}</span><span>${t('now')}</span></div>`;
  }
}

function limitsOf(alarm: Alarm): number[] {
  if (alarm.kind === 'RATE' || alarm.kind === 'DEVIATION') return [];
  const levels = alarm.levels?.map((level) => level.limit) ?? [];
  return [...(levels.length > 0 ? levels : [alarm.limit])].filter((limit) => typeof limit === 'number');
}

function line(points: [number, number | null][], x: (ms: number) => number, y: (value: number) => number): string {
  let path = '';
  let isDown = false;
  for (const [ms, value] of points) {
    if (value !== null) path += `${isDown ? 'L' : 'M'}${Math.max(0, x(ms)).toFixed(1)} ${y(value).toFixed(1)}`;
    isDown = value !== null;
  }
  return path;
}
