import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellOf, joined, logTable, type LogPart } from '../src/model/datalog.js';

const good = (value: number | string) => cellOf({ value, quality: 0 }, undefined);
const A: LogPart = [
  ['2026-11-21T10:00:00.000000001Z', good(1)],
  ['2026-11-21T10:00:02.000000000Z', good(2)],
];
const B: LogPart = [
  ['2026-11-21T10:00:00.000000002Z', good('=x, "y"')],
  ['2026-11-21T10:00:02.000000000Z', cellOf({ value: null, quality: 0x80000000 }, undefined)],
];

test('samples of one time are one row, and nanoseconds count', () => {
  const rows = joined([A, B]);
  assert.deepEqual(rows.map((row) => row.cells.map((cell) => cell?.value)), [[1, undefined], [undefined, '=x, "y"'], [2, null]]);
  assert.equal(rows[2]!.cells[1]!.isGood, false);
});

test('a table has a column of values and one of qualities for each tag', () => {
  const lines = logTable([{ name: 'A', unit: 'bar' }, { name: 'B', unit: '' }], joined([A, B]));
  assert.deepEqual(lines[0], ['time', 'A [bar]', 'A quality', 'B', 'B quality']);
  assert.deepEqual(lines[1], ['2026-11-21T10:00:00.000000001Z', '1', 'Good', '', '']);
  assert.deepEqual(lines[2], ['2026-11-21T10:00:00.000000002Z', '', '', '=x, "y"', 'Good']);
});

test('differences of a tag with a display unit are not moved by its offset', () => {
  const tag = { name: 'A', type: 'float64', unit: '°C', description: '', area: '', low: null, high: null, writable: false, display: { unit: '°F', factor: 1.8, offset: 32 } };
  const value = (aggregate: string) => cellOf({ value: 10, quality: 0 }, tag, aggregate).value;
  assert.deepEqual([value(''), value('Average'), value('Range'), value('Count')], [50, 50, 18, 10]);
});
