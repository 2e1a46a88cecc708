import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { unitText } from '../model/format.js';
import { t } from '../model/text.js';
import { look } from './look.js';
import { hiddenText, TagElement } from './tag-element.js';

/** `<rm-setpoint tag="..." label="SP">`: a value that is set here; who may write is taken to where it is written and confirmed. */
@customElement('rm-setpoint')
export class RmSetpoint extends TagElement {
  @property({ type: Number }) decimals: number | undefined;

  static override styles = [hiddenText, look, css`
    b { margin-left: auto; font-size: 15px; }
    .may { border-color: var(--edge); background: var(--surface); }
    .may.stale, .may.waiting, .may.unknown { border-style: dashed; }
    svg { width: 11px; height: 11px; flex: none; }
    path { fill: none; stroke: var(--quiet); stroke-width: 1.500; }
  `];

  override render() {
    const tag = this.definition;
    const may = tag?.writable === true && app.may('write', tag.area);
    const words = may ? t('Set {name}', { name: this.label || this.tag }) : this.tag;
    return html`<button class="cell ${this.status} ${this.priorityClass} ${may ? 'may' : ''}" title=${words} @click=${() => (may ? app.open(this.tag, this.further(), this.loop, true) : this.openFaceplate())}>
      ${this.wrapped(html`
        ${this.label ? html`<span class="label">${this.label}</span>` : nothing}
        <b>${this.text(this.decimals)}</b>
        <span class="unit">${unitText(tag?.unit ?? '')}</span>
        ${may ? html`<svg viewBox="0 0 12 12" aria-hidden="true"><path d="M1 11l.6-3L8.500 1.200l2.300 2.300L4 10.400Z" /></svg>` : nothing}
      `)}
    </button>`;
  }
}
