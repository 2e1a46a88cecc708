import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { t } from '../model/text.js';
import { controls } from './controls.js';
import { showModal } from './modals.js';

/**
 * `<rm-dialog heading="..." .open=${true} @closed=${...}>`: a modal dialog. What stands in it is its content; `slot="actions"` its
 * buttons, at the end. Focus goes to what has `autofocus`, else to the first field, and back to where it was; Escape and the
 * button at the top close it, unless `busy`. `closed` tells, whoever closed it.
 */
@customElement('rm-dialog')
export class Dialog extends LitElement {
  @property() heading = '';
  @property({ type: Boolean, reflect: true }) open = false;
  /** Something is under way that is not to be left. */
  @property({ type: Boolean }) busy = false;
  /** Room for tables and drawings. */
  @property({ type: Boolean, reflect: true }) wide = false;
  @query('dialog') private dialog!: HTMLDialogElement;
  private cameFrom: HTMLElement | null = null;

  static override styles = [
    controls,
    css`
      :host { display: contents; }
      dialog {
        border: 1px solid var(--edge);
        border-radius: 5px;
        padding: 0;
        width: min(480px, calc(100vw - 16px));
        max-height: calc(100dvh - 24px);
        background: var(--surface);
        color: var(--text);
        box-shadow: var(--shadow);
        flex-direction: column;
      }
      :host([wide]) dialog { width: min(1040px, calc(100vw - 16px)); }
      dialog[open] { display: flex; }
      dialog::backdrop { background: rgb(0 0 0 / 40%); }
      .head { display: flex; gap: 10px; align-items: center; padding: 8px 8px 8px 16px; background: var(--bar); }
      h2 { flex: 1; min-width: 0; overflow-wrap: anywhere; font-size: 15px; }
      .body { padding: 14px 16px; overflow: auto; min-height: 0; }
      .body:focus-visible { outline-offset: -2px; }
      .actions { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 8px; padding: 0 16px 14px; }
    `,
  ];

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('open')) return;
    if (this.open && !this.dialog.open) this.show();
    if (!this.open && this.dialog.open) this.dialog.close();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.dialog?.open) this.dialog.close();
  }

  private show(): void {
    this.cameFrom = focused();
    showModal(this.dialog);
    const field =
      this.querySelector<HTMLElement>('[autofocus]') ??
      this.querySelector<HTMLElement>('input:not(:disabled), select:not(:disabled), textarea:not(:disabled)');
    field?.focus();
  }

  private closed(): void {
    this.open = false;
    if (this.cameFrom?.isConnected) this.cameFrom.focus();
    this.cameFrom = null;
    this.dispatchEvent(new CustomEvent('closed'));
  }

  private cancel(event: Event): void {
    if (this.busy) event.preventDefault();
  }

  override render() {
    return html`<dialog aria-labelledby="heading" @close=${this.closed} @cancel=${this.cancel}>
      <div class="head">
        <h2 id="heading">${this.heading}</h2>
        <button type="button" aria-label=${t('Close')} ?disabled=${this.busy} @click=${() => this.dialog.close()}>✕</button>
      </div>
      <div class="body"><slot></slot></div>
      <div class="actions"><slot name="actions"></slot></div>
    </dialog>`;
  }
}

/** What has the focus, through shadow roots. */
export function focused(): HTMLElement | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement ? element : null;
}
