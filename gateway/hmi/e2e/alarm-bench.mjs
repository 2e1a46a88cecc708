// Tags and alarms of their own for the checks of alarms: made over REST, raised by writing, taken away at the end.
import { until } from './desk.mjs';

export class AlarmBench {
  /** @param supervisor a desk whose user may configure and write; @param area what all names begin with, and where they belong */
  constructor(supervisor, area) {
    this.desk = supervisor;
    this.area = area;
    this.alarms = [];
    this.tags = [];
  }

  /** Tags with a high alarm at 80 each; an entry's `more` goes into its alarm's definition. Answers the names of the alarms. */
  async make(points) {
    const tags = Object.keys(points).map((point) => ({ name: `${this.area}.${point}`, type: 'float64', range: [0, 100], unit: 'bar', writable: true, area: this.area }));
    const alarms = Object.entries(points).map(([point, more]) => ({
      name: `${this.area}.${point}.HI`,
      tag: `${this.area}.${point}`,
      kind: 'HI',
      limit: 80,
      deadband: 2,
      priority: 3,
      message: `Pressure high in ${point}`,
      ...more,
    }));
    await this.put('tags', tags);
    await this.put('alarms', alarms);
    for (const { tag } of alarms) await this.write(tag, 20);
    return alarms.map((alarm) => alarm.name);
  }

  /** Tags with 60 alarms each, which a single write raises. Answers the names of the tags. */
  async makeFlood(count) {
    const tags = Array.from({ length: Math.ceil(count / 60) }, (_, i) => `${this.area}.Flood${i}`);
    await this.put('tags', tags.map((name) => ({ name, type: 'float64', range: [0, 100], unit: 'bar', writable: true, area: this.area })));
    for (const tag of tags) await this.write(tag, 20);
    const alarms = Array.from({ length: count }, (_, i) => ({
      name: `${tags[Math.floor(i / 60)]}.${String(i).padStart(4, '0')}`,
      tag: tags[Math.floor(i / 60)],
      kind: 'HI',
      limit: 80,
      priority: 1 + (i % 10 < 7 ? 0 : i % 10 < 9 ? 1 : 2),
      message: `Number ${i} of the flood`,
    }));
    await this.put('alarms', alarms);
    return tags;
  }

  async put(kind, definitions) {
    await this.desk.rest('POST', `/${kind}:batch`, { put: definitions });
    this[kind].push(...definitions.map((definition) => definition.name));
  }

  write(tag, value) {
    return this.desk.rest('PUT', `/values/${tag}`, { value, reason: 'browser check' });
  }

  raise(alarm) {
    return this.write(alarm.replace(/\.HI$/, ''), 90);
  }

  clear(alarm) {
    return this.write(alarm.replace(/\.HI$/, ''), 20);
  }

  state(alarm) {
    return this.desk.rest('GET', `/alarms/${alarm}`);
  }

  async untilState(alarm, ...states) {
    await until(`${alarm} is ${states.join(' or ')}`, async () => states.includes((await this.state(alarm)).state));
  }

  command(alarm, verb, body) {
    return this.desk.rest('POST', `/alarms/${alarm}:${verb}`, body);
  }

  /** Takes all of it away. */
  async clean() {
    for (const kind of ['alarms', 'tags']) {
      const names = this[kind];
      this[kind] = [];
      if (names.length === 0) continue;
      await this.desk.rest('POST', `/${kind}:batch`, { remove: names, ifMatch: Object.fromEntries(names.map((name) => [name, '*'])) });
    }
  }
}
