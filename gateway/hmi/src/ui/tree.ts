import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../model/text.js';
import { controls } from './controls.js';

/** What hangs in a tree. Children are fetched when it is first opened. */
export interface TreeNode {
  /** Unique in the tree. */
  readonly key: string;
  readonly label: string;
  /** Quiet words behind the label: a count, a type. */
  readonly detail?: string;
  readonly hasChildren: boolean;
  readonly isDraggable?: boolean;
}

interface Branch {
  children: readonly TreeNode[];
  isLoading: boolean;
  error: string;
}

interface Line {
  node: TreeNode;
  level: number;
  parent: string;
  place: number;
  of: number;
}

const ROOT = '';
const TYPE_AHEAD_MS = 600;

/**
 * A tree whose branches are fetched when they are opened (WAI-ARIA tree). Fires `pick` (detail: the node) on Enter and click, `choose`
 * (keys) where several may be chosen with Space, and `take` (node and event) when dragging begins.
 */
@customElement('rm-tree')
export class Tree extends LitElement {
  @property() label = '';
  /** The children of a node, of the tree itself for null. */
  @property({ attribute: false }) load: (parent: TreeNode | null) => Promise<readonly TreeNode[]> = () => Promise.resolve([]);
  @property() selected = '';
  @property({ type: Boolean }) multiple = false;
  @property({ attribute: false }) chosen: ReadonlySet<string> = new Set();
  @state() private active = '';
  private readonly open = new Set<string>();
  private readonly branches = new Map<string, Branch>();
  private typed = '';
  /** Typing begins anew after a pause, and after every other key. */
  private typedAt = -Infinity;

  static override styles = [
    controls,
    css`
      :host { display: block; overflow: auto; }
      ul { list-style: none; margin: 0; padding: 4px; outline-offset: -2px !important; min-height: 100%; }
      li { display: flex; align-items: center; gap: 6px; min-height: 28px; padding: 2px 8px 2px calc(4px + var(--level) * 16px); border-radius: 3px; cursor: pointer; white-space: nowrap; }
      li:hover { background: var(--select); }
      li[aria-selected='true'] { background: var(--select); box-shadow: inset 3px 0 0 var(--focus); }
      ul:focus-visible .active { outline: 2px solid var(--focus); outline-offset: -2px; }
      .twig { width: 24px; height: 24px; flex: none; display: grid; place-items: center; font-size: 10px; color: var(--quiet); margin: -2px 0; }
      .detail { color: var(--quiet); margin-left: auto; padding-left: 14px; font-size: 13px; }
      .problem { color: var(--text); white-space: normal; cursor: default; }
      input { min-height: 0; width: 18px; height: 18px; margin: 0; flex: none; }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.branches.has(ROOT)) void this.fetch(null);
  }

  /** Forgets what was fetched and begins again; what was open is opened again where it still is. */
  async reload(): Promise<void> {
    const wanted = new Set(this.open);
    this.branches.clear();
    this.open.clear();
    await this.fetch(null);
    const again = async (parent: string): Promise<void> => {
      for (const node of this.branches.get(parent)?.children ?? []) {
        if (!wanted.has(node.key) || !node.hasChildren) continue;
        this.open.add(node.key);
        await this.fetch(node);
        await again(node.key);
      }
    };
    await again(ROOT);
  }

  override render(): TemplateResult {
    const lines = this.lines();
    const active = lines.find((line) => line.node.key === this.active) ?? lines[0];
    const root = this.branches.get(ROOT);
    return html`<ul
      role="tree"
      tabindex="0"
      aria-label=${this.label}
      aria-multiselectable=${this.multiple ? 'true' : nothing}
      aria-busy=${root?.isLoading ?? false}
      aria-activedescendant=${active ? this.idOf(active) : nothing}
      @keydown=${(e: KeyboardEvent) => this.key(e, lines, active)}
    >
      ${lines.map((line) => this.line(line, line === active))}
      ${root?.isLoading ? html`<li role="none" class="quiet">${t('Loading …')}</li>` : nothing}
      ${root?.error ? html`<li role="none" class="problem">${root.error}</li>` : nothing}
    </ul>`;
  }

  private line(line: Line, isActive: boolean): TemplateResult {
    const { node } = line;
    const branch = this.branches.get(node.key);
    const isOpen = this.open.has(node.key);
    const isSelected = this.multiple ? this.chosen.has(node.key) : this.selected === node.key;
    return html`<li
      id=${this.idOf(line)}
      role="treeitem"
      class=${isActive ? 'active' : ''}
      aria-level=${line.level}
      aria-posinset=${line.place}
      aria-setsize=${line.of}
      aria-expanded=${node.hasChildren ? isOpen : nothing}
      aria-selected=${isSelected}
      draggable=${node.isDraggable ? 'true' : nothing}
      .style=${`--level:${line.level - 1}`}
      @click=${() => this.picked(node)}
      @dragstart=${(e: DragEvent) => this.dispatchEvent(new CustomEvent('take', { detail: { node, event: e } }))}
    >
      <span class="twig" aria-hidden="true" @click=${(e: Event) => this.twig(e, node)}>${node.hasChildren ? (isOpen ? '▼' : '▶') : ''}</span>
      ${this.multiple && node.isDraggable ? html`<input type="checkbox" tabindex="-1" aria-hidden="true" .checked=${isSelected} @click=${(e: Event) => this.box(e, node)} />` : nothing}
      <span>${node.label}</span>
      ${branch?.isLoading ? html`<span class="detail">${t('Loading …')}</span>` : branch?.error ? html`<span class="detail">${branch.error}</span>` : node.detail ? html`<span class="detail">${node.detail}</span>` : nothing}
    </li>`;
  }

  private lines(): Line[] {
    const lines: Line[] = [];
    const add = (parent: string, level: number): void => {
      const children = this.branches.get(parent)?.children ?? [];
      children.forEach((node, i) => {
        lines.push({ node, level, parent, place: i + 1, of: children.length });
        if (this.open.has(node.key)) add(node.key, level + 1);
      });
    };
    add(ROOT, 1);
    return lines;
  }

  private idOf({ node }: Line): string {
    return `n-${encodeURIComponent(node.key)}`;
  }

  private key(event: KeyboardEvent, lines: Line[], active: Line | undefined): void {
    if (active === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = lines.indexOf(active);
    const { node } = active;
    if (event.key.length > 1) this.typedAt = -Infinity;
    const go = (line: Line | undefined): void => {
      if (line === undefined) return;
      this.active = line.node.key;
      void this.updateComplete.then(() => this.renderRoot.querySelector('.active')?.scrollIntoView({ block: 'nearest' }));
    };
    if (event.key === 'ArrowDown') go(lines[at + 1]);
    else if (event.key === 'ArrowUp') go(lines[at - 1]);
    else if (event.key === 'Home') go(lines[0]);
    else if (event.key === 'End') go(lines.at(-1));
    else if (event.key === 'ArrowRight' && node.hasChildren && !this.open.has(node.key)) this.expand(node);
    else if (event.key === 'ArrowRight') go(lines[at + 1]?.parent === node.key ? lines[at + 1] : undefined);
    else if (event.key === 'ArrowLeft' && this.open.has(node.key)) this.collapse(node);
    else if (event.key === 'ArrowLeft') go(lines.find((line) => line.node.key === active.parent));
    else if (event.key === 'Enter') this.picked(node);
    else if (event.key === ' ' && this.multiple) this.choose(node);
    else if (event.key === ' ') this.picked(node);
    else if (event.key.length === 1) go(this.byText(event.key, lines, at));
    else return;
    event.preventDefault();
  }

  /** The next one that begins with what has been typed just now. */
  private byText(letter: string, lines: Line[], at: number): Line | undefined {
    const now = performance.now();
    this.typed = now - this.typedAt < TYPE_AHEAD_MS ? this.typed + letter.toLowerCase() : letter.toLowerCase();
    this.typedAt = now;
    const from = this.typed.length > 1 ? at : at + 1;
    return [...lines.slice(from), ...lines.slice(0, from)].find((line) => line.node.label.toLowerCase().startsWith(this.typed));
  }

  private twig(event: Event, node: TreeNode): void {
    if (!node.hasChildren) return;
    event.stopPropagation();
    this.active = node.key;
    if (this.open.has(node.key)) this.collapse(node);
    else this.expand(node);
  }

  private picked(node: TreeNode): void {
    this.active = node.key;
    this.selected = node.key;
    if (node.hasChildren && !this.open.has(node.key)) this.expand(node);
    this.dispatchEvent(new CustomEvent('pick', { detail: node }));
  }

  private box(event: Event, node: TreeNode): void {
    event.stopPropagation();
    this.choose(node);
  }

  private choose(node: TreeNode): void {
    if (!node.isDraggable) return;
    const wanted = new Set(this.chosen);
    if (!wanted.delete(node.key)) wanted.add(node.key);
    this.chosen = wanted;
    this.dispatchEvent(new CustomEvent('choose', { detail: wanted }));
  }

  private expand(node: TreeNode): void {
    this.open.add(node.key);
    if (this.branches.get(node.key)?.children.length) this.requestUpdate();
    else void this.fetch(node);
  }

  private collapse(node: TreeNode): void {
    this.open.delete(node.key);
    this.requestUpdate();
  }

  private async fetch(node: TreeNode | null): Promise<void> {
    const branch: Branch = { children: [], isLoading: true, error: '' };
    this.branches.set(node?.key ?? ROOT, branch);
    this.requestUpdate();
    try {
      branch.children = await this.load(node);
    } catch (error) {
      branch.error = (error as Error).message;
      if (node !== null) this.open.delete(node.key);
    }
    branch.isLoading = false;
    this.requestUpdate();
  }
}
