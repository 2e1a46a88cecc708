import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import '../ui/dialog.js';
import { AUTO, type Scale } from './axes.js';
import type { Trend } from './trend.js';

/** How the axis of a unit is scaled. Fires `closed`. */
@customElement('rm-axis-dialog')
export class AxisDialog extends LitElement {
  @property({ attribute: false }) trend!: Trend;
  @property() unit = '';
  @state() private mode: Scale['mode'] = 'auto';
  @state() private problem = '';
  @query('#low') private low!: HTMLInputElement | null;
  @query('#high') private high!: HTMLInputElement | null;

  static override styles = [
    controls,
    css`
      label { display: flex; gap: 6px; align-items: center; min-height: 30px; color: var(--text); }
      input[type='radio'] { width: 18px; height: 18px; min-height: 18px; accent-color: var(--accent); }
      .fixed { display: flex; flex-wrap: wrap; gap: 8px; margin: 4px 0 4px 24px; }
      .fixed input { width: 12ch; }
      .problem { border-left: 4px solid var(--p4); background: var(--raised); padding: 4px 10px; }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.mode = this.scale.mode;
  }

  private get scale(): Scale {
    return this.trend.scales.get(this.unit) ?? AUTO;
  }

  override render() {
    const modes: [Scale['mode'], string][] = [
      ['auto', t('What is to be seen')],
      ['range', t("The tags' ranges")],
      ['fixed', t('Fixed')],
    ];
    const pens = this.trend.axes.find((axis) => axis.unit === this.unit)?.pens ?? [];
    return html`<rm-dialog open .heading=${t('Axis {unit}', { unit: this.unit || '—' })} @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}>
      <p class="quiet">${pens.map(({ tag }) => tag).join(', ')}</p>
      <form id="form" @submit=${this.submit}>
        ${modes.map(
          ([mode, text]) => html`<label><input type="radio" name="mode" .checked=${this.mode === mode} @change=${() => (this.mode = mode)} />${text}</label>`,
        )}
        ${this.mode === 'fixed'
          ? html`<div class="fixed">
              <label>${t('Low|limit')} <input id="low" inputmode="decimal" .value=${String(this.scale.low)} /></label>
              <label>${t('High|limit')} <input id="high" inputmode="decimal" .value=${String(this.scale.high)} /></label>
            </div>`
          : nothing}
        <div role="alert">${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}</div>
      </form>
      <button slot="actions" type="submit" form="form" class="primary" @click=${this.submit}>${t('Apply')}</button>
    </rm-dialog>`;
  }

  private submit(event: Event): void {
    event.preventDefault();
    const low = numberIn(this.low, this.scale.low);
    const high = numberIn(this.high, this.scale.high);
    if (this.mode === 'fixed' && !(low < high)) {
      this.problem = t('High must be more than low.');
      return;
    }
    this.trend.setScale(this.unit, { mode: this.mode, low, high });
    this.dispatchEvent(new CustomEvent('closed'));
  }
}

function numberIn(field: HTMLInputElement | null, otherwise: number): number {
  return field === null ? otherwise : Number(field.value.trim().replace('−', '-').replace(',', '.') || NaN);
}
