/**
 * What is to be drawn with the next picture, each at most once: however fast values come, the work is bounded by how often the
 * screen is drawn. A page that nobody sees draws nothing.
 */
let waiting = new Set<() => void>();
let isPlanned = false;

export function soon(draw: () => void): void {
  waiting.add(draw);
  if (isPlanned) return;
  isPlanned = true;
  requestAnimationFrame(() => {
    isPlanned = false;
    const draws = waiting;
    waiting = new Set();
    for (const one of draws) one();
  });
}
