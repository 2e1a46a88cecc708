import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError, type Page } from '../client/index.js';
import { app } from '../model/app.js';
import { problemText, read, send, type Tagged } from '../model/calls.js';
import { errorsOf, faultsIn, fieldOf, fieldsOf, TYPES, writtenOf, type FieldErrors, type TagFields, type Written } from '../model/tag-form.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import '../ui/dialog.js';

const SETTLE_MS = 350;

/** A tag is made or changed; what is wrong is said while one types. Fires `done` with `{name, changed}`, or null when it is left. */
@customElement('rm-tag-form')
export class TagForm extends LitElement {
  /** What is to be changed; null for a new tag. */
  @property({ attribute: false }) written: Tagged<Written> | null = null;
  /** What a new tag's name begins with. */
  @property() below = '';
  @state() private fields: TagFields = fieldsOf({});
  @state() private touched = new Set<string>();
  @state() private told: FieldErrors = {};
  @state() private problem = '';
  @state() private isBusy = false;
  @state() private isAllShown = false;
  @state() private connectors: string[] = [];
  /** What somebody else has written meanwhile. */
  @state() private other: Tagged<Written> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;

  static override styles = [
    controls,
    css`
      form { display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); gap: 10px 12px; align-items: start; }
      .field { display: grid; gap: 2px; grid-column: span 3; align-content: start; }
      .whole { grid-column: 1 / -1; }
      .third { grid-column: span 2; }
      .field input, .field select, textarea { width: 100%; }
      .check { display: flex; gap: 8px; align-items: center; min-height: 30px; grid-column: span 3; }
      .check input { width: 18px; min-height: 18px; }
      textarea { font: 12px/1.4 ui-monospace, monospace; min-height: 84px; background: var(--raised); color: var(--text); border: 1px solid var(--edge); border-radius: 3px; padding: 6px; }
      [aria-invalid='true'] { border: 2px solid var(--p4); }
      .wrong { border-left: 3px solid var(--p4); padding-left: 6px; font-size: 13px; overflow-wrap: anywhere; }
      h3 { font-size: 13px; margin: 6px 0 0; grid-column: 1 / -1; border-top: 1px solid var(--line); padding-top: 8px; }
      .problem { border-left: 4px solid var(--p3); background: var(--raised); padding: 6px 10px; overflow-wrap: anywhere; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; padding: 3px 8px 3px 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
      th { color: var(--quiet); font-weight: 600; }
      .differs td { font-weight: 600; }
      @media (max-width: 560px) {
        .field, .check, .third { grid-column: 1 / -1; }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.fields = fieldsOf(this.written?.body ?? {});
    if (this.written === null && this.below !== '') this.fields = { ...this.fields, name: `${this.below}.` };
    void this.loadConnectors();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  override render(): TemplateResult {
    const isNew = this.written === null;
    const title = isNew ? t('New tag') : t('Edit {name}', { name: this.fields.name });
    return html`<rm-dialog open wide .heading=${title} ?busy=${this.isBusy} @closed=${() => this.done(null)}>
      <div role="alert">${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}</div>
      ${this.other ? this.conflict(this.other) : this.form(isNew)}
      ${this.other
        ? html`<button slot="actions" class="primary" @click=${this.keepMine}>${t('Write mine over it')}</button>
            <button slot="actions" @click=${this.takeTheirs}>${t('Go on from theirs')}</button>`
        : html`<button slot="actions" class="primary" type="submit" form="form" ?disabled=${this.isBusy}>${isNew ? t('Create') : t('Save')}</button>`}
      <button slot="actions" type="button" ?disabled=${this.isBusy} @click=${() => this.done(null)}>${t('Cancel')}</button>
    </rm-dialog>`;
  }

  private form(isNew: boolean): TemplateResult {
    const { fields } = this;
    const isNumber = /^(int64|float64)/.test(fields.type);
    return html`<form id="form" novalidate @submit=${this.save}>
      ${this.text('name', t('Name'), { whole: true, disabled: !isNew })}
      ${this.choice('type', t('Type'), TYPES)}
      ${fields.type.endsWith('[]') || fields.type === 'string' ? this.text('length', t('Length')) : html`<span class="field"></span>`}
      ${this.text('description', t('Description'), { whole: true })}
      ${isNumber ? html`${this.text('unit', t('Unit'))}${this.text('displayUnit', t('Unit that is shown'))}${this.text('low', t('Range from'))}${this.text('high', t('Range to'))}` : nothing}
      ${this.text('area', t('Area'))}${isNumber ? this.text('deadband', t('Deadband')) : nothing}
      ${this.check('writable', t('Can be written'))}${this.check('isSigned', t('Commands need a signature'))}
      <h3>${t('Where its values come from')}</h3>
      ${this.choice('connector', t('Connector'), ['', ...this.connectors])}
      ${fields.connector === '' ? this.text('expression', t('Expression (derived tag)')) : html`${this.text('address', t('Address'))}
          ${this.choice('mode', t('Mode'), ['', 'subscribe', 'poll'], 'third')}${this.text('interval', t('Interval'), { css: 'third' })}${this.text('stale', t('Stale after'), { css: 'third' })}`}
      <h3><button type="button" aria-expanded=${this.isAllShown} @click=${() => (this.isAllShown = !this.isAllShown)}>${t('Further keys')}</button></h3>
      ${this.isAllShown || fields.further !== '' ? this.further() : nothing}
    </form>`;
  }

  private wrong(key: keyof TagFields): string {
    const own = errorsOf(this.fields)[key];
    return (this.touched.has(key) ? own : undefined) ?? this.told[key] ?? '';
  }

  private text(key: keyof TagFields, label: string, { whole = false, disabled = false, css: more = '' } = {}): TemplateResult {
    const wrong = this.wrong(key);
    return html`<div class="field ${whole ? 'whole' : ''} ${more}">
      <label for=${key}>${label}</label>
      <input id=${key} autocomplete="off" spellcheck="false" ?disabled=${disabled} .value=${String(this.fields[key])} aria-invalid=${wrong !== ''} aria-describedby="${key}-wrong"
        @input=${(e: Event) => this.set(key, (e.target as HTMLInputElement).value)} @change=${() => this.touch(key)} />
      <span id="${key}-wrong" class=${wrong === '' ? '' : 'wrong'}>${wrong}</span>
    </div>`;
  }

  private choice(key: keyof TagFields, label: string, options: string[], more = ''): TemplateResult {
    const wrong = this.wrong(key);
    const value = String(this.fields[key]);
    return html`<div class="field ${more}">
      <label for=${key}>${label}</label>
      <select id=${key} aria-invalid=${wrong !== ''} aria-describedby="${key}-wrong" @change=${(e: Event) => this.set(key, (e.target as HTMLSelectElement).value)}>
        ${[...new Set([...options, value])].map((option) => html`<option value=${option} ?selected=${option === value}>${option === '' ? '—' : option}</option>`)}
      </select>
      <span id="${key}-wrong" class=${wrong === '' ? '' : 'wrong'}>${wrong}</span>
    </div>`;
  }

  private check(key: 'writable' | 'isSigned', label: string): TemplateResult {
    return html`<label class="check"><input type="checkbox" .checked=${this.fields[key]} @change=${(e: Event) => this.set(key, (e.target as HTMLInputElement).checked)} />${label}</label>`;
  }

  private further(): TemplateResult {
    const wrong = this.wrong('further');
    return html`<div class="field whole">
      <label for="further">${t('As JSON, with the keys of the site file: scaling, filters, history, segment, position …')}</label>
      <textarea id="further" spellcheck="false" .value=${this.fields.further} aria-invalid=${wrong !== ''} aria-describedby="further-wrong"
        @input=${(e: Event) => this.set('further', (e.target as HTMLTextAreaElement).value)} @change=${() => this.touch('further')}></textarea>
      <span id="further-wrong" class=${wrong === '' ? '' : 'wrong'}>${wrong}</span>
    </div>`;
  }

  private conflict(other: Tagged<Written>): TemplateResult {
    const mine = writtenOf(this.fields);
    const keys = [...new Set([...Object.keys(other.body), ...Object.keys(mine)])].sort();
    const text = (value: unknown) => (value === undefined ? '—' : typeof value === 'object' ? JSON.stringify(value) : String(value));
    return html`<p>${t('Somebody else has changed this tag meanwhile. Nothing was written.')}</p>
      <table>
        <thead><tr><th scope="col">${t('Key')}</th><th scope="col">${t('Mine')}</th><th scope="col">${t('Theirs')}</th></tr></thead>
        <tbody>
          ${keys.map((key) => html`<tr class=${text(mine[key]) === text(other.body[key]) ? '' : 'differs'}><th scope="row">${key}</th><td>${text(mine[key])}</td><td>${text(other.body[key])}</td></tr>`)}
        </tbody>
      </table>`;
  }

  private touch(key: keyof TagFields): void {
    this.touched = new Set(this.touched).add(key);
  }

  private set(key: keyof TagFields, value: string | boolean): void {
    this.fields = { ...this.fields, [key]: value };
    this.told = { ...this.told, [key]: undefined };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.try(), SETTLE_MS);
  }

  /** Asks the server what it thinks of it; those limited to areas hear it when they save. */
  private async try(): Promise<void> {
    if (!app.rights.mayEverywhere('configure') || Object.keys(errorsOf(this.fields)).length > 0) return;
    const turn = ++this.turn;
    try {
      const body = { dryRun: true, bundle: { tags: [writtenOf(this.fields)] } };
      const answer = (await app.client.rest.call('POST', '/system/config:import', body)) as { errors: { place: string; message: string }[] };
      if (turn === this.turn) this.told = told(answer.errors);
    } catch {
      // Saving says it.
    }
  }

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.isBusy) return;
    const errors = errorsOf(this.fields);
    this.touched = new Set(Object.keys(this.fields));
    if (Object.keys(errors).length > 0) return this.focusOn(Object.keys(errors)[0]!);
    clearTimeout(this.timer);
    this.turn++;
    this.isBusy = true;
    this.problem = '';
    const body = writtenOf(this.fields);
    try {
      if (this.written === null) await send('POST', '/tags', { body });
      else await send('PUT', `/tags/${encodeURIComponent(this.fields.name)}`, { body, ifMatch: this.written.etag });
      app.notify('done', t('{name} was saved.', { name: String(body.name) }));
      this.done({ name: String(body.name), changed: true });
    } catch (error) {
      await this.refused(error);
    } finally {
      this.isBusy = false;
    }
  }

  private async refused(error: unknown): Promise<void> {
    if (error instanceof ApiError && error.status === 412) {
      this.other = await read<Written>(`/tags/${encodeURIComponent(this.fields.name)}/definition`).catch(() => null);
      if (this.other !== null) return;
    }
    const faults = error instanceof ApiError && error.code === 'definition-unsound' ? faultsIn(error.message) : [];
    const own = faults.filter(({ place }) => place.startsWith('tags['));
    this.told = told(own);
    this.isAllShown ||= this.told.further !== undefined;
    this.problem = own.length === faults.length && own.length > 0 ? t('It was not saved: see the marked fields.') : problemText(error);
    const first = Object.keys(this.told)[0];
    if (first) this.focusOn(first);
  }

  private focusOn(id: string): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus());
  }

  private keepMine(): void {
    this.written = this.other;
    this.other = null;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLFormElement>('form')?.requestSubmit());
  }

  private takeTheirs(): void {
    this.written = this.other;
    this.fields = fieldsOf(this.other?.body ?? {});
    this.other = null;
  }

  private async loadConnectors(): Promise<void> {
    try {
      this.connectors = ((await app.client.rest.call('GET', '/connectors?limit=10000')) as Page<{ name: string }>).items.map(({ name }) => name);
    } catch {
      // The one that is written stays to be chosen.
    }
  }

  private done(detail: { name: string; changed: boolean } | null): void {
    this.dispatchEvent(new CustomEvent('done', { detail }));
  }
}

function told(faults: { place: string; message: string }[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const { place, message } of faults) errors[fieldOf(place)] = message;
  return errors;
}
