import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { AT_ONCE, soon } from '../src/display/painter.js';

let pictures: (() => void)[];

beforeEach(() => {
  pictures = [];
  Object.assign(globalThis, { requestAnimationFrame: (draw: () => void) => pictures.push(draw) });
});

/** Draws the next picture. */
function picture(): void {
  pictures.shift()!();
}

test('what changes often is drawn once with the next picture', () => {
  let drawn = 0;
  const draw = () => void drawn++;
  for (let i = 0; i < 5; i++) soon(draw);
  assert.equal(drawn, 0);
  picture();
  assert.equal(drawn, 1);
  assert.equal(pictures.length, 0, 'nothing waits: no further picture is asked for');
});

test('a thousand values that change at once are drawn over several pictures, in their order', () => {
  const drawn: number[] = [];
  for (let i = 0; i < 1000; i++) soon(() => void drawn.push(i));
  picture();
  assert.equal(drawn.length, AT_ONCE);
  while (pictures.length > 0) picture();
  assert.deepEqual(drawn, Array.from({ length: 1000 }, (_, i) => i));
});

test('what changes at every picture does not keep others from being drawn', () => {
  let isLastDrawn = false;
  const busy = Array.from({ length: AT_ONCE }, () => {
    const again = () => void (isLastDrawn || soon(again));
    return again;
  });
  for (const one of busy) soon(one);
  soon(() => void (isLastDrawn = true));
  picture();
  picture();
  assert.ok(isLastDrawn);
  while (pictures.length > 0) picture();
});

test('a drawing that fails does not keep the others from being drawn', () => {
  let drawn = 0;
  soon(() => {
    throw new Error('broken');
  });
  for (let i = 0; i < 10; i++) soon(() => void drawn++);
  assert.throws(picture, /broken/);
  while (pictures.length > 0) picture();
  assert.equal(drawn, 10);
});
