import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Alarm, RingmainClient } from '../src/client/index.js';
import { AlarmStore } from '../src/model/alarms.js';
import { alarmArea, arrange, DEFAULT_VIEW, isShown, needsAck } from '../src/model/alarm-order.js';
import { refusalText } from '../src/model/alarm-refusals.js';
import { Announcer } from '../src/model/announcer.js';
import { Bell } from '../src/model/bell.js';
import { cell } from '../src/model/csv.js';
import { FloodWatch } from '../src/model/flood.js';
import { HeldOrder } from '../src/model/held-order.js';
import { spanOf } from '../src/model/report-spans.js';
import { leftText, longestShelf, shelfTimes, spanText } from '../src/model/shelf-times.js';

function alarm(name: string, more: Partial<Alarm> = {}): Alarm {
  const base: Alarm = { name, tag: `Feed.${name}`, kind: 'HI', limit: 1, priority: 2, state: 'UNACK', base: 'UNACK', letter: 'B', occurrence: 1, activeSince: '2026-01-01T00:00:00Z', acknowledged: false, message: '', qualityBad: false };
  return { ...base, ...more };
}

const names = (alarms: Alarm[]) => alarms.map((one) => one.name);

test('a list that somebody is at holds still: what is new waits, what has gone stays in its place', () => {
  let now = 0;
  const order = new HeldOrder(() => now);
  const gone = alarm('B', { state: 'NORM' });
  const find = (name: string) => (name === 'B' ? gone : undefined);
  assert.deepEqual(names(order.arrange([alarm('A'), alarm('B')], find)), ['A', 'B']);
  order.hold();
  assert.deepEqual(order.arrange([alarm('C'), alarm('A')], find).map((one) => [one.name, one.state]), [['A', 'UNACK'], ['B', 'NORM']]);
  assert.equal(order.waiting, 1);
  now = 60_000; // a pointer that rests there does not hold it for ever
  assert.deepEqual(names(order.arrange([alarm('C'), alarm('A')], find)), ['C', 'A']);
  assert.equal(order.waiting, 0);
});

test('the sound is that of the highest priority, until it is silenced, and the next alarm breaks the silence', () => {
  const bell = new Bell();
  const first = [alarm('A', { priority: 4 }), alarm('B', { priority: 2 })];
  assert.equal(bell.priority(first), 4);
  bell.silence(first);
  assert.equal(bell.priority(first), 0);
  assert.equal(bell.priority([...first, alarm('C', { priority: 1 })]), 1);
  assert.equal(bell.priority([alarm('A', { priority: 4, occurrence: 2 })]), 4, 'raised anew');
  assert.equal(bell.priority([alarm('B', { priority: 3, level: 'HIHI' })]), 3, 'worse than it was');
  assert.equal(bell.priority([alarm('D', { silenced: true })]), 0, 'silenced at another station');
});

test('of many new alarms one sentence is spoken', () => {
  let now = 100_000;
  const announcer = new Announcer(() => undefined, () => now);
  announcer.receive(alarm('A', { priority: 1, message: 'Filter dirty' }));
  assert.equal(announcer.polite, 'Low alarm: Filter dirty');
  announcer.receive(alarm('A', { priority: 1, message: 'Filter dirty' }));
  for (const name of ['B', 'C', 'D']) announcer.receive(alarm(name, { priority: name === 'C' ? 4 : 2, message: `${name} is high` }));
  assert.equal(announcer.urgent, '', 'not one by one');
  announcer.stop();
  now += 10_000;
  announcer.receive(alarm('E', { priority: 3, message: 'E is high' }));
  assert.equal(announcer.urgent, 'High alarm: E is high');
  announcer.stop();
});

test('what is shelved, suppressed, out of service or disabled does not call; what is to be confirmed does', () => {
  assert.ok(isShown(alarm('A')));
  assert.ok(isShown(alarm('A', { state: 'NORM', confirmed: false })));
  for (const state of ['SHLVD', 'DSUPR', 'OOSRV', 'NORM'] as const) assert.ok(!isShown(alarm('A', { state })), state);
  assert.ok(!isShown(alarm('A', { enabled: false })));
  assert.ok(!needsAck(alarm('A', { state: 'ACKED' })));
});

test('the first of a group can be looked for', () => {
  const list = [alarm('A', { firstOutGroup: 'trip', firstOut: true }), alarm('B', { firstOutGroup: 'trip' }), alarm('C')];
  assert.deepEqual(names(arrange(list, { ...DEFAULT_VIEW, group: 'trip' })), ['A', 'B']);
  assert.deepEqual(names(arrange(list, { ...DEFAULT_VIEW, firstOut: true })), ['A']);
});

test('the area is what the server takes it for', () => {
  assert.equal(alarmArea(alarm('X.HI', { tag: 'Feed.North.Level' })), 'Feed.North');
  assert.equal(alarmArea(alarm('X.HI', { tag: 'Feed.North.Level', area: 'Tank' })), 'Tank');
});

test('shelves are offered up to the longest that all of the alarms allow', () => {
  const min = 60_000;
  assert.deepEqual(shelfTimes(20 * min), [5 * min, 15 * min, 20 * min]);
  assert.deepEqual(shelfTimes(15 * min), [5 * min, 15 * min]);
  assert.equal(longestShelf([30 * min, 10 * min, undefined]), 10 * min);
  assert.deepEqual([45e3, 90e3, 15 * min, 60 * min, 90 * min, 3 * 24 * 60 * min].map(spanText), ['45 s', '90 s', '15 min', '1 h', '1 h 30 min', '3 d']);
  assert.deepEqual([4_200, 299_000, 7_509_000].map(leftText), ['00:05', '04:59', '2:05:09']);
});

test('a refusal is told in words and with its code', () => {
  assert.equal(refusalText('BadConditionBranchAlreadyAcked', ''), 'Somebody has acknowledged it already. (BadConditionBranchAlreadyAcked)');
  assert.equal(refusalText('teapot', 'It is a teapot.'), 'It is a teapot. (teapot)');
});

test('a table keeps commas, quotes and what looks like a formula', () => {
  assert.deepEqual(['a,b', 'say "x"', '=1+1', 3, null].map(cell), ['"a,b"', '"say ""x"""', "'=1+1", '3', '']);
});

test('a span ends now unless it says when, and is none when it ends before it begins', () => {
  const now = Date.parse('2026-01-02T00:00:00Z');
  assert.deepEqual(spanOf('24h', '', '', now), { from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' });
  assert.equal(spanOf('own', '2026-01-01T00:00:00Z', '', now)?.to, '2026-01-02T00:00:00.000Z');
  assert.equal(spanOf('own', '2026-01-03T00:00:00Z', '2026-01-02T00:00:00Z', now), null);
  assert.equal(spanOf('own', '', '', now), null);
});

test('the store knows what stands and what is hidden, and tells of a flood a few times and not a thousand times', async () => {
  const shelved = alarm('S', { state: 'SHLVD', shelf: 'TIMED' });
  let listener: { onAlarm(one: Alarm): void } | null = null;
  const client = {
    linkState: 'live',
    listen: (given: unknown) => (listener = given as typeof listener),
    rest: { alarms: () => Promise.resolve([alarm('A'), shelved, alarm('N', { state: 'NORM', base: 'NORM' })]), activeAlarms: () => Promise.resolve([alarm('A')]) },
  } as unknown as RingmainClient;
  const store = new AlarmStore(client);
  await store.load();
  assert.deepEqual(names(store.all()), ['A']);
  assert.deepEqual(names(store.shelved()), ['S']);
  assert.equal(store.find('N')?.state, 'NORM');
  let told = 0;
  store.changed.add(() => told++);
  for (let i = 0; i < 1_000; i++) listener!.onAlarm(alarm(`F${i}`));
  await new Promise((resolve) => store.changed.add(() => resolve(undefined)));
  assert.ok(told < 10, `told ${told} times`);
  assert.equal(store.all().length, 1_001);
  assert.equal(store.urgent().length, 1_001);
});

test('alarms that could not be fetched are fetched later, also when the link was down meanwhile', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  let asked = 0;
  const answer = () => (asked++ < 2 ? Promise.reject(new Error('no answer')) : Promise.resolve([alarm('A')]));
  const client = { linkState: 'lost', listen: () => () => undefined, rest: { alarms: () => Promise.resolve([alarm('A')]), activeAlarms: answer } } as unknown as RingmainClient;
  const store = new AlarmStore(client);
  await store.load();
  for (let i = 0; i < 2; i++) {
    assert.equal(store.isLoaded, false);
    context.mock.timers.tick(2_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.ok(store.isLoaded);
  assert.deepEqual(names(store.all()), ['A']);
});

test('alarms that could not be fetched are not asked for behind the end of the session', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  let asked = 0;
  const fail = () => (asked++, Promise.reject(new Error('no answer')));
  const store = new AlarmStore({ linkState: 'lost', listen: () => () => undefined, rest: { alarms: () => Promise.resolve([]), activeAlarms: fail } } as unknown as RingmainClient);
  await store.load();
  store.clear();
  context.mock.timers.tick(10_000);
  assert.equal(asked, 1);
});

test('ten thousand standing alarms, of which many change, draw the screens once in a while', async (context) => {
  const many = Array.from({ length: 10_000 }, (_, i) => alarm(`A${i}`));
  let listener: Parameters<RingmainClient['listen']>[0] = {};
  const rest = { alarms: () => Promise.resolve(many), activeAlarms: () => Promise.resolve(many) };
  const store = new AlarmStore({ linkState: 'live', listen: (given: typeof listener) => (listener = given), rest } as unknown as RingmainClient);
  await store.load();
  context.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.now() });
  let told = 0;
  store.changed.add(() => told++);
  for (let i = 0; i < 1_000; i++) {
    listener.onAlarm?.(many[i]!);
    context.mock.timers.tick(4);
  }
  assert.ok(told >= 3 && told <= 6, `told ${told} times in 4 s`);
});

test('definitions that change just before the link is lost are fetched when it is back', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  let listener: Parameters<RingmainClient['listen']>[0] = {};
  let isUp = true;
  const answer = () => (isUp ? Promise.resolve([alarm('New')]) : Promise.reject(new Error('no answer')));
  const client = { linkState: 'live', listen: (given: typeof listener) => (listener = given), rest: { alarms: answer, activeAlarms: answer } };
  const store = new AlarmStore(client as unknown as RingmainClient);
  listener.onStream?.({ seq: 1, op: 'state', configuration: 'v2' });
  client.linkState = 'lost';
  isUp = false;
  context.mock.timers.tick(500);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(store.find('New'), undefined);
  client.linkState = 'live'; // where it was: nobody asks for the list to be fetched
  isUp = true;
  context.mock.timers.tick(2_000);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(store.find('New')?.name, 'New');
  listener.onStream?.({ seq: 2, op: 'state', configuration: 'v3' });
  store.clear();
  context.mock.timers.tick(10_000);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(store.find('New'), undefined, 'asked for behind the end of the session');
});

test('after a link that could not go on where it was the list is not taken for known until it is fetched', async () => {
  let listener: Parameters<RingmainClient['listen']>[0] = {};
  let answer = (_: Alarm[]) => {};
  const rest = { alarms: () => Promise.resolve([alarm('A')]), activeAlarms: () => new Promise<Alarm[]>((resolve) => (answer = resolve)) };
  const store = new AlarmStore({ linkState: 'live', listen: (given: typeof listener) => (listener = given), rest } as unknown as RingmainClient);
  const fetched = () => new Promise((resolve) => setImmediate(resolve));
  listener.onAlarmsLost?.();
  answer([]);
  await fetched();
  assert.ok(store.isLoaded);
  let told = 0;
  store.changed.add(() => told++);
  listener.onAlarmsLost?.();
  assert.equal(store.isLoaded, false);
  assert.equal(told, 1);
  answer([alarm('A')]);
  await fetched();
  assert.ok(store.isLoaded);
});

test('a flood is seen to end although the link was lost or an answer failed while it stood', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const next = async () => {
    context.mock.timers.tick(15_000);
    await new Promise((resolve) => setImmediate(resolve));
  };
  let answer = () => Promise.resolve({ lastTenMinutes: 12, flood: true });
  const client = { linkState: 'live', rest: { call: () => answer() } };
  const watch = new FloodWatch(client as unknown as RingmainClient, () => undefined);
  watch.stir();
  await next();
  assert.ok(watch.isFlood);
  client.linkState = 'lost';
  await next();
  client.linkState = 'live';
  answer = () => Promise.reject(new Error('no answer'));
  await next();
  assert.ok(watch.isFlood);
  answer = () => Promise.resolve({ lastTenMinutes: 2, flood: false });
  await next();
  assert.ok(!watch.isFlood);
  watch.stop();
});
