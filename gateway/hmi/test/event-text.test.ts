import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TagDefinition } from '../src/client/index.js';
import { eventText } from '../src/model/event-text.js';
import { useNumbersOf } from '../src/model/format.js';
import { useCatalogue } from '../src/model/text.js';

const PRESSURE = { name: 'U.P', type: 'float64', low: 0, high: 10, unit: 'bar' } as TagDefinition;
const told = (kind: string, text: string, user = '', of = 'alarm', subject = 'U.P.HI') =>
  eventText({ class: of, kind, subject, user, text }, (tag) => (tag === 'U.P' ? PRESSURE : undefined));

test('numbers of events are shown as their tags are, the rest in the words of the records', () => {
  assert.equal(told('ACTIVATE', 'U.P.HI is active at 4.4791393610879835 bar: high: look'), 'U.P.HI is active at 4.48 bar: high: look');
  assert.equal(told('ACTIVATE', 'U.P.HI is active at 12 m3/h'), 'U.P.HI is active at 12 m³/h');
  assert.equal(told('ACTIVATE', 'U.P.HI is active'), 'U.P.HI is active');
  assert.equal(told('WRITE', 'WRITE U.P by ann: 4.123456 bar (was 3.987654); why; FAILED (BadX)', 'ann', 'tag', 'U.P'), 'Write U.P by ann: 4.12 bar (was 3.99); why; refused or failed (BadX)');
  assert.equal(told('OPERATOR', 'U.M went from IDLE to RUN by ann: why', 'ann', 'machine', 'U.M'), 'U.M went from IDLE to RUN by ann: why');
});

test('events are told in the language of the screens, and what is not known stays', () => {
  useCatalogue({ '{alarm} is active at {value}': '{alarm} está activa con {value}', 'went from {from} to {to}': 'pasó de {from} a {to}', 'by {user}': 'por {user}', 'Write|noun': 'Escritura de', 'refused or failed': 'rechazado o fallido' });
  useNumbersOf('es');
  try {
    assert.equal(told('ACTIVATE', 'U.P.HI is active at 4.4791393610879835 bar: high'), 'U.P.HI está activa con 4,48 bar: high');
    assert.equal(told('STEP', 'U.M went from IDLE to RUN_B', '', 'machine', 'U.M'), 'U.M pasó de IDLE a RUN_B');
    assert.equal(told('OPERATOR', 'U.M went from IDLE to RUN by ann: why', 'ann', 'machine', 'U.M'), 'U.M pasó de IDLE a RUN por ann: why');
    assert.equal(told('WRITE', 'WRITE U.P by ann, asked for in event 12: FAILED (BadX)', 'ann', 'tag', 'U.P'), 'Escritura de U.P por ann: rechazado o fallido (BadX)');
    assert.equal(told('login', 'login ann by ann, rest 10.0.0.7; refused: password-wrong; 3 times', 'ann', 'user'), 'login ann por ann, rest 10.0.0.7; refused: password-wrong; 3 times');
    for (const text of ['somebody wrote this', 'U.M does what no screen knows', '']) assert.equal(told('STEP', text, '', 'machine', 'U.M'), text);
    assert.equal(told('LOG', 'a note by ann: went from A to B', 'ann', 'user'), 'a note by ann: went from A to B');
  } finally {
    useCatalogue({});
    useNumbersOf('en');
  }
});
