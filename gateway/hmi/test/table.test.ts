import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moved, sorted, template, type Column } from '../src/ui/table-columns.js';

interface Row {
  name: string;
  size: number | null;
}

const COLUMNS: Column<Row>[] = [
  { key: 'name', label: 'Name', width: 100, grow: 2, value: (row) => row.name },
  { key: 'size', label: 'Size', width: 80, value: (row) => row.size },
];
const ROWS: Row[] = [
  { name: 'T10', size: 3 },
  { name: 't2', size: null },
  { name: 'T1', size: 20 },
];

const names = (key: string, isDescending: boolean) => sorted(ROWS, COLUMNS, { key, isDescending }).map((row) => row.name);

test('texts are sorted as people do, numbers by size, what is missing last either way', () => {
  assert.deepEqual(names('name', false), ['T1', 't2', 'T10']);
  assert.deepEqual(names('name', true), ['T10', 't2', 'T1']);
  assert.deepEqual(names('size', false), ['T10', 'T1', 't2']);
  assert.deepEqual(names('size', true), ['T1', 'T10', 't2']);
  assert.equal(sorted(ROWS, COLUMNS, null), ROWS);
});

test('a column that was dragged is as wide as it was dragged', () => {
  assert.equal(template(COLUMNS, new Map()), 'minmax(100px, 2fr) 80px');
  assert.equal(template(COLUMNS, new Map([['name', 222]])), '222px 80px');
});

test('keys move in the grid and stay in it', () => {
  const size = { rows: 100, columns: 3, page: 10 };
  const at = { row: 50, column: 1 };
  const to = (key: string, isControl = false, from = at) => Object.values(moved(key, isControl, from, size) ?? {});
  assert.deepEqual(to('ArrowDown'), [51, 1]);
  assert.deepEqual(to('ArrowUp', false, { row: 0, column: 1 }), [-1, 1]);
  assert.deepEqual(to('ArrowUp', false, { row: -1, column: 1 }), [-1, 1]);
  assert.deepEqual(to('PageDown', false, { row: 95, column: 0 }), [99, 0]);
  assert.deepEqual(to('PageUp', false, { row: 3, column: 0 }), [0, 0]);
  assert.deepEqual(to('Home'), [50, 0]);
  assert.deepEqual(to('End'), [50, 2]);
  assert.deepEqual(to('Home', true), [0, 0]);
  assert.deepEqual(to('End', true), [99, 2]);
  assert.deepEqual(to('x'), []);
});
