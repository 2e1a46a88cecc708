import type { Alarm, Page } from '../client/index.js';
import { shortTime } from './alarm-order.js';
import { app } from './app.js';
import { Topic } from './topic.js';

const ACTS = ['SHELVE_TIMED', 'SHELVE_ONE_SHOT', 'PLAN_SHELF', 'SUPPRESS', 'REMOVE_FROM_SERVICE', 'DISABLE'];
const LOOKED_AT = 30;
const MOST = 100;
/** The records follow what happens by some tenths of a second. */
const RECORDED_MS = 700;

interface EventRecord {
  kind: string;
  time: string;
  user: string;
  text: string;
}

/** Who has hidden an alarm, when and why: out of the records, asked for once for each that is shown. */
export class HiddenWhy {
  readonly changed = new Topic();
  private readonly known = new Map<string, { key: string; text: string }>();
  private asked = 0;

  /** ` · anna 14:03:22: sensor is cleaned`; empty until it is known, or where nobody did it. */
  of(alarm: Alarm): string {
    const key = `${alarm.shelf} ${alarm.suppressed} ${alarm.outOfService} ${alarm.enabled} ${alarm.plannedShelf?.from}`;
    const known = this.known.get(alarm.name);
    if (known?.key === key) return known.text;
    if (this.asked < MOST) {
      this.asked++;
      this.known.set(alarm.name, { key, text: known?.text ?? '' });
      setTimeout(() => void this.ask(alarm, key), RECORDED_MS);
    }
    return known?.text ?? '';
  }

  private async ask(alarm: Alarm, key: string): Promise<void> {
    try {
      const query = new URLSearchParams({ alarm: alarm.name, class: 'alarm', limit: String(LOOKED_AT) });
      const { items } = (await app.client.rest.call('GET', `/events?${query}`)) as Page<EventRecord>;
      const event = items.find((one) => ACTS.includes(one.kind) && !one.text.includes('FAILED'));
      if (this.known.get(alarm.name)?.key !== key || event === undefined) return;
      const by = ` by ${event.user}`;
      const at = event.text.indexOf(by);
      const reason = at < 0 ? '' : event.text.slice(at + by.length);
      this.known.set(alarm.name, { key, text: ` · ${event.user} ${shortTime(Date.parse(event.time), Date.now())}${reason}` });
      this.changed.emit();
    } catch {
      // the records are away: who it was stands in the details when they are back
    } finally {
      this.asked--;
    }
  }
}

export const hiddenWhy = new HiddenWhy();
