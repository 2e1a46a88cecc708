import uPlot from 'uplot';
import { app } from '../model/app.js';
import { clockText, unitText } from '../model/format.js';
import type { Pen, Trend } from '../model/trend.js';

const DAY_S = 86_400;

/** The trend's drawing: one line a pen, the span of a bucket as a band behind it, one axis a unit. */
export class TrendChart {
  private plot: uPlot | null = null;
  private shape = '';

  constructor(
    private readonly host: HTMLElement,
    private readonly trend: Trend,
    private readonly onCursor: (seconds: number | null) => void,
  ) {
    host.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
  }

  draw(): void {
    const pens = this.trend.pens;
    const shape = pens.map((pen) => `${pen.tag}:${pen.slot}:${scaleOf(pen)}`).join('|');
    if (this.plot === null || shape !== this.shape) this.rebuild(shape);
    const plot = this.plot!;
    plot.batch(() => {
      plot.setData(this.data(), false);
      for (const key of Object.keys(plot.scales)) if (key !== 'x') plot.setScale(key, { min: null!, max: null! });
      plot.setScale('x', { min: this.trend.from / 1000, max: this.trend.to / 1000 });
    });
  }

  resize(): void {
    this.plot?.setSize(this.size());
  }

  /** Colours are read when the chart is made: another theme makes another chart. */
  restyle(): void {
    this.shape = '';
    this.draw();
  }

  destroy(): void {
    this.plot?.destroy();
    this.plot = null;
  }

  private rebuild(shape: string): void {
    this.plot?.destroy();
    this.shape = shape;
    this.plot = new uPlot(this.options(), this.data(), this.host);
  }

  private size(): { width: number; height: number } {
    return { width: Math.max(200, this.host.clientWidth), height: Math.max(160, this.host.clientHeight) };
  }

  private options(): uPlot.Options {
    const pens = this.trend.pens;
    const style = getComputedStyle(this.host);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    const scales: uPlot.Scales = { x: { time: true, auto: false } };
    const font = `12px ${style.fontFamily}`;
    const grid = { stroke: colour('--grid'), width: 1 };
    const ticks = { stroke: colour('--grid'), width: 1, size: 4 };
    const common = { stroke: colour('--quiet'), font, labelFont: font, grid, ticks };
    const axes: uPlot.Axis[] = [{ ...common, values: (_u, splits, _i, _s, step) => timeLabels(splits, step), space: 80 }];
    const series: uPlot.Series[] = [{}];
    const bands: uPlot.Band[] = [];
    for (const pen of pens) {
      const scale = scaleOf(pen);
      if (!(scale in scales)) {
        scales[scale] = scale === 'on/off' ? { range: [-0.15, 1.15] } : { range: (_u, low, high) => padded(low, high) };
        const side = axes.length === 1 ? 3 : axes.length % 2 === 0 ? 1 : 3;
        const isFirst = axes.length === 1;
        axes.push({ ...common, scale, side, label: scale === ' ' ? '' : scale, labelSize: 18, size: 54, grid: { ...grid, show: isFirst } });
      }
      const stroke = colour(`--pen${pen.slot}`);
      const isStep = app.tags.definition(pen.tag)?.type !== 'float64';
      const paths = isStep ? uPlot.paths.stepped!({ align: 1 }) : undefined;
      const edge: uPlot.Series = { scale, width: 0, points: { show: false } };
      const at = series.length;
      series.push({ scale, stroke, width: 1.8, points: { show: false }, ...(paths ? { paths } : {}), ...(pen.slot > 4 ? { dash: [8, 3] } : {}) });
      series.push(edge, { ...edge });
      bands.push({ series: [at + 2, at + 1], fill: `${stroke}40` });
    }
    if (pens.length === 0) {
      scales.y = { range: [0, 1] };
      axes.push({ ...common, scale: 'y', values: () => [] });
      series.push({ scale: 'y' });
    }
    return {
      ...this.size(),
      scales,
      axes,
      series,
      bands,
      legend: { show: false },
      cursor: { drag: { x: true, y: false, setScale: false }, points: { size: 7 } },
      hooks: {
        setCursor: [(u) => this.onCursor(u.cursor.left != null && u.cursor.left >= 0 ? u.posToVal(u.cursor.left, 'x') : null)],
        setSelect: [
          (u) => {
            if (u.select.width < 4) return;
            const from = u.posToVal(u.select.left, 'x') * 1000;
            const to = u.posToVal(u.select.left + u.select.width, 'x') * 1000;
            u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            this.trend.setWindow(from, to);
          },
        ],
      },
    };
  }

  private data(): uPlot.AlignedData {
    const pens = this.trend.pens;
    if (pens.length === 0) return [[this.trend.from / 1000, this.trend.to / 1000], [null, null]];
    return uPlot.join(pens.map((pen) => this.table(pen)));
  }

  /** The pen's points; while live, the last good one holds until now. */
  private table(pen: Pen): uPlot.AlignedData {
    const { time, mid, low, high } = pen.series;
    const last = mid[mid.length - 1];
    const now = Date.now() / 1000;
    const status = app.tags.stateOf(pen.tag);
    const holds = this.trend.isLive && (status === 'good' || status === 'uncertain') && typeof last === 'number';
    if (!holds || now <= time[time.length - 1]!) return [time, mid, low, high];
    return [
      [...time, now],
      [...mid, last],
      [...low, last],
      [...high, last],
    ];
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const box = this.plot?.over.getBoundingClientRect();
    if (!box) return;
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      this.trend.pan(Math.sign(event.deltaX || event.deltaY) * 0.1);
    } else {
      const centre = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
      this.trend.zoom(event.deltaY > 0 ? 1.25 : 0.8, centre);
    }
  }
}

function scaleOf(pen: Pen): string {
  const tag = app.tags.definition(pen.tag);
  if (tag?.type === 'bool') return 'on/off';
  return unitText(tag?.unit ?? '') || ' ';
}

function padded(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null || !Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const span = high - low || Math.abs(high) * 0.02 || 1;
  return [low - span * 0.08, high + span * 0.08];
}

function timeLabels(splits: number[], step: number): string[] {
  return splits.map((seconds) => {
    const d = new Date(seconds * 1000);
    if (step >= DAY_S || (d.getHours() === 0 && d.getMinutes() === 0 && step >= 60)) {
      return `${String(d.getMonth() + 1).padStart(2, '0')}-${String(d.getDate()).padStart(2, '0')}`;
    }
    return step < 60 ? clockText(seconds * 1000) : clockText(seconds * 1000).slice(0, 5);
  });
}
