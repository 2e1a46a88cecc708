import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { kindText, priorityName } from '../model/alarm-order.js';
import { timeText } from '../model/format.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import '../ui/dialog.js';
import type { AlarmSpan, Flag } from './annotations.js';

/** What an annotation has to say. Fires `closed`. */
@customElement('rm-mark-dialog')
export class MarkDialog extends LitElement {
  @property({ attribute: false }) alarm: AlarmSpan | null = null;
  @property({ attribute: false }) flags: readonly Flag[] = [];

  static override styles = [
    controls,
    css`
      dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 14px; margin: 0; }
      dt { color: var(--quiet); }
      dd { margin: 0; overflow-wrap: anywhere; }
      ul { margin: 0; padding: 0; list-style: none; }
      li { border-top: 1px solid var(--line); padding: 6px 0; overflow-wrap: anywhere; }
      li:first-child { border: 0; }
    `,
  ];

  override render() {
    const { alarm } = this;
    return html`<rm-dialog open .heading=${alarm?.alarm ?? t('Entries')} @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}>
      ${alarm === null ? this.entries() : this.details(alarm)}
      ${alarm === null
        ? nothing
        : html`<button slot="actions" class="primary" autofocus @click=${() => this.open(alarm.tag)}>${t('Open {tag}', { tag: alarm.tag })}</button>`}
    </rm-dialog>`;
  }

  private open(tag: string): void {
    this.dispatchEvent(new CustomEvent('closed'));
    app.open(tag);
  }

  private details(alarm: AlarmSpan) {
    const rows: [string, string][] = [
      [t('Message'), alarm.message],
      [t('Kind'), kindText(alarm.kind)],
      [t('Priority'), priorityName(alarm.priority)],
      [t('Raised'), timeText(alarm.from)],
      [t('Returned to normal'), alarm.to === null ? t('still active') : timeText(alarm.to)],
      [t('Acknowledged by'), alarm.acknowledgedBy || '—'],
    ];
    return html`<dl>${rows.map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}</dl>`;
  }

  private entries() {
    return html`<ul>
      ${this.flags.map(
        (flag) => html`<li>
          <b>${timeText(flag.time)}</b> ${flag.title} ${flag.user === '' ? nothing : html`<span class="quiet">${flag.user}</span>`}
          <div>${flag.text}</div>
        </li>`,
      )}
    </ul>`;
  }
}
