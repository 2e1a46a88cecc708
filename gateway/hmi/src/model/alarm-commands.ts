import { ApiError, type Alarm } from '../client/index.js';
import { app } from './app.js';

/** Acknowledges exactly the occurrence the operator saw. */
export function acknowledge(alarm: Alarm, comment: string): Promise<boolean> {
  return command(alarm, 'acknowledge', { occurrence: alarm.occurrence, comment });
}

/** Sends a command for an alarm and shows its outcome; a refusal carries the standard's code. */
export async function command(alarm: Alarm, verb: string, body: object): Promise<boolean> {
  try {
    await app.client.rest.alarmCommand(alarm, verb, body);
    app.notify('done', `${alarm.name}: ${verb} done`);
    return true;
  } catch (error) {
    const code = error instanceof ApiError ? error.code : 'Error';
    app.notify('refused', `${alarm.name}: ${verb} refused, ${code}. ${(error as Error).message}`);
    return false;
  }
}
