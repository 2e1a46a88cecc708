import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { problemText, send } from '../model/calls.js';
import { csv } from '../model/csv.js';
import { AGGREGATES, fetchLog, logTable, MOST_ROWS, MOST_TAGS, type DataLog, type LogRow, type Request } from '../model/datalog.js';
import { fieldTime, momentOfField, timeText, unitText, valueText } from '../model/format.js';
import { isLayoutName, layoutNameHelp } from '../model/layout-name.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import { download } from '../ui/download.js';
import { Follow } from '../ui/follow.js';
import '../ui/table.js';
import type { Column } from '../ui/table.js';
import './tag-picker.js';

const SPANS: [string, number][] = [['10 min', 600_000], ['1 h', 3_600_000], ['8 h', 28_800_000], ['24 h', 86_400_000]];

interface Saved {
  name: string;
  owner: string;
  shared: boolean;
}

interface Layout {
  tags?: string[];
  spanMs?: number;
  aggregate?: string;
  interval?: string;
}

/** Tables of history: what was recorded of some tags in a span, or what it comes to in intervals. */
@customElement('rm-datalog-page')
export class DataLogPage extends LitElement {
  @state() private tags: string[] = [];
  @state() private fromMs = Date.now() - 600_000;
  @state() private toMs = Date.now();
  @state() private aggregate = '';
  @state() private interval = '10s';
  @state() private log: DataLog | null = null;
  @state() private shown: Request | null = null;
  @state() private isBusy = false;
  @state() private problem = '';
  @state() private job = '';
  @state() private saved: Saved[] = [];
  @query('#name') private nameField!: HTMLInputElement;

  static override styles = [
    controls,
    css`
      :host { display: flex !important; flex-direction: column; gap: 10px; height: 100%; }
      .chosen { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
      .ask { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: end; }
      .ask label { display: grid; gap: 2px; }
      .ask input[type='datetime-local'] { width: 205px; }
      .short { width: 84px; }
      rm-table { flex: 1; min-height: 220px; }
      .poor { font-style: italic; color: var(--stale); }
      .problem, .note { border-left: 4px solid var(--edge); background: var(--raised); padding: 4px 10px; overflow-wrap: anywhere; }
      .problem { border-left-color: var(--p3); }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.tags.definitionsChanged, app.changed]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const wanted = app.router.parameters.get('tags');
    if (wanted) this.tags = wanted.split(',').slice(0, MOST_TAGS);
    if (this.tags.length > 0) void this.show();
    void this.listSaved();
  }

  override render(): TemplateResult {
    return html`
      <div class="toolbar">
        <h1>${t('Data log')}</h1>
        <span class="quiet" role="status">${this.isBusy ? t('Loading …') : this.log ? t('{n} rows', { n: this.log.rows.length }) : ''}</span>
        <span class="spacer"></span>
        ${this.saved.length === 0 ? nothing : html`<label>${t('Saved')} <select id="saved" @change=${(e: Event) => this.open((e.target as HTMLSelectElement).value)}>
              <option value=""></option>${this.saved.map((one, i) => html`<option value=${i}>${one.shared ? `${one.name} (${one.owner})` : one.name}</option>`)}</select></label>`}
        <input id="name" class="short" aria-label=${t('Name to save it under')} placeholder=${t('Name')} autocomplete="off" />
        <button ?disabled=${this.tags.length === 0} @click=${this.save}>${t('Save selection')}</button>
      </div>
      <div class="chosen">
        ${this.tags.map((tag) => html`<button aria-label=${t('Leave out {name}', { name: tag })} @click=${() => (this.tags = this.tags.filter((one) => one !== tag))}>${tag} ✕</button>`)}
        <rm-tag-picker ?disabled=${this.tags.length >= MOST_TAGS} @pick=${(e: CustomEvent<string>) => this.add(e.detail)}></rm-tag-picker>
      </div>
      <form class="ask" @submit=${(e: Event) => { e.preventDefault(); void this.show(); }}>
        ${this.time('from', t('From'), this.fromMs, (ms) => (this.fromMs = ms))}
        ${this.time('to', t('To'), this.toMs, (ms) => (this.toMs = ms))}
        <span role="group" aria-label=${t('Until now')}>${SPANS.map(([label, ms]) => html`<button type="button" @click=${() => this.last(ms)}>${label}</button> `)}</span>
        <label>${t('Shown|rows')}<select id="aggregate" @change=${(e: Event) => (this.aggregate = (e.target as HTMLSelectElement).value)}>
          <option value="" ?selected=${this.aggregate === ''}>${t('As recorded')}</option>
          ${AGGREGATES.map((name) => html`<option ?selected=${name === this.aggregate}>${name}</option>`)}
        </select></label>
        ${this.aggregate === '' ? nothing : html`<label>${t('Every')}<input id="interval" class="short" .value=${this.interval} @change=${(e: Event) => (this.interval = (e.target as HTMLInputElement).value.trim())} /></label>`}
        <button class="primary" ?disabled=${this.tags.length === 0 || this.isBusy}>${t('Show')}</button>
        <button type="button" ?disabled=${!this.log || this.log.rows.length === 0} @click=${this.toCsv}>${t('CSV')}</button>
        ${app.may('run-jobs') ? html`<button type="button" ?disabled=${this.tags.length === 0} @click=${() => this.export('csv')}>${t('Export all, CSV')}</button>
            <button type="button" ?disabled=${this.tags.length === 0} @click=${() => this.export('parquet')}>${t('Export all, Parquet')}</button>` : nothing}
      </form>
      <div role="alert">${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}</div>
      ${this.job === '' ? nothing : html`<div class="note" role="status">${t('The export runs in the background:')} <a href="#/jobs/${this.job}">${this.job}</a></div>`}
      ${this.remarks()}
      <rm-table class="panel" .label=${t('Data log')} .columns=${this.columns()} .rows=${this.log?.rows ?? []} .keyOf=${(row: LogRow) => row.time}
        .empty=${this.tags.length === 0 ? t('Choose tags and a span.') : this.log ? t('Nothing was recorded in this span.') : ''}></rm-table>
    `;
  }

  private time(id: string, label: string, ms: number, set: (ms: number) => void): TemplateResult {
    return html`<label>${label}<input id=${id} type="datetime-local" step="1" .value=${fieldTime(ms)} @change=${(e: Event) => {
      const wanted = momentOfField((e.target as HTMLInputElement).value);
      if (Number.isFinite(wanted)) set(wanted);
    }} /></label>`;
  }

  private remarks(): unknown {
    const { log } = this;
    if (log === null) return nothing;
    const gaps = log.gaps.slice(0, 5).map(({ from, to, reason }) => html`<div class="note">${t('Samples may be missing from {from} to {to}.', { from: timeText(Date.parse(from)), to: timeText(Date.parse(to)) })} ${reason}</div>`);
    return html`${log.problems.map((text) => html`<div class="problem">${text}</div>`)}${gaps}
      ${log.isCut ? html`<div class="note">${t('More than {n} rows: the rest is left out. An export has all of it.', { n: MOST_ROWS })}</div>` : nothing}`;
  }

  private columns(): Column<LogRow>[] {
    const tags = this.shown?.tags ?? [];
    const time: Column<LogRow> = {
      key: 'time', label: t('Time|of day'), width: 230, value: (row) => row.time,
      cell: (row) => html`<span title=${row.time}>${timeText(row.ms)}.${(row.time.split('.')[1] ?? '000').slice(0, 3).padEnd(3, '0').replace('Z', '0')}</span>`,
    };
    return [time, ...tags.map((name, i) => this.column(name, i))];
  }

  private column(name: string, i: number): Column<LogRow> {
    const tag = app.tags.definition(name);
    const unit = unitText(tag?.unit ?? '');
    return {
      key: name,
      label: unit === '' ? name : `${name} [${unit}]`,
      width: 150,
      grow: 1,
      align: 'right',
      narrow: i === 0 ? 'end' : 'line',
      value: (row) => {
        const value = row.cells[i]?.value;
        return Array.isArray(value) ? value.join(' ') : value;
      },
      css: (row) => (row.cells[i]?.isGood === false ? 'poor' : ''),
      cell: (row) => {
        const cell = row.cells[i];
        if (cell === undefined) return '';
        return html`<span title=${cell.quality}>${valueText(cell.value, tag)}${cell.isGood ? '' : ` ${cell.quality.split(',')[0]}`}</span>`;
      },
    };
  }

  private add(tag: string): void {
    if (!this.tags.includes(tag)) this.tags = [...this.tags, tag];
  }

  private last(ms: number): void {
    this.toMs = Date.now();
    this.fromMs = this.toMs - ms;
    if (this.tags.length > 0) void this.show();
  }

  private async show(): Promise<void> {
    if (this.fromMs >= this.toMs) return void (this.problem = t('The span ends before it begins.'));
    this.isBusy = true;
    this.problem = '';
    const request = { tags: this.tags, fromMs: this.fromMs, toMs: this.toMs, aggregate: this.aggregate, interval: this.interval };
    app.router.replace({ tags: this.tags.join(',') });
    this.log = await fetchLog(request);
    this.shown = request;
    this.isBusy = false;
  }

  private toCsv(): void {
    const { log, shown } = this;
    if (log === null || shown === null) return;
    const tags = shown.tags.map((name) => ({ name, unit: app.tags.definition(name)?.unit ?? '' }));
    download('datalog.csv', csv(logTable(tags, log.rows)));
  }

  private async export(format: 'csv' | 'parquet'): Promise<void> {
    this.problem = '';
    try {
      const parameters = { tags: this.tags, from: new Date(this.fromMs).toISOString(), to: new Date(this.toMs).toISOString(), format };
      const job = (await app.client.rest.call('POST', '/jobs', { kind: 'export', parameters })) as { id: string };
      this.job = job.id;
    } catch (error) {
      this.problem = problemText(error);
    }
  }

  private async listSaved(): Promise<void> {
    const page = (await app.client.rest.call('GET', '/layouts?kind=datalog').catch(() => ({ items: [] }))) as { items: Saved[] };
    this.saved = page.items;
  }

  private async save(): Promise<void> {
    const name = this.nameField.value.trim();
    if (name === '') return this.nameField.focus();
    if (!isLayoutName(name)) {
      this.problem = layoutNameHelp();
      return;
    }
    const body = { tags: this.tags, spanMs: this.toMs - this.fromMs, aggregate: this.aggregate, interval: this.interval };
    try {
      await send('PUT', `/layouts/datalog/${encodeURIComponent(name)}`, { body });
      this.nameField.value = '';
      app.notify('done', t('{name} was saved.', { name }));
      await this.listSaved();
    } catch (error) {
      this.problem = problemText(error);
    }
  }

  private async open(index: string): Promise<void> {
    const saved = this.saved[Number(index)];
    if (index === '' || saved === undefined) return;
    try {
      const layout = (await app.client.rest.call('GET', `/layouts/datalog/${encodeURIComponent(saved.name)}?shared=${saved.shared}`)) as Layout;
      const { tags, spanMs, aggregate, interval } = layout;
      this.tags = (tags ?? []).map(String);
      this.aggregate = aggregate ?? '';
      this.interval = interval ?? '10s';
      this.last(Number(spanMs ?? 600_000));
    } catch (error) {
      this.problem = problemText(error);
    }
  }
}
