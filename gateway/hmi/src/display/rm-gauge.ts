import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import './rm-bar.js';
import './rm-value.js';

/** `<rm-gauge tag="..." label="...">`: a labelled bar with its number underneath; several side by side show a pattern. */
@customElement('rm-gauge')
export class RmGauge extends LitElement {
  @property() tag = '';
  @property() label = '';
  @property() setpoint = '';

  static override styles = css`
    :host { display: inline-flex; flex-direction: column; align-items: center; width: 92px; height: 200px; }
    span { font-size: 12px; color: var(--quiet); padding-bottom: 4px; }
    rm-bar { flex: 1; min-height: 0; width: 40px; }
    rm-value { margin-top: 4px; --unit-width: 0; }
  `;

  override render() {
    return html`<span>${this.label}</span>
      <rm-bar tag=${this.tag} setpoint=${this.setpoint}></rm-bar>
      <rm-value tag=${this.tag}></rm-value>`;
  }
}
