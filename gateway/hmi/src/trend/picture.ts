import uPlot from 'uplot';
import type { TagDefinition } from '../client/index.js';
import { clockText, dayText, localText } from '../model/format.js';
import { spanOf, type Axis } from './axes.js';
import { paintAlarms, paintBands, paintLimits, type Limit } from './marks.js';
import { paintHatch, paintLine, xOf, type Frame } from './painter.js';
import { colourOf, drawnAs, type Pen } from './pens.js';
import type { AlarmSpan } from './annotations.js';
import type { Trend } from './trend.js';

const DAY_S = 86_400;
export const LANE_PX = 22;
const AXIS_PX = 56;

/** What of the site shows in the picture. */
export interface Surroundings {
  definition(tag: string): TagDefinition | undefined;
  /** Whether the last value of the tag still stands. */
  holds(tag: string): boolean;
  limits(tag: string): Limit[];
  alarms(): readonly AlarmSpan[];
  /** Pixels at the top that are kept free of lines. */
  topPx(): number;
}

/** The drawing on the canvas: uPlot has the axes and the grid, the pens are painted from their points as they are. */
export class Picture {
  private plot: uPlot | null = null;
  private shape = '';
  private axes: Axis[] = [];
  private readonly colours = new Map<string, string>();

  constructor(
    private readonly host: HTMLElement,
    private readonly trend: Trend,
    private readonly around: Surroundings,
  ) {}

  get canvas(): HTMLCanvasElement | null {
    return this.plot?.ctx.canvas ?? null;
  }

  /** The plotting area within the host, in pixels of the page. */
  get area(): { left: number; top: number; width: number; height: number } {
    const plot = this.plot;
    if (plot === null) return { left: 0, top: 0, width: 1, height: 1 };
    const ratio = uPlot.pxRatio;
    const { left, top, width, height } = plot.bbox;
    return { left: left / ratio, top: top / ratio, width: width / ratio, height: height / ratio };
  }

  /** Pixels from the left of the plotting area. */
  xOf(ms: number): number {
    const { from, to } = this.trend.view;
    return ((ms - from) / (to - from)) * this.area.width;
  }

  msAt(x: number): number {
    const { from, to } = this.trend.view;
    return from + (x / this.area.width) * (to - from);
  }

  draw(): void {
    const { width } = this.size();
    this.axes = this.trend.axes;
    const shape = this.axes.map((axis) => `${axis.unit}:${axis.pens.length === 1 ? axis.pens[0]!.slot : ''}`).join('|') + (width < 560 ? 'narrow' : '');
    if (this.plot === null || shape !== this.shape) this.rebuild(shape);
    const plot = this.plot!;
    const { from, to } = this.trend.view;
    plot.batch(() => {
      plot.setScale('x', { min: from / 1000, max: to / 1000 });
      this.axes.forEach((axis, i) => {
        const [min, max] = this.rangeOf(axis);
        plot.setScale(`y${i}`, { min, max });
      });
      plot.redraw(false, true);
    });
  }

  resize(): void {
    this.plot?.setSize(this.size());
    this.draw();
  }

  /** Colours are read when the chart is made: another theme makes another chart. */
  restyle(): void {
    this.shape = '?';
    this.colours.clear();
    this.draw();
  }

  destroy(): void {
    this.plot?.destroy();
    this.plot = null;
  }

  private rebuild(shape: string): void {
    this.plot?.destroy();
    this.shape = shape;
    this.plot = new uPlot(this.options(), [[0, 1], ...this.axes.map(() => [null, null]), [null, null]] as uPlot.AlignedData, this.host);
  }

  private size(): { width: number; height: number } {
    return { width: Math.max(200, this.host.clientWidth), height: Math.max(160, this.host.clientHeight) };
  }

  private colour(name: string): string {
    const known = this.colours.get(name);
    if (known !== undefined) return known;
    const colour = getComputedStyle(this.host).getPropertyValue(name).trim();
    this.colours.set(name, colour);
    return colour;
  }

  private get bands(): Pen[] {
    return this.trend.pens.filter((pen) => !pen.isHidden && drawnAs(this.around.definition(pen.tag)) === 'bands');
  }

  /** With room for the lanes of states below and for annotations above, unless somebody has fixed it. */
  private rangeOf(axis: Axis): [number, number] {
    const { from, to } = this.trend.view;
    const [low, high] = spanOf(axis, from / 1000, to / 1000, this.around.definition);
    const height = Math.max(60, this.area.height);
    const below = Math.min(0.5, (this.bands.length * LANE_PX) / height);
    const above = Math.min(0.3, this.around.topPx() / height);
    const unit = (high - low) / (1 - below - above);
    return [low - below * unit, high + above * unit];
  }

  private options(): uPlot.Options {
    const { width, height } = this.size();
    const colour = (name: string) => this.colour(name);
    const scales: uPlot.Scales = { x: { time: true, auto: false } };
    const font = `12px ${getComputedStyle(this.host).fontFamily}`;
    const grid = { stroke: colour('--grid'), width: 1 };
    const ticks = { stroke: colour('--grid'), width: 1, size: 4 };
    const common = { stroke: colour('--quiet'), font, labelFont: font, grid, ticks };
    const axes: uPlot.Axis[] = [{ ...common, values: (_u, splits, _i, _s, step) => timeLabels(splits, step), space: width < 560 ? 64 : 84, size: 34 }];
    const series: uPlot.Series[] = [{}];
    const most = width < 560 ? 1 : width < 900 ? 3 : 6;
    this.axes.forEach((axis, i) => {
      const scale = `y${i}`;
      scales[scale] = { auto: false };
      series.push({ scale, points: { show: false } });
      if (i >= most) return;
      const own = axis.pens.length === 1 ? { stroke: colour(colourOf(axis.pens[0]!.slot)) } : {};
      axes.push({
        ...common,
        ...own,
        scale,
        side: i % 2 === 0 ? 3 : 1,
        values: (_u, splits) => splits.map((split) => localText(String(Number(split.toPrecision(9)))).replace('-', '−')),
        label: axis.unit,
        labelSize: axis.unit === '' ? 0 : 18,
        size: AXIS_PX,
        grid: { ...grid, show: i === 0 },
      });
    });
    if (this.axes.length === 0) {
      scales.y = { auto: false, range: [0, 1] };
      axes.push({ ...common, scale: 'y', values: () => [], size: 16 });
    }
    series.push({ scale: this.axes.length === 0 ? 'y' : 'y0', points: { show: false } });
    return {
      width,
      height,
      scales,
      axes,
      series,
      legend: { show: false },
      cursor: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      padding: [8, this.axes.length > 1 ? 0 : 14, 0, 0],
      hooks: { drawClear: [(u) => this.paintBehind(u)], draw: [(u) => this.paint(u)] },
    };
  }

  private frame(plot: uPlot): Frame {
    const { left, top, width, height } = plot.bbox;
    const { from, to } = this.trend.view;
    return { left, top, width, height, from: from / 1000, to: to / 1000, ratio: uPlot.pxRatio };
  }

  private paintBehind(plot: uPlot): void {
    const frame = this.frame(plot);
    if (this.trend.options.annotations) paintAlarms(plot.ctx, frame, this.around.alarms(), (name) => this.colour(name));
    const quiet = this.colour('--quiet');
    for (const { from, to } of this.gaps()) paintHatch(plot.ctx, frame, from / 1000, to / 1000, quiet);
  }

  private gaps(): { from: number; to: number }[] {
    const known = new Map<string, { from: number; to: number }>();
    for (const pen of this.trend.pens) for (const gap of pen.gaps) known.set(`${gap.from}-${gap.to}`, gap);
    return [...known.values()];
  }

  private paint(plot: uPlot): void {
    const frame = this.frame(plot);
    const { ctx } = plot;
    this.axes.forEach((axis, i) => {
      const yOf = (value: number) => plot.valToPos(value, `y${i}`, true);
      for (const pen of axis.pens) {
        if (pen.isHidden) continue;
        const colour = this.colour(colourOf(pen.slot));
        if (this.trend.options.limits) paintLimits(ctx, frame, this.around.limits(pen.tag), yOf, colour, this.colour('--text'));
        const isStep = drawnAs(this.around.definition(pen.tag)) === 'step';
        this.paintUnknown(ctx, frame, pen, colour);
        paintLine(ctx, frame, { slot: pen.slot, colour, isStep, series: pen.series, yOf, until: this.until(pen) });
      }
    });
    const lanes = this.bands;
    lanes.forEach((pen, i) => {
      const lane = { top: frame.top + frame.height - (lanes.length - i) * LANE_PX * frame.ratio, height: (LANE_PX - 4) * frame.ratio };
      const colours = { pen: this.colour(colourOf(pen.slot)), text: this.colour('--text'), quiet: this.colour('--quiet'), ground: this.colour('--track') };
      paintBands(ctx, frame, lane, pen, this.around.definition(pen.tag), this.until(pen), colours, plot.axes[0]!.font![0] as string);
    });
  }

  /** While live, the last good value holds until now. */
  private until(pen: Pen): number {
    const last = pen.series.time.at(-1) ?? 0;
    const isNow = pen.isGrowing && this.around.holds(pen.tag);
    return isNow ? Math.max(last, Math.min(this.trend.view.now(), this.trend.view.to) / 1000) : last;
  }

  /** Where a line is broken, a hatched strip at the bottom in the pen's colour. */
  private paintUnknown(ctx: CanvasRenderingContext2D, frame: Frame, pen: Pen, colour: string): void {
    const { time, mid } = pen.series;
    const height = 7 * frame.ratio;
    const top = frame.top + frame.height - this.bands.length * LANE_PX * frame.ratio - height;
    for (let i = 0; i < time.length; i++) {
      if (mid[i] !== null) continue;
      const end = time[i + 1] ?? frame.to;
      if (end > frame.from && time[i]! < frame.to && xOf(frame, end) - xOf(frame, time[i]!) >= 2) paintHatch(ctx, frame, time[i]!, end, colour, top, height);
    }
  }
}

function timeLabels(splits: number[], step: number): string[] {
  return splits.map((seconds) => {
    const clock = clockText(seconds * 1000);
    if (step >= DAY_S || (clock.startsWith('00:00') && step >= 60)) {
      const day = dayText(seconds * 1000);
      return step > 27 * DAY_S ? day.slice(0, 7) : day.slice(5);
    }
    return step < 60 ? clock : clock.slice(0, 5);
  });
}
