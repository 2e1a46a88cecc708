import { ApiError, type Alarm } from '../client/index.js';
import { app } from './app.js';

/** Acknowledges exactly the occurrence the operator saw. */
export function acknowledge(alarm: Alarm, comment: string): Promise<void> {
  return command(alarm, 'acknowledge', { occurrence: alarm.occurrence, comment });
}

/** Acknowledges each of them; one notice tells how many were, and each refusal has its own. */
export async function acknowledgeAll(alarms: Alarm[], comment: string): Promise<void> {
  let done = 0;
  for (const alarm of alarms) {
    const refusal = await send(alarm, 'acknowledge', { occurrence: alarm.occurrence, comment });
    if (refusal === null) done++;
    else app.notify('refused', refusal);
  }
  app.notify('done', `${done} of ${alarms.length} acknowledged`);
}

/** Sends a command for an alarm and shows its outcome; a refusal carries the standard's code. */
export async function command(alarm: Alarm, verb: string, body: object): Promise<void> {
  const refusal = await send(alarm, verb, body);
  if (refusal === null) app.notify('done', `${alarm.name}: ${verb} done`);
  else app.notify('refused', refusal);
}

/** Null when it was done, otherwise why not. */
async function send(alarm: Alarm, verb: string, body: object): Promise<string | null> {
  try {
    await app.client.rest.alarmCommand(alarm, verb, body);
    return null;
  } catch (error) {
    const code = error instanceof ApiError ? error.code : 'Error';
    return `${alarm.name}: ${verb} refused, ${code}. ${(error as Error).message}`;
  }
}
