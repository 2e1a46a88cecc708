import { ApiError } from '../client/index.js';
import { t } from './text.js';

/** Why a command to an alarm was refused, in words an operator can do something with; the server's own where there are none. */
export function refusalText(code: string, detail: string): string {
  const words = wordsOf(code) ?? (detail || t('The server refused it.'));
  return code === '' ? words : `${words} (${code})`;
}

export function errorText(error: unknown): string {
  if (error instanceof ApiError) return refusalText(error.code, error.message);
  return String((error as Error)?.message ?? error);
}

function wordsOf(code: string): string | null {
  switch (code) {
    case 'BadConditionBranchAlreadyAcked':
      return t('Somebody has acknowledged it already.');
    case 'BadConditionBranchAlreadyConfirmed':
      return t('Somebody has confirmed it already.');
    case 'BadEventIdUnknown':
      return t('It has been raised anew since: look at it again before you acknowledge.');
    case 'BadConditionAlreadyShelved':
      return t('It is shelved already.');
    case 'BadConditionNotShelved':
      return t('It is not shelved, or its time is over.');
    case 'BadShelvingTimeOutOfRange':
      return t('That is longer than this alarm may be shelved.');
    case 'BadConditionDisabled':
    case 'BadConditionAlreadyDisabled':
      return t('It is disabled.');
    case 'BadConditionAlreadyEnabled':
      return t('It is enabled already.');
    case 'BadInvalidState':
      return t('It is not in a state in which that can be done.');
    case 'BadUserAccessDenied':
    case 'forbidden':
      return t('Your role may not do that.');
    case 'forbidden-area':
      return t('You may not do that in this area.');
    case 'signature-required':
      return t('It has to be signed: your password and a reason are needed.');
    case 'signature-refused':
      return t('The signature was refused: the password is wrong, or your account can not sign.');
    case 'alarm-unknown':
      return t('There is no such alarm any more.');
    case 'BadResourceUnavailable':
      return t('The journal can not be written: commands are refused until it can.');
    case 'Timeout':
      return t('No answer in time: it may have been done. Look at the alarm.');
    case 'Unreachable':
      return t('The server does not answer.');
    default:
      return null;
  }
}
