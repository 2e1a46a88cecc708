import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { qualityName, type Page, type TagDefinition } from '../client/index.js';
import { app } from '../model/app.js';
import { NOTHING, timeText, unitText, valueText } from '../model/format.js';
import { fetched, problemText } from '../model/calls.js';
import { address } from '../model/router.js';
import { TagList } from '../model/tag-list.js';
import { t } from '../model/text.js';
import '../ui/alarm-symbol.js';
import { controls } from '../ui/controls.js';
import { download } from '../ui/download.js';
import { Follow, FollowTags } from '../ui/follow.js';
import '../ui/table.js';
import type { Column, Table } from '../ui/table.js';
import '../ui/tree.js';
import type { Tree, TreeNode } from '../ui/tree.js';
import './tag-detail.js';

const SETTLE_MS = 150;

interface Level {
  part: string;
  name: string;
  tags: number;
  tag: boolean;
}

/** Every tag: the levels of their names, a search, the rows in view with live values, and one of them in detail. */
@customElement('rm-tags-page')
export class TagsPage extends LitElement {
  @state() private text = '';
  @state() private below = '';
  @state() private isTreeOpen = false;
  @state() private dialog: 'none' | 'new' | 'import' = 'none';
  @query('rm-table') private table!: Table<TagDefinition>;
  @query('rm-tree') private tree!: Tree;
  private readonly list = new TagList(() => this.requestUpdate());
  private readonly following = new FollowTags(this);
  private timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    controls,
    css`
      :host { display: flex !important; flex-direction: column; gap: 10px; height: 100%; }
      .search { width: min(340px, 60vw); }
      .room { flex: 1; min-height: 0; display: grid; gap: 10px; grid-template-columns: 230px minmax(0, 1fr); grid-template-rows: minmax(0, 1fr); }
      .room.detailed { grid-template-columns: 230px minmax(0, 1fr) minmax(340px, 400px); }
      rm-tree, rm-table, rm-tag-detail { min-height: 0; min-width: 0; }
      .levels { display: none; }
      .value { color: var(--value); font-weight: 600; }
      .stale .value, .waiting .value { color: var(--stale); font-weight: 400; font-style: italic; }
      .bad .value { text-decoration: line-through; color: var(--stale); font-weight: 400; }
      @media (max-width: 1200px) {
        .room { grid-template-columns: minmax(0, 1fr); }
        .room.detailed { grid-template-columns: minmax(0, 1fr) 360px; }
        .room rm-tree { display: none; }
        .room.tree { grid-template-rows: minmax(0, 2fr) minmax(0, 3fr); }
        .room.tree rm-tree { display: block; grid-column: 1 / -1; }
        .levels { display: block; }
      }
      @media (max-width: 760px) {
        .room.detailed { grid-template-columns: minmax(0, 1fr); }
        .detailed rm-table, .detailed rm-tree { display: none !important; }
        .room.tree.detailed { grid-template-rows: minmax(0, 1fr); }
        .search { width: 100%; order: 9; }
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.tags.definitionsChanged, app.alarms.changed, app.changed, app.router.changed]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.list.search(this.text, this.below);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  override render(): TemplateResult {
    const { list } = this;
    const item = app.router.itemOf('tags');
    return html`
      <div class="toolbar">
        <h1>${t('Tags')}</h1>
        <span class="quiet" role="status">${list.isLoading ? t('Loading …') : list.error || t('{n} found', { n: list.total })}</span>
        ${this.below === '' ? nothing : html`<button @click=${() => this.show('')} aria-label=${t('Show all levels, not only {level}', { level: this.below })}>${this.below} ✕</button>`}
        <span class="spacer"></span>
        <button class="levels" aria-expanded=${this.isTreeOpen} @click=${() => (this.isTreeOpen = !this.isTreeOpen)}>${t('Levels')}</button>
        ${app.may('configure') ? html`<button @click=${() => this.ask('new')}>${t('New tag …')}</button>` : nothing}
        ${app.rights.mayEverywhere('configure') ? html`<button @click=${() => this.ask('import')}>${t('Import …')}</button>` : nothing}
        <button @click=${this.export}>${t('Export')}</button>
        <input class="search" type="search" placeholder=${t('Search name, description, unit')} aria-label=${t('Search tags')} .value=${this.text} @input=${this.typed} />
      </div>
      <div class="room ${item === '' ? '' : 'detailed'} ${this.isTreeOpen ? 'tree' : ''}">
        <rm-tree class="panel" .label=${t('Levels of the names')} .load=${levels} .selected=${this.below} @pick=${(e: CustomEvent<TreeNode>) => this.picked(e.detail)}></rm-tree>
        <rm-table
          class="panel"
          .label=${t('Tags')}
          .columns=${COLUMNS(item !== '')}
          .rows=${list.all ?? []}
          .count=${list.all === null ? list.total : null}
          .rowAt=${list.all === null ? (i: number) => list.at(i) : null}
          .keyOf=${(tag: TagDefinition) => tag.name}
          .rowCss=${(tag: TagDefinition) => app.tags.stateOf(tag.name)}
          .version=${++version}
          .empty=${list.isLoading ? t('Loading …') : t('No tag has all these words.')}
          selection="single"
          .selected=${new Set([item])}
          opens
          @open=${(e: CustomEvent<TagDefinition>) => (location.hash = address('tags', e.detail.name))}
          @range=${(e: CustomEvent<{ rows: TagDefinition[] }>) => this.following.set(e.detail.rows.map((tag) => tag.name))}
        ></rm-table>
        ${item === '' ? nothing : html`<rm-tag-detail class="panel" .name=${item} @changed=${this.changed}></rm-tag-detail>`}
      </div>
      ${this.dialog === 'new' ? html`<rm-tag-form .below=${this.below} @done=${this.made}></rm-tag-form>` : nothing}
      ${this.dialog === 'import' ? html`<rm-tag-import @done=${this.made}></rm-tag-import>` : nothing}
    `;
  }

  /** Their parts of the program are fetched when somebody wants them. */
  private async ask(dialog: 'new' | 'import'): Promise<void> {
    await (dialog === 'new' ? import('./tag-form.js') : import('./tag-import.js'));
    this.dialog = dialog;
  }

  private made(event: CustomEvent<{ name: string; changed: boolean } | null>): void {
    this.dialog = 'none';
    if (event.detail === null || !event.detail.changed) return;
    this.changed();
    if (event.detail.name !== '') location.hash = address('tags', event.detail.name);
  }

  private changed(): void {
    void this.list.again();
    void this.tree.reload();
  }

  private typed(event: Event): void {
    this.text = (event.target as HTMLInputElement).value;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), SETTLE_MS);
  }

  private search(): void {
    this.table.toTop();
    void this.list.search(this.text, this.below);
  }

  private picked(node: TreeNode): void {
    if (node.hasChildren) this.show(node.key);
    else location.hash = address('tags', node.key);
  }

  private show(below: string): void {
    this.below = below;
    this.search();
  }

  private async export(): Promise<void> {
    try {
      download('tags.csv', await fetched('GET', '/tags:export'));
    } catch (error) {
      app.notify('refused', problemText(error));
    }
  }
}

/** Live values are no property of a table: another number has it drawn again. */
let version = 0;

async function levels(parent: TreeNode | null): Promise<TreeNode[]> {
  const page = (await app.client.rest.call('GET', `/tags:tree?limit=10000&below=${encodeURIComponent(parent?.key ?? '')}`)) as Page<Level>;
  return page.items.map(({ part, name, tags, tag }) => {
    const hasChildren = tags > Number(tag);
    return { key: name, label: part, hasChildren, ...(hasChildren ? { detail: String(tags) } : {}) };
  });
}

const COLUMNS = (isBeside: boolean): Column<TagDefinition>[] => [
  { key: 'name', label: t('Tag'), width: 240, grow: 2, value: (tag) => tag.name, cell: nameCell },
  { key: 'value', label: t('Value'), width: 110, align: 'right', narrow: 'end', css: () => 'value', cell: valueCell },
  { key: 'unit', label: t('Unit'), width: 70, narrow: 'end', value: (tag) => unitText(tag.unit) },
  { key: 'quality', label: t('Quality'), width: 100, grow: 1, narrow: 'none', cell: qualityCell },
  ...(isBeside ? [] : FURTHER()),
  { key: 'description', label: t('Description'), width: 160, grow: 3, value: (tag) => tag.description },
];

/** For these there is no room beside a tag in detail. */
const FURTHER = (): Column<TagDefinition>[] => [
  { key: 'time', label: t('Source time'), width: 110, narrow: 'none', cell: timeCell },
  { key: 'area', label: t('Area'), width: 110, narrow: 'none', value: (tag) => tag.area },
];

function nameCell(tag: TagDefinition): unknown {
  const alarm = app.alarms.shownAt(tag.name);
  return html`<span title=${tag.name}>${alarm ? html`<rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol>` : nothing}${tag.name}</span>`;
}

function valueCell(tag: TagDefinition): unknown {
  const reading = app.tags.reading(tag.name);
  return reading ? valueText(reading.value, app.tags.definitions.get(tag.name) ?? tag) : NOTHING;
}

function qualityCell(tag: TagDefinition): unknown {
  const reading = app.tags.reading(tag.name);
  if (app.tags.stateOf(tag.name) === 'stale') return t('Not live');
  return reading ? qualityName(reading.quality) : '';
}

function timeCell(tag: TagDefinition): unknown {
  const reading = app.tags.reading(tag.name);
  return reading ? timeText(reading.time, Date.now()) : '';
}
