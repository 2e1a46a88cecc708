/** Pixels of the screen that a unit of the drawing takes, across and down. */
export interface Fit {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

const LARGEST = 1.6;
/** The lowest at which rows 30 units apart are 24 pixels apart (WCAG 2.2, 2.5.8). */
export const LOWEST = 0.8;
/** The narrowest at which words can be read; below it the drawing keeps its proportions and is moved about. */
export const NARROWEST = 0.45;

/**
 * How a drawing fills its room. Where the room is too narrow it is drawn narrower than high, so that all of its width stays in
 * view and what can be clicked stays 24 pixels high; `isWhole`: as small as it takes, because nothing in it is clicked.
 */
export function fitOf(drawing: Size, room: Size, isWhole: boolean): Fit {
  const across = room.width / drawing.width;
  const even = Math.min(LARGEST, across, room.height / drawing.height);
  if (isWhole || even >= LOWEST) return { x: even, y: even };
  return { x: across < NARROWEST ? LOWEST : Math.min(LOWEST, across), y: LOWEST };
}
