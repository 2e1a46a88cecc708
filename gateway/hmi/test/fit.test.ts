import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitOf } from '../src/display/fit.js';
import { sideOf } from '../src/display/out-of-sight.js';

const DRAWING = { width: 1400, height: 764 };

test('a drawing with room enough keeps its proportions', () => {
  assert.deepEqual(fitOf(DRAWING, { width: 1260, height: 900 }, false), { x: 0.9, y: 0.9 });
  assert.deepEqual(fitOf(DRAWING, { width: 9000, height: 9000 }, false), { x: 1.6, y: 1.6 });
});

test('in a narrow room all of its width is in view, and rows stay 24 pixels apart', () => {
  assert.deepEqual(fitOf(DRAWING, { width: 700, height: 1000 }, false), { x: 0.5, y: 0.8 });
  assert.equal(30 * fitOf(DRAWING, { width: 700, height: 300 }, false).y, 24);
});

test('words that could not be read are not pressed together', () => {
  assert.deepEqual(fitOf(DRAWING, { width: 350, height: 1000 }, false), { x: 0.8, y: 0.8 });
});

test('what is only looked at is as small as it takes', () => {
  assert.deepEqual(fitOf(DRAWING, { width: 350, height: 1000 }, true), { x: 0.25, y: 0.25 });
});

test('an element is out of sight on the side where too much of it is', () => {
  const view = { left: 100, right: 500, top: 100, bottom: 300 };
  const box = (left: number, top: number) => ({ left, right: left + 100, top, bottom: top + 30 });
  const share: [number, number] = [0.6, 0.6];
  assert.equal(sideOf(box(200, 150), view, share), null);
  assert.equal(sideOf(box(430, 150), view, share), null);
  assert.equal(sideOf(box(460, 150), view, share), 'right');
  assert.equal(sideOf(box(60, 150), view, share), 'left');
  assert.equal(sideOf(box(200, 295), view, share), 'down');
  assert.equal(sideOf(box(200, 60), view, share), 'up');
});
