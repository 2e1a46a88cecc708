import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { app } from '../../model/app.js';
import { problemText } from '../../model/calls.js';
import { isoOf } from '../../model/log-spans.js';
import { t } from '../../model/text.js';
import { controls } from '../../ui/controls.js';
import '../../ui/dialog.js';
import { listPageStyles } from '../../ui/list-page.css.js';
import { revealProblem } from '../../ui/reveal.js';
import { kindName, parameterName, priorityName, type Job, type Kind, type Parameter } from './model.js';

/** A new job: a form for each kind, made of what the server says of its parameters. Fires `queued` (detail: the job) and `closed`. */
@customElement('rm-new-job')
export class NewJob extends LitElement {
  @property({ attribute: false }) kinds: Kind[] = [];
  @property({ type: Boolean }) open = false;
  @state() private kind = '';
  @state() private problem = '';
  @state() private isBusy = false;

  static override styles = [
    controls,
    listPageStyles,
    css`
      :host { display: contents !important; }
      .hint { font-size: 12.5px; color: var(--quiet); }
      .flag { display: flex; gap: 8px; align-items: center; }
      .flag input { width: 20px; height: 20px; min-height: 0; }
      details summary { cursor: pointer; padding: 6px 0; }
    `,
  ];

  /** Each begins without a kind, so that Enter alone makes none. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('open') && this.open) this.choose('');
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.open) return nothing;
    const offered = this.kinds.filter((kind) => kind.allowed);
    const kind = offered.find((one) => one.kind === this.kind);
    return html`<rm-dialog open .heading=${t('New job')} ?busy=${this.isBusy} @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}>
      <form id="job" novalidate @submit=${(e: Event) => this.submit(e, kind)}>
        <label for="kind">${t('Kind')}</label>
        <select id="kind" @change=${(e: Event) => this.choose((e.target as HTMLSelectElement).value)}>
          <option value="" ?selected=${kind === undefined}>${t('Choose a kind')}</option>
          ${offered.map((one) => html`<option value=${one.kind} ?selected=${one === kind}>${kindName(one.kind)}</option>`)}
        </select>
        ${kind === undefined ? nothing : Object.entries(kind.parameters.properties ?? {}).map(([name, parameter]) => this.field(name, parameter, kind.parameters.required?.includes(name) ?? false))}
        ${kind !== undefined && Object.keys(kind.parameters.properties ?? {}).length === 0 ? html`<p class="quiet">${t('This kind takes no parameters.')}</p>` : nothing}
        <details>
          <summary>${t('Priority, reason, attempts')}</summary>
          <label for="priority">${t('Priority')}</label>
          <select id="priority">
            ${['high', 'normal', 'low'].map((name) => html`<option value=${name} ?selected=${name === 'normal'}>${priorityName(name)}</option>`)}
          </select>
          <label for="reason">${t('Reason (optional)')}</label>
          <input id="reason" maxlength="500" autocomplete="off" />
          <label for="attempts">${t('Attempts at most')}</label>
          <input id="attempts" type="number" min="1" max="20" inputmode="numeric" />
        </details>
        <div role="alert">${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}</div>
      </form>
      <button slot="actions" type="submit" form="job" class="primary" ?disabled=${this.isBusy || kind === undefined || app.link !== 'live'}>${t('Queue the job')}</button>
    </rm-dialog>`;
  }

  private choose(kind: string): void {
    this.kind = kind;
    this.problem = '';
  }

  private field(name: string, parameter: Parameter, isNeeded: boolean): TemplateResult {
    const id = `p-${name}`;
    const label = `${parameterName(name, parameter)}${isNeeded ? ' *' : ''}`;
    const hint = parameter.description ? html`<span class="hint" id=${`${id}-hint`}>${parameter.description}</span>` : nothing;
    if (parameter.type === 'boolean') {
      return html`<label class="flag"><input id=${id} type="checkbox" ?checked=${parameter.default === true} /> ${label}</label>${hint}`;
    }
    return html`<label for=${id}>${label}</label>${this.control(id, parameter, hint !== nothing)}${hint}`;
  }

  private control(id: string, parameter: Parameter, hasHint: boolean): TemplateResult {
    const described = hasHint ? `${id}-hint` : nothing;
    if (parameter.enum !== undefined) {
      return html`<select id=${id} aria-describedby=${described}>
        ${parameter.enum.map((value) => html`<option value=${value} ?selected=${value === parameter.default}>${value}</option>`)}
      </select>`;
    }
    if (parameter.format === 'date-time') return html`<input id=${id} type="datetime-local" step="1" aria-describedby=${described} />`;
    if (parameter.type === 'integer') {
      return html`<input id=${id} type="number" min=${parameter.minimum ?? nothing} max=${parameter.maximum ?? nothing} placeholder=${String(parameter.default ?? '')} aria-describedby=${described} />`;
    }
    if (isText(parameter)) return html`<textarea id=${id} spellcheck="false" aria-describedby=${described}></textarea>`;
    return html`<input id=${id} autocomplete="off" spellcheck="false" aria-describedby=${described} />`;
  }

  private async submit(event: Event, kind: Kind | undefined): Promise<void> {
    event.preventDefault();
    if (kind === undefined) return;
    this.isBusy = true;
    this.problem = '';
    try {
      const body: Record<string, unknown> = { kind: kind.kind, parameters: this.parameters(kind), priority: this.text('priority') };
      if (this.text('reason') !== '') body.reason = this.text('reason');
      if (this.text('attempts') !== '') body.maxAttempts = Number(this.text('attempts'));
      const job = (await app.client.rest.call('POST', '/jobs', body)) as Job;
      this.dispatchEvent(new CustomEvent('queued', { detail: job }));
      this.dispatchEvent(new CustomEvent('closed'));
    } catch (error) {
      this.problem = problemText(error);
      revealProblem(this);
    } finally {
      this.isBusy = false;
    }
  }

  private text(id: string): string {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.value.trim() ?? '';
  }

  /** What was filled in, as the schema wants it; what is as it is by default is left out. */
  private parameters(kind: Kind): Record<string, unknown> {
    const given: Record<string, unknown> = {};
    for (const [name, parameter] of Object.entries(kind.parameters.properties ?? {})) {
      const field = this.renderRoot.querySelector<HTMLInputElement>(`#p-${name}`)!;
      if (parameter.type === 'boolean') {
        if (field.checked) given[name] = true;
        continue;
      }
      const isNeeded = kind.parameters.required?.includes(name) ?? false;
      const value = isText(parameter) ? field.value : field.value.trim();
      if (value.trim() === '' || (!isNeeded && value === parameter.default)) continue;
      given[name] = valueOf(parameter, value);
    }
    return given;
  }
}

/** More than a line. */
function isText(parameter: Parameter): boolean {
  return parameter.contentMediaType !== undefined || parameter.type === 'object' || (Array.isArray(parameter.type) && parameter.type.includes('object'));
}

export function valueOf(parameter: Parameter, text: string): unknown {
  if (parameter.type === 'integer') return Number(text);
  if (parameter.format === 'date-time') return isoOf(text);
  if (parameter.type === 'object') return JSON.parse(text);
  if (Array.isArray(parameter.type) && parameter.type.includes('array') && text.includes(',')) return text.split(',').map((part) => part.trim()).filter((part) => part !== '');
  return text;
}
