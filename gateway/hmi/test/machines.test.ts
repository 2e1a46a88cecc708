import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RingmainClient } from '../src/client/index.js';
import { BOX_HEIGHT, BOX_WIDTH, layout } from '../src/model/state-layout.js';
import { mayFor, parseSetting } from '../src/model/machine-rules.js';
import { allowedFrom, MachineStore, type Machine, type Setting } from '../src/model/machines.js';
import { Rights } from '../src/model/rights.js';

const way = (from: string, to: string) => ({ from, to });

test('states stand in columns by their distance from the first', () => {
  const { boxes } = layout(['A', 'B', 'C', 'D'], [way('A', 'B'), way('B', 'C'), way('C', 'A'), way('A', 'D'), way('A', 'A')]);
  const x = Object.fromEntries(boxes.map((box) => [box.name, box.x]));
  assert.ok(x.A! < x.B! && x.B! < x.C! && x.B === x.D);
});

test('forty states with many ways overlap nowhere and stay inside', () => {
  const states = Array.from({ length: 40 }, (_, i) => `S${i}`);
  const ways = states.flatMap((name, i) => [way(name, states[(i * 7 + 3) % 40]!), way(name, states[(i + 1) % 40]!), way(name, 'S0')]);
  const { boxes, ways: drawn, width, height } = layout(states, ways);
  assert.equal(boxes.length, 40);
  for (const [i, a] of boxes.entries()) {
    assert.ok(a.x >= 0 && a.y >= 0 && a.x + BOX_WIDTH <= width && a.y + BOX_HEIGHT <= height);
    for (const b of boxes.slice(i + 1)) assert.ok(Math.abs(a.x - b.x) >= BOX_WIDTH || Math.abs(a.y - b.y) >= BOX_HEIGHT, `${a.name} ${b.name}`);
  }
  for (const { path } of drawn) {
    assert.ok(!path.includes('NaN'), path);
    for (const [, y] of path.matchAll(/[-\d.]+ ([-\d.]+)/g)) assert.ok(Number(y) >= 0 && Number(y) <= height, path);
  }
});

test('a way and the way back do not lie on each other, and each is drawn once', () => {
  const { ways } = layout(['A', 'B'], [way('A', 'B'), way('B', 'A'), way('A', 'B')]);
  assert.equal(ways.length, 2);
  assert.notEqual(ways[0]!.path.split('C')[0], ways[1]!.path.split(' ').slice(-2).join(' '));
});

test('one state alone is drawn', () => {
  assert.equal(layout(['A'], []).boxes.length, 1);
});

const MACHINE = {
  states: ['IDLE', 'RUN', 'OFF'],
  areas: ['Feed', 'Reactor'],
  transitions: [
    { from: 'IDLE', to: 'RUN', operator: false, confirmed: false, otherUser: false },
    { from: 'IDLE', to: 'OFF', operator: true, confirmed: false, otherUser: false },
  ],
} as unknown as Machine;

test('operators are offered what is open to them, and after a fault the way to the first state', () => {
  assert.deepEqual(allowedFrom(MACHINE, 'IDLE', false), ['OFF']);
  assert.deepEqual(allowedFrom(MACHINE, 'RUN', true), ['IDLE']);
});

test('a machine is moved by who may in all of its areas', () => {
  assert.ok(mayFor(Rights.of(['write']), 'write', MACHINE));
  assert.ok(!mayFor(new Rights([{ permission: 'write', areas: ['Feed'] }]), 'write', MACHINE));
  assert.ok(mayFor(new Rights([{ permission: 'write', areas: ['Feed', 'Reactor'] }]), 'write', MACHINE));
});

test('what is typed for an attribute is held against its type and range', () => {
  const setting = (type: string): Setting => ({ name: 'a', type, value: 1, default: 1, minimum: 5, maximum: 60, unit: 's', operator: true, set: false });
  assert.deepEqual(parseSetting(' 8,5', setting('float64')), { value: 8.5 });
  assert.deepEqual(parseSetting('61', setting('float64')), { low: 5, high: 60 });
  assert.equal(parseSetting('x', setting('float64')), 'number');
  assert.equal(parseSetting('8.5', setting('int64')), 'whole');
  assert.deepEqual(parseSetting('true', setting('bool')), { value: true });
});

test('machines that nobody looked at for a while are not shown as live until they came anew', async () => {
  let arrive: (machines: Machine[]) => void = () => {};
  const client = { linkState: 'live', listen: () => () => undefined, rest: { all: () => new Promise((resolve) => (arrive = resolve)) } };
  const store = new MachineStore(client as unknown as RingmainClient);
  const come = async () => {
    arrive([{ ...MACHINE, name: 'M', state: 'IDLE' }]);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const first = store.follow();
  const second = store.follow();
  await come();
  first();
  first();
  assert.ok(store.isFresh, 'the other one still looks');
  second();
  assert.ok(!store.isFresh);
  const third = store.follow();
  assert.equal(store.get('M')?.state, 'IDLE');
  assert.ok(!store.isFresh, 'known, but from before');
  third();
  await come();
  assert.ok(!store.isFresh, 'came when nobody looked any more');
  store.follow();
  await come();
  assert.ok(store.isFresh);
});
