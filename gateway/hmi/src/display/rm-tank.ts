import { css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { numberOf, unitText } from '../model/format.js';
import '../ui/alarm-symbol.js';
import { hiddenText, isTrusted, TagElement } from './tag-element.js';
import { scaleOf } from './scale.js';

const RADIUS = { tank: '6', drum: '46', column: '20' };

/**
 * `<rm-tank tag="..." label="TK-101" kind="tank|drum|column" w="130" h="150">`: a vessel with its level, a mark for each alarm limit
 * at its wall and the number in the middle.
 */
@customElement('rm-tank')
export class RmTank extends TagElement {
  @property() kind: keyof typeof RADIUS = 'tank';
  @property() setpoint = '';

  static override styles = [hiddenText, css`
    :host { display: inline-block; width: 130px; height: 150px; }
    button { all: unset; box-sizing: border-box; display: block; width: 100%; height: 100%; cursor: pointer; position: relative; border-radius: 6px; }
    button:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
    svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; }
    .wall { fill: var(--vessel); stroke: var(--vessel-edge); stroke-width: 2; }
    .level { fill: var(--fill); opacity: .55; }
    .faded { opacity: .25; }
    .limit { stroke: var(--text); }
    .outer { stroke-width: 3; }
    .set { fill: var(--raised); stroke: var(--text); }
    .text { position: absolute; inset: 0; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 2px; }
    .name { font-size: 13px; font-weight: 600; color: var(--text); }
    .value { display: flex; align-items: center; gap: 4px; background: var(--raised); border: 1px solid var(--line); border-radius: 3px; padding: 0 5px; color: var(--value); font-variant-numeric: tabular-nums; min-height: 22px; }
    .value b { font-size: 15px; font-weight: 600; }
    .value span { font-size: 12px; color: var(--quiet); }
    .stale .value, .waiting .value, .unknown .value { border: 1px dashed var(--edge); color: var(--stale); font-style: italic; }
    .stale b, .waiting b, .unknown b { font-weight: 400; }
    .bad b { text-decoration: line-through; color: var(--stale); font-weight: 400; }
    .flag { font-weight: 700; color: var(--text) !important; }
    .p4 .value { box-shadow: 0 0 0 2px var(--p4); }
    .p3 .value { box-shadow: 0 0 0 2px var(--p3); }
    .p2 .value { box-shadow: 0 0 0 2px var(--p2); }
    .p1 .value { box-shadow: 0 0 0 2px var(--p1); }
    rm-alarm-symbol { position: absolute; top: 6px; right: 6px; width: 20px; height: 20px; }
  `];

  protected override followed(): string[] {
    return [this.tag, this.setpoint];
  }

  override render() {
    const { low, high } = scaleOf(this.definition, this.limits, this.number);
    const at = (value: number) => 100 - (100 * (Math.min(high, Math.max(low, value)) - low)) / (high - low);
    const limits = this.limits;
    const value = this.number;
    const { alarm, status } = this;
    const isFaded = !isTrusted(status);
    const setpoint = this.setpoint ? numberOf(app.tags.reading(this.setpoint)?.value) : null;
    const setLook = isTrusted(app.tags.stateOf(this.setpoint)) ? '' : 'faded';
    const height = this.clientHeight || 150;
    const y = (level: number) => (at(level) * height) / 100;
    const tick = (limit: number | null, outer: boolean) =>
      limit === null ? nothing : svg`<path class="limit ${outer ? 'outer' : ''}" d="M0 ${y(limit)}h${outer ? 12 : 8}" />`;
    return html`<button class="${status} ${this.priorityClass}" title=${this.tag} @click=${this.openFaceplate}>
      <svg aria-hidden="true">
        <defs><clipPath id="inside"><rect width="100%" height="100%" rx=${RADIUS[this.kind] ?? RADIUS.tank} /></clipPath></defs>
        <rect class="wall" width="100%" height="100%" rx=${RADIUS[this.kind] ?? RADIUS.tank} />
        ${value === null ? nothing : svg`<rect class="level ${isFaded ? 'faded' : ''}" clip-path="url(#inside)" y="${at(value)}%" width="100%" height="${100 - at(value)}%" />`}
        ${tick(limits.hihi, true)}${tick(limits.hi, false)}${tick(limits.lo, false)}${tick(limits.lolo, true)}
        ${setpoint === null ? nothing : svg`<path class="set ${setLook}" d="M2 ${y(setpoint)}l7 -4.500v9Z" />`}
      </svg>
      ${alarm ? html`<rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol>` : nothing}
      <span class="text">
        ${this.wrapped(html`
          ${this.label ? html`<span class="name">${this.label}</span>` : nothing}
          <span class="value">
            <b>${this.text()}</b><span>${unitText(this.definition?.unit ?? '')}</span>
            ${status === 'bad' ? html`<span class="flag">BAD</span>` : status === 'uncertain' ? html`<span class="flag">?</span>` : nothing}
          </span>
        `)}
      </span>
    </button>`;
  }
}
