import type { Alarm } from '../client/index.js';
import type { Verb } from '../model/alarm-commands.js';
import { isShelved, stateName } from '../model/alarm-order.js';
import { app } from '../model/app.js';
import { timeText } from '../model/format.js';
import { hiddenWhy } from '../model/hidden-why.js';
import { leftText } from '../model/shelf-times.js';
import { t } from '../model/text.js';
import type { AlarmNotes } from './alarm-list.js';

export type DeskKind = 'standing' | 'shelved' | 'suppressed';

/** A list of alarms: which they are, and what can be done about them. */
interface Kind {
  title(): string;
  empty(): string;
  alarms(): Alarm[];
  /** For the chosen ones, the first of them the usual one. */
  verbs: Verb[];
  /** For the button of a row, the first that fits. */
  rowVerbs: Verb[];
  notes: AlarmNotes;
}

export const KINDS: Record<DeskKind, Kind> = {
  standing: {
    title: () => t('Standing alarms'),
    empty: () => t('No alarm stands.'),
    alarms: () => app.alarms.all(),
    verbs: ['acknowledge', 'confirm', 'reset', 'shelve', 'comment', 'suppress', 'remove-from-service', 'disable'],
    rowVerbs: ['acknowledge', 'confirm', 'reset'],
    notes: { state: standingNote },
  },
  shelved: {
    title: () => t('Shelved alarms'),
    empty: () => t('No alarm is shelved.'),
    alarms: () => app.alarms.shelved(),
    verbs: ['unshelve', 'comment'],
    rowVerbs: ['unshelve'],
    notes: { state: baseNote, limit: shelfNote, limitTitle: () => t('Time left'), more: (alarm) => hiddenWhy.of(alarm) },
  },
  suppressed: {
    title: () => t('Suppressed alarms and alarms out of service'),
    empty: () => t('No alarm is suppressed, out of service or disabled.'),
    alarms: () => app.alarms.takenAway(),
    verbs: ['return-to-service', 'unsuppress', 'enable', 'comment'],
    rowVerbs: ['return-to-service', 'unsuppress', 'enable'],
    notes: { state: baseNote, limit: awayNote, limitTitle: () => t('Why'), more: (alarm) => hiddenWhy.of(alarm) },
  },
};

function standingNote(alarm: Alarm): string {
  if (alarm.confirmed === false) return t('to be confirmed');
  if (alarm.silenced) return t('silenced');
  if (isShelved(alarm)) return t('shelf planned');
  return '';
}

/** What it would be shown as without what is laid over it. */
function baseNote(alarm: Alarm): string {
  return alarm.base === undefined ? '' : t('beneath: {state}', { state: stateName(alarm.base) });
}

/** What is left of a shelf, or when it begins. */
function shelfNote(alarm: Alarm): string {
  if (alarm.plannedShelf) return t('from {time}', { time: timeText(Date.parse(alarm.plannedShelf.from), app.travel.now()) });
  if (!alarm.shelvedUntil) return '';
  const left = leftText(Date.parse(alarm.shelvedUntil) - app.travel.now());
  return alarm.shelf === 'ONE_SHOT' ? t('{left} or normal', { left }) : left;
}

function awayNote(alarm: Alarm): string {
  if (alarm.outOfService) return t('out of service');
  if (alarm.suppressedByDesign) return alarm.suppressedBy || (alarm.suppressionGroups ?? []).join(', ') || t('by design');
  if (alarm.suppressed) return t('by an operator');
  return alarm.enabled === false ? t('disabled') : '';
}
