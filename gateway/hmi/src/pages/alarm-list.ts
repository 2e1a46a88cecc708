import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Alarm } from '../client/index.js';
import { isDue, mayDo, verbName, type Verb } from '../model/alarm-commands.js';
import { alarmArea, isActive, needsAck, priorityName, shortTime, sinceMs, stateName, type AlarmColumn } from '../model/alarm-order.js';
import { app } from '../model/app.js';
import { ageText, unitText, valueText } from '../model/format.js';
import { shownLimit } from '../model/shown.js';
import { t } from '../model/text.js';
import { rowWindow } from '../model/window.js';
import '../ui/alarm-symbol.js';
import { controls } from '../ui/controls.js';
import { Printing } from '../ui/printing.js';
import { alarmList } from './alarm-list.css.js';

const ROW_PX = 46;
const CARD_PX = 96;
const NARROW_PX = 620;

/** What is told of an alarm in the columns that differ from list to list. */
export interface AlarmNotes {
  /** Under the state. */
  state(alarm: Alarm): string;
  /** Instead of the limit. */
  limit?(alarm: Alarm): string;
  /** Beside the name. */
  more?(alarm: Alarm): string;
  limitTitle?(): string;
}

/**
 * Any number of alarms, of which only the rows in view exist. Fires `open` (the alarm), `choose` (names), `sort` (column), `act` (alarm
 * and verb), `busy` when somebody is at it, `idle` when they have left, and `catch-up` for what waits.
 */
@customElement('rm-alarm-list')
export class AlarmList extends LitElement {
  @property() label = '';
  @property({ attribute: false }) alarms: Alarm[] = [];
  @property({ attribute: false }) chosen: ReadonlySet<string> = new Set();
  @property() shown = '';
  @property({ attribute: false }) column: AlarmColumn = 'urgency';
  @property({ type: Boolean }) descending = false;
  /** What the button of a row does: the first of these that the alarm's state calls for. */
  @property({ attribute: false }) verbs: Verb[] = [];
  @property({ type: Boolean }) tickable = false;
  @property({ attribute: false }) notes: AlarmNotes | null = null;
  @property({ type: Number }) waiting = 0;
  @property() empty = '';
  @state() private offset = 0;
  @state() private height = 500;
  @state() private isNarrow = false;
  @state() private at = 0;
  @query('.grid') private grid!: HTMLElement;
  private anchor = 0;
  private readonly printing = new Printing(this);
  private readonly observer = new ResizeObserver(() => this.measure());

  static override styles = [controls, alarmList];

  override firstUpdated(): void {
    this.observer.observe(this.grid);
    this.measure();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.observer.observe(this.grid);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer.disconnect();
  }

  protected override willUpdate(): void {
    this.at = Math.max(0, Math.min(this.at, this.alarms.length - 1));
  }

  private get rowPx(): number {
    return this.isNarrow ? CARD_PX : ROW_PX;
  }

  override render() {
    const { first, last } = this.printing.rows(() => rowWindow(this.offset, this.height, this.rowPx, this.alarms.length), this.alarms.length);
    const css = `grid ${this.isNarrow ? 'narrow' : ''} ${this.tickable ? 'tickable' : 'looking'} ${this.notes?.limit ? 'noted' : ''} ${app.link === 'live' ? '' : 'old'}`;
    return html`${this.waiting > 0 ? html`<button class="waiting" @click=${() => this.fire('catch-up', null)}>${t('{n} new: show', { n: this.waiting })}</button>` : nothing}
      <div
        class=${css}
        role="grid"
        tabindex="0"
        aria-label=${this.label}
        aria-rowcount=${this.alarms.length + 1}
        aria-multiselectable=${this.tickable ? 'true' : nothing}
        aria-activedescendant=${this.at >= first && this.at < last ? `r-${this.at}` : nothing}
        @scroll=${() => (this.offset = this.grid.scrollTop)}
        @keydown=${this.key}
        @pointermove=${() => this.fire('busy', null)}
        @pointerleave=${() => this.fire('idle', null)}
        @focusout=${() => this.fire('idle', null)}
      >
        <div class="head" role="row" aria-rowindex="1">${this.headings()}</div>
        ${this.alarms.length === 0
          ? html`<div role="row"><div class="empty" role="gridcell">${this.empty}</div></div>`
          : html`<div class="body" role="rowgroup" .style=${`height:${this.alarms.length * this.rowPx}px`}>
              ${this.alarms.slice(first, last).map((alarm, i) => this.row(alarm, first + i))}
            </div>`}
      </div>`;
  }

  private headings() {
    const all = this.alarms.length > 0 && this.chosen.size >= this.alarms.length;
    return html`${this.tickable
        ? html`<div role="columnheader" class="tick">
            <label><input type="checkbox" tabindex="-1" aria-label=${t('Choose all')} .checked=${all} .indeterminate=${!all && this.chosen.size > 0} @click=${() => this.chooseAll(!all)} />
              <span class="phone">${t('Choose all')}</span></label>
          </div>`
        : nothing}
      ${this.heading('priority', '', t('Priority'))} ${this.heading('message', t('Alarm'))} ${this.heading('state', t('State'))}
      ${this.heading('since', t('Since'))} ${this.heading('area', t('Area'))}
      <div role="columnheader" class="limit">${this.notes?.limitTitle?.() ?? t('Limit')}</div>
      ${this.tickable ? html`<div role="columnheader" class="action"><span class="hidden">${t('Action')}</span></div>` : nothing}`;
  }

  private heading(column: AlarmColumn, title: string, name = title) {
    const isSorted = this.column === column;
    const order = isSorted ? (this.descending ? 'descending' : 'ascending') : 'none';
    const css = column === 'priority' ? 'symbol' : column === 'message' ? 'what' : column;
    return html`<div role="columnheader" class=${css} aria-sort=${order}>
      <button tabindex="-1" aria-label=${t('Sort by {column}', { column: name })} @click=${() => this.fire('sort', column)}>
        ${title}<span aria-hidden="true">${isSorted ? (this.descending ? ' ▼' : ' ▲') : title === '' ? '↕' : ''}</span>
      </button>
    </div>`;
  }

  private row(alarm: Alarm, index: number): TemplateResult {
    const since = sinceMs(alarm);
    const isGone = alarm.state === 'NORM' && alarm.confirmed !== false && alarm.enabled !== false && !alarm.plannedShelf;
    const css = `${needsAck(alarm) ? 'open' : ''} ${this.shown === alarm.name ? 'shown' : ''} ${isGone ? 'gone' : ''} ${index === this.at ? 'active' : ''}`;
    const isChosen = this.chosen.has(alarm.name);
    return html`<div
      id="r-${index}"
      class="row ${css}"
      role="row"
      aria-rowindex=${index + 2}
      aria-selected=${this.tickable ? isChosen : nothing}
      data-alarm=${alarm.name}
      data-state=${alarm.state}
      .style=${`top:${index * this.rowPx}px;height:${this.rowPx}px`}
      @click=${(e: MouseEvent) => this.clicked(e, alarm, index)}
    >
      ${this.tickable
        ? html`<div role="gridcell" class="tick">
            <input type="checkbox" tabindex="-1" aria-label=${t('Choose {alarm}', { alarm: alarm.name })} .checked=${isChosen} @click=${(e: MouseEvent) => this.ticked(e, index)} />
          </div>`
        : nothing}
      <div role="gridcell" class="symbol">
        <rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol><span class="hidden">${priorityName(alarm.priority)}</span>
      </div>
      <div role="gridcell" class="what">
        <div class="line message" title=${alarm.message}>${alarm.message || alarm.name}</div>
        <div class="line small">${this.flags(alarm)}${alarm.name}${this.notes?.more?.(alarm) ?? ''}</div>
      </div>
      <div role="gridcell" class="state">
        ${this.stateCell(alarm, since)}
      </div>
      <div role="gridcell" class="since">
        ${since === 0 || !(isActive(alarm) || needsAck(alarm) || alarm.active)
          ? nothing
          : html`<div class="line">${shortTime(since, app.travel.now())}</div>
              <div class="line small">${ageText(app.travel.now() - since)}</div>`}
      </div>
      <div role="gridcell" class="area"><div class="line">${alarmArea(alarm)}</div></div>
      <div role="gridcell" class="limit"><div class="line" title=${this.notes?.limit?.(alarm) ?? ''}>${this.notes?.limit?.(alarm) ?? limitText(alarm)}</div></div>
      ${this.tickable ? html`<div role="gridcell" class="action">${this.action(alarm)}</div>` : nothing}
    </div>`;
  }

  private stateCell(alarm: Alarm, since: number) {
    const note = this.notes?.state(alarm) || '';
    const state = stateName(alarm.state);
    return html`<div class="line ${note === '' ? 'alone' : ''}" title=${state}>${state}<span class="phone">${this.phoneNote(alarm, since)}</span></div>
      ${note === '' ? nothing : html`<div class="line small">${note}</div>`}`;
  }

  /** What a card has no column for. */
  private phoneNote(alarm: Alarm, since: number): string {
    const note = this.notes?.limit?.(alarm) ?? (since > 0 ? ageText(app.travel.now() - since) : '');
    return note === '' ? '' : ` · ${note}`;
  }

  private flags(alarm: Alarm) {
    return html`${alarm.firstOut ? html`<span class="flag" title=${t('First of its group {group}', { group: alarm.firstOutGroup ?? '' })}>${t('FIRST')}</span>` : nothing}${alarm.qualityBad
      ? html`<span class="flag">${t('BAD')}</span>`
      : nothing}`;
  }

  /** The verb that the alarm calls for, where the user may. */
  private verbFor(alarm: Alarm): Verb | undefined {
    return this.verbs.find((verb) => isDue(verb, alarm) && mayDo(verb, alarm));
  }

  private action(alarm: Alarm) {
    const verb = this.verbFor(alarm);
    if (verb === undefined) return nothing;
    return html`<button
      tabindex="-1"
      aria-label="${verbName(verb)} ${alarm.name}"
      ?disabled=${app.link !== 'live'}
      @click=${() => this.fire('act', { alarm, verb })}
    >${verbName(verb)}</button>`;
  }

  private key(event: KeyboardEvent): void {
    this.fire('busy', null);
    if (event.target !== this.grid) return;
    const isCtrl = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor(this.height / this.rowPx) - 1);
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -this.alarms.length, End: this.alarms.length };
    const alarm = this.alarms[this.at];
    if (event.key in steps) this.moveTo(this.at + steps[event.key]!, event.shiftKey);
    else if (event.key === 'a' && isCtrl && this.tickable) this.chooseAll(true);
    else if (event.key === ' ' && this.tickable) this.toggle(this.at);
    else if (event.key === 'Enter' && isCtrl && alarm && this.tickable) {
      const verb = this.verbFor(alarm);
      if (verb !== undefined && app.link === 'live') this.fire('act', { alarm, verb });
    } else if (event.key === 'Enter' && alarm) this.fire('open', alarm);
    else return;
    event.preventDefault();
  }

  private moveTo(row: number, isExtending: boolean): void {
    this.at = Math.max(0, Math.min(row, this.alarms.length - 1));
    if (isExtending && this.tickable) this.chooseTo(this.at);
    else this.anchor = this.at;
    const top = this.at * this.rowPx;
    const room = this.height - 38;
    if (top < this.grid.scrollTop) this.grid.scrollTop = top;
    else if (top + this.rowPx > this.grid.scrollTop + room) this.grid.scrollTop = top + this.rowPx - room;
  }

  private clicked(event: MouseEvent, alarm: Alarm, index: number): void {
    if (event.composedPath().some((node) => node instanceof HTMLElement && node.matches('button, input'))) return;
    this.at = index;
    if (this.tickable && event.shiftKey) return this.chooseTo(index);
    if (this.tickable && (event.ctrlKey || event.metaKey)) return this.toggle(index);
    this.anchor = index;
    this.fire('open', alarm);
  }

  private ticked(event: MouseEvent, index: number): void {
    this.at = index;
    if (event.shiftKey) this.chooseTo(index);
    else this.toggle(index);
  }

  private toggle(index: number): void {
    const name = this.alarms[index]?.name;
    if (name === undefined) return;
    const chosen = new Set(this.chosen);
    if (!chosen.delete(name)) chosen.add(name);
    this.anchor = index;
    this.fire('choose', chosen);
  }

  private chooseTo(index: number): void {
    const names = this.alarms.slice(Math.min(this.anchor, index), Math.max(this.anchor, index) + 1).map((alarm) => alarm.name);
    this.fire('choose', new Set([...this.chosen, ...names]));
  }

  private chooseAll(isAll: boolean): void {
    this.fire('choose', new Set(isAll ? this.alarms.map((alarm) => alarm.name) : []));
  }

  private measure(): void {
    this.height = this.grid.clientHeight;
    this.isNarrow = this.grid.clientWidth > 0 && this.grid.clientWidth < NARROW_PX;
  }

  private fire(type: string, detail: unknown): void {
    // what is opened is shown by the page, not by the list's owner
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: type === 'open', composed: type === 'open' }));
  }
}

/** The limit with its unit, for alarms that have one. */
export function limitText(alarm: Alarm): string {
  if (typeof alarm.limit !== 'number') return '';
  const tag = app.tags.definition(alarm.tag);
  return `${alarm.kind === 'MULTI' ? (alarm.level ?? '') : alarm.kind} ${valueText(shownLimit(alarm.limit, alarm.kind, tag), tag)} ${unitText(tag?.unit ?? alarm.unit ?? '')}`.trim();
}
