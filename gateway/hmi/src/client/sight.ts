import { ApiError } from './rest.js';

/** What reads and subscriptions are of: the present, the moment of a replay, or nothing while it is not known which. */
export type Sight = 'present' | 'nothing' | { readonly replay: string };

/** What a replay can be asked for: values, alarms and machines, and one of each; not their records and definitions. */
const REPLAYED = /^\/(values|machines|alarms)(\/(?!(history|report|figures)(\?|$))[^/?:]+)?(\?|$)/;
/** What changes neither the plant nor its record: one's own session, replays, questions that are POSTed, kept layouts. */
const HARMLESS = /^\/(auth\/|replays\b|history:query\b|layouts\b)/;

/** Whether it would change the plant or its record. */
export function isChange(method: string, path: string): boolean {
  return method !== 'GET' && !HARMLESS.test(path);
}

/** The path as it is asked for; a path that says `replay=` itself is left alone, an empty one means the present. */
export function sighted(sight: Sight, method: string, path: string): string {
  if (sight === 'present') return path;
  if (isChange(method, path)) throw new ApiError(409, 'replay-read-only', 'What is past can not be changed. Go back to live first.');
  if (method !== 'GET') return path;
  if (!REPLAYED.test(path) || /[?&]replay=/.test(path)) return path;
  if (sight === 'nothing') throw new ApiError(503, 'replay-seeking', 'There is no moment to look at yet.');
  return `${path}${path.includes('?') ? '&' : '?'}replay=${encodeURIComponent(sight.replay)}`;
}
