import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { app } from '../../model/app.js';
import { fetched, problemText } from '../../model/calls.js';
import { timeText } from '../../model/format.js';
import { bytesText, durationText } from '../../model/report.js';
import { t } from '../../model/text.js';
import { confirm } from '../../ui/confirm.js';
import { controls } from '../../ui/controls.js';
import '../../ui/dialog.js';
import { download } from '../../ui/download.js';
import { listPageStyles } from '../../ui/list-page.css.js';
import { isEnded, kindName, priorityName, stateName, stateText, type Attempt, type Job } from './model.js';

const LONGEST_SHOWN = 600;

/** A job with its attempts, and what can be done with it. Fires `changed` after that, and `closed`. */
@customElement('rm-job-detail')
export class JobDetail extends LitElement {
  @property({ attribute: false }) job: Job | null = null;
  @state() private problem = '';
  @state() private isBusy = false;

  static override styles = [
    controls,
    listPageStyles,
    css`
      :host { display: contents !important; }
      pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 12.5px; }
      .error { border-left: 4px solid var(--p4); background: var(--raised); padding: 6px 12px; margin: 8px 0; }
      progress { width: 100%; height: 12px; accent-color: var(--accent); }
    `,
  ];

  override render(): TemplateResult | typeof nothing {
    const job = this.job;
    if (job === null) return nothing;
    const time = (iso: string | null) => (iso === null ? '' : timeText(Date.parse(iso), Date.now()));
    return html`<rm-dialog open .heading=${`${kindName(job.kind)}: ${stateText(job)}`} @closed=${this.closed}>
      ${job.state === 'running' ? html`<progress max="1" .value=${job.progress.done} aria-label=${t('Progress')}></progress>` : nothing}
      ${job.error === null ? nothing : html`<div class="error">${job.error.detail} <span class="quiet">(${job.error.code})</span></div>`}
      <dl>
        ${job.progress.text === '' ? nothing : html`<dt>${t('Progress')}</dt><dd>${Math.round(job.progress.done * 100)} % · ${job.progress.text}</dd>`}
        <dt>${t('Submitted')}</dt><dd>${time(job.submittedAt)} · ${job.user}</dd>
        ${job.reason === '' ? nothing : html`<dt>${t('Reason')}</dt><dd>${job.reason}</dd>`}
        ${job.startedAt === null ? nothing : html`<dt>${t('Begun')}</dt><dd>${time(job.startedAt)} · ${t('after {time}', { time: durationText(job.waitMs * 1e6) })}</dd>`}
        ${job.endedAt === null ? nothing : html`<dt>${t('Ended|moment')}</dt><dd>${time(job.endedAt)} · ${t('after {time}', { time: durationText(job.runMs * 1e6) })}</dd>`}
        <dt>${t('Priority')}</dt><dd>${priorityName(job.priority)}</dd>
        <dt>${t('Parameters')}</dt><dd>${this.parameters(job)}</dd>
        ${job.result === null ? nothing : html`<dt>${t('Result')}</dt><dd>${job.result.name} · ${bytesText(job.result.bytes)}<br /><span class="quiet">SHA-256 ${job.result.sha256}</span></dd>`}
      </dl>
      ${job.attempts.length === 0 ? nothing : html`<h3>${t('Attempts')}</h3><ul class="comments">${job.attempts.map((attempt) => this.attempt(attempt))}</ul>`}
      <div role="alert">${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}</div>
      ${this.actions(job)}
    </rm-dialog>`;
  }

  private parameters(job: Job): TemplateResult | string {
    if (Object.keys(job.parameters).length === 0) return t('none|parameters');
    const text = JSON.stringify(job.parameters, null, 1).replaceAll('\\n', '\n');
    return html`<pre>${text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)} …` : text}</pre>`;
  }

  private attempt(attempt: Attempt): TemplateResult {
    return html`<li>${t('{number} by {worker}, from {from}', { number: attempt.number, worker: attempt.worker, from: timeText(Date.parse(attempt.startedAt), Date.now()) })}: ${stateName(attempt.outcome ?? 'running')}${attempt.error === null ? nothing : html`\n${attempt.error.detail} (${attempt.error.code})`}</li>`;
  }

  private actions(job: Job): TemplateResult {
    const isOff = this.isBusy || app.link !== 'live';
    return html`
      ${job.result !== null ? html`<button slot="actions" class="primary" ?disabled=${isOff} @click=${() => this.fetch(job)}>${t('Fetch the result')}</button>` : nothing}
      ${job.state === 'failed' || job.state === 'dead' ? html`<button slot="actions" ?disabled=${isOff} @click=${() => this.act('POST', `/jobs/${job.id}:retry`)}>${t('Try again')}</button>` : nothing}
      ${isEnded(job) ? html`<button slot="actions" ?disabled=${isOff} @click=${() => this.discard(job)}>${t('Delete')}</button>` : nothing}
      ${isEnded(job) ? nothing : html`<button slot="actions" ?disabled=${isOff || job.cancelRequested} @click=${() => this.act('POST', `/jobs/${job.id}:cancel`)}>${t('Cancel the job')}</button>`}
    `;
  }

  private async fetch(job: Job): Promise<void> {
    await this.tried(async () => download(job.result!.name, await fetched('GET', `/jobs/${job.id}/result`)));
  }

  private async discard(job: Job): Promise<void> {
    const answer = await confirm({
      title: t('Delete the job'),
      text: job.result === null ? t('The job is removed from the list.') : t('The job and its result {name} are removed.', { name: job.result.name }),
      action: t('Delete'),
    });
    if (answer === null) return;
    if (await this.act('DELETE', `/jobs/${job.id}`)) this.closed();
  }

  private act(method: string, path: string): Promise<boolean> {
    return this.tried(async () => {
      await app.client.rest.call(method, path, method === 'POST' ? {} : undefined);
      this.dispatchEvent(new CustomEvent('changed'));
    });
  }

  private async tried(deed: () => Promise<void>): Promise<boolean> {
    this.isBusy = true;
    this.problem = '';
    try {
      await deed();
      return true;
    } catch (error) {
      this.problem = problemText(error);
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  private closed(): void {
    this.problem = '';
    this.dispatchEvent(new CustomEvent('closed'));
  }
}
