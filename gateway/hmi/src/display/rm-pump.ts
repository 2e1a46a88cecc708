import { css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../model/text.js';
import '../ui/alarm-symbol.js';
import { hiddenText, isOn, TagElement } from './tag-element.js';

const vane = svg`<path class="vane" d="M11 7.500 36.500 20 11 32.500Z" />`;
const motor = svg`<text class="letter" x="20" y="25.500">M</text>`;

/**
 * `<rm-pump tag="...Running" also="...Fault" label="P-101A">`: light while it runs, dark while it stands. `kind="agitator"` draws a stirrer's motor instead.
 */
@customElement('rm-pump')
export class RmPump extends TagElement {
  @property() kind: 'pump' | 'agitator' = 'pump';

  static override styles = [hiddenText, css`
    :host { display: inline-block; width: 46px; }
    button { all: unset; display: block; width: 100%; cursor: pointer; text-align: center; position: relative; border-radius: 3px; }
    button:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
    svg { display: block; width: 40px; height: 40px; margin: 0 auto; overflow: visible; scale: var(--round, 1) 1; }
    .body { stroke: var(--vessel-edge); stroke-width: 2; }
    .running .body { fill: var(--on); }
    .standing .body { fill: var(--off); }
    .running .vane { fill: var(--vessel-edge); }
    .standing .vane { fill: var(--surface); }
    .dim .body { fill: transparent; stroke-dasharray: 4 3; }
    .dim .vane { fill: var(--vessel-edge); }
    .letter { font: 600 15px system-ui, sans-serif; text-anchor: middle; }
    .running .letter { fill: #1f2427; }
    .standing .letter { fill: #ffffff; }
    .dim .letter { fill: var(--text); }
    .label { font-size: 12px; color: var(--text); white-space: nowrap; display: block; line-height: 1.2; }
    .state { font-size: 11px; color: var(--quiet); display: block; line-height: 1.2; }
    rm-alarm-symbol { position: absolute; left: calc(21px - 39px * var(--round, 1)); top: 10px; }
  `];

  override render() {
    const runs = isOn(this.tag);
    const isDim = this.status !== 'good' && this.status !== 'uncertain';
    const look = isDim || runs === null ? 'dim' : runs ? 'running' : 'standing';
    const word = isDim || runs === null ? '—' : runs ? t('Running') : t('Stopped');
    const alarm = this.alarm;
    return html`<button class=${look} @click=${this.openFaceplate}>
      ${alarm ? html`<rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol>` : nothing}
      <svg viewBox="0 0 40 40" aria-hidden="true">
        <circle class="body" cx="20" cy="20" r="18" />
        ${this.kind === 'pump' ? vane : motor}
      </svg>
      ${this.wrapped(html`<span class="label">${this.label}</span> <span class="state">${word}</span>`)}
    </button>`;
  }
}
