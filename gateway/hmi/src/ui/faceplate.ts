import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { qualityName, type Alarm, type TagDefinition } from '../client/index.js';
import { acknowledge } from '../model/alarm-commands.js';
import { kindText, needsAck, priorityName, STATE_NAMES } from '../model/alarm-order.js';
import { app } from '../model/app.js';
import { NOTHING, shortName, timeText, unitText, valueText } from '../model/format.js';
import { shownLimit } from '../model/shown.js';
import '../display/rm-bar.js';
import '../display/rm-trend.js';
import './alarm-symbol.js';
import { controls } from './controls.js';
import { Follow, FollowTags } from './follow.js';
import './write-field.js';

/** Everything about one tag: value, past, limits, alarms and, where the role may, a write. */
@customElement('rm-faceplate')
export class Faceplate extends LitElement {
  @property({ attribute: false }) tag: string | null = null;
  @query('dialog') private dialog!: HTMLDialogElement;
  private readonly following = new FollowTags(this);

  static override styles = [
    controls,
    css`
      dialog {
        border: 1px solid var(--edge);
        border-radius: 5px;
        padding: 0;
        margin: auto 16px auto auto;
        width: min(420px, calc(100vw - 16px));
        max-height: calc(100vh - 24px);
        background: var(--surface);
        color: var(--text);
        box-shadow: var(--shadow);
      }
      dialog::backdrop { background: rgb(0 0 0 / 22%); }
      .head { display: flex; gap: 10px; padding: 10px 10px 10px 16px; background: var(--bar); align-items: flex-start; }
      .head div { flex: 1; min-width: 0; overflow-wrap: anywhere; }
      .body { padding: 12px 16px 16px; display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; }
      .big { display: flex; align-items: baseline; gap: 8px; }
      .big b { font-size: 32px; font-weight: 600; color: var(--value); line-height: 1.1; }
      .big .quality { margin-left: auto; }
      .stale b, .waiting b { color: var(--stale); font-style: italic; font-weight: 400; }
      .bad b { color: var(--stale); text-decoration: line-through; }
      rm-bar { width: 100%; height: 30px; }
      .ends { display: flex; justify-content: space-between; font-size: 12px; color: var(--quiet); margin-top: 2px; }
      rm-trend { width: 100%; height: 110px; }
      dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 14px; margin: 0; }
      dt { color: var(--quiet); }
      dd { margin: 0; text-align: right; overflow-wrap: anywhere; }
      ul { list-style: none; margin: 4px 0 0; padding: 0; }
      li { display: flex; align-items: center; gap: 8px; padding: 3px 0; border-top: 1px solid var(--line); min-height: 32px; }
      li .limit { margin-left: auto; }
      .button { text-align: center; }
      .kind { font-weight: 600; min-width: 3em; }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.alarms.changed, app.changed, app.tags.definitionsChanged]);
  }

  protected override willUpdate(): void {
    this.following.set(this.tag === null ? [] : [this.tag]);
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('tag')) return;
    if (this.tag !== null && !this.dialog.open) this.dialog.showModal();
    if (this.tag === null && this.dialog.open) this.dialog.close();
  }

  override render() {
    return html`<dialog aria-labelledby="title" @close=${() => app.open(null)} @click=${this.clickOutside}>
      ${this.tag === null ? nothing : this.content(this.tag)}
    </dialog>`;
  }

  private content(name: string) {
    const tag = app.tags.definition(name);
    const reading = app.tags.reading(name);
    const status = app.tags.stateOf(name);
    const unit = unitText(tag?.unit ?? '');
    const isNumeric = tag?.type === 'float64' || tag?.type === 'int64';
    const word = status === 'stale' ? 'Not live' : reading ? qualityName(reading.quality) : status === 'unknown' ? 'No such tag' : 'Waiting';
    return html`
      <div class="head">
        <div>
          <h2 id="title">${name}</h2>
          <span class="quiet">${tag?.description}</span>
        </div>
        <button aria-label="Close" @click=${() => this.dialog.close()}>✕</button>
      </div>
      <div class="body">
        <div class="big ${status}">
          <b>${reading ? valueText(reading.value, tag) : NOTHING}</b><span>${unit}</span>
          <span class="quality">${word}</span>
        </div>
        ${isNumeric
          ? html`<div>
                <rm-bar across tag=${name}></rm-bar>
                <div class="ends"><span>${tag.low ?? ''} ${tag.low === null ? '' : unit}</span><span>${tag.high ?? ''} ${tag.high === null ? '' : unit}</span></div>
              </div>
              <rm-trend tag=${name} label="Last 10 minutes"></rm-trend>`
          : nothing}
        ${this.alarms(name, tag)}
        <dl>
          <dt>Source time</dt>
          <dd>${reading ? timeText(reading.time) : NOTHING}</dd>
          <dt>Range</dt>
          <dd>${tag && tag.low !== null ? `${tag.low} to ${tag.high} ${unit}` : 'Not declared'}</dd>
          <dt>Area, type</dt>
          <dd>${tag?.area}, ${tag?.type}${tag?.writable ? ', writable' : ''}</dd>
        </dl>
        ${tag?.writable && app.mayWrite ? html`<rm-write-field .tag=${tag}></rm-write-field>` : nothing}
        <a class="button" href="#/trends?tags=${encodeURIComponent(name)}" @click=${() => this.dialog.close()}>Open in trends</a>
      </div>
    `;
  }

  private alarms(name: string, tag: TagDefinition | undefined) {
    const own = app.alarms.ofTag(name).sort((a, b) => (b.limit ?? 0) - (a.limit ?? 0));
    const alarms = [...own, ...app.faceplateAlso.flatMap((also) => app.alarms.ofTag(also))];
    if (alarms.length === 0) return nothing;
    return html`<section aria-label="Alarms of the tag">
      <h2>Alarms</h2>
      <ul>
        ${alarms.map((alarm) => this.alarm(alarm, alarm.tag === name ? tag : app.tags.definition(alarm.tag), name))}
      </ul>
    </section>`;
  }

  private alarm(alarm: Alarm, tag: TagDefinition | undefined, name: string) {
    const isNormal = alarm.state === 'NORM';
    return html`<li>
      ${isNormal ? nothing : html`<rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol>`}
      <span class="kind">${alarm.tag === name ? '' : `${shortName(alarm.tag)} `}${kindText(alarm.kind)}</span>
      <span class="quiet">${isNormal ? `${priorityName(alarm.priority)}, normal` : STATE_NAMES[alarm.state]}</span>
      <span class="limit">${alarm.limit === null || alarm.kind === 'OFF_NORMAL' ? '' : `${valueText(shownLimit(alarm.limit, alarm.kind, tag), tag)} ${unitText(tag?.unit ?? '')}`}</span>
      ${needsAck(alarm) && app.mayAcknowledge
        ? html`<button aria-label="Acknowledge ${alarm.name}" @click=${() => acknowledge(alarm, '')}>Acknowledge</button>`
        : nothing}
    </li>`;
  }

  private clickOutside(event: MouseEvent): void {
    if (event.target === this.dialog) this.dialog.close();
  }
}
