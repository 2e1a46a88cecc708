import { css, html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { frameKeys, furtherKeys, pageKeys } from '../model/keys.js';
import { t } from '../model/text.js';
import { controls } from './controls.js';
import './dialog.js';

/** All keys there are. */
@customElement('rm-key-list')
export class KeyList extends LitElement {
  @state() private isOpen = false;

  static override styles = [
    controls,
    css`
      h3 { font-size: 13px; margin: 12px 0 4px; color: var(--quiet); font-weight: 600; }
      dl { display: grid; grid-template-columns: 92px 1fr; gap: 4px 12px; margin: 0; }
      dt, dd { margin: 0; }
      kbd { font: inherit; font-size: 12px; border: 1px solid var(--edge); border-radius: 3px; padding: 0 6px; background: var(--raised); }
      p { margin: 0 0 8px; }
    `,
  ];

  show(): void {
    this.isOpen = true;
  }

  override render() {
    const pages = pageKeys().map(({ keys, title }) => ({ keys: `g ${keys}`, text: () => t(title) }));
    return html`<rm-dialog .heading=${t('Keys')} .open=${this.isOpen} @closed=${() => (this.isOpen = false)}>
      ${app.settings.keys ? '' : html`<p>${t('Shortcuts of single keys are switched off in the settings.')}</p>`}
      ${this.list(t('Everywhere'), [...frameKeys(), ...furtherKeys()])} ${this.list(t('To a page'), pages)}
      <button slot="actions" autofocus @click=${() => (this.isOpen = false)}>${t('Close')}</button>
    </rm-dialog>`;
  }

  private list(title: string, hints: { keys: string; text: () => string }[]) {
    return html`<h3>${title}</h3>
      <dl>
        ${hints.map(({ keys, text }) => html`<dt>${keys.split(' ').map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${text()}</dd>`)}
      </dl>`;
  }
}
