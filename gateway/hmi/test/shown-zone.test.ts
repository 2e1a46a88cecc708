import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { momentOf, useZone } from '../src/model/format.js';
import { isoOf, shiftBegin } from '../src/model/log-spans.js';
import { spanOf } from '../src/model/report-spans.js';
import { Zone } from '../src/model/zone.js';

/** Neither the browser's zone nor UTC, whoever runs this. */
beforeEach(() => useZone(Zone.ofBrowser() === 'Asia/Tokyo' ? 'America/Phoenix' : 'Asia/Tokyo'));
afterEach(() => useZone(Zone.ofBrowser()));

const aheadMs = () => (Zone.ofBrowser() === 'Asia/Tokyo' ? -7 : 9) * 3_600_000;
const then = (utc: string) => new Date(Date.parse(utc) - aheadMs()).toISOString();

test('a time typed into a filter was of the browser’s zone while the screen showed another', () => {
  assert.equal(isoOf('2026-11-21T14:03'), then('2026-11-21T14:03:00Z'));
  assert.equal(isoOf('2026-11-21T14:03:22'), then('2026-11-21T14:03:22Z'));
  assert.equal(isoOf(''), '');
  assert.equal(isoOf('yesterday'), '');
});

test('a report’s span as typed was of the browser’s zone while the screen showed another', () => {
  const span = spanOf('own', '2026-11-21T14:00', '2026-11-21T15:00', 0);
  assert.deepEqual(span, { from: then('2026-11-21T14:00:00Z'), to: then('2026-11-21T15:00:00Z') });
});

test('a shift began at 6 h of the browser’s clock while the screen showed another zone', () => {
  const at = (utc: string) => Date.parse(then(utc));
  assert.equal(shiftBegin(at('2026-11-21T13:10:00Z')), at('2026-11-21T06:00:00Z'));
  assert.equal(shiftBegin(at('2026-11-01T03:10:00Z')), at('2026-10-31T22:00:00Z'));
});

test('a moment that names its zone is not moved to the shown one', () => {
  assert.equal(momentOf('2026-11-21T14:03:22.5Z'), Date.parse('2026-11-21T14:03:22.5Z'));
  assert.equal(momentOf('2026-11-21T14:03:22+02:00'), Date.parse('2026-11-21T12:03:22Z'));
});
