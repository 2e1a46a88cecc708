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

  static override styles = css`
    :host { display: inline-flex; flex-direction: column; align-items: center; width: 92px; height: 200px; }
    span { font-size: 12px; color: var(--quiet); height: 22px; display: flex; align-items: center; gap: 6px; }
    rm-alarm-symbol { width: 15px; height: 15px; }
    rm-bar { flex: 1; min-height: 0; width: 40px; }
    rm-value { margin-top: 4px; --unit-width: 0; }
  `;

  override render() {
    const alarm = this.alarm;
    const symbol = alarm ? html`<rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol>` : nothing;
    return html`<span>${symbol}${this.label}</span>
      <rm-bar tag=${this.tag} setpoint=${this.setpoint}></rm-bar>
      <rm-value plain tag=${this.tag}></rm-value>`;
  }
}
