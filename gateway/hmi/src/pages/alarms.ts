import { html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { Alarm } from '../client/index.js';
import { arrange, DEFAULT_VIEW, needsAck, PRIORITIES, priorityName, sinceMs, STATE_NAMES, type AlarmColumn, type AlarmView } from '../model/alarm-order.js';
import { acknowledge, acknowledgeAll, command } from '../model/alarm-commands.js';
import { app } from '../model/app.js';
import { shownLimit } from '../model/shown.js';
import { ageText, timeText, unitText, valueText } from '../model/format.js';
import '../ui/alarm-symbol.js';
import { controls } from '../ui/controls.js';
import { Follow } from '../ui/follow.js';
import { alarmTable } from './alarm-table.css.js';

const COLUMNS: [AlarmColumn, string][] = [
  ['priority', 'Priority'],
  ['state', 'State'],
  ['since', 'Since'],
  ['name', 'Alarm'],
  ['area', 'Area'],
  ['message', 'Message'],
];

/** Everything that stands, and its acknowledgement. */
@customElement('rm-alarms-page')
export class AlarmsPage extends LitElement {
  @state() private view: AlarmView = DEFAULT_VIEW;
  @state() private chosen = new Set<string>();
  @query('#comment') private comment!: HTMLInputElement | null;
  private endRouter: () => void = () => {};
  private timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [controls, alarmTable];

  constructor() {
    super();
    new Follow(this, [app.alarms.changed, app.changed, app.tags.definitionsChanged]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => this.requestUpdate(), 1000);
    this.chooseNamed();
    this.endRouter = app.router.changed.add(() => this.chooseNamed());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
    this.endRouter();
  }

  /** The alarm that the address names, as the banner's entries do. */
  private chooseNamed(): void {
    const name = app.router.parameters.get('name');
    if (name) this.chosen = new Set([name]);
  }

  override render() {
    const alarms = arrange(app.alarms.all(), this.view, areaOf);
    const standing = new Set(alarms.map((alarm) => alarm.name));
    const chosen = [...this.chosen].filter((name) => standing.has(name));
    return html`
      <div class="toolbar">
        <h1>Alarms</h1>
        <span class="quiet" role="status">${alarms.length} of ${app.alarms.all().length} standing</span>
        <span class="spacer"></span>
        ${this.filters()}
      </div>
      ${app.mayAcknowledge ? this.actions(alarms, chosen) : nothing}
      <div class="panel scroll" tabindex="0" role="region" aria-label="Standing alarms">
        <table class=${app.link === 'live' ? '' : 'old'}>
          <caption class="hidden">Standing alarms</caption>
          <thead>
            <tr>
              ${app.mayAcknowledge ? html`<th scope="col" class="tick">${this.tickAll(alarms, chosen)}</th>` : nothing}
              ${COLUMNS.map(([column, title]) => this.heading(column, title))}
              <th scope="col" class="number limit">Limit</th>
              ${app.mayAcknowledge ? html`<th scope="col"><span class="hidden">Action</span></th>` : nothing}
            </tr>
          </thead>
          <tbody>
            ${alarms.map((alarm) => this.row(alarm))}
          </tbody>
        </table>
        ${alarms.length === 0 ? html`<p class="empty">No alarm stands${app.alarms.all().length > 0 ? ' in this selection' : ''}.</p>` : nothing}
      </div>
    `;
  }

  private filters() {
    const areas = [...new Set(app.alarms.all().map(areaOf))].sort();
    const set = (change: Partial<AlarmView>) => (this.view = { ...this.view, ...change });
    const picked = (event: Event) => (event.target as HTMLSelectElement).value || null;
    return html`
      <label>Priority
        <select @change=${(e: Event) => set({ priority: picked(e) === null ? null : Number(picked(e)) })}>
          <option value="">All</option>
          ${PRIORITIES.map((p) => html`<option value=${p}>${priorityName(p)}</option>`)}
        </select>
      </label>
      <label>State
        <select @change=${(e: Event) => set({ state: picked(e) as AlarmView['state'] })}>
          <option value="">All</option>
          <option value="unacknowledged">All unacknowledged</option>
          ${Object.entries(STATE_NAMES).filter(([s]) => s !== 'NORM').map(([s, name]) => html`<option value=${s}>${name}</option>`)}
        </select>
      </label>
      <label>Area
        <select @change=${(e: Event) => set({ area: picked(e) })}>
          <option value="">All</option>
          ${areas.map((area) => html`<option value=${area}>${area}</option>`)}
        </select>
      </label>
      <input type="search" placeholder="Search" aria-label="Search in alarms" @input=${(e: Event) => set({ text: (e.target as HTMLInputElement).value })} />
    `;
  }

  private actions(alarms: Alarm[], chosen: string[]) {
    const open = alarms.filter((alarm) => chosen.includes(alarm.name) && needsAck(alarm));
    return html`<div class="toolbar actions">
      <button class="primary" ?disabled=${open.length === 0} @click=${() => this.acknowledgeChosen(open)}>
        Acknowledge chosen (${open.length})
      </button>
      <label for="comment">Comment</label>
      <input id="comment" placeholder="Optional" maxlength="200" />
    </div>`;
  }

  private heading(column: AlarmColumn, title: string) {
    const isSorted = this.view.column === column;
    const sort = isSorted ? (this.view.descending ? 'descending' : 'ascending') : nothing;
    return html`<th scope="col" class=${column} aria-sort=${sort}>
      <button @click=${() => this.sortBy(column)}>${title}<span aria-hidden="true">${isSorted ? (this.view.descending ? ' ▼' : ' ▲') : ''}</span></button>
    </th>`;
  }

  /** Up, down, and back to the most urgent first. */
  private sortBy(column: AlarmColumn): void {
    if (this.view.column !== column) this.view = { ...this.view, column, descending: false };
    else if (!this.view.descending) this.view = { ...this.view, descending: true };
    else this.view = { ...this.view, column: 'urgency', descending: false };
  }

  private tickAll(alarms: Alarm[], chosen: string[]) {
    const isAll = alarms.length > 0 && chosen.length === alarms.length;
    return html`<input
      type="checkbox"
      aria-label="Choose all"
      .checked=${isAll}
      @change=${() => (this.chosen = new Set(isAll ? [] : alarms.map((alarm) => alarm.name)))}
    />`;
  }

  private row(alarm: Alarm) {
    const tag = app.tags.definition(alarm.tag);
    const since = sinceMs(alarm);
    return html`<tr class=${needsAck(alarm) ? 'open' : ''} data-alarm=${alarm.name} data-state=${alarm.state}>
      ${app.mayAcknowledge
        ? html`<td class="tick">
            <input type="checkbox" aria-label="Choose ${alarm.name}" .checked=${this.chosen.has(alarm.name)} @change=${() => this.toggle(alarm.name)} />
          </td>`
        : nothing}
      <td class="priority">
        <rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol> ${priorityName(alarm.priority)}
      </td>
      <td class="state">${STATE_NAMES[alarm.state] ?? alarm.state}${alarm.qualityBad ? html`<span class="flag">BAD</span>` : nothing}</td>
      <td class="since">${since ? timeText(since, Date.now()) : '—'} <span class="quiet">${since ? ageText(Date.now() - since) : ''}</span></td>
      <td class="name"><button class="plain" @click=${() => app.open(alarm.tag)}>${alarm.name}</button></td>
      <td class="area">${areaOf(alarm)}</td>
      <td class="message">${alarm.message}</td>
      <td class="number limit">${alarm.limit === null || alarm.kind === 'OFF_NORMAL' ? '' : `${valueText(shownLimit(alarm.limit, alarm.kind, tag), tag)} ${unitText(tag?.unit ?? '')}`}</td>
      ${app.mayAcknowledge ? html`<td class="action">${this.action(alarm)}</td>` : nothing}
    </tr>`;
  }

  private action(alarm: Alarm) {
    if (needsAck(alarm)) {
      return html`<button aria-label="Acknowledge ${alarm.name}" @click=${() => acknowledge(alarm, this.note())}>Acknowledge</button>`;
    }
    if (alarm.state === 'LTACK') {
      return html`<button aria-label="Reset ${alarm.name}" @click=${() => command(alarm, 'reset', { comment: this.note() })}>Reset</button>`;
    }
    return nothing;
  }

  private toggle(name: string): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(name)) chosen.add(name);
    this.chosen = chosen;
  }

  private async acknowledgeChosen(alarms: Alarm[]): Promise<void> {
    await acknowledgeAll(alarms, this.note());
    this.chosen = new Set();
    if (this.comment) this.comment.value = '';
  }

  private note(): string {
    return this.comment?.value.trim() ?? '';
  }
}

function areaOf(alarm: Alarm): string {
  return app.tags.definition(alarm.tag)?.area ?? alarm.tag.split('.')[0] ?? '';
}
