import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { NOTHING, timeText, unitText, valueText } from '../model/format.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import { valueAt } from './cursors.js';
import { drawnAs, type Pen } from './pens.js';
import type { Trend } from './trend.js';

const ROWS = 25;

/** What the chart shows, read at regular times: for who does not see it. */
@customElement('rm-value-table')
export class ValueTable extends LitElement {
  @property({ attribute: false }) trend!: Trend;
  @state() private isOpen = false;

  static override styles = [
    controls,
    css`
      :host { display: block; min-width: 0; }
      summary { cursor: pointer; min-height: 28px; padding: 3px 10px; }
      .rows { overflow: auto; max-height: 40vh; }
      table { border-collapse: collapse; }
      th, td { padding: 2px 10px; border-bottom: 1px solid var(--line); white-space: nowrap; text-align: right; }
      th { font-weight: 600; font-size: 12px; color: var(--quiet); }
      th[scope='row'] { text-align: left; }
    `,
  ];

  override render() {
    return html`<details class="panel" @toggle=${(e: Event) => (this.isOpen = (e.target as HTMLDetailsElement).open)}>
      <summary>${t('Table of values')}</summary>
      ${this.isOpen ? this.table() : ''}
    </details>`;
  }

  private table() {
    const { from, to } = this.trend.view;
    const pens = this.trend.pens.filter((pen) => !pen.isHidden);
    const times = Array.from({ length: ROWS }, (_, i) => from + ((to - from) * i) / (ROWS - 1));
    return html`<div class="rows" tabindex="0" role="region" aria-label=${t('Table of values')}>
      <table>
        <caption class="hidden">${t('Values at regular times')}</caption>
        <thead>
          <tr>
            <th scope="col">${t('Time|of day')}</th>
            ${pens.map((pen) => html`<th scope="col">${pen.tag} ${unitText(app.tags.definition(pen.tag)?.unit ?? '')}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${times.map((time) => html`<tr><th scope="row">${timeText(time)}</th>${pens.map((pen) => html`<td>${text(pen, time)}</td>`)}</tr>`)}
        </tbody>
      </table>
    </div>`;
  }
}

function text(pen: Pen, ms: number): string {
  const tag = app.tags.definition(pen.tag);
  const value = valueAt(pen.series, ms / 1000, drawnAs(tag) === 'line');
  if (value === null) return NOTHING;
  if (tag?.type === 'bool') return valueText(value > 0.5);
  return tag?.type === 'string' ? (pen.texts[value] ?? NOTHING) : valueText(value, tag);
}
