import { css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { numberOf } from '../model/format.js';
import { scaleOf } from './scale.js';
import { isTrusted, TagElement } from './tag-element.js';

/** Length of the drawing along the scale, in its own units. */
const LENGTH = 100;

/**
 * `<rm-bar tag="..." mode="level|pointer" setpoint="tag">`: where a value stands in its range, with the normal range
 * between LO and HI and a mark for each alarm limit. `w` and `h` come from the display; `across` lays it down.
 */
@customElement('rm-bar')
export class RmBar extends TagElement {
  @property() mode: 'level' | 'pointer' = 'pointer';
  @property() setpoint = '';
  @property({ type: Boolean }) across = false;

  static override styles = css`
    :host { display: inline-block; width: 30px; height: 120px; }
    :host([across]) { width: 160px; height: 26px; }
    button { all: unset; display: block; width: 100%; height: 100%; cursor: pointer; border-radius: 2px; }
    button:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
    svg { display: block; width: 100%; height: 100%; overflow: visible; }
    .track { fill: var(--track); stroke: var(--vessel-edge); }
    .band { fill: var(--band); }
    .fill { fill: var(--fill); }
    .needle { fill: var(--text); }
    .limit { stroke: var(--text); }
    .outer { stroke-width: 2.600; }
    .set { fill: none; stroke: var(--text); stroke-width: 1.600; }
    line, path, rect { vector-effect: non-scaling-stroke; }
    .faded { opacity: 0.35; }
    .p4 .fill, .p4 .needle { fill: var(--p4); }
    .p3 .fill, .p3 .needle { fill: var(--p3); }
    .p2 .fill, .p2 .needle { fill: var(--p2); }
    .p1 .fill, .p1 .needle { fill: var(--p1); }
    .p4 .needle, .p3 .needle, .p2 .needle, .p1 .needle { stroke: var(--text); }
  `;

  protected override followed(): string[] {
    return [this.tag, this.setpoint];
  }

  override render() {
    const { low, high } = scaleOf(this.definition, this.limits, this.number);
    const at = (value: number) => LENGTH - (LENGTH * (Math.min(high, Math.max(low, value)) - low)) / (high - low);
    const limits = this.limits;
    const value = this.number;
    const isFaded = !isTrusted(this.status);
    const top = at(limits.hi ?? limits.hihi ?? high);
    const bottom = at(limits.lo ?? limits.lolo ?? low);
    const hasLimits = Object.values(limits).some((limit) => limit !== null);
    const setpoint = this.setpoint ? numberOf(app.tags.reading(this.setpoint)?.value) : null;
    const setLook = isTrusted(app.tags.stateOf(this.setpoint)) ? '' : 'faded';
    const tick = (limit: number | null, outer: boolean) =>
      limit === null
        ? nothing
        : svg`<line class="limit ${outer ? 'outer' : ''}" x1=${outer ? 0 : 3} x2="15" y1=${at(limit)} y2=${at(limit)} />`;
    const drawing = svg`
      <rect class="track" x="3" y="0" width="12" height=${LENGTH} />
      ${hasLimits ? svg`<rect class="band" x="3.600" y=${top} width="10.800" height=${Math.max(0, bottom - top)} />` : nothing}
      ${
        value === null
          ? nothing
          : this.mode === 'level'
            ? svg`<rect class="fill ${isFaded ? 'faded' : ''}" x="5.500" y=${at(value)} width="7" height=${LENGTH - at(value)} />`
            : svg`<path class="needle ${isFaded ? 'faded' : ''}" d="M9 ${at(value)}l11 -4.500v9Z" />`
      }
      ${setpoint === null ? nothing : svg`<path class="set ${setLook}" d="M15 ${at(setpoint)}l5 -3 5 3 -5 3Z" />`}
      ${tick(limits.hihi, true)}${tick(limits.hi, false)}${tick(limits.lo, false)}${tick(limits.lolo, true)}`;
    return html`<button aria-label=${this.spoken(this.text())} @click=${this.openFaceplate}>
      <svg
        class=${this.priorityClass}
        viewBox=${this.across ? `0 0 ${LENGTH} 24` : `0 0 24 ${LENGTH}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        ${this.across ? svg`<g transform="translate(${LENGTH} 0) rotate(90)">${drawing}</g>` : drawing}
      </svg>
    </button>`;
  }
}
