import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLayoutName } from '../src/model/layout-name.js';
import { isForced, qualityName, severityOf, type Alarm, type TagDefinition } from '../src/client/index.js';
import { arrange, byUrgency, DEFAULT_VIEW } from '../src/model/alarm-order.js';
import { ageText, decimalsOf, parseInput, readableTimes, timeText, unitText, valueText } from '../src/model/format.js';
import { bytesText, durationText, isTable, measureText, rowsOf } from '../src/model/report.js';
import { append, continueWith, emptySeries, indexAt, ofBuckets, ofSamples, trim } from '../src/model/series.js';
import { matches, rowWindow } from '../src/model/window.js';

const LEVEL: TagDefinition = { name: 'Feed.TK101.Level', type: 'float64', unit: '%', description: '', area: 'Feed', low: 0, high: 100, writable: true };

function alarm(name: string, more: Partial<Alarm>): Alarm {
  const base: Alarm = { name, tag: name, kind: 'HI', limit: 1, priority: 2, state: 'UNACK', letter: 'B', occurrence: 1, activeSince: '2026-01-01T00:00:00Z', acknowledged: false, message: '', qualityBad: false };
  return { ...base, ...more };
}

test('a value has the decimals of its range', () => {
  assert.equal(decimalsOf(LEVEL, 5), 1);
  assert.equal(decimalsOf({ ...LEVEL, high: 5 }, 2), 2);
  assert.equal(decimalsOf({ ...LEVEL, high: 0.6 }, 0.3), 3);
  assert.equal(decimalsOf({ ...LEVEL, high: 100_000 }, 3), 0);
});

test('values are written with a true minus and nothing for what is none', () => {
  assert.equal(valueText(-3.14159, LEVEL), '−3.1');
  assert.equal(valueText(null, LEVEL), '—');
  assert.equal(valueText(true), 'On');
  assert.equal(valueText('LOT-1'), 'LOT-1');
});

test('units are written as operators write them', () => {
  assert.deepEqual(['Cel', 'm3/h', 'bar'].map(unitText), ['°C', 'm³/h', 'bar']);
});

test('what is typed is held against type and range', () => {
  assert.deepEqual(parseInput(' 42,5 ', LEVEL), { value: 42.5 });
  assert.ok('error' in parseInput('101', LEVEL));
  assert.ok('error' in parseInput('', LEVEL));
  assert.ok('error' in parseInput('1.5', { ...LEVEL, type: 'int64' }));
  assert.deepEqual(parseInput('off', { ...LEVEL, type: 'bool' }), { value: false });
});

test('ages are short', () => {
  assert.deepEqual([45e3, 12 * 60e3, 185 * 60e3, 52 * 3600e3].map(ageText), ['45 s', '12 min', '3 h 05 min', '2 d 4 h']);
});

test('status codes keep their severity', () => {
  assert.deepEqual([0, 0x40930000, 0x80310000].map(severityOf), ['good', 'uncertain', 'bad']);
  assert.equal(qualityName(0x808c0000), 'Bad, sensor failure');
  assert.equal(qualityName(0x40d00000), 'Uncertain (0x40D00000)');
});

test('a forced value is good, and is told from what the source says', () => {
  assert.equal(severityOf(0x00960000), 'good');
  assert.equal(qualityName(0x00960000), 'Good, forced');
  assert.deepEqual([0x00960000, 0x00960400, 0].map(isForced), [true, true, false]);
});

test('unacknowledged comes before priority, priority before age', () => {
  const list = [
    alarm('acked-critical', { state: 'ACKED', priority: 4 }),
    alarm('low', { priority: 1 }),
    alarm('high-old', { priority: 3 }),
    alarm('high-new', { priority: 3, activeSince: '2026-01-02T00:00:00Z' }),
    alarm('high-gone', { priority: 3, state: 'RTNUN', activeSince: '2026-01-03T00:00:00Z' }),
  ];
  assert.deepEqual(list.sort(byUrgency).map((a) => a.name), ['high-new', 'high-old', 'high-gone', 'low', 'acked-critical']);
});

test('filters and order of the alarm list', () => {
  const list = [alarm('A.1', { priority: 3 }), alarm('B.1', { state: 'RTNUN' }), alarm('B.2', { state: 'ACKED' })];
  const names = (view: object) => arrange(list, { ...DEFAULT_VIEW, ...view }, (a) => a.name.charAt(0)).map((a) => a.name);
  assert.deepEqual(names({ area: 'B' }), ['B.1', 'B.2']);
  assert.deepEqual(names({ state: 'unacknowledged' }), ['A.1', 'B.1']);
  assert.deepEqual(names({ priority: 3 }), ['A.1']);
  assert.deepEqual(names({ text: 'b.2' }), ['B.2']);
  assert.deepEqual(names({ column: 'name', descending: true }), ['B.2', 'B.1', 'A.1']);
});

test('bad quality is a gap in the line, and the value before it holds until then', () => {
  const series = ofSamples([
    { time: '2026-01-01T00:00:00Z', value: 1, quality: 0, sequence: 1 },
    { time: '2026-01-01T00:00:01Z', value: 2, quality: 0x80310000, sequence: 2 },
    { time: '2026-01-01T00:00:02.5Z', value: 3, quality: 'Good', sequence: 3 },
  ]);
  assert.deepEqual(series.mid, [1, 1, null, 3]);
  assert.deepEqual(series.time.map((time) => time - series.time[0]!).map((s) => Number(s.toFixed(3))), [0, 0.999, 1, 2.5]);
});

test('a bucket with nothing in it is no gap, one with only bad samples is', () => {
  const bucket = (second: number, more: object) => ({ time: `2026-01-01T00:00:0${second}Z`, min: null, max: null, avg: null, last: null, count: 0, bad: 0, ...more });
  const series = ofBuckets([bucket(0, { min: 1, max: 3, avg: 2, last: 3, count: 5 }), bucket(1, {}), bucket(2, { bad: 4 })]);
  assert.deepEqual([series.mid, series.low, series.high], [[2, 2, null], [1, 2, null], [3, 2, null]]);
});

test('points never go back in time, the same time replaces', () => {
  const series = emptySeries();
  append(series, 2000, 1);
  append(series, 1000, 9);
  append(series, 2000, 2);
  assert.deepEqual([series.time, series.mid], [[2], [2]]);
});

test('what was seen live goes on where the history ends', () => {
  const past = emptySeries();
  const live = emptySeries();
  for (const s of [1, 2, 3]) append(past, s * 1000, s);
  for (const s of [2, 3, 4, 5]) append(live, s * 1000, s * 10);
  assert.deepEqual(continueWith(past, live).mid, [1, 2, 3, 40, 50]);
});

test('trimming keeps one point before the edge', () => {
  const series = emptySeries();
  for (let s = 0; s < 10; s++) append(series, s * 1000, s);
  trim(series, 5500);
  assert.equal(series.mid[0], 5);
  assert.equal(indexAt(series, 7.5), 2);
  assert.equal(indexAt(series, 1), -1);
});

test('a long table draws what is in view', () => {
  assert.deepEqual(rowWindow(0, 300, 30, 1000), { first: 0, last: 16 });
  assert.deepEqual(rowWindow(3000, 300, 30, 1000), { first: 94, last: 116 });
  assert.deepEqual(rowWindow(9_999_999, 300, 30, 10), { first: 4, last: 10 });
});

test('a search finds every word in any order', () => {
  assert.ok(matches('level tk', 'Feed.TK101.Level', ''));
  assert.ok(!matches('level boiler', 'Feed.TK101.Level', ''));
});

test('measures carry their unit', () => {
  assert.deepEqual(measureText('longestCycleNs', 182_000), { title: 'Longest cycle', text: '182.0 µs' });
  assert.deepEqual(measureText('isHealthy', true), { title: 'Is healthy', text: 'yes' });
  assert.deepEqual([durationText(2.5e9), bytesText(3 * 1024 ** 2)], ['2.5 s', '3.0 MiB']);
});

test('lists of objects and maps of like objects are tables', () => {
  assert.ok(isTable([{ a: 1 }]));
  assert.ok(isTable({ x: { a: 1 }, y: { a: 2 } }));
  assert.ok(!isTable({ a: 1 }));
  assert.deepEqual(rowsOf({ x: { a: 1 }, y: { b: { c: 2 } } }), { columns: ['name', 'a', 'b c'], rows: [{ name: 'x', a: 1 }, { name: 'y', 'b c': 2 }] });
});

test('histograms are left out of tables', () => {
  const stage = { name: 'LOGIC', latency: { count: 3, buckets: [[255, 1], [511, 2]] } };
  assert.deepEqual(rowsOf([stage]).columns, ['name', 'latency count']);
});

test('times in what the server says are shown as all others are', () => {
  assert.equal(
    readableTimes('kept from 2026-11-22T02:10:22.710378710Z to 2026-11-22T03:00:00Z'),
    `kept from ${timeText(Date.UTC(2026, 10, 22, 2, 10, 22))} to ${timeText(Date.UTC(2026, 10, 22, 3))}`,
  );
});

test('names of layouts are those that the server takes', () => {
  for (const name of ['Night shift', 'R-201 (25 °C)', 'Überblick', '5', 'a+']) assert.ok(isLayoutName(name), name);
  for (const name of ['a/b', ' a', 'a.', '-a', 'a\\b', 'a;b', '', 'a'.repeat(81)]) assert.ok(!isLayoutName(name), name);
});
