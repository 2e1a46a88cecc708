import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ApiError, type Page, type Value } from '../client/index.js';
import { app } from '../model/app.js';
import { problemText } from '../model/calls.js';
import { definitionOf, namePart, parseNode, type DeviceNode } from '../model/connectors.js';
import { valueText } from '../model/format.js';
import { faultsIn, type Written } from '../model/tag-form.js';
import { t } from '../model/text.js';
import { confirm } from '../ui/confirm.js';
import { controls } from '../ui/controls.js';
import '../ui/tree.js';
import type { Tree, TreeNode } from '../ui/tree.js';

const PAGE = 1_000;
const MOST_TAGS = 10_000;
/** A device may show what it has taken in its next cycle only. */
const TAKEN_MS = 1_000;

interface Place {
  node: DeviceNode;
  path: string[];
}

interface Answer {
  node: string;
  value: Value;
  qualityName: string;
  sourceTime: string | null;
}

/** What a device has, as a tree; nodes become tags by dragging them onto the list, or by choosing them and a button. */
@customElement('rm-connector-browser')
export class ConnectorBrowser extends LitElement {
  @property() connector = '';
  @state() private at: Place | null = null;
  @state() private value: Answer | null = null;
  @state() private problem = '';
  @state() private tags: Written[] = [];
  @state() private faults = new Map<string, string>();
  @state() private isBusy = false;
  @state() private isOver = false;
  @state() private chosen: ReadonlySet<string> = new Set();
  @query('rm-tree') private tree!: Tree;
  @query('#new-value') private field!: HTMLInputElement;
  @query('#prefix') private prefixField!: HTMLInputElement;
  private readonly places = new Map<string, Place>();

  static override styles = [
    controls,
    css`
      :host { display: grid; gap: 10px; grid-template-columns: minmax(240px, 2fr) minmax(260px, 3fr); }
      rm-tree { height: 340px; border: 1px solid var(--line); border-radius: 4px; }
      .side { display: grid; gap: 10px; align-content: start; min-width: 0; }
      dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 2px 12px; margin: 0; }
      dt { color: var(--quiet); }
      dd { margin: 0; overflow-wrap: anywhere; }
      .drop { border: 2px dashed var(--edge); border-radius: 4px; padding: 10px; min-height: 110px; display: grid; gap: 8px; align-content: start; }
      .over { background: var(--select); border-color: var(--focus); }
      .list { max-height: 260px; overflow: auto; display: grid; gap: 4px; }
      .tag { display: grid; grid-template-columns: minmax(0, 1fr) auto 30px; gap: 6px; align-items: center; }
      .tag input { width: 100%; }
      .wrong { grid-column: 1 / -1; border-left: 3px solid var(--p4); padding-left: 6px; font-size: 13px; overflow-wrap: anywhere; }
      .line { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
      .problem { border-left: 4px solid var(--p3); background: var(--raised); padding: 6px 10px; overflow-wrap: anywhere; }
      @media (max-width: 760px) {
        :host { grid-template-columns: minmax(0, 1fr); }
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('connector') || changed.get('connector') === undefined) return;
    this.tags = [];
    this.at = null;
    void this.tree?.reload();
  }

  override render(): TemplateResult {
    return html`
      <div>
        <rm-tree .label=${t('Nodes of the device')} multiple .load=${(node: TreeNode | null) => this.childrenOf(node)} .chosen=${this.chosen}
          @pick=${(e: CustomEvent<TreeNode>) => this.look(e.detail)}
          @choose=${(e: CustomEvent<ReadonlySet<string>>) => (this.chosen = e.detail)}
          @take=${(e: CustomEvent<{ node: TreeNode; event: DragEvent }>) => this.take(e.detail)}></rm-tree>
        <div class="line"><span class="quiet">${t('Space chooses a node, Enter shows it.')}</span></div>
      </div>
      <div class="side">
        <div role="alert">${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}</div>
        ${this.at ? this.node(this.at) : nothing}
        <div class="drop ${this.isOver ? 'over' : ''}" @dragover=${this.over} @dragleave=${() => (this.isOver = false)} @drop=${this.dropped}>
          <div class="line">
            <h2>${t('Tags to make')}</h2><span class="spacer"></span>
            <label>${t('Name begins with')} <input id="prefix" size="12" autocomplete="off" /></label>
            <button ?disabled=${this.chosen.size === 0 || this.isBusy} @click=${() => this.make([...this.chosen])}>${t('Make tags of {n} chosen', { n: this.chosen.size })}</button>
          </div>
          ${this.tags.length === 0 ? html`<p class="quiet">${t('Drag nodes here, or choose them with Space. An object stands for all below it.')}</p>` : this.list()}
        </div>
      </div>`;
  }

  private node({ node }: Place): TemplateResult {
    const { value } = this;
    return html`<section aria-label=${node.name}>
      <h2>${node.name}</h2>
      <dl>
        <dt>${t('Address')}</dt><dd>${node.address}</dd>
        <dt>${t('Type')}</dt><dd>${node.dataType || node.kind}${node.type === null && node.kind === 'variable' ? ` (${t('no tag can hold it')})` : ''}</dd>
        ${node.kind === 'variable' ? html`<dt>${t('Access')}</dt><dd>${node.writable ? t('read and write') : t('read')}</dd>
          <dt>${t('Value')}</dt><dd>${value === null ? '…' : `${valueText(value.value)} ${node.unit}, ${value.qualityName}`} <button @click=${() => this.readValue(node)}>${t('Read again')}</button></dd>` : nothing}
      </dl>
      ${node.kind === 'variable' && node.writable
        ? html`<div class="line"><input id="new-value" aria-label=${t('New value of the node')} placeholder=${t('New value')} /><button @click=${() => this.write(node)}>${t('Write to the device …')}</button></div>`
        : nothing}
    </section>`;
  }

  private list(): TemplateResult {
    return html`<div class="list" role="list">
        ${this.tags.map((tag, i) => {
          const fault = this.faults.get(String(tag.name));
          return html`<div class="tag" role="listitem">
            <input aria-label=${t('Name of tag {n}', { n: i + 1 })} .value=${String(tag.name)} aria-invalid=${fault !== undefined} @change=${(e: Event) => this.rename(i, (e.target as HTMLInputElement).value)} />
            <span class="quiet">${String(tag.type)} ${String(tag.unit ?? '')}</span>
            <button aria-label=${t('Leave out {name}', { name: String(tag.name) })} @click=${() => (this.tags = this.tags.filter((one) => one !== tag))}>✕</button>
            ${fault === undefined ? nothing : html`<span class="wrong">${fault}</span>`}
          </div>`;
        })}
      </div>
      <div class="line">
        <button class="primary" ?disabled=${this.isBusy || this.tags.length > MOST_TAGS} @click=${this.apply}>${t('Create {n} tags', { n: this.tags.length })}</button>
        <button ?disabled=${this.isBusy} @click=${() => (this.tags = [])}>${t('Empty the list')}</button>
        <span class="quiet">${t('All of them, or none.')}</span>
      </div>`;
  }

  private async childrenOf(parent: TreeNode | null): Promise<TreeNode[]> {
    const above = parent === null ? null : this.places.get(parent.key)!;
    const nodes: TreeNode[] = [];
    let cursor = '';
    do {
      const path = `/connectors/${encodeURIComponent(this.connector)}/browse?limit=${PAGE}&node=${encodeURIComponent(above?.node.address ?? '')}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
      const page = (await app.client.rest.call('GET', path, undefined, 30_000)) as Page<DeviceNode>;
      for (const node of page.items) {
        // the same node may hang in several places
        const key = `${parent?.key ?? ''}/${node.address}`;
        this.places.set(key, { node, path: [...(above?.path ?? []), node.name] });
        const detail = node.kind === 'variable' ? `${node.dataType} ${node.unit}`.trim() : '';
        nodes.push({ key, label: node.name, hasChildren: node.kind === 'object', isDraggable: node.kind === 'object' || node.type !== null, detail });
      }
      cursor = page.next ?? '';
    } while (cursor !== '');
    return nodes;
  }

  private look(picked: TreeNode): void {
    const place = this.places.get(picked.key);
    if (place === undefined) return;
    this.at = place;
    if (place.node.kind === 'variable') void this.readValue(place.node);
  }

  private async readValue(node: DeviceNode): Promise<void> {
    this.value = null;
    this.problem = '';
    try {
      const value = (await app.client.rest.call('GET', this.valuePath(node))) as Answer;
      if (this.at?.node === node) this.value = value;
    } catch (error) {
      this.problem = problemText(error);
    }
  }

  private valuePath(node: DeviceNode): string {
    return `/connectors/${encodeURIComponent(this.connector)}/value?node=${encodeURIComponent(node.address)}`;
  }

  private async write(node: DeviceNode): Promise<void> {
    const parsed = parseNode(this.field.value, node);
    this.problem = 'error' in parsed ? parsed.error : '';
    if ('error' in parsed) return;
    const { value } = parsed;
    const shown = `${typeof value === 'number' ? String(value) : valueText(value)} ${node.unit}`.trim();
    const answer = await confirm({
      title: t('Write to {name} of the device', { name: node.name }),
      text: `${shown}\n${t('This goes past tags: no range, scaling or interlock is looked at. It stands in the log book.')}`,
      action: t('Write'),
      reason: 'required',
    });
    if (answer === null) return;
    try {
      await app.client.rest.call('PUT', this.valuePath(node), { value, reason: answer.reason });
      app.notify('done', t('{name}: the device has taken {value}.', { name: node.name, value: shown }));
      await this.readValue(node);
      setTimeout(() => this.isConnected && this.at?.node === node && void this.readValue(node), TAKEN_MS);
    } catch (error) {
      this.problem = problemText(error);
    }
  }

  private take({ node, event }: { node: TreeNode; event: DragEvent }): void {
    const keys = this.chosen.has(node.key) ? [...this.chosen] : [node.key];
    event.dataTransfer?.setData('text/plain', JSON.stringify(keys));
    if (event.dataTransfer) event.dataTransfer.effectAllowed = 'copy';
  }

  private over(event: DragEvent): void {
    event.preventDefault();
    this.isOver = true;
  }

  private dropped(event: DragEvent): void {
    event.preventDefault();
    this.isOver = false;
    try {
      const keys: unknown = JSON.parse(event.dataTransfer?.getData('text/plain') ?? '[]');
      if (Array.isArray(keys)) void this.make(keys.map(String).filter((key) => this.places.has(key)));
    } catch {
      // something else was dropped
    }
  }

  /** Definitions of the nodes; of an object, of all below it. Nothing is written yet. */
  private async make(keys: string[]): Promise<void> {
    this.isBusy = true;
    this.problem = '';
    const begin = this.prefixField.value.trim().replace(/\.+$/, '');
    const made: Written[] = [];
    try {
      for (const key of keys) {
        const { node, path } = this.places.get(key)!;
        if (node.kind === 'variable') {
          made.push(definitionOf(node, begin === '' ? path : [...begin.split('.'), ...path], this.connector));
          continue;
        }
        const body = { node: node.address, prefix: [...(begin === '' ? [] : [begin]), ...path.map(namePart)].join('.') };
        const found = (await app.client.rest.call('POST', `/connectors/${encodeURIComponent(this.connector)}/browse:tags`, body, 40_000)) as { tags: Written[]; remarks: string[] };
        made.push(...found.tags);
        if (found.remarks.length > 0) this.problem = found.remarks.join('; ');
      }
    } catch (error) {
      this.problem = problemText(error);
    }
    const known = new Set(this.tags.map(({ name }) => name));
    this.tags = [...this.tags, ...made.filter(({ name }) => !known.has(name))];
    this.chosen = new Set();
    this.isBusy = false;
  }

  private rename(index: number, name: string): void {
    this.tags = this.tags.map((tag, i) => (i === index ? { ...tag, name: name.trim() } : tag));
    this.faults = new Map();
  }

  private async apply(): Promise<void> {
    this.isBusy = true;
    this.problem = '';
    this.faults = new Map();
    try {
      await app.client.rest.call('POST', `/tags:batch?reason=${encodeURIComponent(`nodes of ${this.connector}`)}`, { put: this.tags }, 60_000);
      app.notify('done', t('{n} tags were made.', { n: this.tags.length }));
      this.tags = [];
    } catch (error) {
      this.problem = problemText(error);
      if (error instanceof ApiError && error.code === 'definition-unsound') {
        for (const { place, message } of faultsIn(error.message)) this.faults.set(/\[([^\]]*)\]/.exec(place)?.[1] ?? '', message);
      }
    }
    this.isBusy = false;
  }
}
