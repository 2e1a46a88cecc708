import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { problemText, send } from '../model/calls.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import '../ui/dialog.js';
import '../ui/table.js';
import type { Column } from '../ui/table.js';
import type { Difference } from './system/config-calls.js';
import { differenceList, differenceStyles } from './system/difference-list.js';

interface Fault {
  line: number;
  column: string;
  message: string;
}

interface Result {
  created: number;
  changed: number;
  unchanged: number;
  removed: number;
  errors: Fault[];
  /** The first of what is changed. */
  items: Difference[];
  complete: boolean;
}

/** A table of tags is tried first: what it would change, what is wrong in which line; then all of it is put in place, or nothing. */
@customElement('rm-tag-import')
export class TagImport extends LitElement {
  @state() private file: File | null = null;
  @state() private isReplacing = false;
  @state() private result: Result | null = null;
  @state() private problem = '';
  @state() private isBusy = false;
  @query('#reason') private reason!: HTMLInputElement;

  static override styles = [
    controls,
    differenceStyles,
    css`
      .form { display: grid; gap: 10px; }
      label.check { display: flex; gap: 8px; align-items: center; }
      .check input { width: 18px; min-height: 18px; }
      .counts { display: flex; flex-wrap: wrap; gap: 6px 22px; }
      .counts b { font-size: 18px; }
      .problem { border-left: 4px solid var(--p3); background: var(--raised); padding: 6px 10px; overflow-wrap: anywhere; }
      .changes { max-height: 320px; overflow: auto; border: 1px solid var(--line); padding: 4px 10px; }
      rm-table { height: 260px; border: 1px solid var(--line); }
      input[type='file'], #reason { width: 100%; }
    `,
  ];

  override render(): TemplateResult {
    const { result } = this;
    const isSound = result !== null && result.errors.length === 0;
    const isChange = result !== null && result.created + result.changed + result.removed > 0;
    return html`<rm-dialog open wide .heading=${t('Import tags from a table')} ?busy=${this.isBusy} @closed=${() => this.done(false)}>
      <div class="form">
        <label>${t('CSV file, as it is exported; columns that are left out stay as they are')}
          <input id="file" type="file" accept=".csv,text/csv" @change=${this.chosen} /></label>
        <label class="check"><input type="checkbox" .checked=${this.isReplacing} @change=${this.replacing} />${t('Remove the tags that are not in the table')}</label>
        <div role="alert">${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}</div>
        <div role="status">${this.isBusy ? t('Looking through the table …') : result === null ? t('Nothing is changed before you have seen what would be.') : nothing}</div>
        ${result === null ? nothing : this.shown(result)}
        ${isSound && isChange ? html`<label>${t('Reason (optional)')}<input id="reason" maxlength="200" autocomplete="off" /></label>` : nothing}
      </div>
      <button slot="actions" class="primary" ?disabled=${!isSound || !isChange || this.isBusy} @click=${() => this.run(false)}>${t('Apply all')}</button>
      <button slot="actions" ?disabled=${this.isBusy} @click=${() => this.done(false)}>${t('Cancel')}</button>
    </rm-dialog>`;
  }

  private shown(result: Result): TemplateResult {
    return html`<div class="counts">
        <span><b>${result.created}</b> ${t('would be made')}</span>
        <span><b>${result.changed}</b> ${t('would be changed')}</span>
        <span><b>${result.removed}</b> ${t('would be removed')}</span>
        <span><b>${result.unchanged}</b> ${t('stay as they are')}</span>
      </div>
      ${result.errors.length === 0
        ? html`<div class="changes" tabindex="0" role="group" aria-label=${t('What would be changed')}>${differenceList(result)}</div>`
        : html`<div class="problem">${t('Faults: {n}. Nothing can be applied until they are mended.', { n: result.errors.length })}</div>
            <rm-table .label=${t('Faults')} .columns=${COLUMNS()} .rows=${result.errors}></rm-table>`}`;
  }

  private chosen(event: Event): void {
    this.file = (event.target as HTMLInputElement).files?.[0] ?? null;
    void this.run(true);
  }

  private replacing(event: Event): void {
    this.isReplacing = (event.target as HTMLInputElement).checked;
    void this.run(true);
  }

  private async run(isTried: boolean): Promise<void> {
    if (this.file === null || this.isBusy) return;
    const reason = isTried ? '' : (this.reason?.value.trim() ?? '');
    this.isBusy = true;
    this.problem = '';
    try {
      const query = `mode=${this.isReplacing ? 'replace' : 'merge'}&dryRun=${isTried}&reason=${encodeURIComponent(reason)}`;
      const result = await send<Result>('POST', `/tags:import?${query}`, { body: await this.file.text(), contentType: 'text/csv' });
      this.result = result;
      if (!isTried) {
        app.notify('done', t('{n} tags were made, {m} changed, {k} removed.', { n: result.created, m: result.changed, k: result.removed }));
        this.isBusy = false;
        return this.done(true);
      }
    } catch (error) {
      this.result = null;
      this.problem = problemText(error);
    }
    this.isBusy = false;
  }

  private done(changed: boolean): void {
    this.dispatchEvent(new CustomEvent('done', { detail: { name: '', changed } }));
  }
}

const COLUMNS = (): Column<Fault>[] => [
  { key: 'line', label: t('Line'), width: 70, align: 'right', value: (fault) => fault.line },
  { key: 'column', label: t('Column'), width: 140, value: (fault) => fault.column },
  { key: 'message', label: t('What is wrong'), width: 300, grow: 1, value: (fault) => fault.message, cell: (fault) => html`<span title=${fault.message}>${fault.message}</span>` },
];
