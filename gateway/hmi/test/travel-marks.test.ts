import assert from 'node:assert/strict';
import { test } from 'node:test';
import { floodsOf, gapsOf } from '../src/model/spans.js';

const MIN = 60_000;

test('a flood is more than ten alarms in ten minutes, until fewer than five are', () => {
  const burst = Array.from({ length: 12 }, (_, i) => i * 1_000);
  assert.deepEqual(floodsOf(burst), [{ from: 0, to: 11_000 }]);
  assert.deepEqual(floodsOf(burst.slice(0, 10)), []);
  assert.deepEqual(floodsOf([...burst, 30 * MIN, 31 * MIN]).length, 1);
  assert.deepEqual(floodsOf([...burst, ...burst.map((time) => time + 60 * MIN)]).length, 2);
});

test('nothing is recorded from a stop to the next start; after a crash the start is all that is known', () => {
  const event = (kind: string, second: number) => ({ kind, time: new Date(second * 1000).toISOString() });
  assert.deepEqual(gapsOf([event('START', 90), event('system.stop', 60), event('START', 20)], 0), [{ from: 20_000, to: 20_000 }, { from: 60_000, to: 90_000 }]);
  assert.deepEqual(gapsOf([event('START', 90), event('START', 20)], 30_000), [{ from: 90_000, to: 90_000 }]);
});
