import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Page } from '../client/index.js';
import { app } from '../model/app.js';
import { problemText, read, send, type Tagged } from '../model/calls.js';
import { dayText } from '../model/format.js';
import { t } from '../model/text.js';
import { confirm } from '../ui/confirm.js';
import { controls } from '../ui/controls.js';
import '../ui/table.js';
import type { Column } from '../ui/table.js';

interface Certificate {
  thumbprint: string;
  trusted: boolean;
  subject: string;
  issuer: string;
  applicationUri: string;
  notBefore: string;
  notAfter: string;
  remark: string;
}

interface Rule {
  nodes: string;
  access: string;
}

const looks = css`
  :host { display: grid; gap: 8px; }
  .problem { border-left: 4px solid var(--p3); background: var(--raised); padding: 6px 10px; overflow-wrap: anywhere; }
  rm-table { height: 220px; border: 1px solid var(--line); }
  .rule { display: grid; grid-template-columns: 28px minmax(0, 2fr) minmax(0, 1fr) auto; gap: 8px; align-items: center; }
  .line { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; }
`;

/** The certificates a connector has met; administrators say which of them it trusts. */
@customElement('rm-certificates')
export class Certificates extends LitElement {
  @property() connector = '';
  @state() private items: Certificate[] = [];
  @state() private problem = '';

  static override styles = [controls, looks];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('connector')) void this.load();
  }

  override render(): TemplateResult {
    return html`<div role="alert">${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}</div>
      <rm-table .label=${t('Certificates')} .columns=${this.columns()} .rows=${this.items} .empty=${t('It has met no certificate yet.')}></rm-table>`;
  }

  private columns(): Column<Certificate>[] {
    const isOver = (one: Certificate) => Date.parse(one.notAfter) < Date.now();
    const state = (one: Certificate) => (isOver(one) ? t('expired') : one.trusted ? t('trusted') : t('rejected'));
    return [
      { key: 'subject', label: t('Subject'), width: 180, grow: 2, value: (one) => one.subject, cell: (one) => html`<span title="${one.subject}, ${one.applicationUri}">${one.subject}</span>` },
      { key: 'state', label: t('State'), width: 100, narrow: 'end', value: state },
      { key: 'until', label: t('Valid until'), width: 110, value: (one) => one.notAfter, cell: (one) => dayText(Date.parse(one.notAfter)) },
      { key: 'issuer', label: t('Issuer'), width: 140, grow: 1, narrow: 'none', value: (one) => one.issuer },
      { key: 'thumbprint', label: t('Thumbprint'), width: 150, grow: 1, value: (one) => one.thumbprint, cell: (one) => html`<span title=${one.thumbprint}>${one.thumbprint}</span>` },
      { key: 'remark', label: t('Remark'), width: 120, grow: 1, narrow: 'none', value: (one) => one.remark },
      ...(app.may('admin')
        ? [{ key: 'decide', label: t('Decide'), width: 110, cell: (one: Certificate) => html`<button @click=${() => this.decide(one)}>${one.trusted ? t('Reject …') : t('Trust …')}</button>` }]
        : []),
    ];
  }

  private async decide({ thumbprint, subject, trusted }: Certificate): Promise<void> {
    const answer = await confirm({
      title: trusted ? t('Reject the certificate of {subject}', { subject }) : t('Trust the certificate of {subject}', { subject }),
      text: `${t('Compare the thumbprint with what the other side shows:')}\n${thumbprint}`,
      action: trusted ? t('Reject') : t('Trust'),
      reason: 'optional',
    });
    if (answer === null) return;
    try {
      await send('POST', `/connectors/${encodeURIComponent(this.connector)}/certificates/${thumbprint}:${trusted ? 'reject' : 'trust'}`, { body: { reason: answer.reason } });
    } catch (error) {
      this.problem = problemText(error);
    }
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.items = ((await app.client.rest.call('GET', `/connectors/${encodeURIComponent(this.connector)}/certificates`)) as Page<Certificate>).items;
    } catch (error) {
      this.problem = problemText(error);
    }
  }
}

const ACCESS = ['none', 'read', 'write', 'read-write'];

/** What clients of our own OPC UA server may do with its nodes: rules, of which the first that fits counts. */
@customElement('rm-served-nodes')
export class ServedNodes extends LitElement {
  @property() connector = '';
  @state() private rules: Rule[] = [];
  @state() private known: Tagged<{ rules: Rule[] }> | null = null;
  @state() private problem = '';

  static override styles = [controls, looks];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('connector')) void this.load();
  }

  private get path(): string {
    return `/opcua-server/nodes?connector=${encodeURIComponent(this.connector)}`;
  }

  override render(): TemplateResult {
    const mayChange = app.rights.mayEverywhere('configure');
    const isChanged = JSON.stringify(this.rules) !== JSON.stringify(this.known?.body.rules);
    return html`<div role="alert">${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}</div>
      <p class="quiet">${t('The first rule that fits a node counts; a node that none fits is not served. * stands for any characters.')}</p>
      ${this.rules.map((rule, i) => this.rule(rule, i, mayChange))}
      ${mayChange
        ? html`<div class="line"><button @click=${() => (this.rules = [...this.rules, { nodes: '*', access: 'read' }])}>${t('Add a rule')}</button>
            <button class="primary" ?disabled=${!isChanged || this.rules.length === 0} @click=${this.save}>${t('Save')}</button>
            <button ?disabled=${!isChanged} @click=${() => (this.rules = this.known?.body.rules ?? [])}>${t('Undo')}</button></div>`
        : nothing}`;
  }

  private rule(rule: Rule, index: number, mayChange: boolean): TemplateResult {
    const set = (change: Partial<Rule>) => (this.rules = this.rules.map((one, i) => (i === index ? { ...one, ...change } : one)));
    return html`<div class="rule">
      <span class="quiet">${index + 1}</span>
      <input aria-label=${t('Nodes of rule {n}', { n: index + 1 })} ?disabled=${!mayChange} .value=${rule.nodes} @change=${(e: Event) => set({ nodes: (e.target as HTMLInputElement).value.trim() })} />
      <select aria-label=${t('Access of rule {n}', { n: index + 1 })} ?disabled=${!mayChange} @change=${(e: Event) => set({ access: (e.target as HTMLSelectElement).value })}>
        ${[...new Set([...ACCESS, rule.access])].map((access) => html`<option ?selected=${access === rule.access}>${access}</option>`)}
      </select>
      ${mayChange
        ? html`<span class="line"><button aria-label=${t('Rule {n} up', { n: index + 1 })} ?disabled=${index === 0} @click=${() => this.up(index)}>↑</button>
            <button aria-label=${t('Leave out rule {n}', { n: index + 1 })} @click=${() => (this.rules = this.rules.filter((one) => one !== rule))}>✕</button></span>`
        : html`<span></span>`}
    </div>`;
  }

  private up(index: number): void {
    const rules = [...this.rules];
    rules.splice(index - 1, 0, ...rules.splice(index, 1));
    this.rules = rules;
  }

  private async load(): Promise<void> {
    try {
      this.known = await read<{ rules: Rule[] }>(this.path);
      this.rules = this.known.body.rules;
      this.problem = '';
    } catch (error) {
      this.problem = problemText(error);
    }
  }

  private async save(): Promise<void> {
    const answer = await confirm({ title: t('Change what clients of {name} may do', { name: this.connector }), text: this.rules.map(({ nodes, access }) => `${nodes}: ${access}`).join('\n'), action: t('Save'), reason: 'optional' });
    if (answer === null || this.known === null) return;
    try {
      await send('PUT', `${this.path}&reason=${encodeURIComponent(answer.reason)}`, { body: { rules: this.rules }, ifMatch: this.known.etag });
      await this.load();
    } catch (error) {
      this.problem = problemText(error);
    }
  }
}
