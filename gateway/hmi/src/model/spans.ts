/** EEMUA 191: a flood begins with more than ten in ten minutes, and ends with fewer than five. */
const FLOOD_WINDOW_MS = 600_000;
const FLOOD_BEGIN = 10;
const FLOOD_END = 5;

export interface Span {
  from: number;
  to: number;
}

/** @param times when alarms came, in order */
export function floodsOf(times: number[]): Span[] {
  const floods: Span[] = [];
  let isFlood = false;
  let first = 0;
  times.forEach((time, i) => {
    while (times[first]! <= time - FLOOD_WINDOW_MS) first++;
    const count = i - first + 1;
    const last = floods[floods.length - 1];
    if (!isFlood && count > FLOOD_BEGIN) {
      isFlood = true;
      floods.push({ from: times[first]!, to: time });
    } else if (isFlood && last !== undefined) {
      if (count < FLOOD_END) isFlood = false;
      else last.to = time;
    }
  });
  return floods;
}

/** @param events of the class system, newest first */
export function gapsOf(events: readonly { time: string; kind: string }[], from: number): Span[] {
  const gaps: Span[] = [];
  let started: number | null = null;
  for (const event of events) {
    const time = Date.parse(event.time);
    if (event.kind === 'START') {
      if (started !== null && started > from) gaps.push({ from: started, to: started });
      started = time;
    } else if (/stop$/i.test(event.kind) && started !== null) {
      gaps.push({ from: time, to: started });
      started = null;
    }
  }
  if (started !== null && started > from) gaps.push({ from: started, to: started });
  return gaps.reverse();
}
