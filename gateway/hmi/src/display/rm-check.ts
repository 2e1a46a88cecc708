import { css, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../model/text.js';
import { unitText } from '../model/format.js';
import { look } from './look.js';
import { hiddenText, TagElement } from './tag-element.js';
import { valuesOf } from './words.js';

const mark = {
  met: svg`<path class="mark" d="M3.500 8.500l3 3 6-7" />`,
  not: svg`<path class="mark" d="M4 4l8 8M12 4l-8 8" />`,
  unknown: svg`<text x="8" y="12">?</text>`,
};

/**
 * `<rm-check tag="..." when="true" label="Level above 6 %">` or with `above` and `below`: a condition of an interlock or a permissive;
 * a tick while it is met, a cross in a dark field while it is not, a question mark while nobody knows.
 */
@customElement('rm-check')
export class RmCheck extends TagElement {
  /** The value, or values separated by semicolons, with which it is met. */
  @property() when = '';
  @property({ type: Number }) above: number | null = null;
  @property({ type: Number }) below: number | null = null;

  static override styles = [hiddenText, look, css`
    svg { width: 16px; height: 16px; flex: none; }
    .field { fill: none; stroke: var(--edge); }
    .mark { fill: none; stroke: var(--quiet); stroke-width: 2; }
    .not .field { fill: var(--accent); stroke: var(--accent); }
    .not .mark { stroke: var(--on-accent); }
    .not .label { color: var(--text); font-weight: 600; }
    b { font-size: 13px; font-weight: 400; }
    text { font: 700 11px system-ui, sans-serif; text-anchor: middle; fill: var(--text); }
  `];

  /** Null while the value can not be relied on. */
  private get isMet(): boolean | null {
    const value = this.reading?.value;
    if (value === undefined || value === null || (this.status !== 'good' && this.status !== 'uncertain')) return null;
    if (this.when !== '') return valuesOf(this.when).has(String(value).toLowerCase());
    const number = this.number;
    if (number === null) return null;
    return (this.above === null || number > this.above) && (this.below === null || number < this.below);
  }

  override render() {
    const isMet = this.isMet;
    const word = isMet === null ? t('not known') : isMet ? t('met') : t('not met');
    return html`<button class="cell ${this.status} ${isMet === false ? 'not' : ''}" title=${this.tag} @click=${this.openFaceplate}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <rect class="field" x=".5" y=".5" width="15" height="15" rx="2" />
        ${isMet === null ? mark.unknown : isMet ? mark.met : mark.not}
      </svg>
      ${this.wrapped(html`<span class="label">${this.label || this.tag}</span><span class="hidden">${word}</span>
        ${this.when === '' ? html`<b>${this.text()}</b><span class="unit">${unitText(this.definition?.unit ?? '')}</span>` : nothing}`)}
    </button>`;
  }
}
