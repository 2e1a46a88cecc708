import { ApiError, type Alarm } from '../client/index.js';
import { alarmArea, isShelved, needsAck, needsConfirm } from './alarm-order.js';
import { errorText, refusalText } from './alarm-refusals.js';
import { app } from './app.js';
import { t } from './text.js';

export type Verb =
  | 'acknowledge'
  | 'confirm'
  | 'reset'
  | 'silence'
  | 'comment'
  | 'shelve'
  | 'unshelve'
  | 'suppress'
  | 'unsuppress'
  | 'remove-from-service'
  | 'return-to-service'
  | 'enable'
  | 'disable';

/** How a command to one of several alarms ended; `refusal` is null when it was done. */
export interface Ended {
  alarm: Alarm;
  refusal: string | null;
}

/** What goes with a command. */
export interface Words {
  text?: string;
  password?: string;
  /** Of a shelf: `30m`; none for a one-shot. */
  duration?: string;
  /** Of a shelf that begins later. */
  from?: string;
}

const BATCH = 1_000;
const AT_ONCE = 6;

export function verbName(verb: Verb): string {
  switch (verb) {
    case 'acknowledge':
      return t('Acknowledge');
    case 'confirm':
      return t('Confirm');
    case 'reset':
      return t('Reset');
    case 'silence':
      return t('Silence');
    case 'comment':
      return t('Comment|verb');
    case 'shelve':
      return t('Shelve');
    case 'unshelve':
      return t('Unshelve');
    case 'suppress':
      return t('Suppress');
    case 'unsuppress':
      return t('End suppression');
    case 'remove-from-service':
      return t('Remove from service');
    case 'return-to-service':
      return t('Return to service');
    case 'enable':
      return t('Enable');
    case 'disable':
      return t('Disable');
  }
}

/** Which permission of a role it takes. */
export function permissionOf(verb: Verb): string {
  if (verb === 'shelve' || verb === 'unshelve') return 'shelve';
  return ['acknowledge', 'confirm', 'reset', 'silence', 'comment'].includes(verb) ? 'acknowledge' : 'suppress';
}

/** Whether the user may do it with this alarm, whatever its state. */
export function mayDo(verb: Verb, alarm: Alarm): boolean {
  return app.may(permissionOf(verb), alarmArea(alarm));
}

/** Whether it makes sense in the alarm's present state. */
export function isDue(verb: Verb, alarm: Alarm): boolean {
  switch (verb) {
    case 'acknowledge':
      return needsAck(alarm);
    case 'confirm':
      return needsConfirm(alarm);
    case 'reset':
      return alarm.base === 'LTACK' || alarm.state === 'LTACK';
    case 'silence':
      return needsAck(alarm) && alarm.silenced !== true;
    case 'comment':
      return true;
    case 'shelve':
      return !isShelved(alarm) && alarm.enabled !== false;
    case 'unshelve':
      return isShelved(alarm);
    case 'suppress':
      return alarm.suppressed !== true && alarm.enabled !== false;
    case 'unsuppress':
      return alarm.suppressed === true && alarm.suppressedByDesign !== true;
    case 'remove-from-service':
      return alarm.outOfService !== true && alarm.enabled !== false;
    case 'return-to-service':
      return alarm.outOfService === true;
    case 'enable':
      return alarm.enabled === false;
    case 'disable':
      return alarm.enabled !== false;
  }
}

/** Whether the server wants to be told why. */
export function needsWords(verb: Verb): boolean {
  return ['shelve', 'remove-from-service', 'return-to-service', 'comment'].includes(verb);
}

/** Whether the words are a remark on the alarm, and not a reason. */
export function takesComment(verb: Verb): boolean {
  return permissionOf(verb) === 'acknowledge';
}

export function isSigned(alarm: Alarm): boolean {
  return alarm.signature === 'required';
}

/** Acknowledges exactly the occurrence the operator saw, and tells how it ended. */
export function acknowledge(alarm: Alarm, comment: string): Promise<void> {
  return command(alarm, 'acknowledge', { text: comment });
}

/** One command, its outcome shown as a notice; what has to be signed or explained is asked for first. */
export async function command(alarm: Alarm, verb: Verb, words: Words = {}): Promise<void> {
  if ((isSigned(alarm) && words.password === undefined) || (needsWords(verb) && !words.text)) return ask(verb, [alarm]);
  const [ended] = await runAll([alarm], verb, words);
  if (ended!.refusal === null) app.notify('done', t('{alarm}: {verb} done', { alarm: alarm.name, verb: verbName(verb) }));
  else app.notify('refused', `${alarm.name}: ${ended!.refusal}`);
}

/** Opens the form in which comment, reason, time and signature are given. */
export async function ask(verb: Verb, alarms: Alarm[]): Promise<void> {
  const { openAlarmCommand } = await import('../ui/alarm-command.js');
  await openAlarmCommand(verb, alarms);
}

/** The command to each of them, and how each ended. */
export async function runAll(alarms: Alarm[], verb: Verb, words: Words): Promise<Ended[]> {
  if (verb === 'acknowledge' && alarms.length > 1) return acknowledgeMany(alarms, words);
  const ended: Ended[] = [];
  let next = 0;
  const worker = async () => {
    while (next < alarms.length) {
      const at = next++;
      ended[at] = { alarm: alarms[at]!, refusal: await send(alarms[at]!, verb, words) };
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, alarms.length) }, worker));
  return ended;
}

async function acknowledgeMany(alarms: Alarm[], words: Words): Promise<Ended[]> {
  const ended: Ended[] = [];
  for (let at = 0; at < alarms.length; at += BATCH) {
    const batch = alarms.slice(at, at + BATCH);
    try {
      const body = {
        alarms: batch.map(({ name, occurrence }) => ({ name, occurrence })),
        comment: words.text ?? '',
        ...(words.password === undefined ? {} : { password: words.password }),
      };
      const { items } = (await app.client.rest.call('POST', '/alarms:acknowledge', body)) as {
        items: { state: string; code: string; detail?: string }[];
      };
      items.forEach((item, i) =>
        ended.push({ alarm: batch[i]!, refusal: item.state === 'DONE' ? null : refusalText(item.code, item.detail ?? '') }),
      );
    } catch (error) {
      for (const alarm of batch) ended.push({ alarm, refusal: errorText(error) });
    }
  }
  return ended;
}

/** Null when it was done, otherwise why not. */
async function send(alarm: Alarm, verb: Verb, words: Words): Promise<string | null> {
  try {
    await app.client.rest.alarmCommand(alarm, verb, bodyOf(alarm, verb, words));
    return null;
  } catch (error) {
    const refusal = errorText(error);
    const isLate = error instanceof ApiError && error.code === 'BadConditionBranchAlreadyAcked';
    return isLate ? `${refusal}${await whoWas(alarm)}` : refusal;
  }
}

function bodyOf(alarm: Alarm, verb: Verb, { text = '', password, duration, from }: Words): object {
  const signed = password === undefined ? {} : { password };
  if (verb === 'shelve') {
    const time = duration === undefined ? { oneShot: true } : { duration, ...(from === undefined ? {} : { from }) };
    return { ...time, reason: text, ...signed };
  }
  const occurrence = verb === 'acknowledge' || verb === 'confirm' ? { occurrence: alarm.occurrence } : {};
  return { ...occurrence, ...(takesComment(verb) ? { comment: text } : { reason: text }), ...signed };
}

/** Who acknowledged before, where the records know it by now. */
async function whoWas(alarm: Alarm): Promise<string> {
  try {
    const path = `/alarms/history?alarm=${encodeURIComponent(alarm.name)}&limit=1`;
    const page = (await app.client.rest.call('GET', path)) as { items: { acknowledged: { user: string } | null }[] };
    const user = page.items[0]?.acknowledged?.user;
    return user ? ` ${t('It was {user}.', { user })}` : '';
  } catch {
    return '';
  }
}
