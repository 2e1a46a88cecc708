import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { fixedText, localText, NOTHING, numberOf, timeText, unitText, valueText } from '../model/format.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import { valueAt } from './cursors.js';
import { colourOf, dashOf, drawnAs, markerOf, markerPath, type Pen } from './pens.js';
import { rateOf } from './rate.js';
import type { Statistics } from './statistics.js';
import type { Trend } from './trend.js';

interface Column {
  title: string;
  text(pen: Pen, statistics: Statistics | undefined): string;
}

/** The legend: each pen with its value now or under the pointer, at the cursors and between them, and its statistics. Fires `scale` with a unit. */
@customElement('rm-pen-table')
export class PenTable extends LitElement {
  @property({ attribute: false }) trend!: Trend;
  /** Moment under the pointer, null for now. */
  @property({ attribute: false }) hover: number | null = null;
  @property({ attribute: false }) statistics: ReadonlyMap<string, Statistics> = new Map();

  static override styles = [
    controls,
    css`
      :host { display: block; overflow-x: auto; max-height: 34vh; }
      table { border-collapse: collapse; width: 100%; }
      th { font-weight: 600; text-align: left; color: var(--quiet); font-size: 12px; position: sticky; top: 0; background: var(--surface); }
      th, td { padding: 2px 8px; border-bottom: 1px solid var(--line); white-space: nowrap; width: 1%; }
      th.tag, td.tag { width: auto; }
      th.number, td.number { text-align: right; }
      td.value { font-weight: 600; color: var(--value); min-width: 8ch; }
      td.wide { width: 40%; color: var(--quiet); overflow: hidden; text-overflow: ellipsis; max-width: 0; }
      td.wide.error { color: var(--text); }
      svg { display: block; width: 34px; height: 14px; }
      td button { min-height: 24px; min-width: 24px; padding: 0 6px; border-color: transparent; background: transparent; }
      td .name { font-weight: 400; padding: 0 4px; text-decoration: underline; text-decoration-color: var(--line); }
      tr.off td { opacity: 0.75; }
      tr.off .value { font-weight: 400; }
      input { width: 18px; height: 18px; min-height: 18px; margin: 3px; accent-color: var(--accent); }
      @media (max-width: 760px) { .wide { display: none; } th, td { padding: 2px 4px; } }
    `,
  ];

  override render() {
    const { a, b } = this.trend.cursors;
    const columns = this.columns();
    const at = this.hover === null ? (!this.trend.view.isLive ? t('At the end') : app.travel.isAway ? t('At the moment') : t('Now')) : timeText(this.hover, Date.now());
    return html`<div class="panel">
      <table>
        <caption class="hidden">${t('Values of the pens')}</caption>
        <thead>
          <tr>
            <th scope="col"><span class="hidden">${t('Shown')}</span></th>
            <th scope="col"><span class="hidden">${t('Pen')}</span></th>
            <th scope="col" class="tag">${t('Tag')}</th>
            ${a === null && b === null && columns.length === 0 ? html`<th scope="col" class="wide">${t('Description')}</th>` : nothing}
            <th scope="col" class="number at">${at}</th>
            ${a === null ? nothing : html`<th scope="col" class="number a">A ${timeText(a, Date.now())}</th>`}
            ${b === null ? nothing : html`<th scope="col" class="number b">B ${timeText(b, Date.now())}</th>`}
            ${a === null || b === null ? nothing : html`<th scope="col" class="number">B − A</th>`}
            <th scope="col">${t('Unit')}</th>
            ${columns.map(({ title }) => html`<th scope="col" class="number">${title}</th>`)}
            <th scope="col"><span class="hidden">${t('Axis and removal')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${this.trend.pens.map((pen) => this.row(pen, columns))}
        </tbody>
      </table>
    </div>`;
  }

  private columns(): Column[] {
    if (!this.trend.options.statistics) return [];
    const number = (pick: (s: Statistics) => number | null) => (pen: Pen, s: Statistics | undefined) =>
      s === undefined ? '…' : this.text(pen, pick(s));
    const plain = (pick: (s: Statistics) => string) => (_: Pen, s: Statistics | undefined) => (s === undefined ? '…' : pick(s));
    return [
      { title: t('Minimum'), text: number((s) => s.minimum) },
      { title: t('Maximum'), text: number((s) => s.maximum) },
      { title: t('Mean'), text: number((s) => s.average) },
      { title: t('Mean over time'), text: number((s) => s.timeAverage) },
      { title: t('Std. deviation'), text: plain((s) => (s.standardDeviation === null ? NOTHING : localText(s.standardDeviation.toPrecision(3)))) },
      { title: t('Samples'), text: plain((s) => (s.count === null ? NOTHING : String(s.count))) },
      { title: t('Good'), text: plain((s) => (s.percentGood === null ? NOTHING : `${fixedText(s.percentGood, 1)} %`)) },
      {
        title: t('Total'),
        text: (pen, s) => {
          const rate = rateOf(app.tags.definition(pen.tag)?.unit ?? '');
          return s?.total == null || rate === null ? NOTHING : `${localText(s.total.toPrecision(4))} ${unitText(rate.unit)}`;
        },
      },
    ];
  }

  private row(pen: Pen, columns: Column[]): TemplateResult {
    const tag = app.tags.definition(pen.tag);
    const { a, b } = this.trend.cursors;
    const unit = unitText(tag?.unit ?? '');
    const first = a === null ? null : this.at(pen, a);
    const second = b === null ? null : this.at(pen, b);
    const isNumber = drawnAs(tag) !== 'bands';
    return html`<tr class=${pen.isHidden ? 'off' : ''}>
      <td>
        <input
          type="checkbox"
          aria-label=${t('Show {tag}', { tag: pen.tag })}
          .checked=${!pen.isHidden}
          @change=${() => this.trend.setHidden(pen, !pen.isHidden)}
        />
      </td>
      <td>${swatch(pen.slot)}</td>
      <td class="tag"><button class="name" @click=${() => app.open(pen.tag)}>${pen.tag}</button></td>
      ${a === null && b === null && columns.length === 0
        ? html`<td class="wide ${pen.error ? 'error' : ''}">${pen.error || (pen.isCut ? t('More than is drawn. {description}', { description: tag?.description ?? '' }) : tag?.description)}</td>`
        : nothing}
      <td class="number value">${this.present(pen)}</td>
      ${a === null ? nothing : html`<td class="number value">${this.text(pen, first)}</td>`}
      ${b === null ? nothing : html`<td class="number value">${this.text(pen, second)}</td>`}
      ${a === null || b === null
        ? nothing
        : html`<td class="number value">${isNumber && first !== null && second !== null ? this.text(pen, second - first) : NOTHING}</td>`}
      <td>${unit}</td>
      ${columns.map(({ text }) => html`<td class="number">${isNumber || tag?.type === 'bool' ? text(pen, this.statistics.get(pen.tag)) : NOTHING}</td>`)}
      <td>
        ${isNumber
          ? html`<button
              aria-label=${t('Axis of {tag}', { tag: pen.tag })}
              title=${t('Axis of {tag}', { tag: pen.tag })}
              @click=${() => this.dispatchEvent(new CustomEvent('scale', { detail: unit }))}
            >↕</button>`
          : nothing}
        <button aria-label=${t('Remove {tag}', { tag: pen.tag })} title=${t('Remove {tag}', { tag: pen.tag })} @click=${() => this.trend.remove(pen.tag)}>✕</button>
      </td>
    </tr>`;
  }

  private at(pen: Pen, ms: number): number | null {
    return valueAt(pen.series, ms / 1000, drawnAs(app.tags.definition(pen.tag)) === 'line');
  }

  private present(pen: Pen): string {
    const { view } = this.trend;
    if (this.hover !== null) return this.text(pen, this.at(pen, this.hover));
    if (!view.isLive) return this.text(pen, this.at(pen, view.to));
    const reading = app.tags.reading(pen.tag);
    const status = app.tags.stateOf(pen.tag);
    if (reading === undefined || (status !== 'good' && status !== 'uncertain')) return NOTHING;
    if (typeof reading.value === 'string') return reading.value;
    return this.text(pen, numberOf(reading.value));
  }

  private text(pen: Pen, value: number | null): string {
    const tag = app.tags.definition(pen.tag);
    if (value === null) return NOTHING;
    if (tag?.type === 'bool') return value === 0 || value === 1 ? valueText(value > 0.5) : fixedText(value, 2);
    return tag?.type === 'string' ? (pen.texts[value] ?? NOTHING) : valueText(value, tag);
  }
}

/** What a pen looks like. */
function swatch(slot: number): TemplateResult {
  const marker = markerOf(slot);
  const stroke = `var(${colourOf(slot)})`;
  const path = markerPath(marker, 4)
    .map((part) => part.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${17 + x} ${7 + y}`).join(''))
    .join('');
  return html`<svg viewBox="0 0 34 14" aria-hidden="true">
    <line x1="0" x2="34" y1="7" y2="7" stroke=${stroke} stroke-width="2.5" stroke-dasharray=${dashOf(slot).join(' ')} />
    ${marker === 'circle' ? svg`<circle cx="17" cy="7" r="4" fill=${stroke} />` : svg`<path d=${path} fill=${stroke} stroke=${stroke} />`}
  </svg>`;
}
