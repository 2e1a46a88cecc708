import { readableTimes } from './format.js';
import { t } from './text.js';
import { FASTEST } from './travel.js';

/** Speeds that are offered. */
export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 100, 300, 1000, FASTEST];

export function speedText(speed: number): string {
  return speed >= FASTEST ? t('as fast as possible') : `${speed}×`;
}

/** Why the past could not be shown, and what to do about it. */
export function refusalText(code: string, detail: string): string {
  const advice: Record<string, string> = {
    'too-many-replays': t('You have as many replays open as you may. End one of them on the page Time travel.'),
    'replays-taken': t('All replays of this site are taken. Try again when somebody has ended theirs.'),
    'at-not-recorded': t('Nothing is recorded of that moment.'),
    'span-not-kept': t('That moment is not kept any more.'),
    'replay-unknown': t('It was ended, nobody had looked at it for a while, or the server was started again.'),
    'replay-seeking': t('The replay is still on its way. Try again in a moment.'),
  };
  const words = advice[code];
  return words === undefined ? `${code}: ${readableTimes(detail)}` : `${words} (${code}: ${readableTimes(detail)})`;
}
