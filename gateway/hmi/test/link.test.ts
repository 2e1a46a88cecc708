import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoffMs, Link, type LinkEvents, type Socket } from '../src/client/link.js';
import { ApiError } from '../src/client/rest.js';

/** A world with a hand-wound clock and sockets that the test answers itself. */
class World {
  time = 0;
  sockets: (Socket & { sent: string[]; isClosed: boolean })[] = [];
  states: string[] = [];
  tickets = 0;
  gaps = 0;
  ticketError: Error | null = null;
  private timers: { at: number; run: () => void }[] = [];

  readonly link = new Link(
    {
      open: () => {
        const socket = { onopen: null, onmessage: null, onclose: null, sent: [] as string[], isClosed: false, send(t: string) { this.sent.push(t); }, close() { this.isClosed = true; } };
        this.sockets.push(socket);
        return socket;
      },
      ticket: async () => {
        this.tickets++;
        if (this.ticketError) throw this.ticketError;
        return `t${this.tickets}`;
      },
      now: () => this.time,
      later: (ms, run) => {
        const timer = { at: this.time + ms, run };
        this.timers.push(timer);
        return () => (this.timers = this.timers.filter((one) => one !== timer));
      },
    },
    { onState: (state) => this.states.push(state), onReady: () => {}, onValues: () => {}, onUnknownTags: () => {}, onAlarm: () => {}, onGap: () => this.gaps++ } satisfies LinkEvents,
  );

  get socket() {
    return this.sockets.at(-1)!;
  }

  receive(frame: object): void {
    this.socket.onmessage!({ data: JSON.stringify(frame) });
  }

  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      await settle();
      const next = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers = this.timers.filter((one) => one !== next);
      this.time = next.at;
      next.run();
    }
    this.time = end;
  }

  async goLive(): Promise<void> {
    this.link.start();
    await settle();
    this.answerHello();
  }

  answerHello(): void {
    (this.socket.onopen as () => void)();
    this.receive({ re: 1, ok: true, recovered: true, hb: 1000, role: 'operator' });
  }
}

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

test('goes live with a ticket', async () => {
  const world = new World();
  await world.goLive();
  assert.deepEqual(world.states, ['connecting', 'live']);
  assert.match(world.socket.sent[0]!, /"ticket":"t1"/);
});

test('two and a half heartbeats without a frame are a lost link', async () => {
  const world = new World();
  await world.goLive();
  await world.pass(2500);
  assert.equal(world.link.state, 'live');
  await world.pass(250);
  assert.equal(world.link.state, 'lost');
  assert.equal(world.socket.isClosed, true);
});

test('any frame keeps the link alive', async () => {
  const world = new World();
  await world.goLive();
  for (let n = 1; n <= 10; n++) {
    await world.pass(1000);
    world.receive({ op: 'hb', n, t: 0 });
  }
  assert.equal(world.link.state, 'live');
});

test('a server that is back is found again within three seconds, however long it was away', async () => {
  const world = new World();
  await world.goLive();
  world.ticketError = new ApiError(0, 'Unreachable', 'no answer');
  world.socket.onclose!({ code: 1006, reason: '' });
  await world.pass(600_000);
  world.ticketError = null;
  await world.pass(3000);
  world.answerHello();
  assert.equal(world.link.state, 'live');
});

test('a reconnect resumes from the last sequence', async () => {
  const world = new World();
  await world.goLive();
  world.receive({ op: 'alarm', n: 1, seq: 77, alarm: {} });
  world.socket.onclose!({ code: 1006, reason: '' });
  await world.pass(3000);
  (world.socket.onopen as () => void)();
  assert.match(world.socket.sent[0]!, /"resume":\{"seq":77\}/);
});

test('a link lost between the answer to hello and the frames behind it resumes from the old sequence', async () => {
  const world = new World();
  await world.goLive();
  world.receive({ op: 'alarm', n: 1, seq: 77, alarm: {} });
  for (let lost = 0; lost < 2; lost++) {
    world.socket.onclose!({ code: 1006, reason: '' });
    await world.pass(3000);
    (world.socket.onopen as () => void)();
    assert.match(world.socket.sent[0]!, /"resume":\{"seq":77\}/);
    world.receive({ re: 1, ok: true, recovered: true, hb: 1000, role: 'operator', seq: 90 });
  }
});

test('a socket that never answers is given up', async () => {
  const world = new World();
  world.link.start();
  await world.pass(3100);
  assert.equal(world.link.state, 'lost');
});

test('codes from 4500 on end the link for good', async () => {
  const world = new World();
  await world.goLive();
  world.socket.onclose!({ code: 4501, reason: 'revoked' });
  await world.pass(60_000);
  assert.equal(world.link.state, 'refused');
  assert.equal(world.tickets, 1);
});

test('a session that is over is not asked for tickets again', async () => {
  const world = new World();
  world.ticketError = new ApiError(401, 'unauthorized', '');
  world.link.start();
  await world.pass(60_000);
  assert.equal(world.tickets, 1);
});

test('a gap is told', async () => {
  const world = new World();
  await world.goLive();
  world.receive({ op: 'hb', n: 3, t: 0 });
  assert.equal(world.gaps, 1);
});

test('delays double and stay below three seconds', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 20].map(backoffMs), [200, 400, 800, 1600, 2000, 2000]);
});
