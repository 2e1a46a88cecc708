import type { TagDefinition } from '../client/index.js';
import { valueText } from '../model/format.js';
import { indexAt } from '../model/series.js';
import type { AlarmSpan } from './annotations.js';
import { paintHatch, xOf, type Frame } from './painter.js';
import type { Pen } from './pens.js';

/** A limit or setpoint of a tag. */
export interface Limit {
  name: string;
  value: number;
}

/** The times in which alarms were active, behind everything. */
export function paintAlarms(ctx: CanvasRenderingContext2D, frame: Frame, alarms: readonly AlarmSpan[], colour: (name: string) => string): void {
  ctx.save();
  ctx.globalAlpha = 0.13;
  for (const { from, to, priority } of alarms) {
    const left = Math.max(frame.left, xOf(frame, from / 1000));
    const right = Math.min(frame.left + frame.width, to === null ? Infinity : xOf(frame, to / 1000));
    if (right < frame.left || left > frame.left + frame.width) continue;
    ctx.fillStyle = colour(`--p${Math.min(4, Math.max(1, priority))}`);
    ctx.fillRect(left, frame.top, Math.max(frame.ratio, right - left), frame.height);
  }
  ctx.restore();
}

/** Dashed lines across, each with its name. */
export function paintLimits(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  limits: readonly Limit[],
  yOf: (value: number) => number,
  colour: string,
  text: string,
): void {
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.fillStyle = text;
  ctx.lineWidth = frame.ratio;
  ctx.setLineDash([3 * frame.ratio, 3 * frame.ratio]);
  ctx.font = `${11 * frame.ratio}px sans-serif`;
  ctx.textAlign = 'right';
  ctx.textBaseline = 'bottom';
  for (const { name, value } of limits) {
    const y = yOf(value);
    if (y < frame.top || y > frame.top + frame.height) continue;
    ctx.beginPath();
    ctx.moveTo(frame.left, y);
    ctx.lineTo(frame.left + frame.width, y);
    ctx.stroke();
    ctx.fillText(name, frame.left + frame.width - 4 * frame.ratio, y - 1);
  }
  ctx.restore();
}

interface Lane {
  top: number;
  height: number;
}

interface BandColours {
  pen: string;
  text: string;
  quiet: string;
  ground: string;
}

/** A lane of states: on is full, off is a line, texts are written into their parts. */
export function paintBands(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  lane: Lane,
  pen: Pen,
  tag: TagDefinition | undefined,
  until: number,
  colours: BandColours,
  font: string,
): void {
  const { time, mid } = pen.series;
  const edge = frame.left + frame.width;
  ctx.save();
  ctx.font = font;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  ctx.beginPath();
  ctx.rect(frame.left, lane.top, frame.width, lane.height);
  ctx.clip();
  for (let i = Math.max(0, indexAt(pen.series, frame.from)); i < time.length && time[i]! <= frame.to; i++) {
    const value = mid[i] ?? null;
    const left = Math.max(frame.left, xOf(frame, time[i]!));
    const right = Math.min(edge, xOf(frame, time[i + 1] ?? until));
    if (value === null) paintHatch(ctx, frame, time[i]!, time[i + 1] ?? frame.to, colours.quiet, lane.top, lane.height);
    else if (tag?.type === 'bool') paintSwitch(ctx, frame, lane, value > 0.5, left, right, colours);
    else paintText(ctx, frame, lane, pen.texts[value] ?? '', value, left, right, colours);
  }
  ctx.globalAlpha = 0.85;
  ctx.fillStyle = colours.text;
  const last = mid[indexAt(pen.series, frame.to)] ?? null;
  const state = last === null ? '' : tag?.type === 'bool' ? valueText(last > 0.5) : '';
  ctx.fillText(`${tag?.name ?? pen.tag} ${state}`, frame.left + 4 * frame.ratio, lane.top + lane.height / 2);
  ctx.restore();
}

function paintSwitch(ctx: CanvasRenderingContext2D, frame: Frame, lane: Lane, isOn: boolean, left: number, right: number, colours: BandColours): void {
  ctx.fillStyle = colours.pen;
  ctx.globalAlpha = isOn ? 0.45 : 1;
  const height = isOn ? lane.height : 2 * frame.ratio;
  ctx.fillRect(left, lane.top + lane.height - height, Math.max(1, right - left), height);
  ctx.globalAlpha = 1;
}

function paintText(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  lane: Lane,
  text: string,
  index: number,
  left: number,
  right: number,
  colours: BandColours,
): void {
  ctx.fillStyle = colours.pen;
  ctx.globalAlpha = index % 2 === 0 ? 0.16 : 0.32;
  ctx.fillRect(left, lane.top, Math.max(1, right - left), lane.height);
  ctx.globalAlpha = 1;
  ctx.fillRect(left, lane.top, frame.ratio, lane.height);
  if (right - left < 24 * frame.ratio) return;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, lane.top, right - left, lane.height);
  ctx.clip();
  ctx.fillStyle = colours.text;
  ctx.textAlign = 'right';
  const width = ctx.measureText(text).width;
  if (width < right - left - 8 * frame.ratio) ctx.fillText(text, right - 4 * frame.ratio, lane.top + lane.height / 2);
  else {
    ctx.textAlign = 'left';
    ctx.fillText(text, left + 4 * frame.ratio, lane.top + lane.height / 2);
  }
  ctx.restore();
}
