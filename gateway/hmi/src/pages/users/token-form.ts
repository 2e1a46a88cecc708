import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { app } from '../../model/app.js';
import { problemText, send } from '../../model/calls.js';
import { isoOf } from '../../model/log-spans.js';
import { t } from '../../model/text.js';
import { controls } from '../../ui/controls.js';
import '../../ui/dialog.js';
import { listPageStyles } from '../../ui/list-page.css.js';
import { revealProblem } from '../../ui/reveal.js';
import { areasOf, PERMISSIONS, permissionText } from './model.js';
import './secret-shown.js';

/** A new API token of the own account; it is shown once. Fires `changed` and `closed`. */
@customElement('rm-token-form')
export class TokenForm extends LitElement {
  @property({ type: Boolean }) open = false;
  @state() private problem = '';
  @state() private isBusy = false;
  @state() private token = '';

  static override styles = [
    controls,
    listPageStyles,
    css`
      :host { display: contents !important; }
      fieldset { border: 1px solid var(--line); border-radius: 3px; padding: 4px 10px; margin: 6px 0 0; }
      fieldset label { display: flex; gap: 8px; align-items: center; padding: 3px 0; margin: 0; min-height: 28px; }
      fieldset input { width: 20px !important; height: 20px; min-height: 0; flex: none; }
      small { color: var(--quiet); }
    `,
  ];

  override render(): TemplateResult | typeof nothing {
    if (this.token !== '') return html`<rm-secret-shown .heading=${t('New API token')} .secret=${this.token} .hint=${t('It goes into the header Authorization: Bearer.')} @closed=${this.closed}></rm-secret-shown>`;
    if (!this.open) return nothing;
    const own = PERMISSIONS.filter((permission) => app.rights.may(permission));
    return html`<rm-dialog open .heading=${t('New API token')} ?busy=${this.isBusy} @closed=${this.closed}>
      <form id="token" @submit=${this.make}>
        <p class="quiet">${t('For a program that acts for you: it may never do more than you may.')}</p>
        <label for="name">${t('Name')}</label><input id="name" required maxlength="100" autocomplete="off" />
        <fieldset>
          <legend>${t('It may')}</legend>
          ${own.map((permission) => html`<label><input type="checkbox" name="scope" value=${permission} ?checked=${permission === 'view'} /> <span>${permission} <small>${permissionText(permission)}</small></span></label>`)}
        </fieldset>
        <label for="areas">${t('Areas, with commas between them')}</label><input id="areas" placeholder=${t('everywhere')} autocomplete="off" />
        <label for="expires">${t('Ends at')}</label><input id="expires" type="datetime-local" />
        <div role="alert">${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}</div>
      </form>
      <button slot="actions" type="submit" form="token" class="primary" ?disabled=${this.isBusy || app.link !== 'live'}>${t('Make the token')}</button>
    </rm-dialog>`;
  }

  private async make(event: Event): Promise<void> {
    event.preventDefault();
    const value = (id: string) => this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)!.value.trim();
    const scopes = [...this.renderRoot.querySelectorAll<HTMLInputElement>('input[name=scope]:checked')].map((box) => box.value);
    const body: Record<string, unknown> = { name: value('name'), scopes };
    if (areasOf(value('areas')).length > 0) body.areas = areasOf(value('areas'));
    if (value('expires') !== '') body.expiresAt = isoOf(value('expires'));
    this.isBusy = true;
    this.problem = '';
    try {
      this.token = (await send<{ token: string }>('POST', '/api-tokens', { body })).token;
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.problem = problemText(error);
      revealProblem(this);
    } finally {
      this.isBusy = false;
    }
  }

  private closed(event?: Event): void {
    // A dialog that has made way for the secret closes behind it.
    if (event?.target instanceof Element && !event.target.isConnected) return;
    this.problem = '';
    this.token = '';
    this.dispatchEvent(new CustomEvent('closed'));
  }
}
