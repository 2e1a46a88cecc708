import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { fieldTime, momentOfField, offsetText } from '../model/format.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import { Follow } from '../ui/follow.js';
import { refusalOf } from './trend-address.js';
import type { Trend } from './trend.js';

/** From and to as fields: what is written there is gone to. */
@customElement('rm-time-fields')
export class TimeFields extends LitElement {
  @property({ attribute: false }) trend!: Trend;
  /** Changes when a live window has moved on. */
  @property({ attribute: false }) tick = 0;
  @state() private problem = '';
  @query('#from') private from!: HTMLInputElement;
  @query('#to') private to!: HTMLInputElement;
  private isTyping = false;

  static override styles = [
    controls,
    css`
      form { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; }
      input { padding: 2px 4px; min-height: 30px; }
      .problem { border-left: 4px solid var(--p4); padding: 2px 8px; background: var(--raised); }
    `,
  ];

  override firstUpdated(): void {
    new Follow(this, [this.trend.changed]);
  }

  override render() {
    const { view } = this.trend;
    if (!this.isTyping && this.hasUpdated) {
      this.from.value = fieldTime(view.from);
      this.to.value = fieldTime(view.to);
    }
    return html`<form @submit=${this.go} @focusin=${() => (this.isTyping = true)} @focusout=${this.left}>
      <label for="from">${t('From')}</label>
      <input id="from" type="datetime-local" step="1" required .defaultValue=${fieldTime(view.from)} />
      <label for="to">${t('To')}</label>
      <input id="to" type="datetime-local" step="1" required .defaultValue=${fieldTime(view.to)} />
      <button type="submit" title=${t('Show this span')}>${t('Show')}</button>
      <span class="quiet">${offsetText(view.to)}</span>
      <span role="alert">${this.problem === '' ? nothing : html`<span class="problem">${this.problem}</span>`}</span>
    </form>`;
  }

  private left(event: FocusEvent): void {
    if (this.renderRoot.contains(event.relatedTarget as Node | null)) return;
    this.isTyping = false;
    this.requestUpdate();
  }

  private go(event: Event): void {
    event.preventDefault();
    const from = momentOfField(this.from.value);
    const to = momentOfField(this.to.value);
    this.problem = refusalOf(from, to);
    if (this.problem !== '') return;
    this.isTyping = false;
    this.trend.view.setWindow(from, to);
  }
}
