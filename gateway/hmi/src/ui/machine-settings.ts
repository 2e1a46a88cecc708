import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError, type Value } from '../client/index.js';
import { app } from '../model/app.js';
import { durationText } from '../model/report.js';
import { localText, NOTHING, unitText } from '../model/format.js';
import { machines } from '../model/machine-watch.js';
import { mayFor, parseSetting } from '../model/machine-rules.js';
import type { Machine, Setting } from '../model/machines.js';
import { t } from '../model/text.js';
import { confirm } from './confirm.js';
import { controls } from './controls.js';
import { Follow } from './follow.js';

/** The row of the interval, which is no attribute. */
const INTERVAL = '\ninterval';

/** What is set of a machine: its attributes and its interval, changed by who may. */
@customElement('rm-machine-settings')
export class MachineSettings extends LitElement {
  @property({ attribute: false }) machine!: Machine;
  @state() private editing = '';
  @state() private error = '';
  @state() private isBusy = false;

  static override styles = [
    controls,
    css`
      table { border-collapse: collapse; width: 100%; }
      th { text-align: left; color: var(--quiet); font-weight: 600; }
      td, th { padding: 3px 8px 3px 0; border-top: 1px solid var(--line); }
      td:last-child { text-align: right; }
      td.value { font-weight: 600; white-space: nowrap; }
      .set { border: 1px solid currentColor; border-radius: 2px; font-size: 11px; padding: 0 3px; font-weight: 400; }
      form { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; padding: 4px 0; }
      form input { width: 9em; }
      .error { border-left: 4px solid var(--p3); background: var(--raised); padding: 4px 10px; overflow-wrap: anywhere; }
      @media (max-width: 760px) { .range, .rangehead { display: none; } }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed, machines.changed]);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('machine');
    if (before !== undefined && before.name !== this.machine.name) this.close();
  }

  override render() {
    const { machine } = this;
    const interval: Setting = { name: INTERVAL, type: 'duration', value: `${machine.intervalMs}ms`, default: null, unit: '', operator: false, set: machine.intervalSet };
    return html`<table>
      <caption class="hidden">${t('Attributes')}</caption>
      <thead><tr><th scope="col">${t('Attribute')}</th><th scope="col">${t('Value')}</th><th scope="col" class="rangehead">${t('Allowed')}</th><th scope="col"><span class="hidden">${t('Change')}</span></th></tr></thead>
      <tbody>${machine.settings.map((setting) => this.row(setting))} ${this.row(interval)}</tbody>
    </table>`;
  }

  private mayChange(setting: Setting): boolean {
    if (setting.type === 'string') return false;
    return mayFor(app.rights, setting.operator ? 'write' : 'admin', this.machine);
  }

  private row(setting: Setting) {
    const name = setting.name === INTERVAL ? t('Interval') : setting.name;
    const isEdited = this.editing === setting.name;
    return html`<tr data-setting=${setting.name.trim()}>
        <td>${name}</td>
        <td class="value">
          ${setting.name === INTERVAL ? durationText(this.machine.intervalMs * 1e6) : valueOf(setting.value)} ${unitText(setting.unit)}
          ${setting.set ? html`<span class="set" title=${t('Changed while running; the site file says {value}', { value: valueOf(setting.default) })}>${t('changed')}</span>` : nothing}
        </td>
        <td class="range">${rangeOf(setting)}</td>
        <td>
          ${this.mayChange(setting) && !isEdited
            ? html`<button aria-label=${t('Change {name}', { name })} ?disabled=${app.link !== 'live'} @click=${() => this.open(setting)}>${t('Change')}</button>`
            : nothing}
        </td>
      </tr>
      ${isEdited && this.mayChange(setting) ? html`<tr><td colspan="4">${this.form(setting, name)}</td></tr>` : nothing}`;
  }

  private form(setting: Setting, name: string) {
    return html`<form @submit=${(event: Event) => this.submit(event, setting, name)}>
        <label for="new">${t('New value')}</label>
        ${setting.type === 'bool'
          ? html`<select id="new" ?disabled=${this.isBusy}>
              <option value="true" ?selected=${setting.value === true}>${t('On')}</option>
              <option value="false" ?selected=${setting.value !== true}>${t('Off')}</option>
            </select>`
          : html`<input id="new" autocomplete="off" inputmode=${setting.name === INTERVAL ? 'text' : 'decimal'} .defaultValue=${String(setting.value ?? '')} aria-invalid=${this.error !== ''} aria-describedby="error" ?disabled=${this.isBusy} />`}
        <span>${unitText(setting.unit)}</span>
        <button class="primary" ?disabled=${this.isBusy || app.link !== 'live'}>${t('Set …')}</button>
        <button type="button" ?disabled=${this.isBusy} @click=${() => this.close()}>${t('Cancel')}</button>
      </form>
      <div id="error" role="alert">${this.error === '' ? nothing : html`<div class="error">${this.error}</div>`}</div>`;
  }

  private open(setting: Setting): void {
    this.editing = setting.name;
    this.error = '';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#new')?.focus());
  }

  private close(): void {
    this.editing = '';
    this.error = '';
  }

  private async submit(event: Event, setting: Setting, name: string): Promise<void> {
    event.preventDefault();
    const text = this.renderRoot.querySelector<HTMLInputElement>('#new')?.value ?? '';
    const isInterval = setting.name === INTERVAL;
    const parsed = isInterval ? { value: text.trim() } : parseSetting(text, setting);
    this.error = mistake(parsed);
    if (parsed === 'number' || parsed === 'whole' || !('value' in parsed)) return;
    const { machine } = this;
    const unit = unitText(setting.unit);
    const answer = await confirm({
      title: t('Set {name} of {machine}', { name, machine: machine.name }),
      text: `${valueOf(setting.value)} ${unit} → ${valueOf(parsed.value)} ${unit}`,
      action: t('Set'),
      reason: 'optional',
      signature: machine.signature === 'required',
    });
    if (answer === null) return;
    this.isBusy = true;
    try {
      const body = {
        ...(isInterval ? { interval: parsed.value } : { attributes: { [setting.name]: parsed.value } }),
        ...(answer.reason === '' ? {} : { reason: answer.reason }),
        ...(answer.password === '' ? {} : { password: answer.password }),
      };
      machines.take((await app.client.rest.call('PATCH', `/machines/${encodeURIComponent(machine.name)}`, body)) as Machine);
      app.notify('done', t('{name} of {machine} is {value}', { name, machine: machine.name, value: `${valueOf(parsed.value)} ${unit}`.trim() }));
      this.close();
    } catch (error) {
      this.error = t('Refused, {code}: {detail}', { code: error instanceof ApiError ? error.code : 'Error', detail: (error as Error).message });
    } finally {
      this.isBusy = false;
    }
  }
}

function valueOf(value: Value): string {
  if (value === null) return NOTHING;
  if (typeof value === 'boolean') return value ? t('On') : t('Off');
  return typeof value === 'number' ? localText(String(Number(value.toPrecision(7)))).replace('-', '−') : String(value);
}

/** A range that says nothing is not shown. */
function rangeOf({ minimum, maximum }: Setting): string {
  const low = minimum === undefined || minimum === null || minimum <= -1e9 ? null : minimum;
  const high = maximum === undefined || maximum === null || maximum >= 1e9 ? null : maximum;
  if (low === null && high === null) return '';
  if (low === null) return t('up to {high}', { high: valueOf(high) });
  return high === null ? t('from {low}', { low: valueOf(low) }) : t('{low} to {high}', { low: valueOf(low), high: valueOf(high) });
}

function mistake(parsed: ReturnType<typeof parseSetting>): string {
  if (parsed === 'number') return t('A number is needed.');
  if (parsed === 'whole') return t('A whole number is needed.');
  if ('low' in parsed) return t('Allowed is {low} to {high}.', { low: valueOf(parsed.low), high: valueOf(parsed.high) });
  return '';
}
