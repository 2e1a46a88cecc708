import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ApiError } from '../client/index.js';
import { app } from '../model/app.js';
import { timeText } from '../model/format.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import '../ui/dialog.js';
import { noteText } from './annotation-query.js';

const LONGEST = 1_000;

/** An entry of the log book about a moment of the trend. Fires `written` and `closed`. */
@customElement('rm-note-dialog')
export class NoteDialog extends LitElement {
  /** The moment, ms. */
  @property({ attribute: false }) at = 0;
  @state() private problem = '';
  @state() private isBusy = false;
  @query('textarea') private field!: HTMLTextAreaElement;

  static override styles = [
    controls,
    css`
      textarea { width: 100%; min-height: 90px; font: inherit; color: var(--text); background: var(--raised); border: 1px solid var(--edge); border-radius: 3px; padding: 6px; }
      .problem { border-left: 4px solid var(--p4); background: var(--raised); padding: 4px 10px; }
      p { margin: 0 0 6px; }
    `,
  ];

  override render() {
    return html`<rm-dialog open .heading=${t('Write to the log book')} ?busy=${this.isBusy} @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}>
      <p>${t('About {time}, by {user}', { time: timeText(this.at), user: app.userName })}</p>
      <label for="text">${t('Entry')}</label>
      <textarea id="text" maxlength=${LONGEST} autofocus></textarea>
      <div role="alert">${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}</div>
      <button slot="actions" class="primary" ?disabled=${this.isBusy || app.link !== 'live'} @click=${this.write}>${t('Write')}</button>
    </rm-dialog>`;
  }

  private async write(): Promise<void> {
    const text = this.field.value.trim();
    if (text === '') {
      this.problem = t('A text is needed.');
      this.field.focus();
      return;
    }
    this.isBusy = true;
    this.problem = '';
    try {
      await app.client.rest.call('POST', '/logbook', { text: noteText(this.at, text), category: 'trend' });
      this.dispatchEvent(new CustomEvent('written'));
      this.dispatchEvent(new CustomEvent('closed'));
    } catch (error) {
      this.problem = error instanceof ApiError && error.status !== 0 ? `${error.message} (${error.code})` : (error as Error).message;
    } finally {
      this.isBusy = false;
    }
  }
}
