import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { spanName, spanOf, SPANS } from '../model/report-spans.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';

/** Chooses a span of time. Fires `span` with {from, to}. */
@customElement('rm-span-field')
export class SpanField extends LitElement {
  @property() name = '24h';
  @state() private missing = '';

  static override styles = [
    controls,
    css`
      :host { display: inline-flex; flex-wrap: wrap; gap: 8px; align-items: center; }
      label { display: inline-flex; gap: 6px; align-items: center; }
    `,
  ];

  override render() {
    return html`<label>${t('Span')}
        <select @change=${this.pick}>
          ${[...Object.keys(SPANS), 'own'].map((name) => html`<option value=${name} ?selected=${name === this.name}>${spanName(name)}</option>`)}
        </select>
      </label>
      ${this.name === 'own'
        ? html`<label>${t('from')}<input id="from" type="datetime-local" /></label>
            <label>${t('to')}<input id="to" type="datetime-local" /></label>
            <button @click=${this.tell}>${t('Show')}</button>
            <span role="alert">${this.missing}</span>`
        : nothing}`;
  }

  /** The span as it is chosen now; null while an own one is not complete. */
  span(nowMs = Date.now()): { from: string; to: string } | null {
    const field = (id: string) => this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.value ?? '';
    return spanOf(this.name, field('from'), field('to'), nowMs);
  }

  private pick(event: Event): void {
    this.name = (event.target as HTMLSelectElement).value;
    this.missing = '';
    if (this.name !== 'own') this.tell();
  }

  private tell(): void {
    const span = this.span();
    this.missing = span === null ? t('The beginning has to be before the end.') : '';
    if (span !== null) this.dispatchEvent(new CustomEvent('span', { detail: span }));
  }
}
