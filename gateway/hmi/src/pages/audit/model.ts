import { t } from '../../model/text.js';

/** A line of the audit trail. */
export interface AuditNote {
  sequence: number;
  time: string;
  user: string;
  origin: string;
  action: string;
  targetKind: string;
  target: string;
  item: string | null;
  occurrence: number;
  oldValue: string;
  newValue: string;
  reason: string;
  cmd: string | null;
  state: string;
  code: string;
  times: number;
  signed: boolean;
  endedAt: string | null;
  endedSequence: number;
}

export const STATES = ['PENDING', 'DONE', 'FAILED', 'TIMEOUT', 'INTERRUPTED', 'REPEATED'] as const;

/** How it ended, in words; the standard's code behind it where it was refused. */
export function outcome(note: Pick<AuditNote, 'state' | 'code'>): string {
  const code = note.code === '' || note.code === 'Good' ? '' : ` (${note.code})`;
  return stateName(note.state) + code;
}

export function stateName(state: string): string {
  switch (state) {
    case 'DONE':
      return t('done');
    case 'FAILED':
      return t('refused or failed');
    case 'TIMEOUT':
      return t('no answer in time');
    case 'INTERRUPTED':
      return t('interrupted by a restart');
    case 'REPEATED':
      return t('repeated');
    case 'PENDING':
      return t('under way');
    default:
      return state;
  }
}

export function isAbnormal(note: AuditNote): boolean {
  return note.state === 'FAILED' || note.state === 'TIMEOUT' || note.state === 'INTERRUPTED';
}

export function targetText(note: AuditNote): string {
  const item = note.item ? `.${note.item}` : '';
  return note.target + item + (note.times > 1 ? ` × ${note.times}` : '');
}

export function changeText(note: AuditNote): string {
  if (note.oldValue === '' && note.newValue === '') return '';
  return note.oldValue === '' ? note.newValue : `${note.oldValue} → ${note.newValue}`;
}
