import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginOf, shiftBegin } from '../src/model/log-spans.js';
import { bars, Rates, total, unaccounted, type Latency, type Source, type SystemReport } from '../src/model/system.js';

const source = (name: string, received: number, applied: number): Source => ({
  name,
  received,
  applied,
  filtered: 0,
  conflated: 0,
  refused: 0,
  quarantined: 0,
  inFlight: 0,
  backwardTimes: 0,
  futureTimes: 0,
  ancientTimes: 0,
});

const latency = (buckets: [number, number][]): Latency => ({ count: 0, p50Ns: 0, p90Ns: 0, p99Ns: 0, p999Ns: 0, maxNs: 0, buckets });

function report(startedAt: string, events: number, batches: number, busyNs: number): SystemReport {
  const stage = { name: 'LOGIC', position: 0, lag: 0, events, batches, errors: 0, busyNs, longestCycleNs: 0, latency: latency([]) };
  return { startedAt, stages: [stage], sources: [source('plc', events, events)], jvm: { collectors: [] } } as unknown as SystemReport;
}

test('what is neither applied nor anything else is unaccounted for', () => {
  assert.equal(unaccounted(source('plc', 10, 10)), 0);
  assert.equal(unaccounted({ ...source('plc', 10, 6), filtered: 3 }), 1);
  assert.equal(total([source('a', 1, 1), source('b', 2, 2)]).received, 3);
});

test('rates are those between two reports', () => {
  const rates = new Rates();
  rates.add(report('a', 1000, 100, 0), 0);
  assert.equal(rates.stage(0), null);
  rates.add(report('a', 3000, 600, 250_000_000), 1000);
  assert.deepEqual(rates.stage(0), { perSecond: 2000, perBatch: 4, busy: 0.25 });
  assert.equal(rates.source('plc'), 2000);
});

test('rates begin anew with another process', () => {
  const rates = new Rates();
  rates.add(report('a', 1000, 100, 0), 0);
  rates.add(report('b', 10, 1, 0), 1000);
  assert.equal(rates.stage(0), null);
});

test('bars go from the first bucket that holds something to the last, empty ones between stay', () => {
  const found = bars(latency([[255, 0], [511, 4], [1023, 0], [2047, 40]]));
  assert.deepEqual(found.map(({ fromNs, toNs, count }) => [fromNs, toNs, count]), [[256, 512, 4], [512, 1024, 0], [1024, 2048, 40]]);
  assert.equal(found[2]!.height, 1);
  assert.ok(found[0]!.height > 0 && found[0]!.height < 1);
  assert.deepEqual(bars(latency([[255, 0]])), []);
});

test('a shift begins at 6, 14 and 22 o’clock, one in the small hours on the day before', () => {
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 0, 0).getTime();
  assert.equal(shiftBegin(at(21, 13)), at(21, 6));
  assert.equal(shiftBegin(at(21, 22)), at(21, 22));
  assert.equal(shiftBegin(at(21, 3)), at(20, 22));
  assert.equal(beginOf('8h', at(21, 9)), at(21, 1));
  assert.equal(beginOf('', at(21, 9)), null);
});
