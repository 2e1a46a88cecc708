import type { Alarm } from '../client/index.js';

/** One announcement of an alarm: raised anew, or to a worse level, it is another. */
function keyOf(alarm: Alarm): string {
  return `${alarm.name} ${alarm.occurrence} ${alarm.level ?? ''} ${alarm.priority}`;
}

/**
 * For which priority the sound is to be heard: the highest of the unacknowledged alarms that nobody has silenced, here or at another
 * station. Silence holds for what sounds now; the next alarm breaks it.
 */
export class Bell {
  private silenced = new Set<string>();

  /** 0 for none. */
  priority(urgent: readonly Alarm[]): number {
    if (this.silenced.size > 0) {
      const present = new Set(urgent.map(keyOf));
      for (const key of this.silenced) if (!present.has(key)) this.silenced.delete(key);
    }
    let highest = 0;
    for (const alarm of urgent) {
      if (alarm.priority > highest && alarm.silenced !== true && !this.silenced.has(keyOf(alarm))) highest = alarm.priority;
    }
    return highest;
  }

  silence(urgent: readonly Alarm[]): void {
    for (const alarm of urgent) this.silenced.add(keyOf(alarm));
  }
}
