import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../src/client/index.js';
import { sighted } from '../src/client/sight.js';
import { Protocol, type ProtocolEvents } from '../src/client/protocol.js';
import { Rights } from '../src/model/rights.js';

const PAST = { replay: 'r1' };

test('in the past values, alarms and machines are asked of the replay', () => {
  assert.equal(sighted(PAST, 'GET', '/values?tags=A.*'), '/values?tags=A.*&replay=r1');
  assert.equal(sighted(PAST, 'GET', '/alarms/active'), '/alarms/active?replay=r1');
  assert.equal(sighted(PAST, 'GET', '/alarms?limit=10000'), '/alarms?limit=10000&replay=r1');
  assert.equal(sighted(PAST, 'GET', '/machines/Feed.PumpDuty'), '/machines/Feed.PumpDuty?replay=r1');
});

test('records and definitions are those that are kept, whatever is looked at', () => {
  for (const path of ['/tags', '/alarms/history?limit=1', '/alarms/report', '/alarms/figures', '/history/A.B', '/events', '/alarms/A.B/definition']) {
    assert.equal(sighted(PAST, 'GET', path), path);
  }
});

test('the present can be asked for by name', () => {
  assert.equal(sighted(PAST, 'GET', '/alarms/active?replay=&limit=3'), '/alarms/active?replay=&limit=3');
});

test('nothing that changes something is sent from the past', () => {
  for (const [method, path] of [['PUT', '/values/A.B'], ['POST', '/alarms/A:acknowledge'], ['POST', '/machines/A:transition'], ['PATCH', '/tags/A'], ['POST', '/jobs'], ['DELETE', '/users/x']] as const) {
    assert.throws(() => sighted(PAST, method, path), (error) => error instanceof ApiError && error.code === 'replay-read-only');
    assert.equal(sighted('present', method, path), path);
  }
  for (const path of ['/replays/r1:seek', '/auth/refresh', '/history:query', '/layouts/trend/x']) assert.equal(sighted(PAST, 'POST', path), path);
});

test('while it is not known what is looked at nothing is read', () => {
  assert.throws(() => sighted('nothing', 'GET', '/values?tags=*'), (error) => error instanceof ApiError && error.status === 503);
  assert.equal(sighted('nothing', 'GET', '/system'), '/system');
});

test('what is left of rights in the past', () => {
  const rights = Rights.of(['view', 'write', 'acknowledge', 'time-travel', 'configure']).onlyLooking();
  assert.deepEqual(['view', 'time-travel', 'write', 'acknowledge', 'configure'].map((p) => rights.may(p)), [true, true, false, false, false]);
});

function protocol() {
  const sent: Record<string, unknown>[] = [];
  const told: unknown[] = [];
  const events: ProtocolEvents = {
    onReady: () => {},
    onRefused: () => {},
    onValues: (sub, updates) => told.push(['values', sub, updates.length]),
    onUnknownTags: () => {},
    onReplayRefused: (sub, code) => told.push(['refused', sub, code]),
    onReplay: (frame) => told.push(['replay', frame.op]),
    onAlarm: () => told.push(['alarm']),
    onGap: () => {},
    onBye: () => {},
  };
  return { sent, told, protocol: new Protocol((text) => sent.push(JSON.parse(text) as Record<string, unknown>), events) };
}

test('a subscription to a replay that is given up before it is answered is ended then', () => {
  const { sent, told, protocol: p } = protocol();
  p.subscribe('s1', ['A'], 5, 'r1');
  p.unsubscribe('s1');
  p.subscribe('s1', ['A'], 5);
  assert.deepEqual(sent.map((m) => [m.op, m.sub, m.replay]), [['sub', 's1.1', 'r1'], ['sub', 's1', undefined]]);
  p.receive(JSON.stringify({ re: 1, ok: true, def: [[1, 'A']] }));
  assert.deepEqual([sent[2]!.op, sent[2]!.sub], ['unsub', 's1.1']);
  p.receive(JSON.stringify({ op: 'v', n: 1, sub: 's1.1', replay: 'r1', t: 1, d: [[1, 2, 0, 0]] }));
  assert.deepEqual(told, [['replay', 'v']]);
});

test('frames of a replay are not taken for the present', () => {
  const { told, protocol: p } = protocol();
  p.subscribe('s1', ['A'], 5, 'r1');
  p.receive(JSON.stringify({ op: 'alarm', n: 1, replay: 'r1', alarm: {} }));
  p.receive(JSON.stringify({ op: 'alarm', n: 2, seq: 5, alarm: {} }));
  p.receive(JSON.stringify({ re: 1, ok: false, code: 'replay-unknown' }));
  assert.deepEqual(told, [['replay', 'alarm'], ['alarm'], ['refused', 's1', 'replay-unknown']]);
});
