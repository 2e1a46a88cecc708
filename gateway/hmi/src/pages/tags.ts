import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { qualityName, type TagDefinition } from '../client/index.js';
import { app } from '../model/app.js';
import { NOTHING, timeText, unitText, valueText } from '../model/format.js';
import { matches, rowWindow } from '../model/window.js';
import '../ui/alarm-symbol.js';
import { controls } from '../ui/controls.js';
import { Follow, FollowTags } from '../ui/follow.js';

const ROW_PX = 30;
/** Rows are subscribed to once scrolling has come to rest. */
const SETTLE_MS = 150;

/** Every tag with its live value; only the rows in view exist and are subscribed. */
@customElement('rm-tags-page')
export class TagsPage extends LitElement {
  @state() private text = '';
  @state() private area = '';
  @state() private offset = 0;
  @query('.scroll') private scroller!: HTMLElement;
  private readonly following = new FollowTags(this);
  private settling = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly observer = new ResizeObserver(() => this.requestUpdate());

  static override styles = [
    controls,
    css`
      :host { display: flex !important; flex-direction: column; gap: 10px; height: 100%; }
      input { width: min(360px, 80vw); }
      .table { flex: 1; min-height: 160px; display: flex; flex-direction: column; overflow: hidden; }
      .top { overflow-y: auto; scrollbar-gutter: stable; flex: none; }
      .scroll { flex: 1; scrollbar-gutter: stable; overflow: auto; position: relative; }
      .row {
        display: grid;
        grid-template-columns: minmax(180px, 2fr) 120px 70px minmax(140px, 1fr) 170px minmax(140px, 2fr);
        align-items: center;
        height: ${ROW_PX}px;
        padding: 0 10px;
        column-gap: 12px;
      }
      .head { background: var(--bar); font-weight: 600; height: 34px; border-bottom: 1px solid var(--line); }
      .body .row { position: absolute; left: 0; right: 0; border-bottom: 1px solid var(--line); cursor: pointer; }
      .body .row:hover { background: var(--select); }
      .row > * { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .value { color: var(--value); font-weight: 600; }
      .stale .value, .waiting .value { color: var(--stale); font-weight: 400; font-style: italic; }
      .bad .value { text-decoration: line-through; color: var(--stale); font-weight: 400; }
      .name button { all: unset; cursor: pointer; display: block; max-width: 100%; overflow: hidden; text-overflow: ellipsis; }
      .name button:focus-visible { outline: 2px solid var(--focus); outline-offset: -1px; }
      rm-alarm-symbol { width: 16px; height: 16px; margin: -3px 8px 0 0; }
      .row > .value { overflow: visible; }
      @media (max-width: 900px) {
        .row { grid-template-columns: minmax(0, 1fr) 84px 52px; }
        .quality, .time, .description { display: none; }
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.tags.definitionsChanged, app.alarms.changed, app.changed]);
  }

  override firstUpdated(): void {
    this.observer.observe(this.scroller);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer.disconnect();
    clearTimeout(this.timer);
    this.settling = '';
  }

  override render() {
    const found = [...app.tags.definitions.values()].filter(
      (tag) => (this.area === '' || tag.area === this.area) && matches(this.text, tag.name, tag.description, tag.unit),
    );
    const height = this.scroller?.clientHeight || 600;
    const { first, last } = rowWindow(this.offset, height, ROW_PX, found.length);
    const shown = found.slice(first, last);
    this.settle(shown.map((tag) => tag.name));
    return html`
      <div class="toolbar">
        <h1>Tags</h1>
        <span class="quiet" role="status">${found.length} of ${app.tags.definitions.size}</span>
        <span class="spacer"></span>
        <label>Area
          <select @change=${(e: Event) => this.filter({ area: (e.target as HTMLSelectElement).value })}>
            <option value="">All</option>
          </select>
        </label>
        <input type="search" placeholder="Search name, description, unit" aria-label="Search tags" @input=${(e: Event) => this.filter({ text: (e.target as HTMLInputElement).value })} />
      </div>
      <div class="table panel" role="table" aria-label="Tags" aria-rowcount=${found.length + 1}>
        <div class="top" role="rowgroup">
          <div class="row head" role="row" aria-rowindex="1">
            <span role="columnheader">Tag</span>
            <span role="columnheader" class="number">Value</span>
            <span role="columnheader">Unit</span>
            <span role="columnheader" class="quality">Quality</span>
            <span role="columnheader" class="time">Source time</span>
            <span role="columnheader" class="description">Description</span>
          </div>
        </div>
        <div class="scroll body" role="rowgroup" tabindex="0" aria-label="Rows" @scroll=${() => (this.offset = this.scroller.scrollTop)}>
          <div role="presentation" .style=${`height:${found.length * ROW_PX}px`}></div>
          ${shown.map((tag, i) => this.row(tag, first + i))}
        </div>
      </div>
    `;
  }

  private row(tag: TagDefinition, index: number) {
    const reading = app.tags.reading(tag.name);
    const status = app.tags.stateOf(tag.name);
    const alarm = app.alarms.shownAt(tag.name);
    return html`<div class="row ${status}" role="row" aria-rowindex=${index + 2} .style=${`top:${index * ROW_PX}px`} @click=${() => app.open(tag.name)}>
      <span class="name" role="cell"><button>${tag.name}</button></span>
      <span class="number value" role="cell">
        ${alarm ? html`<rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol>` : nothing}${reading ? valueText(reading.value, tag) : NOTHING}
      </span>
      <span class="quiet" role="cell">${unitText(tag.unit)}</span>
      <span class="quality quiet" role="cell">${status === 'stale' ? 'Not live' : reading ? qualityName(reading.quality) : ''}</span>
      <span class="time quiet" role="cell">${reading ? timeText(reading.time, Date.now()) : ''}</span>
      <span class="description quiet" role="cell">${tag.description}</span>
    </div>`;
  }

  private settle(names: string[]): void {
    const key = names.join();
    if (key === this.settling) return;
    this.settling = key;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.following.set(names), SETTLE_MS);
  }

  private filter(change: { text?: string; area?: string }): void {
    if (change.text !== undefined) this.text = change.text;
    if (change.area !== undefined) this.area = change.area;
    this.scroller.scrollTop = 0;
    this.offset = 0;
  }
}
