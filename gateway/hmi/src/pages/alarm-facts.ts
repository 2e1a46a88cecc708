import type { Alarm } from '../client/index.js';
import { kindText, priorityName } from '../model/alarm-order.js';
import { app } from '../model/app.js';
import { unitText, valueText } from '../model/format.js';
import { shownLimit } from '../model/shown.js';
import { spanText } from '../model/shelf-times.js';
import { t } from '../model/text.js';

/** What a definition says, as pairs of a word and a text; what is not defined is left out. */
export function conditionFacts(alarm: Alarm): [string, string][] {
  const tag = app.tags.definition(alarm.tag);
  const unit = unitText(tag?.unit ?? alarm.unit ?? '');
  const number = (value: number, kind = alarm.kind) => `${valueText(shownLimit(value, kind, tag), tag)} ${unit}`.trim();
  const facts: [string, string | null][] = [
    [t('Condition'), conditionText(alarm, number)],
    [t('Hysteresis'), alarm.deadband ? number(alarm.deadband, 'DEADBAND') : null],
    [t('On-delay'), alarm.onDelayMs ? spanText(alarm.onDelayMs) : null],
    [t('Off-delay'), alarm.offDelayMs ? spanText(alarm.offDelayMs) : null],
    [t('Priority'), priorityName(alarm.priority)],
    [t('Class'), alarm.class || null],
    [t('First-out group'), alarm.firstOutGroup ? `${alarm.firstOutGroup}${alarm.firstOut ? `, ${t('this was the first')}` : ''}` : null],
    [t('Suppressed by'), alarm.suppressedBy || (alarm.suppressionGroups ?? []).join(', ') || null],
    [t('Latches'), alarm.latching ? t('until it is reset') : null],
    [t('Announced again after'), alarm.reAlarmMs ? spanText(alarm.reAlarmMs) : null],
    [t('Longest shelf'), alarm.maxShelveMs ? spanText(alarm.maxShelveMs) : null],
    [t('Signature'), alarm.signature === 'required' ? t('Every command has to be signed.') : null],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null);
}

function conditionText(alarm: Alarm, number: (value: number) => string): string {
  if (alarm.levels && alarm.levels.length > 0) return alarm.levels.map((level) => `${level.level} ${number(level.limit)}`).join(', ');
  switch (alarm.kind) {
    case 'DEVIATION':
      return [
        kindText(alarm.kind),
        alarm.setpoint ? t('from {tag}', { tag: alarm.setpoint }) : '',
        typeof alarm.high === 'number' ? `+${number(alarm.high)}` : '',
        typeof alarm.low === 'number' ? number(alarm.low) : '',
      ].filter(Boolean).join(' ');
    case 'RATE':
      return `${kindText(alarm.kind)} ${typeof alarm.limit === 'number' ? `${number(alarm.limit)}/s` : ''}`;
    case 'OFF_NORMAL':
      return t('not {values}', { values: (alarm.normal ?? []).join(', ') });
    case 'STALE':
      return t('no update for {time}', { time: spanText(alarm.staleMs ?? 0) });
    case 'EXPRESSION':
      return alarm.expression ?? kindText(alarm.kind);
    default:
      return `${kindText(alarm.kind)} ${typeof alarm.limit === 'number' ? number(alarm.limit) : ''}`.trim();
  }
}

/** What rationalisation says an operator should know. */
export function responseFacts(alarm: Alarm): [string, string][] {
  const facts: [string, string | undefined][] = [
    [t('Cause'), alarm.cause],
    [t('Consequence'), alarm.consequence],
    [t('What to do'), alarm.action],
    [t('Time to respond'), alarm.timeToRespondMs ? spanText(alarm.timeToRespondMs) : ''],
  ];
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
}
