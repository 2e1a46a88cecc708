import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { app } from '../../model/app.js';
import { problemText } from '../../model/calls.js';
import { clockText } from '../../model/format.js';
import { countText } from '../../model/report.js';
import { Rates, type Projection, type SystemReport } from '../../model/system.js';
import { t } from '../../model/text.js';
import { controls } from '../../ui/controls.js';
import { Follow } from '../../ui/follow.js';
import { Poll } from '../../ui/poll.js';
import { accounting, connectors, databases, journal, processCard, type Database } from './cards.js';
import { histogram } from './histogram.js';
import { card, cardStyles, facts, mark } from './parts.js';
import { pipeline, stageTable } from './pipeline.js';
import { nowStyles } from './now.css.js';
import { Series, sparkline, type Point } from './sparkline.js';

const REFRESH_MS = 1_000;
/** Databases are asked seldom: their health is asked of them. */
const DATABASES_EVERY = 10;
const SPAN_MS = 15 * 60_000;
const LEAST_LAG = 100;

interface Health {
  status: string;
  reasons: string[];
}

/** How the site is at this moment: what is wrong first, then how events run through it. */
@customElement('rm-system-now')
export class SystemNow extends LitElement {
  @state() private report: SystemReport | null = null;
  @state() private health: Health | null = null;
  @state() private databases: Database[] = [];
  @state() private error = '';
  private atMs = 0;
  private asked = 0;
  private readonly rates = new Rates();
  private readonly lags = new Map<string, Series>();

  static override styles = [controls, cardStyles, nowStyles, css``];

  constructor() {
    super();
    new Follow(this, [app.changed]);
    new Poll(this, REFRESH_MS, () => this.load());
  }

  override render(): TemplateResult {
    const isLive = app.link === 'live' && this.error === '';
    return html`${this.verdict(isLive)}
      ${this.report === null ? nothing : html`<div class=${isLive ? '' : 'old'}>${this.body(this.report)}</div>`}`;
  }

  /** In words, and first: what is wrong now. */
  private verdict(isLive: boolean): TemplateResult {
    if (this.error !== '' || (!isLive && this.report !== null)) {
      return html`<section class="panel verdict warn" role="status">
        <h2>${mark('warn', t('Not live'))}</h2>
        <p>${this.error}${this.atMs === 0 ? '' : ` ${t('What is shown is as of {time}.', { time: clockText(this.atMs) })}`}</p>
      </section>`;
    }
    if (this.health === null || this.report === null) return html`<section class="panel verdict"><p>${t('Asking the server…')}</p></section>`;
    const { status, reasons } = this.health;
    if (status === 'ready' && reasons.length === 0) {
      return html`<section class="panel verdict" role="status"><h2>${mark('good', t('Nothing is wrong'))}</h2></section>`;
    }
    const standing = status === 'ready' || status === 'degraded' ? 'warn' : 'bad';
    const head = standing === 'bad' ? t('The site can not serve') : t('The site serves, and something has to be looked after');
    return html`<section class="panel verdict ${standing}" role="status">
      <h2>${mark(standing, head)}</h2>
      <ul>${reasons.map((reason) => html`<li>${reason}</li>`)}</ul>
    </section>`;
  }

  private body(report: SystemReport): TemplateResult {
    const step = report.runningStep;
    return html`
      <section class="panel card" aria-label=${t('Pipeline')}>
        <div class="cardhead">
          <h2>${t('Pipeline')}</h2>
          <span class="quiet">${t('sequence {sequence}', { sequence: countText(report.sequence) })}${step ? html` · ${t('the machine {machine} is in a step', { machine: step.machine })}` : nothing}</span>
        </div>
        ${pipeline(report, this.rates)}
        <div class="stages scroll" tabindex="0" role="group" aria-label=${t('Stages')}>${stageTable(report, this.rates)}</div>
      </section>
      ${accounting(report, this.rates)}
      <section class="panel card" aria-label=${t('Latency')}>
        <div class="cardhead"><h2>${t('Latency since the start')}</h2><span class="quiet">${t('from publishing an event to the end of the stage; both scales are logarithmic')}</span></div>
        <div class="histograms">
          ${report.stages.map((stage) => histogram(stage.name, stage.latency))}
          ${histogram(t('Forcing the journal to disk'), report.journal.force)}
        </div>
      </section>
      <div class="cards">
        ${journal(report)} ${this.projections(report)} ${connectors(report)}
        ${this.databases.length > 0 ? databases(this.databases) : nothing} ${processCard(report, this.rates)}
      </div>
    `;
  }

  private projections(report: SystemReport): TemplateResult {
    const found: [string, Projection | null][] = [
      [t('Samples (time series)'), report.history],
      [t('Records (SQL)'), report.records],
    ];
    const isDown = found.some(([, projection]) => projection?.up === false);
    return card(
      t('Copies of the journal'),
      html`${found.map(([title, projection]) => (projection === null ? html`<p class="quiet">${title}: ${t('none is kept')}</p>` : this.projection(title, projection)))}`,
      isDown ? mark('bad', t('down')) : mark('good', t('up')),
    );
  }

  private projection(title: string, projection: Projection): TemplateResult {
    const series = this.lags.get(projection.name);
    return html`<div class="projection">
      ${projection.up ? nothing : html`<p>${mark('bad', t('down'))} ${projection.detail}</p>`}
      ${facts([
        [`${title}: ${projection.name}`, t('{lag} behind', { lag: countText(projection.lag) })],
        ...(projection.failures || projection.refused ? [[t('Failures'), t('{failures}, rows refused {refused}', { failures: countText(projection.failures ?? 0), refused: countText(projection.refused ?? 0) })] as [string, string]] : []),
      ])}
      ${sparkline(t('Events behind'), series?.points ?? [], SPAN_MS, this.atMs, LEAST_LAG, countText)}
    </div>`;
  }

  private async load(): Promise<void> {
    try {
      const [report, health] = await Promise.all([app.client.rest.system() as Promise<unknown> as Promise<SystemReport>, readHealth()]);
      this.atMs = Date.now();
      this.rates.add(report, performance.now());
      if (this.lags.size === 0) void this.recall(report);
      for (const projection of [report.history, report.records]) {
        if (projection !== null) this.series(projection.name).add(this.atMs, projection.lag);
      }
      this.report = report;
      this.health = health;
      this.error = '';
      if (app.rights.mayEverywhere('admin') && this.asked++ % DATABASES_EVERY === 0) {
        this.databases = ((await app.client.rest.call('GET', '/system/databases')) as { items: Database[] }).items;
      }
    } catch (error) {
      this.error = problemText(error);
    }
  }

  private series(name: string): Series {
    let series = this.lags.get(name);
    if (series === undefined) this.lags.set(name, (series = new Series(SPAN_MS)));
    return series;
  }

  /** The minutes before this page was opened, as the server has them every 15 s. */
  private async recall(report: SystemReport): Promise<void> {
    const names = new Map([['samples', report.history?.name], ['records', report.records?.name]]);
    try {
      for (const { projection, points } of await pastLags(Date.now())) {
        const name = names.get(projection);
        if (name !== undefined) this.series(name).before(points);
      }
      this.requestUpdate();
    } catch {
      // The line begins now, then.
    }
  }
}

/** 503 has a body as well: why. */
async function readHealth(): Promise<Health> {
  const response = await fetch('/health/ready', { cache: 'no-store', signal: AbortSignal.timeout(10_000) });
  return (await response.json()) as Health;
}

async function pastLags(nowMs: number): Promise<{ projection: string; points: Point[] }[]> {
  const span = `start=${(nowMs - SPAN_MS) / 1000}&end=${nowMs / 1000}&step=15`;
  const response = await fetch(`/prom/api/v1/query_range?query=ringmain_projection_lag_events&${span}`, {
    headers: { authorization: `Bearer ${app.client.rest.token}` },
  });
  const answer = (await response.json()) as { data?: { result: { metric: Record<string, string>; values: [number, string][] }[] } };
  return (answer.data?.result ?? []).map(({ metric, values }) => ({
    projection: metric.projection ?? '',
    points: values.map(([seconds, value]) => ({ ms: seconds * 1000, value: Number(value) })),
  }));
}
