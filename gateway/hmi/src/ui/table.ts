import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { t } from '../model/text.js';
import { rowWindow } from '../model/window.js';
import { controls } from './controls.js';
import { Printing } from './printing.js';
import { tableStyles } from './table.css.js';
import { moved, NARROWEST, placeOf, sorted, template, type Column, type Sort } from './table-columns.js';

export type { Column, Sort } from './table-columns.js';

const ROW_PX = 30;
const CARD_PX = 56;
const HEAD_PX = 34;
const NARROW_PX = 640;
const STEP_PX = 16;
/** What is in view is told once scrolling has come to rest. */
const SETTLE_MS = 120;

/**
 * A table of any length, of which only the rows in view exist; a grid to keyboards and screen readers, cards on a narrow screen.
 *
 * Either `rows`, which it sorts itself, or `count` with `rowAt` for rows that are fetched when they come into view: undefined is one
 * that is still to come. Fires `open` (detail: the row) on Enter and click, `choose` (the keys that are selected), `sort` (for an
 * owner who sorts), and `range` ({first, last} and the rows) when other rows have come into view.
 */
@customElement('rm-table')
export class Table<R = unknown> extends LitElement {
  @property() label = '';
  @property({ attribute: false }) columns: readonly Column<R>[] = [];
  @property({ attribute: false }) rows: readonly R[] = [];
  @property({ attribute: false }) count: number | null = null;
  @property({ attribute: false }) rowAt: ((index: number) => R | undefined) | null = null;
  /** What a row is known by in a selection. */
  @property({ attribute: false }) keyOf: (row: R, index: number) => string = (_, index) => String(index);
  @property({ attribute: false }) rowCss: (row: R) => string = () => '';
  @property() selection: 'none' | 'single' | 'multiple' = 'none';
  @property({ attribute: false }) selected: ReadonlySet<string> = new Set();
  /** Whether Enter and a click open a row. */
  @property({ type: Boolean }) opens = false;
  @property({ attribute: false }) order: Sort | null = null;
  /** Changes when rows are to be drawn again that look the same to the table: live values. */
  @property({ attribute: false }) version = 0;
  @property() empty = '';
  @state() private offset = 0;
  @state() private height = 400;
  @state() private isNarrow = false;
  @state() private at = { row: 0, column: 0 };
  @state() private dragged: ReadonlyMap<string, number> = new Map();
  @query('.grid') private grid!: HTMLElement;
  private shown: readonly R[] = [];
  private anchor = 0;
  private told = '';
  private settling: ReturnType<typeof setTimeout> | undefined;
  private readonly printing = new Printing(this);
  private readonly observer = new ResizeObserver(() => this.measure());

  static override styles = [controls, tableStyles];

  override firstUpdated(): void {
    this.observer.observe(this.grid);
    this.measure();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.observer.observe(this.grid);
    this.told = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer.disconnect();
    clearTimeout(this.settling);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('rows') || changed.has('order') || changed.has('columns')) {
      this.shown = this.rowAt === null ? sorted(this.rows, this.columns, this.order) : [];
    }
    if (this.at.row >= this.total) this.at = { ...this.at, row: Math.max(-1, this.total - 1) };
  }

  private get total(): number {
    return this.rowAt === null ? this.shown.length : (this.count ?? 0);
  }

  private get rowPx(): number {
    return this.isNarrow ? CARD_PX : ROW_PX;
  }

  private row(index: number): R | undefined {
    return this.rowAt === null ? this.shown[index] : this.rowAt(index);
  }

  override render(): TemplateResult {
    const { first, last } = this.printing.rows(() => rowWindow(this.offset, this.height, this.rowPx, this.total), this.total);
    this.tell(first, last);
    const indexes = Array.from({ length: last - first }, (_, i) => first + i);
    const boxes = this.selection === 'multiple';
    const columns = `${boxes ? '38px ' : ''}${template(this.columns, this.dragged)}`;
    return html`${this.isNarrow ? this.orderField() : nothing}
      <div
        class="grid ${this.isNarrow ? 'narrow' : ''}"
        role="grid"
        tabindex="0"
        aria-label=${this.label}
        aria-rowcount=${this.total + 1}
        aria-colcount=${this.columns.length + Number(boxes)}
        aria-multiselectable=${boxes ? 'true' : nothing}
        aria-activedescendant=${this.at.row < first || this.at.row >= last ? (this.at.row === -1 ? this.cellId(-1, this.at.column) : nothing) : this.cellId(this.at.row, this.at.column)}
        .style=${`--columns:${columns}`}
        @scroll=${() => (this.offset = this.grid.scrollTop)}
        @keydown=${this.key}
      >
        <div class="head" role="row" aria-rowindex="1">
          ${boxes ? html`<div role="columnheader" class="box">${this.allBox()}</div>` : nothing}
          ${this.columns.map((column, i) => this.headCell(column, i))}
        </div>
        ${this.total === 0 ? html`<div class="empty" role="row"><span role="gridcell">${this.empty || t('Nothing here.')}</span></div>` : nothing}
        <div class="body" role="rowgroup" .style=${`height:${this.total * this.rowPx}px`}>
          ${indexes.map((index) => this.bodyRow(index))}
        </div>
      </div>`;
  }

  private headCell(column: Column<R>, index: number): TemplateResult {
    const isSortable = this.isSortable(column);
    const isOrder = this.order?.key === column.key;
    const direction = !isOrder ? 'none' : this.order?.isDescending ? 'descending' : 'ascending';
    return html`<div
      id=${this.cellId(-1, index)}
      role="columnheader"
      class="${column.align ?? ''} ${isSortable ? 'sortable' : ''} ${this.at.row === -1 && this.at.column === index ? 'active' : ''}"
      aria-sort=${isSortable ? direction : nothing}
      @click=${() => this.sortBy(column)}
    >
      <span title=${column.label}>${column.label}</span>${isOrder ? html`<i aria-hidden="true">${this.order?.isDescending ? '▼' : '▲'}</i>` : nothing}
      <div class="edge" aria-hidden="true" @pointerdown=${(e: PointerEvent) => this.drag(e, column)} @click=${(e: Event) => e.stopPropagation()}></div>
    </div>`;
  }

  private bodyRow(index: number): TemplateResult {
    const row = this.row(index);
    const top = `top:${index * this.rowPx}px;height:${this.rowPx}px`;
    if (row === undefined) {
      return html`<div class="row waiting" role="row" aria-rowindex=${index + 2} .style=${top}><div role="gridcell">…</div></div>`;
    }
    const isSelected = this.selection !== 'none' && this.selected.has(this.keyOf(row, index));
    return html`<div
      class="row ${this.opens ? 'opens' : ''} ${this.rowCss(row)}"
      role="row"
      aria-rowindex=${index + 2}
      aria-selected=${this.selection === 'none' ? nothing : isSelected}
      .style=${top}
      @click=${(e: MouseEvent) => this.clicked(e, row, index)}
    >
      ${this.selection === 'multiple'
        ? html`<div class="box" role="gridcell"><input type="checkbox" tabindex="-1" aria-label=${t('Select row {n}', { n: index + 1 })} .checked=${isSelected} @click=${(e: MouseEvent) => this.boxClicked(e, index)} /></div>`
        : nothing}
      ${this.cells(row, index)}
    </div>`;
  }

  private cells(row: R, index: number): unknown {
    const cell = (column: Column<R>, i: number, place: string) =>
      html`<div
        id=${this.cellId(index, i)}
        role="gridcell"
        class="${place} ${this.isNarrow ? '' : (column.align ?? '')} ${column.css?.(row) ?? ''} ${this.at.row === index && this.at.column === i ? 'active' : ''}"
      >${column.cell ? column.cell(row, index) : (column.value?.(row) ?? '')}</div>`;
    if (!this.isNarrow) return this.columns.map((column, i) => cell(column, i, ''));
    const at = (place: string) =>
      this.columns.map((column, i) => (placeOf(column, i) === place ? cell(column, i, place) : nothing));
    return html`${at('first')}${at('end')}<span class="break" role="presentation"></span>${at('line')}`;
  }

  private allBox(): TemplateResult {
    const isAll = this.total > 0 && this.selected.size >= this.total;
    return html`<input type="checkbox" tabindex="-1" aria-label=${t('Select all rows')} .checked=${isAll} .indeterminate=${!isAll && this.selected.size > 0} @click=${() => this.chooseAll(!isAll)} />`;
  }

  /** Cards have no head to click on. */
  private orderField(): unknown {
    const able = this.columns.filter((column) => this.isSortable(column));
    if (able.length === 0) return nothing;
    return html`<div class="narrow"><div class="order">
      <label>${t('Sort by')}
        <select @change=${(e: Event) => this.sortTo({ key: (e.target as HTMLSelectElement).value, isDescending: false })}>
          <option value="" ?selected=${this.order === null}>${t('As listed')}</option>
          ${able.map((column) => html`<option value=${column.key} ?selected=${this.order?.key === column.key}>${column.label}</option>`)}
        </select>
      </label>
      <button ?disabled=${this.order === null} aria-pressed=${this.order?.isDescending === true} @click=${() => this.order && this.sortTo({ ...this.order, isDescending: !this.order.isDescending })}>
        ${t('Descending')}
      </button>
    </div></div>`;
  }

  private cellId(row: number, column: number): string {
    return row < 0 ? `h-${column}` : `c-${row}-${column}`;
  }

  private isSortable(column: Column<R>): boolean {
    return column.sortable ?? (this.rowAt === null && column.value !== undefined);
  }

  /** Ascending, descending, as it came. */
  private sortBy(column: Column<R>): void {
    if (!this.isSortable(column)) return;
    const isOwn = this.order?.key === column.key;
    this.sortTo(!isOwn ? { key: column.key, isDescending: false } : this.order?.isDescending ? null : { key: column.key, isDescending: true });
  }

  private sortTo(order: Sort | null): void {
    this.order = order === null || order.key === '' ? null : order;
    this.dispatchEvent(new CustomEvent('sort', { detail: this.order }));
  }

  private key(event: KeyboardEvent): void {
    if ((event.target as HTMLElement) !== this.grid) return;
    const isHead = this.at.row === -1;
    const column = this.columns[this.at.column];
    const isMulti = this.selection === 'multiple';
    if (isHead && event.shiftKey && column && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      this.widen(column, this.widthOf(this.at.column) + (event.key === 'ArrowRight' ? STEP_PX : -STEP_PX));
    } else if (isHead && (event.key === 'Enter' || event.key === ' ') && column) {
      this.sortBy(column);
    } else if (event.key === 'Enter') {
      this.openRow(this.at.row);
    } else if (event.key === ' ' && this.selection !== 'none') {
      this.toggle(this.at.row);
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey) && isMulti) {
      this.chooseAll(true);
    } else {
      const page = Math.max(1, Math.floor((this.height - HEAD_PX) / this.rowPx) - 1);
      const to = moved(event.key, event.ctrlKey || event.metaKey, this.at, { rows: this.total, columns: this.columns.length, page });
      if (to === null) return;
      this.at = to;
      if (event.shiftKey && isMulti && to.row >= 0) this.chooseTo(to.row);
      else this.anchor = to.row;
      this.reveal();
    }
    event.preventDefault();
  }

  /** Brings the active cell into view. */
  private reveal(): void {
    const { row, column } = this.at;
    if (row >= 0) {
      const top = row * this.rowPx;
      const room = this.grid.clientHeight - (this.isNarrow ? 0 : HEAD_PX);
      if (top < this.grid.scrollTop) this.grid.scrollTop = top;
      else if (top + this.rowPx > this.grid.scrollTop + room) this.grid.scrollTop = top + this.rowPx - room;
    }
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector(`#h-${column}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    );
  }

  private clicked(event: MouseEvent, row: R, index: number): void {
    const path = event.composedPath();
    const control = path.slice(0, path.indexOf(event.currentTarget as EventTarget));
    if (control.some((node) => node instanceof HTMLElement && node.matches('button, a, input, select'))) return;
    this.at = { row: index, column: Math.max(0, this.at.column) };
    if (this.selection === 'multiple' && (event.shiftKey || event.ctrlKey || event.metaKey)) {
      if (event.shiftKey) this.chooseTo(index);
      else this.toggle(index);
      return;
    }
    this.anchor = index;
    if (this.selection === 'single') this.choose(new Set([this.keyOf(row, index)]));
    this.openRow(index);
  }

  private boxClicked(event: MouseEvent, index: number): void {
    event.stopPropagation();
    if (event.shiftKey) this.chooseTo(index);
    else this.toggle(index);
  }

  private openRow(index: number): void {
    const row = this.row(index);
    if (this.opens && row !== undefined) this.dispatchEvent(new CustomEvent('open', { detail: row }));
  }

  private toggle(index: number): void {
    const row = this.row(index);
    if (row === undefined) return;
    const key = this.keyOf(row, index);
    const wanted = new Set(this.selection === 'single' ? [] : this.selected);
    if (this.selected.has(key)) wanted.delete(key);
    else wanted.add(key);
    this.anchor = index;
    this.choose(wanted);
  }

  private chooseTo(index: number): void {
    const wanted = new Set(this.selected);
    for (let i = Math.max(0, Math.min(this.anchor, index)); i <= Math.max(this.anchor, index); i++) {
      const row = this.row(i);
      if (row !== undefined) wanted.add(this.keyOf(row, i));
    }
    this.choose(wanted);
  }

  private chooseAll(isAll: boolean): void {
    const wanted = new Set<string>();
    for (let i = 0; isAll && i < this.total; i++) {
      const row = this.row(i);
      if (row !== undefined) wanted.add(this.keyOf(row, i));
    }
    this.choose(wanted);
  }

  private choose(wanted: ReadonlySet<string>): void {
    this.selected = wanted;
    this.dispatchEvent(new CustomEvent('choose', { detail: wanted }));
  }

  private drag(event: PointerEvent, column: Column<R>): void {
    event.preventDefault();
    const edge = event.currentTarget as HTMLElement;
    const begun = { x: event.clientX, width: this.widthOf(this.columns.indexOf(column)) };
    edge.setPointerCapture(event.pointerId);
    const move = (e: PointerEvent) => this.widen(column, begun.width + e.clientX - begun.x);
    edge.addEventListener('pointermove', move);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), { once: true });
  }

  private widthOf(column: number): number {
    return this.renderRoot.querySelector<HTMLElement>(`#h-${column}`)?.offsetWidth ?? NARROWEST;
  }

  private widen(column: Column<R>, width: number): void {
    this.dragged = new Map(this.dragged).set(column.key, Math.max(NARROWEST, Math.round(width)));
  }

  private measure(): void {
    this.height = this.grid.clientHeight;
    this.isNarrow = this.grid.clientWidth > 0 && this.grid.clientWidth < NARROW_PX;
  }

  private tell(first: number, last: number): void {
    const keys: string[] = [];
    for (let i = first; i < last; i++) {
      const row = this.row(i);
      keys.push(row === undefined ? `?${i}` : this.keyOf(row, i));
    }
    const key = keys.join('\n');
    if (key === this.told) return;
    this.told = key;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      const rows = Array.from({ length: last - first }, (_, i) => this.row(first + i)).filter((row) => row !== undefined);
      this.dispatchEvent(new CustomEvent('range', { detail: { first, last, rows } }));
    }, SETTLE_MS);
  }

  /** Scrolls back to the first row: after another search. */
  toTop(): void {
    this.at = { row: 0, column: 0 };
    if (this.grid) this.grid.scrollTop = 0;
    this.offset = 0;
  }
}
