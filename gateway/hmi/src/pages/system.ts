import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ApiError } from '../client/index.js';
import { app } from '../model/app.js';
import { wordsOf } from '../model/format.js';
import { isHistogram, isRow, isTable, measureText, rowsOf, type Cell } from '../model/report.js';
import { controls } from '../ui/controls.js';
import { Follow } from '../ui/follow.js';

const REFRESH_MS = 2_000;

/** What the server says of itself, as tables: whatever it reports is shown, narrow cards beside wide tables. */
@customElement('rm-system-page')
export class SystemPage extends LitElement {
  @state() private report: Record<string, unknown> | null = null;
  @state() private error = '';
  @state() private isForbidden = false;
  private timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    controls,
    css`
      :host { display: block; }
      .cards { display: grid; grid-template-columns: minmax(290px, 1fr) minmax(0, 3fr); gap: 10px; margin-top: 10px; align-items: start; }
      .stack { display: grid; gap: 10px; grid-template-columns: minmax(0, 1fr); }
      @media (max-width: 1000px) {
        .cards { grid-template-columns: minmax(0, 1fr); }
      }
      section { padding: 10px 14px; min-width: 0; overflow-x: auto; }
      h2 { margin-bottom: 6px; }
      h3 { font-size: 13px; font-weight: 600; margin: 10px 0 2px; color: var(--quiet); }
      table { border-collapse: collapse; width: 100%; }
      th, td { padding: 3px 10px 3px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
      th { font-weight: 600; font-size: 12px; color: var(--quiet); }
      td.key, th.key { font-weight: 400; font-size: 14px; color: var(--quiet); }
      td { overflow-wrap: break-word; }
      .number { text-align: right; white-space: nowrap; }
      .right { text-align: right; }
      tr > :last-child { padding-right: 0; }
      .old td { font-style: italic; color: var(--stale); }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    this.timer = setInterval(() => void this.load(), REFRESH_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  override render() {
    if (this.isForbidden || !app.may('view-system')) {
      return html`<h1>System</h1>
        <p>The role ${app.role} may not see this page.</p>`;
    }
    return html`
      <div class="toolbar">
        <h1>System</h1>
        <span class="quiet">${this.error}</span>
      </div>
      <div class="cards ${app.link === 'live' ? '' : 'old'}">${this.report ? this.cards(this.report) : nothing}</div>
    `;
  }

  private cards(report: Record<string, unknown>): TemplateResult {
    const scalars = Object.entries(report).filter(([, value]) => isCell(value));
    const rest = Object.entries(report).filter(([, value]) => !isCell(value) && !isEmpty(value));
    const cards = scalars.length > 0 ? [card('Plant', pairs(scalars))] : [];
    const isWide = (value: unknown) => isTable(value) && columnsOf(value) > 4;
    const cardOf = ([key, value]: [string, unknown]) => card(wordsOf(key), block(value));
    return html`<div class="stack">${cards}${rest.filter(([, value]) => !isWide(value)).map(cardOf)}</div>
      <div class="stack">${rest.filter(([, value]) => isWide(value)).map(cardOf)}</div>`;
  }

  private async load(): Promise<void> {
    if (this.isForbidden || !app.may('view-system')) return;
    try {
      this.report = await app.client.rest.system();
      this.error = '';
    } catch (error) {
      this.isForbidden = error instanceof ApiError && error.status === 403;
      this.error = (error as Error).message;
    }
  }
}

function card(title: string, content: unknown): TemplateResult {
  return html`<section class="panel" aria-label=${title} tabindex="0"><h2>${title}</h2>${content}</section>`;
}

/** Scalars as pairs, like objects as one table, everything deeper under a heading of its own. */
function block(value: unknown): unknown {
  if (isTable(value)) return table(value);
  if (!isRow(value)) return Array.isArray(value) ? value.map(String).join(', ') : String(value);
  const entries = Object.entries(value);
  return html`
    ${pairs(entries.filter(([, v]) => isCell(v)))}
    ${entries.filter(([, v]) => !isCell(v) && !isHistogram(v)).map(([key, v]) => html`<h3>${wordsOf(key)}</h3>${block(v)}`)}
  `;
}

function pairs(entries: [string, unknown][]): unknown {
  if (entries.length === 0) return nothing;
  return html`<table>
    <tbody>
      ${entries.map(([key, value]) => {
        const cell = measureText(key, value as Cell);
        return html`<tr><th scope="row" class="key">${cell.title}</th><td class="right">${cell.text}</td></tr>`;
      })}
    </tbody>
  </table>`;
}

function table(value: object): unknown {
  const { columns, rows } = rowsOf(value);
  const isNumber = (column: string) => rows.some((row) => typeof row[column] === 'number');
  return html`<table>
    <thead>
      <tr>${columns.map((column) => html`<th scope="col" class=${isNumber(column) ? 'number' : ''}>${measureText(column, null).title}</th>`)}</tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>${columns.map((column) => html`<td class=${isNumber(column) ? 'number' : ''}>${measureText(column, row[column] ?? null).text}</td>`)}</tr>`,
      )}
    </tbody>
  </table>`;
}

function isCell(value: unknown): boolean {
  return value === null || typeof value !== 'object';
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function columnsOf(value: object): number {
  return rowsOf(value).columns.length;
}
