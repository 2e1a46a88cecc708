import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Alarm, TagDefinition } from '../client/index.js';
import { unitText } from '../model/format.js';
import type { ReadingState } from '../model/tags.js';
import '../ui/alarm-symbol.js';
import { hiddenText, TagElement } from './tag-element.js';

/** `<rm-value tag="Area.Unit.Tag" label="Level">`: a live number with unit, quality and alarm; opens the faceplate. */
@customElement('rm-value')
export class RmValue extends TagElement {
  @property({ type: Number }) decimals: number | undefined;
  /** Stands inside a vessel: no room is kept for longer units. */
  @property({ type: Boolean, reflect: true }) inside = false;
  /** Somebody else shows the alarm's symbol. */
  @property({ type: Boolean }) plain = false;

  static override styles = [hiddenText, css`
    :host { display: inline-block; }
    :host([inside]) { --unit-width: 0; }
    button {
      all: unset;
      box-sizing: border-box;
      position: relative;
      width: 100%;
      display: flex;
      align-items: center;
      gap: 5px;
      cursor: pointer;
      padding: 1px 5px;
      min-height: var(--cell, 24px);
      border: 1px solid transparent;
      border-radius: 3px;
      color: var(--value);
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    button:hover { border-color: var(--edge); }
    button:focus-visible { outline: 2px solid var(--focus); }
    .label { color: var(--quiet); font-size: 12px; flex: 1; }
    b { font-weight: 600; font-size: 15px; text-align: right; min-width: 4.6ch; margin-left: auto; }
    .unit { color: var(--quiet); font-size: 12px; min-width: var(--unit-width, 2.9em); }
    .flag {
      font-size: 11px;
      font-weight: 700;
      border: 1px solid currentColor;
      border-radius: 2px;
      padding: 0 2px;
      color: var(--text);
    }
    .stale, .waiting, .unknown { color: var(--stale); border: 1px dashed var(--edge); }
    .stale b, .waiting b, .unknown b { font-style: italic; font-weight: 400; }
    .bad b { text-decoration: line-through; font-weight: 400; color: var(--stale); }
    .uncertain b { font-style: italic; }
    .p4 { box-shadow: inset 0 0 0 2px var(--p4); }
    .p3 { box-shadow: inset 0 0 0 2px var(--p3); }
    .p2 { box-shadow: inset 0 0 0 2px var(--p2); }
    .p1 { box-shadow: inset 0 0 0 2px var(--p1); }
    .alarmed { background: var(--raised); }
    rm-alarm-symbol { position: absolute; left: calc(-5px - 18px * var(--round, 1)); width: 17px; height: 17px; }
    :host([inside]) rm-alarm-symbol { left: calc(50% - 8px); top: -20px; margin: 0; }
  `];

  private drawnStatus: ReadingState | null = null;
  private drawnAlarm: Alarm | null = null;
  private drawnDefinition: TagDefinition | undefined;
  private numberNode: Text | null = null;

  /** Mostly nothing but the number is another one, and then only its text is: a display has many of these at many a second. */
  protected override valueChanged(): void {
    if (this.numberNode === null || this.status !== this.drawnStatus) this.requestUpdate();
    else this.drawNumber();
  }

  protected override restChanged(): void {
    if (this.definition !== this.drawnDefinition || this.alarm !== this.drawnAlarm) this.requestUpdate();
  }

  protected override updated(): void {
    const bold = this.renderRoot.querySelector('b')!;
    this.numberNode = (bold.firstChild as Text | null) ?? bold.appendChild(document.createTextNode(''));
    this.drawNumber();
  }

  private drawNumber(): void {
    const text = this.text(this.decimals);
    if (this.numberNode!.data !== text) this.numberNode!.data = text;
  }

  override render() {
    const alarm = this.alarm;
    const unit = unitText(this.definition?.unit ?? '');
    const status = this.status;
    this.drawnStatus = status;
    this.drawnAlarm = alarm;
    this.drawnDefinition = this.definition;
    const flag = status === 'bad' ? 'BAD' : status === 'uncertain' ? '?' : '';
    return html`<button
      class="${status} ${this.priorityClass && 'alarmed'} ${this.priorityClass}"
      @click=${this.openFaceplate}
    >
      ${alarm && !this.plain ? html`<rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol>` : nothing}
      ${this.wrapped(html`
        ${this.label ? html`<span class="label">${this.label}</span>` : nothing}
        <b></b>
        <span class="unit">${unit}</span>
        ${flag ? html`<span class="flag">${flag}</span>` : nothing}
      `)}
    </button>`;
  }
}
