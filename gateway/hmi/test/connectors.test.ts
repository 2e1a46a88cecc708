import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionOf, namePart, parseNode, Rates, type Connector, type DeviceNode } from '../src/model/connectors.js';

const connector = (received: number, state = 'OK') => ({ name: 'plc', state, counters: { UpdatesReceived: received } }) as unknown as Connector;

test('a rate comes out of two counts, and a start anew has none yet', () => {
  const rates = new Rates();
  rates.take([connector(100)], 1_000);
  assert.deepEqual([rates.of('plc'), rates.lastData('plc')], [null, null]);
  rates.take([connector(150)], 3_000);
  assert.deepEqual([rates.of('plc'), rates.lastData('plc')], [25, 3_000]);
  rates.take([connector(150)], 5_000);
  assert.deepEqual([rates.of('plc'), rates.lastData('plc')], [0, 3_000]);
  rates.take([connector(2)], 7_000);
  assert.equal(rates.of('plc'), null);
});

test('a device that never answered has no last data', () => {
  const rates = new Rates();
  rates.take([connector(0, 'UNKNOWN')], 1_000);
  rates.take([connector(2, 'UNAVAILABLE')], 3_000);
  assert.equal(rates.lastData('plc'), null);
});

test('what is typed for a node of yes or no is not taken for no', () => {
  const node = (type: string) => ({ name: 'Start', type }) as DeviceNode;
  assert.deepEqual([parseNode('on', node('bool')), parseNode('0', node('bool'))], [{ value: true }, { value: false }]);
  assert.ok('error' in parseNode('yes', node('bool')));
  assert.ok('error' in parseNode(' ', node('string')));
  assert.deepEqual(parseNode('61,5', node('float64')), { value: 61.5 });
  assert.ok('error' in parseNode('1.5', node('int64')));
});

test('a node becomes a tag named after its path', () => {
  const node = { address: 'ns=2;s=A', name: 'Level (raw)', type: 'int64', writable: false, unit: '%', rangeLow: 0, rangeHigh: 10, description: '' };
  assert.deepEqual(definitionOf(node as DeviceNode, ['Feed', 'Level (raw)'], 'plant'), {
    name: 'Feed.Level_raw',
    type: 'int64',
    unit: '%',
    range: [0, 10],
    source: { connector: 'plant', address: 'ns=2;s=A' },
  });
  assert.equal(namePart('°'), '_');
});
