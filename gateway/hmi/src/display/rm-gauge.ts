import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../ui/alarm-symbol.js';
import './rm-bar.js';
import './rm-value.js';
import { TagElement } from './tag-element.js';

/** `<rm-gauge tag="..." label="...">`: a labelled bar with its number underneath; several side by side show a pattern. */
@customElement('rm-gauge')
export class RmGauge extends TagElement {
  @property() setpoint = '';
  /** Name, bar and number in a row, for lists of them. */
  @property({ type: Boolean, reflect: true }) across = false;

  static override styles = css`
    :host { display: inline-flex; flex-direction: column; align-items: center; width: 92px; height: 200px; }
    span { font-size: 12px; color: var(--quiet); height: 22px; display: flex; align-items: center; gap: 6px; }
    rm-alarm-symbol { width: 15px; height: 15px; }
    rm-bar { flex: 1; min-height: 0; width: 40px; }
    rm-value { margin-top: 4px; --unit-width: 0; }
    :host([across]) { flex-direction: row; width: 320px; height: 30px; gap: 8px; }
    :host([across]) span { flex: 0 0 108px; justify-content: flex-start; }
    :host([across]) rm-bar { width: auto; height: var(--cell, 24px); }
    :host([across]) rm-value { margin: 0; flex: 0 0 98px; --unit-width: 2.4em; }
  `;

  override render() {
    const alarm = this.alarm;
    const symbol = alarm ? html`<rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol>` : nothing;
    return html`<span>${symbol}${this.label}</span>
      <rm-bar ?across=${this.across} tag=${this.tag} setpoint=${this.setpoint} also=${this.also} loop=${this.loop}></rm-bar>
      <rm-value plain tag=${this.tag} also=${this.also} loop=${this.loop}></rm-value>`;
  }
}
