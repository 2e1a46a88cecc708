import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ApiError } from '../client/index.js';
import { app } from '../model/app.js';
import { problemText, send, type Tagged } from '../model/calls.js';
import { faultsIn } from '../model/tag-form.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import '../ui/dialog.js';

/** Settings that the types begin with or often have; others can be added. The server's provider of the type checks them. */
const KNOWN: Record<string, string[]> = {
  opcua: ['endpoint', 'security', 'message-mode', 'user', 'password-file', 'reconnect-max', 'request-timeout'],
  'opcua-server': ['endpoint', 'hostname', 'security', 'anonymous', 'access'],
  modbus: ['host', 'port', 'unit'],
  mqtt: ['broker', 'client-id', 'user', 'password-file', 'ca-file'],
  signals: ['seed'],
  file: ['path', 'format'],
  'sparkplug-edge': ['broker', 'group', 'edge-node', 'tags', 'user', 'password-file'],
  'sparkplug-host': ['broker', 'host-id', 'groups', 'user', 'password-file'],
};
const SHARED = ['backpressure'];
const SECRET = /password|secret|token/;

interface Row {
  key: string;
  value: string;
}

/** A connector is made or changed. Fires `done` with its name, or null when it is left. */
@customElement('rm-connector-form')
export class ConnectorForm extends LitElement {
  /** What is to be changed; null for a new one. */
  @property({ attribute: false }) written: Tagged<Record<string, unknown>> | null = null;
  @state() private type = 'opcua';
  @state() private rows: Row[] = [];
  @state() private problem = '';
  @state() private isBusy = false;
  @query('#name') private nameField!: HTMLInputElement;
  @query('#reason') private reason!: HTMLInputElement;

  static override styles = [
    controls,
    css`
      form { display: grid; gap: 10px; }
      .two { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; }
      .two input, .two select, .row input, #reason { width: 100%; }
      .row { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) 34px; gap: 8px; }
      .problem { border-left: 4px solid var(--p3); background: var(--raised); padding: 6px 10px; overflow-wrap: anywhere; white-space: pre-line; }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    const { name: _, type, ...settings } = this.written?.body ?? {};
    if (this.written === null) return this.begin('opcua');
    this.type = String(type);
    this.rows = Object.entries(settings).map(([key, value]) => ({ key, value: String(value) }));
  }

  private begin(type: string): void {
    this.type = type;
    this.rows = (KNOWN[type] ?? []).map((key) => ({ key, value: '' }));
  }

  override render(): TemplateResult {
    const isNew = this.written === null;
    return html`<rm-dialog open .heading=${isNew ? t('New connector') : t('Edit {name}', { name: String(this.written?.body.name) })} ?busy=${this.isBusy} @closed=${() => this.done(null)}>
      <form id="form" novalidate @submit=${this.save}>
        <div role="alert">${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}</div>
        <div class="two">
          <label>${t('Name')}<input id="name" autocomplete="off" ?disabled=${!isNew} .value=${String(this.written?.body.name ?? '')} /></label>
          <label>${t('Type')}<select id="type" ?disabled=${!isNew} @change=${(e: Event) => this.begin((e.target as HTMLSelectElement).value)}>
            ${[...new Set([...Object.keys(KNOWN), this.type])].map((type) => html`<option ?selected=${type === this.type}>${type}</option>`)}
          </select></label>
        </div>
        <h2>${t('Settings')}</h2>
        <datalist id="known">${[...(KNOWN[this.type] ?? []), ...SHARED].map((key) => html`<option value=${key}></option>`)}</datalist>
        ${this.rows.map((row, i) => this.row(row, i))}
        <div><button type="button" @click=${() => (this.rows = [...this.rows, { key: '', value: '' }])}>${t('Add a setting')}</button>
          <span class="quiet">${t('What is left empty takes the default of its type.')}</span></div>
        <label>${t('Reason (optional)')}<input id="reason" maxlength="200" autocomplete="off" /></label>
      </form>
      <button slot="actions" class="primary" type="submit" form="form" ?disabled=${this.isBusy}>${isNew ? t('Create') : t('Save')}</button>
      <button slot="actions" type="button" ?disabled=${this.isBusy} @click=${() => this.done(null)}>${t('Cancel')}</button>
    </rm-dialog>`;
  }

  private row(row: Row, index: number): TemplateResult {
    const set = (change: Partial<Row>) => (this.rows = this.rows.map((one, i) => (i === index ? { ...one, ...change } : one)));
    return html`<div class="row">
      <input list="known" aria-label=${t('Setting {n}', { n: index + 1 })} .value=${row.key} @change=${(e: Event) => set({ key: (e.target as HTMLInputElement).value.trim() })} />
      <input type=${SECRET.test(row.key) && !/-(file|env)$/.test(row.key) ? 'password' : 'text'} aria-label=${t('Value of {name}', { name: row.key || String(index + 1) })} autocomplete="off" .value=${row.value} @change=${(e: Event) => set({ value: (e.target as HTMLInputElement).value })} />
      <button type="button" aria-label=${t('Leave out {name}', { name: row.key || String(index + 1) })} @click=${() => (this.rows = this.rows.filter((one) => one !== row))}>✕</button>
    </div>`;
  }

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    const name = this.nameField.value.trim();
    if (name === '') {
      this.problem = t('A name is needed.');
      return this.nameField.focus();
    }
    const settings = Object.fromEntries(this.rows.filter(({ key, value }) => key !== '' && value !== '').map(({ key, value }) => [key, plain(key, value)]));
    const body = { name, type: this.type, ...settings };
    const reason = `?reason=${encodeURIComponent(this.reason.value.trim())}`;
    this.isBusy = true;
    this.problem = '';
    try {
      if (this.written === null) await send('POST', `/connectors${reason}`, { body });
      else await send('PUT', `/connectors/${encodeURIComponent(name)}${reason}`, { body, ifMatch: this.written.etag });
      app.notify('done', t('{name} was saved.', { name }));
      this.done(name);
    } catch (error) {
      const isStale = error instanceof ApiError && error.status === 412;
      this.problem = isStale ? t('Somebody else has changed it meanwhile. Close the form and look at it again.') : faultText(error, name);
    }
    this.isBusy = false;
  }

  private done(name: string | null): void {
    this.dispatchEvent(new CustomEvent('done', { detail: name }));
  }
}

/** What the server finds wrong, a line each, without the name that stands in the form. */
function faultText(error: unknown, name: string): string {
  const faults = error instanceof ApiError && error.code === 'definition-unsound' ? faultsIn(error.message) : [];
  if (faults.length === 0) return problemText(error);
  return faults.map(({ place, message }) => `${place.replace(/^connectors\[[^\]]*\]\.?/, '')} ${message.replace(`${name}: `, '')}`.trim()).join('\n');
}

function plain(key: string, value: string): string | boolean {
  return key === 'enabled' ? value === 'true' : value;
}
