import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { numberOf, timeText, unitText, valueText } from '../model/format.js';
import { indexAt } from '../model/series.js';
import type { Pen, Trend } from '../model/trend.js';
import { controls } from '../ui/controls.js';

/** The trend's legend: value at the cursor (or now), least and most in the window. */
@customElement('rm-pen-table')
export class PenTable extends LitElement {
  @property({ attribute: false }) trend!: Trend;
  @property({ attribute: false }) cursor: number | null = null;

  static override styles = [
    controls,
    css`
      :host { display: block; overflow-x: auto; }
      table { border-collapse: collapse; width: 100%; }
      th { font-weight: 600; text-align: left; color: var(--quiet); font-size: 12px; }
      th, td { padding: 3px 10px; border-bottom: 1px solid var(--line); white-space: nowrap; }
      th.number, td.number { text-align: right; }
      td.value { font-weight: 600; color: var(--value); min-width: 9ch; }
      td.wide { width: 60%; color: var(--quiet); overflow: hidden; text-overflow: ellipsis; max-width: 0; }
      svg { display: block; width: 26px; height: 12px; }
      td button { min-height: 24px; padding: 0 8px; border-color: transparent; background: transparent; }
      td .name { font-weight: 400; padding: 0 4px; text-decoration: underline; text-decoration-color: var(--line); }
      @media (max-width: 760px) { .wide, .least { display: none; } th, td { padding: 3px 5px; } }
    `,
  ];

  override render() {
    const at = this.cursor === null ? 'Now' : timeText(this.cursor * 1000, Date.now());
    return html`<div class="panel">
      <table>
        <caption class="hidden">Values of the pens</caption>
        <thead>
          <tr>
            <th scope="col"><span class="hidden">Pen</span></th>
            <th scope="col">Tag</th>
            <th scope="col" class="wide">Description</th>
            <th scope="col" class="number">${at}</th>
            <th scope="col">Unit</th>
            <th scope="col" class="number least">Least</th>
            <th scope="col" class="number least">Most</th>
            <th scope="col"><span class="hidden">Remove</span></th>
          </tr>
        </thead>
        <tbody>
          ${this.trend.pens.map((pen) => this.row(pen))}
        </tbody>
      </table>
    </div>`;
  }

  private row(pen: Pen) {
    const tag = app.tags.definition(pen.tag);
    const show = (value: number | null) => (tag?.type === 'bool' && value !== null ? valueText(value > 0.5) : valueText(value, tag));
    const { least, most } = this.extent(pen);
    return html`<tr>
      <td>
        <svg viewBox="0 0 26 12" aria-hidden="true">
          <line x1="0" x2="26" y1="6" y2="6" stroke="var(--pen${pen.slot})" stroke-width="4" stroke-dasharray=${pen.slot > 4 ? '8 3' : ''} />
        </svg>
      </td>
      <td><button class="name" @click=${() => app.open(pen.tag)}>${pen.tag}</button></td>
      <td class="wide">${pen.error || tag?.description}</td>
      <td class="number value">${show(this.value(pen))}</td>
      <td>${unitText(tag?.unit ?? '')}</td>
      <td class="number least">${show(least)}</td>
      <td class="number least">${show(most)}</td>
      <td><button aria-label="Remove ${pen.tag}" @click=${() => this.trend.remove(pen.tag)}>✕</button></td>
    </tr>`;
  }

  private value(pen: Pen): number | null {
    if (this.cursor !== null) return pen.series.mid[indexAt(pen.series, this.cursor)] ?? null;
    const status = app.tags.stateOf(pen.tag);
    return status === 'good' || status === 'uncertain' ? numberOf(app.tags.reading(pen.tag)?.value) : null;
  }

  private extent(pen: Pen): { least: number | null; most: number | null } {
    let least: number | null = null;
    let most: number | null = null;
    const { low, high } = pen.series;
    for (let i = 0; i < low.length; i++) {
      const l = low[i];
      const h = high[i];
      if (typeof l === 'number' && (least === null || l < least)) least = l;
      if (typeof h === 'number' && (most === null || h > most)) most = h;
    }
    return { least, most };
  }
}
