import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { PRIORITIES, priorityName, stateName } from '../model/alarm-order.js';
import { errorText } from '../model/alarm-refusals.js';
import { app } from '../model/app.js';
import { csv } from '../model/csv.js';
import { NOTHING, timeText, unitText, valueText } from '../model/format.js';
import { inputText, occurrences, type Occurrence, type OccurrenceFilter } from '../model/occurrences.js';
import { spanText } from '../model/shelf-times.js';
import { t } from '../model/text.js';
import '../ui/alarm-symbol.js';
import { controls } from '../ui/controls.js';
import { download } from '../ui/download.js';
import { Follow } from '../ui/follow.js';
import { story, transitionStyles } from './alarm-transitions.js';
import './span-field.js';
import type { SpanField } from './span-field.js';

const PAGE = 50;
const MOST_EXPORTED = 10_000;

/** What was raised, when, for how long, and all that was done about it. */
@customElement('rm-alarm-history')
export class AlarmHistory extends LitElement {
  @state() private items: Occurrence[] = [];
  @state() private next: string | null = null;
  @state() private refusal = '';
  @state() private isBusy = false;
  @state() private priority = '';
  @state() private ended = '';
  @state() private area = '';
  @query('rm-span-field') private field!: SpanField;
  private alarm = '';
  private named = '';
  private span: { from: string; to: string } | null = null;
  private turn = 0;

  static override styles = [
    controls,
    transitionStyles,
    css`
      :host { display: flex; flex-direction: column; gap: 8px; min-height: 0; }
      label { display: inline-flex; align-items: center; gap: 6px; }
      input[type='search'] { width: 220px; }
      @media (max-width: 760px) {
        label span { display: none; }
        label { flex: 1 1 28%; }
        label select { width: 100%; font-size: 13px; padding: 3px 4px; }
        input[type='search'] { flex: 1; min-width: 120px; width: auto; }
      }
      .list { flex: 1; min-height: 0; overflow: auto; container-type: inline-size; }
      details { border-bottom: 1px solid var(--line); }
      summary { display: grid; grid-template-columns: 30px minmax(200px, 1fr) 140px 110px 190px 140px; gap: 0 12px; align-items: center; padding: 5px 12px; min-height: 46px; cursor: pointer; line-height: 1.3; }
      summary:hover, details[open] > summary { background: var(--select); }
      summary > * { min-width: 0; overflow: hidden; text-overflow: ellipsis; }
      summary small { display: block; font-size: 12px; color: var(--quiet); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
      summary rm-alarm-symbol { overflow: visible; margin-left: 3px; }
      .inner { padding: 6px 14px 12px 54px; display: grid; gap: 8px; }
      .foot { padding: 10px; text-align: center; }
      .empty { padding: 28px 14px; text-align: center; }
      @container (max-width: 820px) {
        summary { grid-template-columns: 30px minmax(0, 1fr) 120px; }
        .end, .by { display: none; }
        .now { grid-column: 2; grid-row: 2; font-size: 12px; }
        .inner { padding-left: 14px; }
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.tags.definitionsChanged, app.router.changed]);
  }

  /** The alarm that the address names, as the figures' entries do. */
  protected override willUpdate(): void {
    const named = app.router.parameters.get('alarm') ?? '';
    if (named === this.named) return;
    this.named = named;
    this.alarm = named;
    if (this.hasUpdated) void this.load();
  }

  override firstUpdated(): void {
    this.span = this.field.span();
    void this.load();
  }

  private get filter(): OccurrenceFilter {
    const alarm = this.alarm === '' || this.alarm.includes('*') ? this.alarm : this.isKnown() ? this.alarm : `*${this.alarm}*`;
    return { alarm, area: this.area, priority: this.priority, state: this.ended, ...(this.span ?? {}) };
  }

  private isKnown(): boolean {
    return app.alarms.find(this.alarm) !== undefined;
  }

  private async load(cursor = ''): Promise<void> {
    const turn = ++this.turn;
    this.isBusy = true;
    try {
      const page = await occurrences(this.filter, PAGE, cursor);
      if (turn !== this.turn) return;
      this.items = cursor === '' ? page.items : [...this.items, ...page.items];
      this.next = page.next ?? null;
      this.refusal = '';
    } catch (error) {
      if (turn === this.turn) this.refusal = errorText(error);
    } finally {
      if (turn === this.turn) this.isBusy = false;
    }
  }

  override render() {
    const picked = (event: Event) => (event.target as HTMLSelectElement).value;
    const set = (change: () => void) => {
      change();
      void this.load();
    };
    const areas = app.alarms.areas();
    return html`
      <div class="toolbar" role="search" aria-label=${t('Filter the history')}>
        <rm-span-field @span=${(e: CustomEvent<{ from: string; to: string }>) => set(() => (this.span = e.detail))}></rm-span-field>
        <label><span>${t('Priority')}</span>
          <select aria-label=${t('Priority')} @change=${(e: Event) => set(() => (this.priority = picked(e)))}>
            <option value="">${t('All priorities')}</option>
            ${PRIORITIES.map((p) => html`<option value=${p}>${p === 4 ? priorityName(p) : t('{priority} and above', { priority: priorityName(p) })}</option>`)}
          </select>
        </label>
        <label><span>${t('State')}</span>
          <select aria-label=${t('State')} @change=${(e: Event) => set(() => (this.ended = picked(e)))}>
            <option value="">${t('All states')}</option>
            <option value="open">${t('Still open')}</option>
            <option value="ended">${t('Ended|alarms')}</option>
          </select>
        </label>
        <label><span>${t('Area')}</span>
          <select aria-label=${t('Area')} @change=${(e: Event) => set(() => (this.area = picked(e)))}>
            <option value="">${t('All areas')}</option>
            ${areas.map((area) => html`<option value=${area}>${area}</option>`)}
          </select>
        </label>
        <input type="search" placeholder=${t('Name of the alarm')} aria-label=${t('Name of the alarm')} .value=${this.alarm} @change=${(e: Event) => set(() => (this.alarm = (e.target as HTMLInputElement).value.trim()))} />
        <button @click=${() => void this.load()}>${t('Refresh')}</button>
        <button ?disabled=${this.items.length === 0} @click=${() => void this.save()}>${t('Save as CSV')}</button>
        <span class="quiet" role="status">${this.isBusy ? t('Looking…') : t('{n} shown', { n: this.items.length })}</span>
      </div>
      <div role="alert">${this.refusal}</div>
      <div class="panel list" tabindex="0" role="region" aria-label=${t('Occurrences of alarms')}>
        ${this.items.map((one) => this.item(one))}
        ${this.items.length === 0 && !this.isBusy ? html`<p class="quiet empty">${t('Nothing was raised in this span and selection.')}</p>` : nothing}
        ${this.next === null ? nothing : html`<div class="foot"><button ?disabled=${this.isBusy} @click=${() => void this.load(this.next!)}>${t('More')}</button></div>`}
      </div>
    `;
  }

  private item(one: Occurrence) {
    const raised = Date.parse(one.raisedAt);
    const end = one.returnedAt ? spanText(Date.parse(one.returnedAt) - raised) : t('still there');
    const ack = one.acknowledged;
    return html`<details data-alarm=${one.alarm} data-occurrence=${one.occurrence}>
      <summary>
        <rm-alarm-symbol priority=${one.priority} state=${one.endedAt ? 'ENDED' : one.state}></rm-alarm-symbol>
        <span>${one.message || one.alarm}<small>${one.alarm}</small></span>
        <span>${timeText(raised, Date.now())}<small>${t('raised')}</small></span>
        <span class="end">${end}<small>${t('active')}</small></span>
        <span class="by">${ack ? html`${ack.user || NOTHING}<small>${t('acknowledged after {time}', { time: spanText(Date.parse(ack.time) - raised) })}</small>` : html`<span class="quiet">${NOTHING}</span>`}</span>
        <span class="now">${one.endedAt ? t('Ended') : stateName(one.state)}</span>
      </summary>
      <div class="inner">
        <span class="quiet">${t('Raised with {value}', { value: `${valueText(one.value)} ${unitText(one.unit)}` })}${one.limit === null ? '' : `, ${t('limit {limit}', { limit: `${valueText(one.limit)} ${unitText(one.unit)}` })}`}</span>
        ${story(one)}
        <div class="toolbar">
          <a class="button" href="#/trends?tags=${encodeURIComponent(one.tag)}&from=${new Date(raised - 900_000).toISOString()}&to=${new Date(Math.min(Date.now(), Date.parse(one.returnedAt ?? one.raisedAt) + 900_000)).toISOString()}">${t('Trends')}</a>
          <button @click=${() => app.open(one.tag)}>${t('Faceplate')}</button>
        </div>
      </div>
    </details>`;
  }

  /** All of the selection, a row for each transition. */
  private async save(): Promise<void> {
    this.isBusy = true;
    try {
      const all: Occurrence[] = [];
      let cursor: string | null = '';
      while (cursor !== null && all.length < MOST_EXPORTED) {
        const page = await occurrences(this.filter, 1_000, cursor);
        all.push(...page.items);
        cursor = page.next ?? null;
      }
      const head = ['alarm', 'occurrence', 'tag', 'area', 'priority', 'message', 'raisedAt', 'returnedAt', 'time', 'input', 'what', 'state', 'user', 'text'];
      const rows = all.flatMap((one) =>
        one.transitions.map((step) => [one.alarm, one.occurrence, one.tag, one.area, one.priority, one.message, one.raisedAt, one.returnedAt, step.time, step.input, inputText(step.input), step.state, step.user, step.text]),
      );
      download('alarm-history.csv', csv([head, ...rows]));
    } catch (error) {
      this.refusal = errorText(error);
    } finally {
      this.isBusy = false;
    }
  }
}
