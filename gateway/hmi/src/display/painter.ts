/**
 * What is to be drawn with one picture: the browser needs some 40 us for each, most of it after we are done, and a thousand at
 * once would keep it from hearing a key or a click. At 60 pictures a second 1,000 values at 15 Hz are all drawn.
 */
export const AT_ONCE = 250;

/**
 * What is to be drawn with the next pictures, each at most once, the longest waiting first: however fast values come, the work is
 * bounded by how often the screen is drawn. A page that nobody sees draws nothing.
 */
const waiting = new Set<() => void>();
let isPlanned = false;

export function soon(draw: () => void): void {
  waiting.add(draw);
  plan();
}

function plan(): void {
  if (isPlanned || waiting.size === 0) return;
  isPlanned = true;
  requestAnimationFrame(() => {
    isPlanned = false;
    try {
      for (const draw of [...waiting].slice(0, AT_ONCE)) {
        waiting.delete(draw);
        draw();
      }
    } finally {
      plan();
    }
  });
}
