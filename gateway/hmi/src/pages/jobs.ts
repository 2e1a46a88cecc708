import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Page } from '../client/index.js';
import { app } from '../model/app.js';
import { problemText } from '../model/calls.js';
import { ageText, timeText } from '../model/format.js';
import { durationText } from '../model/report.js';
import { address } from '../model/router.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import { Follow } from '../ui/follow.js';
import { listPageStyles } from '../ui/list-page.css.js';
import { Poll } from '../ui/poll.js';
import '../ui/table.js';
import type { Column } from '../ui/table.js';
import './jobs/job-detail.js';
import { kindName, stateName, stateShape, STATES, stateText, type Job, type Kind, type Lane } from './jobs/model.js';
import './jobs/new-job.js';

const REFRESH_MS = 1_000;
const SHOWN = 500;

/** Long work: what waits, runs and has ended, and what can be asked for. */
@customElement('rm-jobs-page')
export class JobsPage extends LitElement {
  @state() private jobs: Job[] = [];
  @state() private kinds: Kind[] = [];
  @state() private lanes: Lane[] = [];
  @state() private problem = '';
  @state() private opened = '';
  @state() private isAsking = false;
  @state() private stateWanted = '';
  @state() private kindWanted = '';
  private hasMore = false;
  private addressed = '';
  /** The opened one where it is not in the list: older than those, or filtered out. */
  private single: Job | null = null;

  static override styles = [
    controls,
    listPageStyles,
    css`
      .lanes { display: flex; flex-wrap: wrap; gap: 4px 22px; padding: 8px 12px; }
      .lanes b { font-weight: 600; }
      .wrong { font-weight: 600; }
      .wrong i { font-style: normal; background: var(--p4); color: var(--p4-text); border-radius: 2px; padding: 0 4px; }
      i { font-style: normal; }
      progress { width: 70px; height: 10px; vertical-align: middle; accent-color: var(--accent); }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed, app.router.changed]);
    new Poll(this, REFRESH_MS, () => this.load());
  }

  /** An address such as `#/jobs/ID` opens that job. */
  protected override willUpdate(): void {
    const item = app.router.itemOf('jobs');
    if (item === this.addressed) return;
    this.addressed = item;
    this.opened = item;
    if (this.job === null) void this.load();
  }

  private get job(): Job | null {
    if (this.opened === '') return null;
    return this.jobs.find(({ id }) => id === this.opened) ?? (this.single?.id === this.opened ? this.single : null);
  }

  override render(): TemplateResult {
    const { job } = this;
    return html`
      <div class="toolbar">
        <h1>${t('Jobs')}</h1>
        <span class="quiet" role="status">${app.link === 'live' ? t('{count} shown', { count: this.jobs.length }) : t('{count} shown, not live', { count: this.jobs.length })}${this.hasMore ? ` · ${t('older ones are left out')}` : ''}</span>
        <span class="spacer"></span>
        <label>${t('State')}
          <select @change=${(e: Event) => this.filter('stateWanted', e)}>
            <option value="">${t('All|choice')}</option>
            ${STATES.map((name) => html`<option value=${name}>${stateName(name)}</option>`)}
          </select>
        </label>
        <label>${t('Kind')}
          <select @change=${(e: Event) => this.filter('kindWanted', e)}>
            <option value="">${t('All|choice')}</option>
            ${this.kinds.map(({ kind }) => html`<option value=${kind}>${kindName(kind)}</option>`)}
          </select>
        </label>
        ${this.kinds.some((kind) => kind.allowed) ? html`<button class="primary" ?disabled=${app.link !== 'live'} @click=${() => (this.isAsking = true)}>${t('New job')}</button>` : nothing}
      </div>
      ${this.problem === '' ? nothing : html`<div class="problem" role="alert">${this.problem}</div>`}
      <div class="panel lanes" aria-label=${t('Queue')} role="group">${this.lanes.map((lane) => this.lane(lane))}</div>
      <rm-table
        class="panel"
        .label=${t('Jobs')}
        .columns=${this.columns()}
        .rows=${this.jobs}
        .keyOf=${(row: Job) => row.id}
        .empty=${t('No jobs.')}
        opens
        @open=${(e: CustomEvent<Job>) => (this.opened = e.detail.id)}
      ></rm-table>
      <rm-job-detail .job=${job} @closed=${this.left} @changed=${() => void this.load()}></rm-job-detail>
      <rm-new-job .kinds=${this.kinds} .open=${this.isAsking} @closed=${() => (this.isAsking = false)} @queued=${this.queued}></rm-new-job>
    `;
  }

  private lane(lane: Lane): TemplateResult {
    const waits = lane.waiting === 0 ? t('nothing waits') : t('{count} wait, the first for {time}', { count: lane.waiting, time: ageText(lane.oldestWaitMs) });
    return html`<span><b>${laneName(lane.priority)}</b>: ${waits} · ${t('{count} running', { count: lane.running })} · ${t('{good} succeeded, {bad} failed', { good: lane.succeeded, bad: lane.failed + lane.dead })}${lane.succeeded > 0 ? ` · ${t('{time} on average', { time: durationText(lane.meanRunMs * 1e6) })}` : ''}</span>`;
  }

  private columns(): Column<Job>[] {
    const now = Date.now();
    return [
      { key: 'state', label: t('State'), width: 190, value: (job) => stateText(job), cell: (job) => this.stateCell(job), narrow: 'end' },
      { key: 'kind', label: t('Kind'), width: 190, grow: 1, value: (job) => kindName(job.kind), narrow: 'first' },
      { key: 'what', label: t('What'), width: 220, grow: 2, value: (job) => what(job), narrow: 'line' },
      { key: 'user', label: t('User'), width: 110, value: (job) => job.user, narrow: 'line' },
      { key: 'submitted', label: t('Submitted'), width: 160, value: (job) => job.submittedAt, cell: (job) => timeText(Date.parse(job.submittedAt), now), narrow: 'line' },
      { key: 'ran', label: t('Ran for'), width: 105, align: 'right', value: (job) => job.runMs, cell: (job) => (job.startedAt === null ? '' : durationText(job.runMs * 1e6)), narrow: 'none' },
      { key: 'result', label: t('Result'), width: 150, value: (job) => job.result?.name ?? '', narrow: 'none' },
    ];
  }

  private stateCell(job: Job): TemplateResult {
    const isWrong = job.state === 'failed' || job.state === 'dead';
    return html`<span class=${isWrong ? 'wrong' : ''}><i aria-hidden="true">${stateShape(job.state)}</i> ${stateText(job)}</span>
      ${job.state === 'running' ? html`<progress max="1" .value=${job.progress.done} aria-label=${t('Progress')}></progress>` : nothing}`;
  }

  private left(): void {
    this.opened = '';
    if (app.router.item !== '') location.hash = address('jobs', '');
  }

  private filter(key: 'stateWanted' | 'kindWanted', event: Event): void {
    this[key] = (event.target as HTMLSelectElement).value;
    void this.load();
  }

  private queued(event: CustomEvent<Job>): void {
    app.notify('done', t('{kind} is queued.', { kind: kindName(event.detail.kind) }));
    this.jobs = [event.detail, ...this.jobs];
    this.opened = event.detail.id;
    void this.load();
  }

  private async load(): Promise<void> {
    const query = new URLSearchParams({ limit: String(SHOWN) });
    if (this.stateWanted !== '') query.set('state', this.stateWanted);
    if (this.kindWanted !== '') query.set('kind', this.kindWanted);
    try {
      const rest = app.client.rest;
      if (this.kinds.length === 0) this.kinds = ((await rest.call('GET', '/jobs/kinds')) as Page<Kind>).items;
      const [jobs, figures] = await Promise.all([rest.call('GET', `/jobs?${query}`), rest.call('GET', '/jobs/figures')]);
      this.jobs = (jobs as Page<Job>).items;
      this.hasMore = Boolean((jobs as Page<Job>).next);
      this.lanes = (figures as { lanes: Lane[] }).lanes;
      this.problem = '';
      await this.loadSingle();
    } catch (error) {
      this.problem = problemText(error);
    }
  }

  private async loadSingle(): Promise<void> {
    const { opened } = this;
    if (opened === '' || this.jobs.some(({ id }) => id === opened)) return;
    const job = (await app.client.rest.call('GET', `/jobs/${encodeURIComponent(opened)}`)) as Job;
    if (opened !== this.opened) return;
    this.single = job;
    this.requestUpdate();
  }
}

function laneName(priority: string): string {
  return priority === 'high' ? t('High') : priority === 'low' ? t('Low') : t('Normal');
}

/** The parameter that tells most, and the reason. */
function what(job: Job): string {
  const { tags, report, page, what: part, into, format } = job.parameters as Record<string, unknown>;
  const named = [tags, report, page, part, into].find((value) => value !== undefined) ?? format ?? '';
  return [Array.isArray(named) ? named.join(', ') : String(named), job.reason].filter((text) => text !== '').join(' · ');
}
