import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { app } from '../../model/app.js';
import { problemText } from '../../model/calls.js';
import { t } from '../../model/text.js';
import { controls } from '../../ui/controls.js';
import '../../ui/dialog.js';
import { listPageStyles } from '../../ui/list-page.css.js';
import { revealProblem } from '../../ui/reveal.js';
import { putIn, type Imported } from './config-calls.js';
import { differenceList, differenceStyles } from './difference-list.js';

/** Definitions from a file into the running site: tried first, put in place when nothing is wrong. Fires `changed` and `closed`. */
@customElement('rm-import-form')
export class ImportForm extends LitElement {
  @property({ type: Boolean }) open = false;
  @state() private problem = '';
  @state() private isBusy = false;
  @state() private tried: Imported | null = null;

  static override styles = [controls, listPageStyles, differenceStyles, css`:host { display: contents !important; } textarea { font-family: monospace; min-height: 160px; }`];

  override render(): TemplateResult | typeof nothing {
    if (!this.open) return nothing;
    const isSound = this.tried !== null && this.tried.errors.length === 0 && !this.tried.applied;
    return html`<rm-dialog open wide .heading=${t('Import definitions')} ?busy=${this.isBusy} @closed=${this.closed}>
      <form id="import" @submit=${(e: Event) => this.submit(e, true)}>
        <label for="file">${t('File (JSON or YAML, as the export makes it)')}</label>
        <input id="file" type="file" accept=".json,.yaml,.yml" @change=${this.fileChosen} />
        <label for="bundle">${t('Definitions')}</label>
        <textarea id="bundle" required spellcheck="false" @input=${() => (this.tried = null)}></textarea>
        <label for="mode">${t('Mode')}</label>
        <select id="mode" @change=${() => (this.tried = null)}>
          <option value="merge">${t('merge: what is not in the file stays')}</option>
          <option value="replace">${t('replace: what is not in the file goes')}</option>
        </select>
        <label for="why">${t('Reason (optional)')}</label>
        <input id="why" maxlength="200" autocomplete="off" />
        <div role="alert">${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}</div>
        <div role="status">${this.tried === null ? nothing : this.result(this.tried)}</div>
      </form>
      <button slot="actions" type="submit" form="import" class=${isSound ? '' : 'primary'} ?disabled=${this.isBusy || app.link !== 'live'}>${t('Try without changing anything')}</button>
      ${isSound ? html`<button slot="actions" class="primary" ?disabled=${this.isBusy || app.link !== 'live'} @click=${(e: Event) => this.submit(e, false)}>${t('Put in place')}</button>` : nothing}
    </rm-dialog>`;
  }

  private result(tried: Imported): TemplateResult {
    const counts = t('{created} created, {changed} changed, {removed} removed, {unchanged} unchanged', { created: tried.created, changed: tried.changed, removed: tried.removed, unchanged: tried.unchanged });
    if (tried.errors.length === 0) return html`<p>✓ ${t('Nothing is wrong with it:')} ${counts}</p>${differenceList(tried)}`;
    return html`<div class="problem">${t('It can not be put in place:')}<ul>${tried.errors.map(({ place, message }) => html`<li><b>${place}</b> ${message}</li>`)}</ul></div>`;
  }

  private value(id: string): string {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)!.value;
  }

  private async fileChosen(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file === undefined) return;
    this.renderRoot.querySelector<HTMLTextAreaElement>('#bundle')!.value = await file.text();
    this.tried = null;
  }

  private async submit(event: Event, dryRun: boolean): Promise<void> {
    event.preventDefault();
    this.isBusy = true;
    this.problem = '';
    try {
      this.tried = await putIn(this.value('bundle'), this.value('mode'), dryRun, this.value('why').trim());
      if (!this.tried.applied) return;
      app.notify('done', t('The definitions are in place.'));
      this.dispatchEvent(new CustomEvent('changed'));
      this.closed();
    } catch (error) {
      this.problem = problemText(error);
      revealProblem(this);
    } finally {
      this.isBusy = false;
    }
  }

  private closed(): void {
    this.tried = null;
    this.problem = '';
    this.dispatchEvent(new CustomEvent('closed'));
  }
}
