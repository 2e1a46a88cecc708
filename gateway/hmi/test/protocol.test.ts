import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Protocol, type ProtocolEvents } from '../src/client/protocol.js';

function connection(resumeSeq = 0) {
  const sent: Record<string, unknown>[] = [];
  const told: unknown[][] = [];
  const events = new Proxy({}, { get: (_, name) => (...args: unknown[]) => told.push([name, ...args]) }) as ProtocolEvents;
  const protocol = new Protocol((text) => sent.push(JSON.parse(text)), events, resumeSeq);
  return { protocol, sent, told, receive: (frame: object) => protocol.receive(JSON.stringify(frame)) };
}

test('hello carries the ticket and where to resume', () => {
  const { protocol, sent } = connection(8123);
  protocol.hello('t1');
  assert.deepEqual(sent, [{ id: 1, op: 'hello', ticket: 't1', resume: { seq: 8123 } }]);
});

test('a first hello resumes nothing', () => {
  const { protocol, sent } = connection();
  protocol.hello('t1');
  assert.deepEqual(sent, [{ id: 1, op: 'hello', ticket: 't1' }]);
});

test('the answer to hello makes the link ready', () => {
  const { protocol, told, receive } = connection();
  protocol.hello('t1');
  receive({ re: 1, ok: true, recovered: true, hb: 500, maxFrame: 65536, maxTags: 20000, role: 'operator' });
  assert.deepEqual(told, [['onReady', { recovered: true, hb: 500, maxFrame: 65536, maxTags: 20000, role: 'operator' }]]);
});

test('handles become names and offsets become times', () => {
  const { protocol, told, receive } = connection();
  protocol.subscribe('s1', ['A.B'], 5);
  receive({ re: 1, ok: true, def: [[17, 'A.B', 'float64', 'bar']] });
  receive({ op: 'v', sub: 's1', n: 1, t: 1000, snap: true, d: [[17, 3.41, 0, -12]] });
  assert.deepEqual(told, [['onValues', 's1', [{ tag: 'A.B', value: 3.41, quality: 0, time: 988 }], true]]);
});

test('a signed status code becomes the unsigned one', () => {
  const { protocol, told, receive } = connection();
  protocol.subscribe('s1', ['A.B'], 5);
  receive({ re: 1, ok: true, def: [[1, 'A.B', 'float64', '']] });
  receive({ op: 'v', sub: 's1', n: 1, t: 0, d: [[1, null, -2138308608, 0]] });
  assert.equal((told[0]![2] as { quality: number }[])[0]!.quality, 0x808c0000);
});

test('unknown tags are told by name', () => {
  const { protocol, told, receive } = connection();
  protocol.subscribe('s1', ['A.B', 'A.X'], 5);
  receive({ re: 1, ok: true, def: [[1, 'A.B', 'float64', '']], bad: [['A.X', 'unknown']] });
  assert.deepEqual(told, [['onUnknownTags', 's1', ['A.X']]]);
});

test('values of a subscription that was given up are dropped', () => {
  const { protocol, told, receive } = connection();
  protocol.subscribe('s1', ['A.B'], 5);
  receive({ re: 1, ok: true, def: [[1, 'A.B', 'float64', '']] });
  protocol.unsubscribe('s1');
  receive({ op: 'v', sub: 's1', n: 1, t: 0, d: [[1, 1, 0, 0]] });
  assert.deepEqual(told, []);
});

test('a missing frame shows as a gap, once', () => {
  const { told, receive } = connection();
  for (const n of [1, 2, 5, 6]) receive({ op: 'hb', n, t: 0 });
  assert.deepEqual(told, [['onGap', 3, 5]]);
});

test('the stream remembers the highest sequence', () => {
  const { protocol, receive } = connection();
  receive({ op: 'alarm', n: 1, seq: 91234, alarm: { name: 'A.B.HI' } });
  receive({ op: 'state', n: 2, seq: 91200 });
  assert.equal(protocol.resumeSeq, 91234);
});

test('what a resumed stream has not delivered yet comes again when the link is lost right behind hello', () => {
  const { protocol, receive } = connection(8123);
  protocol.hello('t1');
  receive({ re: 1, ok: true, recovered: true, hb: 1000, role: 'operator', seq: 8140 });
  assert.equal(protocol.resumeSeq, 8123);
});

test('a stream that begins anew goes on from there, so that outcomes are told although nothing else was', () => {
  const { protocol, receive } = connection();
  protocol.hello('t1');
  receive({ re: 1, ok: true, recovered: false, hb: 1000, role: 'operator', seq: 8140 });
  assert.equal(protocol.resumeSeq, 8140);
});

test('bye says whether to come back', () => {
  const { told, receive } = connection();
  receive({ op: 'bye', code: 4001, reason: 'shutdown', retry: true, afterMs: 500 });
  receive({ op: 'bye', code: 4500, reason: 'revoked', retry: true, afterMs: 0 });
  assert.deepEqual(told, [
    ['onBye', 4001, 'shutdown', true, 500],
    ['onBye', 4500, 'revoked', false, 0],
  ]);
});

test('machines, link states, events and outcomes are told as they come', () => {
  const { told, receive } = connection();
  const frame = { op: 'event', n: 1, seq: 91240, event: { class: 'user' } };
  receive(frame);
  assert.deepEqual(told, [['onStream', frame]]);
});

test('a refused command says why', () => {
  const { protocol, sent, receive } = connection();
  const refusals: string[] = [];
  protocol.command('write', 'c1', { tag: 'A.B', value: 1 }, (code) => refusals.push(code));
  receive({ re: 1, ok: false, code: 'forbidden', detail: 'no' });
  assert.deepEqual(sent, [{ id: 1, op: 'write', cmd: 'c1', tag: 'A.B', value: 1 }]);
  assert.deepEqual(refusals, ['forbidden']);
});
