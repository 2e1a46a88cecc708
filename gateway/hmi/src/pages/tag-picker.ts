import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { TagDefinition } from '../client/index.js';
import { unitText } from '../model/format.js';
import { TagFinder } from '../model/tag-finder.js';
import { t } from '../model/text.js';
import { isDrawable } from '../trend/pens.js';
import { controls } from '../ui/controls.js';

const SHOWN = 50;

/** A search field for tags; fires `pick` with the name. */
@customElement('rm-tag-picker')
export class TagPicker extends LitElement {
  @property({ type: Boolean }) disabled = false;
  @state() private text = '';
  @state() private isOpen = false;
  @state() private active = 0;
  @query('input') private input!: HTMLInputElement;
  private readonly finder = new TagFinder(() => this.requestUpdate());

  static override styles = [
    controls,
    css`
      :host { position: relative; display: inline-block; }
      input { width: min(300px, 70vw); }
      ul {
        position: absolute;
        z-index: 4;
        top: 100%;
        left: 0;
        margin: 2px 0 0;
        padding: 3px;
        list-style: none;
        width: min(520px, 92vw);
        max-height: 340px;
        overflow: auto;
        background: var(--raised);
        border: 1px solid var(--edge);
        border-radius: 3px;
        box-shadow: var(--shadow);
      }
      li { display: flex; gap: 10px; padding: 4px 8px; cursor: pointer; border-radius: 2px; }
      li[aria-selected='true'] { background: var(--select); }
      li span { color: var(--quiet); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .unit { margin-left: auto; }
    `,
  ];

  override render() {
    const found = this.isOpen ? this.found() : [];
    return html`
      <input
        type="text"
        role="combobox"
        aria-label=${t('Add a tag')}
        aria-expanded=${found.length > 0}
        aria-controls="list"
        aria-autocomplete="list"
        aria-activedescendant=${found.length > 0 ? `option-${this.active}` : nothing}
        placeholder=${this.disabled ? t('No more pens') : t('Add a tag …')}
        autocomplete="off"
        spellcheck="false"
        ?disabled=${this.disabled}
        .value=${this.text}
        @focus=${() => (this.isOpen = true)}
        @blur=${() => (this.isOpen = false)}
        @input=${this.search}
        @keydown=${this.key}
      />
      <ul id="list" role="listbox" aria-label=${t('Tags')} ?hidden=${found.length === 0} @mousedown=${(e: Event) => e.preventDefault()}>
        ${found.map(
          (tag, i) =>
            html`<li id="option-${i}" role="option" aria-selected=${i === this.active} @click=${() => this.pick(tag)}>
              ${tag.name}<span>${tag.description}</span><span class="unit">${unitText(tag.unit)}</span>
            </li>`,
        )}
      </ul>
    `;
  }

  private found(): TagDefinition[] {
    return this.finder.find(this.text, SHOWN).filter(isDrawable);
  }

  private search(): void {
    this.text = this.input.value;
    this.active = 0;
    this.isOpen = true;
  }

  private key(event: KeyboardEvent): void {
    const found = this.found();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this.isOpen = true;
      this.active = (this.active + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % Math.max(1, found.length);
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector(`#option-${this.active}`)?.scrollIntoView({ block: 'nearest' }),
      );
    } else if (event.key === 'Enter' && found[this.active]) {
      this.pick(found[this.active]!);
    } else if (event.key === 'Escape') {
      this.isOpen = false;
    }
  }

  private pick(tag: TagDefinition): void {
    this.text = '';
    this.isOpen = false;
    this.dispatchEvent(new CustomEvent('pick', { detail: tag.name }));
  }
}
