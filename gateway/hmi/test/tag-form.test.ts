import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorsOf, faultsIn, fieldOf, fieldsOf, writtenOf } from '../src/model/tag-form.js';

const WRITTEN = {
  name: 'Feed.TK101.Level',
  type: 'float64',
  unit: '%',
  range: [0, 100],
  deadband: 0.05,
  source: { connector: 'plant', address: 'ns=2;s=Feed.TK101.Level', mode: 'poll', interval: '1s', options: { a: 'b' } },
  scaling: { factor: 2 },
  writable: true,
};

test('a definition comes back from the form as it went in, keys without a field included', () => {
  assert.deepEqual(writtenOf(fieldsOf(WRITTEN)), WRITTEN);
  assert.deepEqual(errorsOf(fieldsOf(WRITTEN)), {});
});

test('what is wrong is said at its field', () => {
  const fields = { ...fieldsOf(WRITTEN), name: 'Feed TK', low: '5', high: '1', address: ' ', further: '[' };
  assert.deepEqual(Object.keys(errorsOf(fields)).sort(), ['address', 'further', 'high', 'name']);
});

test('what the server says is brought to the fields', () => {
  const detail =
    "tags[Test.X].unit: 'blub' is no known unit; examples: bar, m3/h; tags[Test.X].range: [5.0, 1.0] is not allowed; tags[Test.X].filters.kalman: no";
  assert.deepEqual(
    faultsIn(detail).map(({ place, message }) => [fieldOf(place), message.slice(0, 6)]),
    [
      ['unit', "'blub'"],
      ['high', '[5.0, '],
      ['further', 'no'],
    ],
  );
  assert.equal(fieldOf('tags[A].source.address'), 'address');
  assert.equal(fieldOf('tags[A].source'), 'connector');
});
