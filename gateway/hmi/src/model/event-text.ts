import type { TagDefinition } from '../client/index.js';
import { STATE_WORDS } from './connectors.js';
import { decimalsOf, fixedText, unitText } from './format.js';
import { t } from './text.js';

/** What the server tells of an event, and the sentence it has made of it. */
export interface Told {
  class: string;
  kind: string;
  subject: string;
  user: string;
  text: string;
}

type Definitions = (tag: string) => TagDefinition | undefined;

/**
 * The sentence of an event in the language of the screens, its numbers as tags are shown. Records keep the server's own with every
 * digit; of a sentence that is not known, that stays.
 */
export function eventText(event: Told, definitions: Definitions): string {
  switch (event.class) {
    case 'alarm':
      return alarmText(event, definitions) ?? commandText(event, definitions) ?? event.text;
    case 'machine':
      return machineText(event) ?? commandText(event, definitions) ?? event.text;
    case 'tag':
      return commandText(event, definitions) ?? event.text;
    case 'connector':
      return t('connector {name}: {state}', { name: event.subject, state: STATE_WORDS()[event.kind] ?? event.kind });
    case 'system':
      return systemText(event) ?? noteText(event);
    default:
      return event.kind === 'LOG' ? event.text : noteText(event);
  }
}

const RAISED = /^is active(?: at (\S+)(?: ([^:]+))?)?(: .*)?$/s;

function alarmText({ kind, subject, user, text }: Told, definitions: Definitions): string | null {
  const words = alarmWords(kind);
  if (words === '' || !text.startsWith(`${subject} `)) return null;
  if (kind === 'ACTIVATE') {
    const [known, value, unit = '', message = ''] = RAISED.exec(text.slice(subject.length + 1)) ?? [];
    if (known === undefined) return null;
    if (value === undefined) return `${subject} ${words}${message}`;
    const shown = numberText(value, unit, definitions(subject.slice(0, subject.lastIndexOf('.'))));
    return `${t('{alarm} is active at {value}', { alarm: subject, value: shown })}${message}`;
  }
  return `${subject} ${words}${byText(text, user)}`;
}

function alarmWords(input: string): string {
  switch (input) {
    case 'ACTIVATE':
      return t('is active');
    case 'RETURN':
      return t('has returned to normal');
    case 'ACKNOWLEDGE':
      return t('was acknowledged');
    case 'RESET':
      return t('was reset');
    case 'REALARM':
      return t('is announced again');
    case 'SHELVE_TIMED':
    case 'SHELVE_ONE_SHOT':
    case 'SHELF_BEGIN':
      return t('was shelved');
    case 'UNSHELVE':
    case 'SHELF_OVER':
      return t('is off the shelf');
    case 'SUPPRESS':
    case 'EXPRESSION_SUPPRESS':
    case 'GROUP_SUPPRESS':
      return t('was suppressed');
    case 'UNSUPPRESS':
    case 'EXPRESSION_UNSUPPRESS':
    case 'GROUP_UNSUPPRESS':
      return t('is suppressed no more');
    case 'REMOVE_FROM_SERVICE':
      return t('was taken out of service');
    case 'RETURN_TO_SERVICE':
      return t('is in service again');
    case 'ENABLE':
      return t('was enabled');
    case 'DISABLE':
      return t('was disabled');
    case 'CONFIRM':
      return t('was confirmed');
    case 'SILENCE':
      return t('was silenced');
    case 'COMMENT':
      return t('was commented');
    case 'PLAN_SHELF':
      return t('is to be shelved later');
    case 'SUPERSEDED':
      return t('is superseded by a new occurrence');
    case 'FIRST_OUT_OVER':
      return t('is first of its group no more');
    case 'LEVEL':
      return t('has come back to a less severe level');
    default:
      return '';
  }
}

/** What machines do, without their name: the server's words, and those of the screens. */
const MOVES: [RegExp, (a: string, b: string) => string][] = [
  [/^went from (\S+) to (\S+)$/, (from, to) => t('went from {from} to {to}', { from, to })],
  [/^has failed in (\S+) and is in (\S+)$/, (from, to) => t('has failed in {from} and is in {to}', { from, to })],
  [/^is asked to go from (\S+) to (\S+), which is to be confirmed$/, (from, to) => t('is asked to go from {from} to {to}, which is to be confirmed', { from, to })],
  [/^stays in (\S+): going to (\S+) was not confirmed in time$/, (from, to) => t('stays in {from}: going to {to} was not confirmed in time', { from, to })],
  [/^was set going again, in (\S+)$/, (to) => t('was set going again, in {to}', { to })],
  [/^has another interval$/, () => t('has another interval')],
  [/^has another (\S+)$/, (name) => t('has another {name}', { name })],
];

function machineText({ subject, user, text }: Told): string | null {
  if (!text.startsWith(`${subject} `)) return null;
  const by = user === '' ? -1 : text.indexOf(` by ${user}`);
  const words = text.slice(subject.length + 1, by < 0 ? undefined : by);
  for (const [pattern, said] of MOVES) {
    const found = pattern.exec(words);
    if (found !== null) return `${subject} ${said(found[1] ?? '', found[2] ?? '')}${byText(text, user)}`;
  }
  return null;
}

/** ` by ann: why`, or nothing. */
function byText(text: string, user: string): string {
  const by = ` by ${user}`;
  const at = user === '' ? -1 : text.indexOf(by);
  return at < 0 ? '' : ` ${t('by {user}', { user })}${text.slice(at + by.length)}`;
}

const VALUE = /^: (\S+)(?: ([^;(]+?))?(?: \(was (\S+)\))?(;.*)?$/s;
const LATER = /^, asked for in event (\d+): \S+(?: \((\w+)\))?$/;
const FAILED = /; FAILED \((\w+)\)$/;

/** `WRITE A.B by ann: 12 bar (was 10); why; FAILED (BadX)` */
function commandText({ kind, subject, user, text }: Told, definitions: Definitions): string | null {
  const by = ` by ${user}`;
  const at = text.indexOf(by);
  if (user === '' || at < 0 || !text.startsWith(`${kind} ${subject}`)) return null;
  const what = `${commandWord(kind)} ${text.slice(kind.length + 1, at)} ${t('by {user}', { user })}`;
  const rest = text.slice(at + by.length);
  const later = LATER.exec(rest);
  if (later !== null) return `${what}: ${later[2] === undefined ? t('done') : t('refused or failed')}${later[2] === undefined ? '' : ` (${later[2]})`}`;
  const tag = definitions(subject);
  const [known, value = '', unit = '', was, tail = ''] = VALUE.exec(rest) ?? [];
  const before = was === undefined ? '' : ` ${t('(was {value})', { value: numberText(was, '', tag) })}`;
  const told = known === undefined ? rest : `: ${numberText(value, unit, tag)}${before}${tail}`;
  return what + told.replace(FAILED, (_, code: string) => `; ${t('refused or failed')} (${code})`);
}

function commandWord(kind: string): string {
  switch (kind) {
    case 'WRITE':
      return t('Write|noun');
    case 'OVERRIDE':
      return t('Override|noun');
    case 'RELEASE':
      return t('Release|noun');
    default:
      return kind;
  }
}

const STARTED = /^Ringmain was started; LOGIC version (\S+), Java (.+)$/;
const CONFIGURED = /^configuration (\d+)( was refused)?(.*)$/s;

function systemText({ kind, text }: Told): string | null {
  const started = kind === 'START' ? STARTED.exec(text) : null;
  if (started !== null) return t('Ringmain was started; LOGIC version {logic}, Java {java}', { logic: started[1]!, java: started[2]! });
  const [known, version = '', refused, rest = ''] = (kind === 'CONFIG' ? CONFIGURED.exec(text) : null) ?? [];
  if (known === undefined) return null;
  return `${refused === undefined ? t('configuration {version}', { version }) : t('configuration {version} was refused', { version })}${rest}`;
}

/** `login ann by ann, rest 10.0.0.7; refused: password-wrong; 3 times`; what is asked for keeps its name, by which it is found. */
function noteText({ kind, user, text }: Told): string {
  if (!text.startsWith(kind)) return text;
  const by = user === '' ? -1 : text.indexOf(` by ${user}`, kind.length);
  const head = noteWord(kind) + text.slice(kind.length, by < 0 ? undefined : by) + (by < 0 ? '' : byText(text.slice(by), user));
  return head.replace(/; refused: ([\w.-]+)/, (_, code: string) => `; ${t('refused: {code}', { code })}`).replace(/; (\d+) times$/, (_, n: string) => `; ${t('{n} times', { n })}`);
}

function noteWord(action: string): string {
  switch (action) {
    case 'login':
      return t('login');
    case 'logout':
      return t('logout');
    case 'request':
      return t('request');
    default:
      return action;
  }
}

/** A number of the records with as many decimals as the tag is shown with; any other text as it is. */
function numberText(text: string, unit: string, tag: TagDefinition | undefined): string {
  const value = /^-?\d+\.\d+(E[+-]?\d+)?$/.test(text) ? Number(text) : null;
  const shown = value === null ? text : fixedText(value, decimalsOf(tag?.display === undefined ? tag : undefined, value)).replace('-', '−');
  return unitText(unit) === '' ? shown : `${shown} ${unitText(unit)}`;
}

/** What an event is about. */
export function className(name: string): string {
  switch (name) {
    case 'alarm':
      return t('Alarm');
    case 'tag':
      return t('Tag');
    case 'user':
      return t('User');
    case 'machine':
      return t('Machine');
    case 'connector':
      return t('Connector');
    case 'system':
      return t('System');
    default:
      return name;
  }
}

/** Why a machine changed. */
export function causeText(cause: string): string {
  switch (cause.toLowerCase()) {
    case 'step':
      return t('its own step');
    case 'operator':
      return t('an operator');
    case 'fault':
      return t('a fault');
    case 'request':
      return t('a request');
    case 'timeout':
      return t('no confirmation in time');
    case 'reset':
      return t('a reset');
    case 'setting':
      return t('a setting');
    default:
      return cause;
  }
}
