import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientListener, RingmainClient, TagDefinition, Update, WatchHandler } from '../src/client/index.js';
import { engineeringValue, shownLimit } from '../src/model/shown.js';
import { TagStore } from '../src/model/tags.js';

/** Records what is subscribed to and lets the test play the server. */
class Recorder {
  readonly open = new Map<WatchHandler, string[]>();
  listener: ClientListener = {};
  asked: string[][] = [];
  hold = Promise.resolve();
  known: Partial<TagDefinition>[] = [{ name: 'A' }, { name: 'B' }];
  readonly store = new TagStore({
    session: {},
    rest: {
      tagsNamed: (names: string[]) => {
        this.asked.push(names);
        return this.hold.then(() => this.known.filter((tag) => names.includes(tag.name!)));
      },
    },
    listen: (listener: ClientListener) => {
      this.listener = listener;
      return () => {};
    },
    watch: (tags: string[], handler: WatchHandler) => {
      this.open.set(handler, tags);
      return { close: () => this.open.delete(handler) };
    },
  } as unknown as RingmainClient);

  send(...updates: Update[]): void {
    for (const handler of this.open.keys()) handler.onUpdates(updates, false);
  }
}

const update = (tag: string, value: number): Update => ({ tag, value, quality: 0, time: 1 });
const tick = () => new Promise<void>((resolve) => setTimeout(resolve));

test('tags wanted together are one subscription', async () => {
  const { store, open } = new Recorder();
  for (const tag of ['A', 'B', 'A']) store.watch(tag, () => {});
  await tick();
  assert.deepEqual([...open.values()], [['A', 'B']]);
});

test('many small subscriptions become one before the server refuses more', async () => {
  const { store, open } = new Recorder();
  for (let i = 0; i < 100; i++) {
    store.watch(`T${i}`, () => {});
    await tick();
    assert.ok(open.size <= 17);
  }
  assert.equal(new Set([...open.values()].flat()).size, 100);
});

test('a lost link makes every value stale at once, and only a new value makes it fresh', async () => {
  const recorder = new Recorder();
  let changes = 0;
  recorder.store.watch('A', () => changes++);
  await tick();
  changes = 0;
  assert.equal(recorder.store.stateOf('A'), 'waiting');
  recorder.send(update('A', 1));
  assert.equal(recorder.store.stateOf('A'), 'good');
  recorder.listener.onLink?.('lost', '');
  assert.deepEqual([recorder.store.stateOf('A'), recorder.store.reading('A')?.value, changes], ['stale', 1, 2]);
  recorder.listener.onLink?.('live', '');
  assert.equal(recorder.store.stateOf('A'), 'stale');
  recorder.send(update('A', 2));
  assert.equal(recorder.store.stateOf('A'), 'good');
});

test('a tag that does not exist says so', async () => {
  const { store, open } = new Recorder();
  store.watch('A.X', () => {});
  await tick();
  for (const handler of open.keys()) handler.onUnknown?.(['A.X']);
  assert.equal(store.stateOf('A.X'), 'unknown');
});

test('definitions that are wanted together are one question, and asked for once', async () => {
  const { store, asked } = new Recorder();
  for (const tag of ['A', 'B', 'A', 'Nix']) store.watch(tag, () => {});
  await tick();
  assert.deepEqual(asked, [['A', 'B', 'Nix']]);
  assert.equal(store.definition('B')?.name, 'B');
  assert.equal(store.definition('Nix'), undefined);
  await tick();
  assert.equal(asked.length, 1);
});

test('many definitions are asked for in addresses that servers take', async () => {
  const { store, asked } = new Recorder();
  const names = Array.from({ length: 1_000 }, (_, i) => `Area.Unit.Tag${i}`);
  await store.need(names);
  assert.deepEqual(asked.flat(), names);
  assert.ok(asked.every((batch) => batch.join().length <= 3_000 && batch.length <= 100));
});

test('no number is shown before its unit is known', async () => {
  const recorder = new Recorder();
  let answer = () => {};
  recorder.hold = new Promise((resolve) => (answer = resolve));
  recorder.store.watch('A', () => {});
  await tick();
  recorder.send(update('A', 1));
  assert.equal(recorder.store.reading('A'), undefined);
  answer();
  await tick();
  assert.equal(recorder.store.reading('A')?.value, 1);
});

test('a tag with a display unit shows value, range and limits in it, and what is written is turned back', async () => {
  const recorder = new Recorder();
  recorder.known = [{ name: 'A', type: 'float64', unit: '°C', low: 0, high: 100, display: { unit: '°F', factor: 1.8, offset: 32 } }];
  recorder.store.watch('A', () => {});
  await tick();
  recorder.send(update('A', 20));
  const tag = recorder.store.definition('A')!;
  assert.equal(recorder.store.reading('A')?.value, 68);
  assert.deepEqual([tag.unit, tag.low, tag.high], ['°F', 32, 212]);
  assert.equal(engineeringValue(68, tag), 20);
  assert.equal(engineeringValue(100, tag), 37.7777777778);
  assert.deepEqual([shownLimit(80, 'HI', tag), shownLimit(10, 'RATE_OF_CHANGE', tag)], [176, 18]);
});

test('a change of the configuration brings the definitions that are shown', async () => {
  const recorder = new Recorder();
  recorder.store.watch('A', () => {});
  await tick();
  recorder.known = [{ name: 'A', description: 'other' }];
  recorder.listener.onStream?.({ op: 'state', seq: 1, configuration: 2 });
  await tick();
  assert.equal(recorder.store.definition('A')?.description, 'other');
});
