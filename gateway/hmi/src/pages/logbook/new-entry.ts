import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Alarm } from '../../client/index.js';
import { app } from '../../model/app.js';
import { problemText } from '../../model/calls.js';
import { t } from '../../model/text.js';
import { controls } from '../../ui/controls.js';
import '../../ui/dialog.js';
import { listPageStyles } from '../../ui/list-page.css.js';

/** A new entry of the log book. Fires `closed`, and `written` before that. */
@customElement('rm-new-entry')
export class NewEntry extends LitElement {
  @property({ type: Boolean }) open = false;
  @state() private problem = '';
  @state() private isBusy = false;
  @state() private alarms: string[] = [];

  static override styles = [controls, listPageStyles, css`:host { display: contents !important; }`];

  protected override updated(): void {
    if (this.open && this.alarms.length === 0) void this.loadAlarms();
  }

  private async loadAlarms(): Promise<void> {
    this.alarms = (await app.client.rest.all<Alarm>('/alarms').catch(() => [])).map((alarm) => alarm.name);
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.open) return nothing;
    const categories = [t('Shift handover'), t('Operation'), t('Maintenance'), t('Safety'), t('Quality')];
    return html`<rm-dialog open .heading=${t('New entry of the log book')} ?busy=${this.isBusy} @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}>
      <form id="entry" @submit=${this.write}>
        <label for="text">${t('Text')}</label>
        <textarea id="text" maxlength="4000" required></textarea>
        <label for="category">${t('Category')}</label>
        <input id="category" maxlength="100" list="categories" autocomplete="off" />
        <datalist id="categories">${categories.map((name) => html`<option value=${name}></option>`)}</datalist>
        <label for="alarm">${t('About the alarm (optional)')}</label>
        <input id="alarm" list="alarms" autocomplete="off" />
        <datalist id="alarms">${this.alarms.map((name) => html`<option value=${name}></option>`)}</datalist>
        <div role="alert">${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}</div>
      </form>
      <button slot="actions" type="submit" form="entry" class="primary" ?disabled=${this.isBusy || app.link !== 'live'}>${t('Write the entry')}</button>
    </rm-dialog>`;
  }

  private async write(event: Event): Promise<void> {
    event.preventDefault();
    const value = (id: string) => this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)!.value.trim();
    const body: Record<string, string> = { text: value('text') };
    for (const key of ['category', 'alarm']) if (value(key) !== '') body[key] = value(key);
    this.isBusy = true;
    this.problem = '';
    try {
      await app.client.rest.call('POST', '/logbook', body);
      this.dispatchEvent(new CustomEvent('written'));
      this.dispatchEvent(new CustomEvent('closed'));
    } catch (error) {
      this.problem = problemText(error);
    } finally {
      this.isBusy = false;
    }
  }
}
