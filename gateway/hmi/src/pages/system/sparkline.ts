import { html, svg, type TemplateResult } from 'lit';
import { t } from '../../model/text.js';

export interface Point {
  ms: number;
  value: number;
}

const WIDTH = 300;
const HEIGHT = 44;

/** A line over the last minutes, its highest point in words; at least `least` high, so that a lag of one is no mountain. */
export function sparkline(title: string, points: readonly Point[], spanMs: number, nowMs: number, least: number, text: (value: number) => string): TemplateResult {
  const shown = points.filter((point) => point.ms >= nowMs - spanMs);
  const most = shown.reduce((max, point) => Math.max(max, point.value), 0);
  const top = Math.max(most, least);
  const at = (point: Point) =>
    `${(((point.ms - nowMs + spanMs) / spanMs) * WIDTH).toFixed(1)},${(HEIGHT - 2 - (point.value / top) * (HEIGHT - 6)).toFixed(1)}`;
  return html`<figure class="spark">
    <figcaption>
      <span>${title}</span><span class="quiet">${t('highest {value} in {minutes} min', { value: text(most), minutes: Math.round(spanMs / 60_000) })}</span>
    </figcaption>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${title}>
      <line class="axis" x1="0" x2=${WIDTH} y1=${HEIGHT - 2} y2=${HEIGHT - 2} />
      ${shown.length > 1 ? svg`<polyline class="line" points=${shown.map(at).join(' ')} />` : ''}
    </svg>
  </figure>`;
}

/** What was measured at times, the newest last, no more than there is room for. */
export class Series {
  points: Point[] = [];

  constructor(private readonly keptMs: number) {}

  add(ms: number, value: number): void {
    const last = this.points.at(-1);
    if (!Number.isFinite(value) || (last && ms <= last.ms)) return;
    this.points.push({ ms, value });
    const first = this.points.findIndex((point) => point.ms >= ms - this.keptMs);
    if (first > 60) this.points.splice(0, first);
  }

  /** What was before that, from elsewhere. */
  before(points: readonly Point[]): void {
    const first = this.points[0]?.ms ?? Infinity;
    this.points = [...points.filter((point) => point.ms < first && Number.isFinite(point.value)), ...this.points];
  }
}
