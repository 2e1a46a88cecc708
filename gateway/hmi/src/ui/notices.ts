import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { t } from '../model/text.js';
import { controls } from './controls.js';
import { Follow } from './follow.js';

/** Outcomes of commands, for some seconds. */
@customElement('rm-notices')
export class Notices extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        position: fixed;
        right: 14px;
        bottom: 14px;
        z-index: 5;
        display: grid;
        gap: 6px;
        max-width: min(440px, calc(100vw - 28px));
      }
      @media (max-width: 760px) {
        :host { bottom: 74px; }
      }
      .notice {
        display: flex;
        align-items: center;
        gap: 10px;
        padding: 6px 6px 6px 14px;
        background: var(--raised);
        border: 1px solid var(--edge);
        border-left: 5px solid var(--edge);
        border-radius: 3px;
        box-shadow: var(--shadow);
      }
      .refused {
        border-left-color: var(--p3);
      }
      .notice span {
        flex: 1;
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed]);
  }

  override render() {
    return html`<div role="status">
      ${app.notices.map(
        (notice) =>
          html`<div class="notice ${notice.kind}">
            <span>${notice.text}</span>
            <button aria-label=${t('Dismiss')} @click=${() => app.dismiss(notice.id)}>✕</button>
          </div>`,
      )}
    </div>`;
  }
}
