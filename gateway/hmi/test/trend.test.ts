import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TagDefinition } from '../src/client/index.js';
import { append, emptySeries, gap, type Series } from '../src/model/series.js';
import { noteText, annotationsOf } from '../src/trend/annotation-query.js';
import { grouped } from '../src/trend/annotations.js';
import { AUTO, axesOf, extentOf, spanOf } from '../src/trend/axes.js';
import { cell, csvOf, numberCell } from '../src/trend/csv.js';
import { between, moved, valueAt } from '../src/trend/cursors.js';
import { readDocument } from '../src/trend/document.js';
import { serves, TrendHistory, wanted } from '../src/trend/history.js';
import { bound, grow } from '../src/trend/live.js';
import { colourOf, dashOf, drawnAs, freeSlot, markerOf, penOf } from '../src/trend/pens.js';
import { rateOf } from '../src/trend/rate.js';
import { stacked } from '../src/trend/stack.js';
import { statisticsOf } from '../src/trend/statistics.js';
import { TrendView } from '../src/trend/view.js';

function tag(name: string, type: string, unit: string, low: number | null = null, high: number | null = null): TagDefinition {
  return { name, type, unit, description: '', area: '', low, high, writable: false };
}

const TAGS = new Map([tag('A', 'float64', 'bar', 0, 10), tag('B', 'float64', 'bar', 2, 16), tag('C', 'int64', ''), tag('D', 'bool', '')].map((one) => [one.name, one]));
const definition = (name: string) => TAGS.get(name);

function series(...points: [ms: number, value: number | null][]): Series {
  const made = emptySeries();
  for (const [ms, value] of points) value === null ? gap(made, ms) : append(made, ms, value);
  return made;
}

test('pens of a unit share an axis, states have none', () => {
  const pens = ['A', 'C', 'B', 'D'].map((name, i) => penOf(name, i + 1));
  assert.deepEqual(axesOf(pens, new Map(), definition).map((axis) => [axis.unit, axis.pens.map((pen) => pen.tag)]), [['bar', ['A', 'B']], ['', ['C']]]);
});

test('an axis spans what is to be seen, the ranges of its tags, or what is fixed', () => {
  const pens = [penOf('A', 1), penOf('B', 2)];
  pens[0]!.series = series([0, 1], [1000, 3], [9000, 99]);
  const axis = (mode: 'auto' | 'range' | 'fixed') => axesOf(pens, new Map([['bar', { mode, low: -1, high: 1 }]]), definition)[0]!;
  assert.deepEqual(spanOf(axis('auto'), 0, 2, definition).map((end) => Number(end.toFixed(2))), [0.84, 3.16]);
  assert.deepEqual(spanOf(axis('range'), 0, 2, definition), [0, 16]);
  assert.deepEqual(spanOf(axis('fixed'), 0, 2, definition), [-1, 1]);
  pens[0]!.isHidden = true;
  assert.deepEqual(spanOf(axis('auto'), 0, 2, definition), [0, 1]);
  assert.equal(AUTO.mode, 'auto');
});

test('what stands at the left edge counts, with the extremes of buckets', () => {
  const made = series([0, 7], [5000, 2]);
  append(made, 6000, 4, 1, 9);
  assert.deepEqual(extentOf(made, 3, 5.5), [2, 7]);
  assert.deepEqual(extentOf(made, 5.5, 7), [1, 9]);
  assert.deepEqual(extentOf(made, -3, -1), [Infinity, -Infinity]);
});

test('sixteen pens are told apart without their colour', () => {
  const looks = Array.from({ length: 16 }, (_, i) => `${dashOf(i + 1)} ${markerOf(i + 1)}`);
  assert.equal(new Set(looks).size, 16);
  assert.equal(colourOf(9), colourOf(1));
  assert.equal(freeSlot([penOf('A', 1), penOf('B', 3)]), 2);
  assert.deepEqual(['A', 'C', 'D'].map((name) => drawnAs(definition(name))), ['line', 'step', 'bands']);
});

test('a cursor reads the way between samples of a line, what holds of steps, nothing in a gap', () => {
  const made = series([0, 10], [10_000, 20], [20_000, null], [30_000, 5]);
  assert.equal(valueAt(made, 5, true), 15);
  assert.equal(valueAt(made, 5, false), 10);
  assert.equal(valueAt(made, 15, true), 20);
  assert.equal(valueAt(made, 25, true), null);
  assert.equal(valueAt(made, -1, true), null);
  assert.deepEqual([between({ a: 5, b: 2 }), between({ a: 5, b: null })], [[2, 5], null]);
  assert.deepEqual([moved(50, 0.1, 0, 100), moved(95, 0.1, 0, 100)], [60, 100]);
});

test('a window goes back and forward, zooms about a point and goes live where it reaches the present', () => {
  const view = new TrendView(() => 1_000_000);
  view.setWindow(0, 100_000);
  view.zoom(0.5, 0.25);
  assert.deepEqual([view.from, view.to], [12_500, 62_500]);
  view.setWindow(200_000, 300_000);
  view.back();
  assert.deepEqual([view.from, view.to], [12_500, 62_500]);
  view.forward();
  assert.deepEqual([view.from, view.to], [200_000, 300_000]);
  view.pan(8);
  assert.equal(view.isLive, true);
  view.zoom(2, 0);
  assert.deepEqual([view.to, view.span], [1_000_000, 200_000]);
});

test('points of a bucket become one, with its extremes; the oldest points go', () => {
  const made = emptySeries();
  for (const [ms, value] of [[1000, 5], [1200, 9], [1900, 2], [2100, 4]] as const) grow(made, ms, value, 1000);
  assert.deepEqual([made.mid, made.low, made.high], [[2, 4], [2, 4], [9, 4]]);
  const long = series(...Array.from({ length: 31 }, (_, i) => [i * 1000, i] as [number, number]));
  bound(long, 20);
  assert.deepEqual([long.mid.length, long.mid[0]], [20, 11]);
});

test('a short span is asked for as samples, a long one as buckets, with a margin; what is kept is not asked for again', async () => {
  assert.equal(wanted(0, 60_000, 1e9).bucketMs, 0);
  assert.deepEqual(wanted(0, 1e7, 1e9), { from: -3e6, to: 1.3e7, bucketMs: 16_000 });
  const asked: Record<string, unknown>[] = [];
  const history = new TrendHistory(async (_m, _p, body) => {
    asked.push(body as Record<string, unknown>);
    return { items: [{ tag: 'A', items: [{ time: '1970-01-01T00:01:00Z', min: 1, max: 3, avg: 2, last: 2, count: 4, bad: 0 }] }] };
  }, definition);
  const found = await history.load(['A'], 0, 1e7, 1e9);
  assert.deepEqual([asked[0]!.aggregate, found.get('A')!.series.high], ['minmax', [3]]);
  assert.ok(history.kept('A', 0, 1e7));
  assert.ok(!history.kept('A', 0, 1e6), 'too coarse for a tenth of it');
  assert.ok(serves(found.get('A')!, 5e5, 1.05e7));
});

test('what a history that is down leaves out of a long span is known, and asked for again', async () => {
  let gaps: object[] = [{ from: '1970-01-01T00:00:00Z', to: '1970-01-01T01:00:00Z', reason: 'QuestDB does not answer' }];
  let asked = 0;
  const history = new TrendHistory(async (_m, _p, body) => {
    const { limit } = body as { limit?: number };
    asked++;
    return { items: [{ tag: 'A', items: [], ...(limit === undefined ? {} : { gaps }) }] };
  }, definition);
  const load = async () => (await history.load(['A'], 0, 3_600_000, 1e12)).get('A')!;
  assert.deepEqual((await load()).gaps.map((one) => one.reason), ['QuestDB does not answer']);
  assert.equal(history.kept('A', 0, 3_600_000), undefined);
  gaps = [];
  assert.deepEqual((await load()).gaps, []);
  assert.ok(history.kept('A', 0, 3_600_000));
  assert.equal(asked, 4);
});

test('no text of a file is a formula, and numbers are written as asked', () => {
  const form = { column: ';', decimal: ',' } as const;
  assert.deepEqual(['=1+1', '-3,5', '@x', 'a;b', 'a"b'].map((text) => cell(text, form)), ["'=1+1", '-3,5', "'@x", '"a;b"', '"a""b"']);
  assert.equal(numberCell(-1.5, form), '-1,5');
  assert.equal(numberCell(1.5, { column: ',', decimal: '.' }), '1.5');
  assert.equal(numberCell(null, form), '');
  const head = { site: '=Site', from: 0, to: 1000, zone: 'Europe/Madrid (UTC+01:00)', bucketMs: 0 };
  const sample = { time: '1970-01-01T00:00:00.5Z', value: 2.5, quality: 0x808c0000, sequence: 7 };
  const lines = csvOf(head, [{ tag: 'A', definition: definition('A'), samples: [sample], buckets: [] }], form).split('\r\n');
  assert.equal(lines[0], "\uFEFF# site;'=Site");
  assert.equal(lines.at(-2), '1970-01-01T00:00:00.5Z;A;2,5;bar;Bad, sensor failure;7');
});

test('a rate has a total, and every number is the server\'s', async () => {
  assert.deepEqual(rateOf('m3/h'), { unit: 'm3', seconds: 3600 });
  assert.equal(rateOf('bar'), null);
  const values: Record<string, number> = { timeAverage: 36, durationGood: 100_000, count: 4 };
  const call = async (_m: string, _p: string, body: object) => ({ items: [{ tag: 'F', items: [{ value: values[(body as { aggregate: string }).aggregate] ?? 1 }] }] });
  const found = (await statisticsOf(call, ['F'], 0, 100_000, () => tag('F', 'float64', 'm3/h'))).get('F')!;
  assert.deepEqual([found.count, found.timeAverage, found.total], [4, 36, 1]);
});

test('an entry about a moment stands there; alarms of other tags are left out', async () => {
  const answers: Record<string, unknown[]> = {
    '/logbook': [{ id: '1', time: '2026-01-01T01:00:00Z', user: 'o', category: 'trend', text: noteText(Date.parse('2026-01-01T00:30:00Z'), 'Seen'), alarm: null }],
    '/alarms/history': ['A', 'X'].map((name) => ({ alarm: name, tag: name, kind: 'HI', priority: 2, message: '', raisedAt: '2026-01-01T00:10:00Z', returnedAt: null, endedAt: null })),
  };
  const get = async (_m: string, path: string) => ({ items: path.includes('state=open') ? [] : (answers[path.split('?')[0]!] ?? []), next: null });
  const found = await annotationsOf(get, ['A'], Date.parse('2026-01-01T00:00:00Z'), Date.parse('2026-01-01T02:00:00Z'));
  assert.deepEqual(found.flags.map(({ time, text }) => [new Date(time).toISOString(), text]), [['2026-01-01T00:30:00.000Z', 'Seen']]);
  assert.deepEqual(found.alarms.map(({ alarm, to }) => [alarm, to]), [['A', null]]);
  assert.equal(grouped(found.flags, 0, Infinity, 1).length, 1);
});

test('marks that would lie upon each other stand in rows', () => {
  const placed = stacked([{ left: 0, width: 30, what: 'a' }, { left: 10, width: 30, what: 'b' }, { left: 20, width: 5, what: 'c' }, { left: 40, width: 5, what: 'd' }], 2);
  assert.deepEqual(placed.map(({ what, row }) => `${what}${row}`), ['a0', 'b1', 'd0']);
});

test('a document that somebody else wrote is read with care', () => {
  assert.equal(readDocument('x'), null);
  assert.equal(readDocument({ pens: 5 }), null);
  const read = readDocument({ pens: [{ tag: 'A' }, { tag: 7 }, null], scales: { bar: { mode: 'wild', low: 0, high: 1 } }, span: 'long', window: { from: 5, to: 1 } })!;
  assert.deepEqual([read.pens, read.scales, read.span, read.window], [[{ tag: 'A' }], {}, 600_000, undefined]);
});

