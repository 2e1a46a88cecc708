import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../model/text.js';
import '../ui/alarm-symbol.js';
import { look } from './look.js';
import { hiddenText, TagElement } from './tag-element.js';
import { valuesOf, wordsOf } from './words.js';

/**
 * `<rm-text tag="..." words="0=Manual;1=Automatic" normal="1">`: a state in words. One that is not normal stands in a dark field,
 * as grey as the rest: an alarm makes the colour.
 */
@customElement('rm-text')
export class RmText extends TagElement {
  @property() words = '';
  @property() normal = '';

  static override styles = [hiddenText, look, css`
    .odd b { background: var(--accent); color: var(--on-accent); border-radius: 2px; padding: 0 5px; }
    .cell:not(.labelled) { justify-content: center; }
  `];

  protected override text(): string {
    const reading = this.reading;
    if (reading === undefined) return this.status === 'unknown' ? t('No tag') : super.text();
    return wordsOf(this.words).get(String(reading.value).toLowerCase()) ?? super.text();
  }

  protected get isOdd(): boolean {
    const normal = valuesOf(this.normal);
    const value = this.reading?.value;
    return normal.size > 0 && value !== undefined && !normal.has(String(value).toLowerCase());
  }

  override render() {
    const { alarm, status } = this;
    const isLive = status === 'good' || status === 'uncertain';
    return html`<button
      class="cell ${status} ${this.priorityClass} ${this.label ? 'labelled' : ''} ${this.isOdd && isLive ? 'odd' : ''}"
      title=${this.tag}
      @click=${this.openFaceplate}
    >
      ${alarm ? html`<rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol>` : nothing}
      ${this.wrapped(html`
        ${this.label ? html`<span class="label">${this.label}</span>` : nothing}
        <b>${this.text()}</b>
        ${status === 'bad' ? html`<span class="flag">BAD</span>` : status === 'uncertain' ? html`<span class="flag">?</span>` : nothing}
      `)}
    </button>`;
  }
}
