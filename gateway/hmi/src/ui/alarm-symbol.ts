import { css, html, LitElement, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { priorityName } from '../model/alarm-order.js';

const SHAPES: Record<number, TemplateResult> = {
  4: svg`<rect class="shape" x="2" y="2" width="16" height="16" rx="1" />`,
  3: svg`<path class="shape" d="M10 .2 20 18.500H0Z" />`,
  2: svg`<path class="shape" d="M10 .8 19.200 10 10 19.200.8 10Z" />`,
  1: svg`<circle class="shape" cx="10" cy="10" r="8.500" />`,
};

/**
 * Priority by shape, letter and colour; filled and ringed while unacknowledged, hollow when acknowledged, dashed when
 * the cause is gone.
 */
@customElement('rm-alarm-symbol')
export class AlarmSymbol extends LitElement {
  @property({ type: Number }) priority = 1;
  /** State of the alarm; empty for a plain symbol in a legend or a count. */
  @property() state = '';

  static override styles = css`
    :host {
      display: inline-block;
      width: 20px;
      height: 20px;
      flex: none;
      vertical-align: middle;
      /* of even sides also on a drawing that is narrower than high */
      scale: var(--round, 1) 1;
      margin-inline: calc((var(--round, 1) - 1) * 9px);
    }
    svg {
      display: block;
      width: 100%;
      height: 100%;
      overflow: visible;
    }
    .shape {
      stroke: var(--alarm-line);
      stroke-width: 1;
      stroke-linejoin: round;
    }
    .p4 .shape { fill: var(--p4); }
    .p3 .shape { fill: var(--p3); }
    .p2 .shape { fill: var(--p2); }
    .p1 .shape { fill: var(--p1); }
    text { font: 700 12px system-ui, sans-serif; text-anchor: middle; }
    .p3 text { font-size: 10.500px; }
    .p4 text { fill: var(--p4-text); }
    .p3 text { fill: var(--p3-text); }
    .p2 text { fill: var(--p2-text); }
    .p1 text { fill: var(--p1-text); }
    .hollow .shape { fill: var(--raised); stroke-width: 2.600; }
    .hollow text { fill: var(--text); }
    .hollow.p4 .shape { stroke: var(--p4); }
    .hollow.p3 .shape { stroke: var(--p3); }
    .hollow.p2 .shape { stroke: var(--p2); }
    .hollow.p1 .shape { stroke: var(--p1); }
    .gone .shape { stroke-dasharray: 3 2; }
    .ring { fill: none; stroke: var(--text); stroke-width: 1.500; animation: flash 1s steps(1) infinite; animation-name: var(--flash, flash); }
    @keyframes flash {
      50% { opacity: 0; }
    }
  `;

  override render() {
    const isCalling = this.state === 'UNACK' || this.state === 'RTNUN' || this.state === 'LTUNK';
    const isHollow = this.state !== '' && this.state !== 'UNACK';
    const isGone = this.state === 'RTNUN' || this.state === 'LTUNK' || this.state === 'LTACK';
    const priority = Math.min(4, Math.max(1, this.priority));
    const name = priorityName(priority);
    return html`<svg
      viewBox="0 0 20 20"
      aria-hidden="true"
      class="p${priority} ${isHollow ? 'hollow' : ''} ${isGone ? 'gone' : ''}"
    >
      ${SHAPES[priority]}
      <text x="10" y=${priority === 3 ? 16.5 : 14.300}>${name.charAt(0)}</text>
      ${isCalling ? svg`<rect class="ring" x="-3" y="-3" width="26" height="26" rx="2" />` : ''}
    </svg>`;
  }
}
