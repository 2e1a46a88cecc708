import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../model/text.js';
import '../ui/alarm-symbol.js';
import { hiddenText, TagElement } from './tag-element.js';

/** `<rm-valve tag="..." label="FV-101">`: light while open, dark while closed; a number is its opening in percent. */
@customElement('rm-valve')
export class RmValve extends TagElement {
  @property({ type: Boolean }) upright = false;

  static override styles = [hiddenText, css`
    :host { display: inline-block; width: 52px; }
    button { all: unset; display: block; width: 100%; cursor: pointer; text-align: center; position: relative; border-radius: 3px; }
    button:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
    svg { display: block; width: 34px; height: 28px; margin: 0 auto; overflow: visible; scale: var(--round, 1) 1; }
    .body { stroke: var(--vessel-edge); stroke-width: 2; stroke-linejoin: round; }
    .open .body { fill: var(--on); }
    .closed .body { fill: var(--off); }
    .dim .body { fill: transparent; stroke-dasharray: 4 3; }
    .stem { stroke: var(--vessel-edge); stroke-width: 2; fill: var(--vessel); }
    .label { font-size: 12px; color: var(--text); display: block; line-height: 1.2; white-space: nowrap; }
    .state { font-size: 12px; color: var(--value); display: block; line-height: 1.2; font-variant-numeric: tabular-nums; }
    .dim .state { color: var(--stale); font-style: italic; }
    rm-alarm-symbol { position: absolute; left: calc(19px - 36px * var(--round, 1)); top: 3px; }
  `];

  override render() {
    const number = this.number;
    const isDim = number === null || (this.status !== 'good' && this.status !== 'uncertain');
    const isBool = typeof this.reading?.value === 'boolean';
    const isOpen = number !== null && number > (isBool ? 0.5 : 2);
    const word = number === null ? '—' : isBool ? (isOpen ? t('Open') : t('Closed')) : `${number.toFixed(0)} %`;
    const alarm = this.alarm;
    return html`<button
      class=${isDim ? 'dim' : isOpen ? 'open' : 'closed'}
      @click=${this.openFaceplate}
    >
      ${alarm ? html`<rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol>` : nothing}
      <svg viewBox="0 0 34 28" aria-hidden="true">
        <path class="stem" d="M17 17V7M10 7a7 6 0 0 1 14 0Z" />
        <path class="body" d="M2 9 32 25V9L2 25Z" transform=${this.upright ? 'rotate(90 17 17)' : ''} />
      </svg>
      ${this.wrapped(html`<span class="label">${this.label}</span> <span class="state">${word}</span>`)}
    </button>`;
  }
}
