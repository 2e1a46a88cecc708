import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { app } from '../../model/app.js';
import { fetched, problemText } from '../../model/calls.js';
import { isoOf } from '../../model/log-spans.js';
import { t } from '../../model/text.js';
import { controls } from '../../ui/controls.js';
import { Follow } from '../../ui/follow.js';
import { listPageStyles } from '../../ui/list-page.css.js';
import { Poll } from '../../ui/poll.js';
import { isEnded, stateText, type Job } from '../jobs/model.js';
import { card, cardStyles } from './parts.js';
import { whatIfReport, whatIfStyles, type WhatIfReport } from './what-if-report.js';

const REFRESH_MS = 1_000;

/** What another configuration would have done with what is recorded: runs as a job, and shown when that has ended. */
@customElement('rm-system-what-if')
export class SystemWhatIf extends LitElement {
  @state() private job: Job | null = null;
  @state() private report: WhatIfReport | null = null;
  @state() private problem = '';
  @state() private isBusy = false;

  static override styles = [
    controls,
    listPageStyles,
    cardStyles,
    whatIfStyles,
    css`
      :host { display: grid !important; gap: 10px; grid-template-columns: minmax(0, 1fr); height: auto; }
      textarea { font-family: monospace; min-height: 180px; }
      .spans { display: flex; flex-wrap: wrap; gap: 6px 14px; }
      .spans label { display: grid; gap: 1px; }
      progress { width: min(320px, 100%); height: 12px; accent-color: var(--accent); }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed]);
    new Poll(this, REFRESH_MS, () => this.look());
  }

  override render(): TemplateResult {
    const isRunning = this.job !== null && !isEnded(this.job);
    const isOff = app.link !== 'live' || this.isBusy || isRunning;
    return html`
      ${card(
        t('What-if run'),
        html`<p class="quiet">${t('The recorded inputs are executed against another site file. The plant does not react: it is open loop. Nothing of the running site changes.')}</p>
          <form @submit=${this.run}>
            <label for="site">${t('Other site file (YAML)')}</label>
            <textarea id="site" required spellcheck="false"></textarea>
            <div class="more">
              <input type="file" aria-label=${t('Site file')} accept=".yaml,.yml" @change=${this.fileChosen} />
              ${app.rights.mayEverywhere('configure') ? html`<button type="button" ?disabled=${isOff} @click=${this.present}>${t('Begin with the present one')}</button>` : nothing}
            </div>
            <div class="spans">
              <label>${t('From')}<input id="from" type="datetime-local" step="1" /></label>
              <label>${t('To')}<input id="to" type="datetime-local" step="1" /></label>
            </div>
            <div role="alert">${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}</div>
            <div class="more"><button class="primary" ?disabled=${isOff}>${t('Run')}</button></div>
          </form>
          ${this.job === null ? nothing : this.standing(this.job)}`,
      )}
      ${this.report === null ? nothing : whatIfReport(this.report)}
    `;
  }

  private standing(job: Job): TemplateResult {
    return html`<div role="status">
      ${stateText(job)} ${job.progress.text}
      ${isEnded(job) ? nothing : html`<progress max="1" .value=${job.progress.done} aria-label=${t('Progress')}></progress> <button @click=${() => this.cancel(job)}>${t('Cancel the job')}</button>`}
      ${job.error === null ? nothing : html`<div class="problem">${job.error.detail} (${job.error.code})</div>`}
    </div>`;
  }

  private field(id: string): HTMLTextAreaElement {
    return this.renderRoot.querySelector<HTMLTextAreaElement>(`#${id}`)!;
  }

  private async fileChosen(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file !== undefined) this.field('site').value = await file.text();
  }

  /** What is defined now, to be changed here and there. */
  private async present(): Promise<void> {
    await this.tried(async () => {
      const definitions = await (await fetched('POST', '/system/config:export', { body: { format: 'yaml' } })).text();
      this.field('site').value = `site:\n  name: ${JSON.stringify(app.site)}\n${definitions}`;
    });
  }

  private async run(event: Event): Promise<void> {
    event.preventDefault();
    const parameters: Record<string, string> = { site: this.field('site').value, format: 'json' };
    for (const end of ['from', 'to']) if (this.field(end).value !== '') parameters[end] = isoOf(this.field(end).value);
    this.report = null;
    await this.tried(async () => {
      this.job = (await app.client.rest.call('POST', '/jobs', { kind: 'what-if', parameters })) as Job;
    });
  }

  private async cancel(job: Job): Promise<void> {
    await this.tried(async () => {
      this.job = (await app.client.rest.call('POST', `/jobs/${job.id}:cancel`, {})) as Job;
    });
  }

  private async look(): Promise<void> {
    const { job } = this;
    if (job === null || (isEnded(job) && (this.report !== null || job.result === null))) return;
    await this.tried(async () => {
      const now = (await app.client.rest.call('GET', `/jobs/${job.id}`)) as Job;
      if (now.state === 'succeeded') this.report = (await app.client.rest.call('GET', `/jobs/${job.id}/result`)) as WhatIfReport;
      this.job = now;
    });
  }

  private async tried(deed: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.problem = '';
    try {
      await deed();
    } catch (error) {
      this.problem = problemText(error);
    } finally {
      this.isBusy = false;
    }
  }
}
