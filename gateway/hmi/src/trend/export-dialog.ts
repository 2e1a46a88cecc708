import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError } from '../client/index.js';
import { app } from '../model/app.js';
import { offsetText, shownZone } from '../model/format.js';
import { shownBuckets, shownSamples } from '../model/shown.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import '../ui/dialog.js';
import { download } from '../ui/download.js';
import { csvOf, type CsvForm, type CsvPart } from './csv.js';
import { samplesOf } from './export.js';
import { RAW_SPAN_MS } from './history.js';
import type { Trend } from './trend.js';

const FORMS: readonly [key: string, form: CsvForm][] = [
  ['comma', { column: ',', decimal: '.' }],
  ['semicolon', { column: ';', decimal: '.' }],
  ['semicolon-comma', { column: ';', decimal: ',' }],
];
const BUCKETS = 1_000;

/** The window as a file: CSV from the server's history, a picture, or paper. Fires `closed` and `picture`. */
@customElement('rm-export-dialog')
export class ExportDialog extends LitElement {
  @property({ attribute: false }) trend!: Trend;
  @state() private form = 'comma';
  @state() private rows: 'buckets' | 'samples' = 'samples';
  @state() private isBusy = false;
  @state() private problem = '';

  static override styles = [
    controls,
    css`
      fieldset { border: 1px solid var(--line); border-radius: 3px; margin: 0 0 10px; padding: 6px 10px; }
      legend { font-weight: 600; }
      label { display: flex; gap: 6px; align-items: center; min-height: 28px; color: var(--text); }
      input { width: 18px; height: 18px; min-height: 18px; accent-color: var(--accent); }
      .problem { border-left: 4px solid var(--p4); background: var(--raised); padding: 4px 10px; }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.rows = this.trend.view.span <= RAW_SPAN_MS ? 'samples' : 'buckets';
  }

  override render() {
    const columns: Record<string, string> = {
      comma: t('Comma, decimal point'),
      semicolon: t('Semicolon, decimal point'),
      'semicolon-comma': t('Semicolon, decimal comma'),
    };
    return html`<rm-dialog open .heading=${t('Export')} ?busy=${this.isBusy} @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}>
      <fieldset>
        <legend>${t('Rows of the CSV file')}</legend>
        <label><input type="radio" name="rows" .checked=${this.rows === 'samples'} @change=${() => (this.rows = 'samples')} />${t('All samples')}</label>
        <label><input type="radio" name="rows" .checked=${this.rows === 'buckets'} @change=${() => (this.rows = 'buckets')} />${t('Minimum, maximum and mean of {count} parts of the span', { count: BUCKETS })}</label>
      </fieldset>
      <fieldset>
        <legend>${t('Columns')}</legend>
        ${FORMS.map(
          ([key]) => html`<label><input type="radio" name="form" .checked=${this.form === key} @change=${() => (this.form = key)} />${columns[key]}</label>`,
        )}
      </fieldset>
      <div role="alert">${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}</div>
      <div role="status">${this.isBusy ? t('Loading …') : nothing}</div>
      <button slot="actions" class="primary" ?disabled=${this.isBusy} @click=${this.csv}>${t('Save CSV')}</button>
      <button slot="actions" ?disabled=${this.isBusy} @click=${() => this.dispatchEvent(new CustomEvent('picture'))}>${t('Save picture')}</button>
      <button slot="actions" ?disabled=${this.isBusy} @click=${this.print}>${t('Print')}</button>
    </rm-dialog>`;
  }

  private print(): void {
    this.dispatchEvent(new CustomEvent('closed'));
    setTimeout(() => print());
  }

  private async csv(): Promise<void> {
    const { from, to } = this.trend.view;
    const pens = this.trend.pens.filter((pen) => !pen.isHidden);
    const isRaw = this.rows === 'samples';
    this.isBusy = true;
    this.problem = '';
    try {
      const rest = app.client.rest;
      const parts: CsvPart[] = [];
      for (const { tag } of pens) {
        const definition = app.tags.definition(tag);
        const isText = definition?.type === 'string';
        const samples = isRaw || isText ? shownSamples(await samplesOf(rest, tag, from, to), definition) : [];
        const buckets = isRaw || isText ? [] : shownBuckets(await rest.buckets(tag, from, to, BUCKETS), definition);
        parts.push({ tag, definition, samples, buckets });
      }
      const zone = `${shownZone().name} (${offsetText(from)})`;
      const head = { site: app.site, from, to, zone, bucketMs: isRaw ? 0 : (to - from) / BUCKETS };
      const text = csvOf(head, parts, FORMS.find(([key]) => key === this.form)![1]);
      download(`trend-${new Date(from).toISOString().slice(0, 19).replaceAll(':', '')}.csv`, new Blob([text], { type: 'text/csv;charset=utf-8' }));
      this.dispatchEvent(new CustomEvent('closed'));
    } catch (error) {
      this.problem = error instanceof ApiError && error.status !== 0 ? `${error.message} (${error.code})` : (error as Error).message;
    } finally {
      this.isBusy = false;
    }
  }
}
