import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../../model/text.js';
import { controls } from '../../ui/controls.js';
import '../../ui/dialog.js';

/** A password or a token that the server shows this once. Fires `closed`. */
@customElement('rm-secret-shown')
export class SecretShown extends LitElement {
  @property() heading = '';
  @property() secret = '';
  @property() hint = '';
  @state() private isCopied = false;

  static override styles = [
    controls,
    css`
      code { display: block; font-size: 17px; padding: 10px 12px; background: var(--raised); border: 1px solid var(--edge); border-radius: 3px; overflow-wrap: anywhere; user-select: all; }
      p { margin: 0 0 8px; }
    `,
  ];

  override render(): TemplateResult | typeof nothing {
    if (this.secret === '') return nothing;
    return html`<rm-dialog open .heading=${this.heading} @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}>
      <p>${t('This is shown now and never again.')} ${this.hint}</p>
      <code>${this.secret}</code>
      <span class="hidden" role="status">${this.isCopied ? t('Copied.') : ''}</span>
      ${navigator.clipboard ? html`<button slot="actions" @click=${this.copy}>${this.isCopied ? t('Copied.') : t('Copy')}</button>` : nothing}
      <button slot="actions" class="primary" @click=${() => this.dispatchEvent(new CustomEvent('closed'))}>${t('I have written it down')}</button>
    </rm-dialog>`;
  }

  private async copy(): Promise<void> {
    await navigator.clipboard.writeText(this.secret).then(
      () => (this.isCopied = true),
      () => undefined,
    );
  }
}
