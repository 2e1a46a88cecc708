import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientListener, RingmainClient, Update, WatchHandler } from '../src/client/index.js';
import { TagStore } from '../src/model/tags.js';

/** Records what is subscribed to and lets the test play the server. */
class Recorder {
  readonly open = new Map<WatchHandler, string[]>();
  listener: ClientListener = {};
  readonly store = new TagStore({
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
const tick = () => new Promise<void>((resolve) => queueMicrotask(resolve));

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
