import { indexAt, type Series } from '../model/series.js';
import { dashOf, markerOf, markerPath, type Marker } from './pens.js';

/** Places in the picture, in its own pixels. */
export interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
  /** Seconds at the left and right edge. */
  from: number;
  to: number;
  /** Pixels of the picture for one of the page. */
  ratio: number;
}

const MARKER_EVERY_PX = 110;
const MARKER_PX = 4;

export function xOf(frame: Frame, seconds: number): number {
  return frame.left + ((seconds - frame.from) / (frame.to - frame.from)) * frame.width;
}

/** A line that is drawn: what it looks like and where its values stand. */
export interface Line {
  slot: number;
  colour: string;
  isStep: boolean;
  series: Series;
  yOf: (value: number) => number;
  /** Until when the last value holds, in seconds; nothing beyond. */
  until: number;
}

/** The span of each bucket as a band, then the line, broken where nothing is known, then the pen's marks upon it. */
export function paintLine(ctx: CanvasRenderingContext2D, frame: Frame, line: Line): void {
  const { time, mid, low, high } = line.series;
  const first = Math.max(0, indexAt(line.series, frame.from));
  if (time.length === 0 || first >= time.length) return;
  ctx.save();
  ctx.beginPath();
  ctx.rect(frame.left, frame.top, frame.width, frame.height);
  ctx.clip();
  ctx.strokeStyle = line.colour;
  ctx.fillStyle = line.colour;
  ctx.lineJoin = 'round';
  ctx.lineWidth = 1.8 * frame.ratio;
  ctx.globalAlpha = 0.22;
  paintBand(ctx, frame, line, first);
  ctx.globalAlpha = 1;
  ctx.setLineDash(dashOf(line.slot).map((px) => px * frame.ratio));
  ctx.beginPath();
  let isDown = false;
  let lastY = 0;
  let column = -1;
  const marks: [number, number][] = [];
  let nextMark = frame.left + ((line.slot * 29) % MARKER_EVERY_PX) * frame.ratio;
  for (let i = first; i < time.length && (i === first || time[i - 1]! <= frame.to); i++) {
    const x = xOf(frame, time[i]!);
    const value = mid[i];
    if (value === null || value === undefined) {
      if (isDown && line.isStep) ctx.lineTo(x, lastY);
      isDown = false;
      continue;
    }
    const y = line.yOf(value);
    // many points in one column of pixels: its extremes and its last value are all that can be seen of them
    const here = Math.round(x);
    if (isDown && here === column && low[i] === high[i] && i + 1 < time.length && mid[i + 1] != null && Math.abs(y - lastY) < 0.5) continue;
    column = here;
    if (!isDown) ctx.moveTo(x, y);
    else {
      if (line.isStep) ctx.lineTo(x, lastY);
      ctx.lineTo(x, y);
    }
    isDown = true;
    lastY = y;
    if (x >= nextMark && x >= frame.left) {
      marks.push([x, y]);
      nextMark = x + MARKER_EVERY_PX * frame.ratio;
    }
  }
  const last = mid[time.length - 1];
  if (isDown && typeof last === 'number' && line.until > time[time.length - 1]!) ctx.lineTo(xOf(frame, line.until), lastY);
  ctx.stroke();
  ctx.setLineDash([]);
  for (const [x, y] of marks) paintMarker(ctx, markerOf(line.slot), x, y, MARKER_PX * frame.ratio);
  ctx.restore();
}

function paintBand(ctx: CanvasRenderingContext2D, frame: Frame, line: Line, first: number): void {
  const { time, low, high } = line.series;
  const run: number[] = [];
  const fill = () => {
    if (run.some((i) => low[i] !== high[i])) {
      ctx.beginPath();
      run.forEach((i, n) => (n === 0 ? ctx.moveTo(xOf(frame, time[i]!), line.yOf(high[i]!)) : ctx.lineTo(xOf(frame, time[i]!), line.yOf(high[i]!))));
      for (const i of [...run].reverse()) ctx.lineTo(xOf(frame, time[i]!), line.yOf(low[i]!));
      ctx.closePath();
      ctx.fill();
    }
    run.length = 0;
  };
  for (let i = first; i < time.length; i++) {
    if (typeof low[i] !== 'number' || typeof high[i] !== 'number') fill();
    else run.push(i);
    if (time[i]! > frame.to) break;
  }
  fill();
}

/** A mark of a pen, also in its legend. */
export function paintMarker(ctx: CanvasRenderingContext2D, marker: Marker, x: number, y: number, r: number): void {
  ctx.beginPath();
  for (const part of markerPath(marker, r)) part.forEach(([dx, dy], i) => (i === 0 ? ctx.moveTo(x + dx, y + dy) : ctx.lineTo(x + dx, y + dy)));
  if (marker === 'cross' || marker === 'plus') {
    ctx.stroke();
  } else {
    if (marker === 'circle') ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.closePath();
    ctx.fill();
  }
}

/** A part of time of which nothing is known: hatched. */
export function paintHatch(ctx: CanvasRenderingContext2D, frame: Frame, from: number, to: number, colour: string, top = frame.top, height = frame.height): void {
  const left = Math.max(frame.left, xOf(frame, from));
  const right = Math.min(frame.left + frame.width, xOf(frame, to));
  if (right - left < 1) return;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, right - left, height);
  ctx.clip();
  ctx.strokeStyle = colour;
  ctx.globalAlpha = 0.5;
  ctx.lineWidth = frame.ratio;
  const step = 8 * frame.ratio;
  ctx.beginPath();
  for (let x = left - height - ((left - height) % step); x < right; x += step) {
    ctx.moveTo(x, top + height);
    ctx.lineTo(x + height, top);
  }
  ctx.stroke();
  ctx.restore();
}
