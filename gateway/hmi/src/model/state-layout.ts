export interface Way {
  from: string;
  to: string;
}

export interface Box {
  name: string;
  x: number;
  y: number;
}

export interface Drawn {
  from: string;
  to: string;
  path: string;
}

export interface Layout {
  width: number;
  height: number;
  boxes: Box[];
  ways: Drawn[];
}

export const BOX_WIDTH = 132;
export const BOX_HEIGHT = 40;
const GAP_X = 84;
const GAP_Y = 30;
const LANE = 14;
const MARGIN = 24;
const SWEEPS = 6;

/**
 * States in columns by how many steps they are from the first one, ordered within the columns so that ways cross little. Ways to the next
 * column go straight, ways back between neighbours too, those within a column bow out to the right, and long ways back run in lanes
 * above and below, one a target.
 */
export function layout(states: readonly string[], transitions: readonly Way[]): Layout {
  const ways = distinct(transitions).filter((way) => states.includes(way.from) && states.includes(way.to));
  const column = columns(states, ways);
  const order = ordered(states, ways, column);
  const highest = Math.max(1, ...order.map((names) => names.length));
  const body = highest * (BOX_HEIGHT + GAP_Y) - GAP_Y;
  const lanes = lanesOf(ways, column, order);
  const top = MARGIN + lanes.above * LANE;
  const at = new Map<string, Box>();
  order.forEach((names, i) => {
    const free = body - (names.length * (BOX_HEIGHT + GAP_Y) - GAP_Y);
    names.forEach((name, j) => at.set(name, { name, x: MARGIN + i * (BOX_WIDTH + GAP_X), y: top + free / 2 + j * (BOX_HEIGHT + GAP_Y) }));
  });
  const width = 2 * MARGIN + order.length * (BOX_WIDTH + GAP_X) - GAP_X + (order.length === 1 ? GAP_X : GAP_X / 2);
  const height = top + body + lanes.below * LANE + MARGIN;
  return { width, height, boxes: [...at.values()], ways: drawn(ways, column, at, lanes.of, top, top + body) };
}

function distinct(ways: readonly Way[]): Way[] {
  const seen = new Set<string>();
  return ways.filter(({ from, to }) => {
    const key = JSON.stringify([from, to]);
    if (from === to || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Steps from the first state; what can not be reached begins anew in the first column. */
function columns(states: readonly string[], ways: readonly Way[]): Map<string, number> {
  const column = new Map<string, number>();
  for (const start of states) {
    if (column.has(start)) continue;
    column.set(start, 0);
    const queue = [start];
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      for (const { from, to } of ways) {
        if (from !== name || column.has(to)) continue;
        column.set(to, column.get(name)! + 1);
        queue.push(to);
      }
    }
  }
  return column;
}

/** Each state near the middle of those that it has ways with. */
function ordered(states: readonly string[], ways: readonly Way[], column: Map<string, number>): string[][] {
  const order: string[][] = [];
  for (const name of states) (order[column.get(name)!] ??= []).push(name);
  const place = new Map<string, number>();
  const number = () => order.forEach((names) => names.forEach((name, i) => place.set(name, i - (names.length - 1) / 2)));
  number();
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const indexes = order.map((_, i) => i);
    if (sweep % 2 === 1) indexes.reverse();
    for (const i of indexes) {
      const weight = new Map(
        order[i]!.map((name) => {
          const others = ways.flatMap((way) => (way.from === name ? [way.to] : way.to === name ? [way.from] : [])).filter((other) => Math.abs(column.get(other)! - i) === 1);
          return [name, others.length === 0 ? place.get(name)! : others.reduce((sum, other) => sum + place.get(other)!, 0) / others.length] as const;
        }),
      );
      order[i]!.sort((a, b) => weight.get(a)! - weight.get(b)! || place.get(a)! - place.get(b)!);
      number();
    }
  }
  return order;
}

interface Lanes {
  above: number;
  below: number;
  /** Positive above, negative below, counted from the states outwards; by target. */
  of: Map<string, number>;
}

/** Long ways back to the same state share a lane, above or below by where the state stands. */
function lanesOf(ways: readonly Way[], column: Map<string, number>, order: string[][]): Lanes {
  const of = new Map<string, number>();
  let above = 0;
  let below = 0;
  for (const { from, to } of ways) {
    if (Math.abs(column.get(from)! - column.get(to)!) < 2 || of.has(to)) continue;
    const names = order[column.get(to)!]!;
    const isUpper = names.length === 1 ? above <= below : names.indexOf(to) < names.length / 2;
    of.set(to, isUpper ? ++above : -++below);
  }
  return { above, below, of };
}

function drawn(ways: readonly Way[], column: Map<string, number>, at: Map<string, Box>, lanes: Map<string, number>, top: number, bottom: number): Drawn[] {
  const ports = new Ports();
  const plans = ways.map((way) => {
    const from = at.get(way.from)!;
    const to = at.get(way.to)!;
    const step = column.get(way.to)! - column.get(way.from)!;
    const isLong = Math.abs(step) > 1;
    const lane = lanes.get(way.to) ?? 0;
    const [out, into] = isLong ? (lane > 0 ? ['top', 'top'] : ['bottom', 'bottom']) : step === 1 ? ['right', 'left'] : step === -1 ? ['left', 'right'] : ['right', 'right'];
    return { way, from, to, step, isLong, lane, out: ports.take(from, out as Side, to), into: ports.take(to, into as Side, from) };
  });
  return plans.map(({ way, from, to, step, isLong, lane, out, into }) => {
    const a = ports.at(from, out);
    const b = ports.at(to, into);
    if (isLong) {
      const y = lane > 0 ? top - 6 - lane * LANE : bottom + 6 - lane * LANE;
      return { ...way, path: `M${a.x} ${a.y}C${a.x} ${y} ${a.x} ${y} ${a.x - Math.sign(a.x - b.x) * 20} ${y}H${b.x + Math.sign(a.x - b.x) * 20}C${b.x} ${y} ${b.x} ${y} ${b.x} ${b.y}` };
    }
    if (step === 0) {
      const bow = 26 + Math.min(40, Math.abs(a.y - b.y) * 0.16);
      return { ...way, path: `M${a.x} ${a.y}C${a.x + bow} ${a.y} ${b.x + bow} ${b.y} ${b.x} ${b.y}` };
    }
    const half = (b.x - a.x) / 2;
    return { ...way, path: `M${a.x} ${a.y}C${a.x + half} ${a.y} ${b.x - half} ${b.y} ${b.x} ${b.y}` };
  });
}

type Side = 'left' | 'right' | 'top' | 'bottom';
interface Port {
  side: Side;
  other: Box;
}

/** Where ways begin and end at the sides of the boxes: side by side, in the order of where they lead. */
class Ports {
  private readonly taken = new Map<string, Port[]>();

  take(box: Box, side: Side, other: Box): Port {
    const key = `${side} ${box.name}`;
    const port = { side, other };
    this.taken.set(key, [...(this.taken.get(key) ?? []), port]);
    return port;
  }

  at(box: Box, port: Port): { x: number; y: number } {
    const isUpright = port.side === 'left' || port.side === 'right';
    const all = [...(this.taken.get(`${port.side} ${box.name}`) ?? [])].sort((a, b) => (isUpright ? a.other.y - b.other.y : a.other.x - b.other.x));
    const part = (all.indexOf(port) + 1) / (all.length + 1);
    if (isUpright) return { x: port.side === 'left' ? box.x : box.x + BOX_WIDTH, y: round(box.y + part * BOX_HEIGHT) };
    return { x: round(box.x + part * BOX_WIDTH), y: port.side === 'top' ? box.y : box.y + BOX_HEIGHT };
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
