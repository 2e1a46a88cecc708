import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { kindText, localFinds, tagFinds, type Find, type Listed } from '../model/finds.js';
import { t } from '../model/text.js';
import { currentTheme } from '../model/theme.js';
import { controls } from './controls.js';
import './dialog.js';

const SETTLE_MS = 120;

/** Goes anywhere by some letters: a combobox with a list (WAI-ARIA); arrow keys choose, Enter goes. */
@customElement('rm-palette')
export class Palette extends LitElement {
  @state() private isOpen = false;
  @state() private text = '';
  @state() private tags: Find[] = [];
  @state() private chosen = 0;
  @state() private listed: Listed = { machines: [], displays: [] };
  @query('input') private field!: HTMLInputElement | null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    controls,
    css`
      input { width: 100%; min-height: 40px; font-size: 16px; }
      [role='listbox'] { margin: 8px 0 0; padding: 0; list-style: none; max-height: min(52dvh, 460px); overflow: auto; }
      [role='option'] { display: flex; align-items: baseline; gap: 12px; padding: 6px 10px; min-height: 36px; border-radius: 3px; cursor: pointer; border-left: 4px solid transparent; }
      [aria-selected='true'] { background: var(--select); border-left-color: var(--accent); }
      .name { font-weight: 600; overflow-wrap: anywhere; }
      .more { color: var(--quiet); flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .kind { color: var(--quiet); font-size: 12px; white-space: nowrap; }
      [aria-selected='true'] :is(.more, .kind) { color: var(--text); }
      .none { padding: 10px; color: var(--quiet); margin: 0; }
    `,
  ];

  show(): void {
    if (this.isOpen) return;
    this.text = '';
    this.tags = [];
    this.chosen = 0;
    this.isOpen = true;
    void this.list();
  }

  private async list(): Promise<void> {
    const all = <T>(path: string) => app.client.rest.all<T>(path).catch((): T[] => []);
    const [machines, displays] = await Promise.all([all<Listed['machines'][number]>('/machines'), all<Listed['displays'][number]>('/displays')]);
    this.listed = { machines, displays };
  }

  private get finds(): Find[] {
    const actions: Find[] = [
      { kind: 'action', name: currentTheme() === 'dark' ? t('Light theme') : t('Dark theme'), more: '', go: toggleTheme },
      { kind: 'action', name: t('Show all keys'), more: '?', go: () => this.dispatchEvent(new CustomEvent('rm-show-keys', { bubbles: true, composed: true })) },
      { kind: 'action', name: t('Log out'), more: '', go: () => void app.logout() },
    ];
    const words = this.text.trim().toLowerCase();
    const local = localFinds(this.text, this.listed);
    return [...local, ...this.tags, ...actions.filter(({ name }) => words !== '' && name.toLowerCase().includes(words))];
  }

  override render() {
    const finds = this.isOpen ? this.finds : [];
    const chosen = Math.min(this.chosen, finds.length - 1);
    return html`<rm-dialog .heading=${t('Search')} .open=${this.isOpen} @closed=${() => (this.isOpen = false)}>
      ${!this.isOpen
        ? nothing
        : html`<input
              autofocus
              role="combobox"
              aria-label=${t('Page, tag, alarm, machine or display')}
              aria-expanded="true"
              aria-controls="finds"
              aria-autocomplete="list"
              aria-activedescendant=${chosen >= 0 ? `find-${chosen}` : nothing}
              placeholder=${t('Page, tag, alarm, machine or display')}
              autocomplete="off"
              spellcheck="false"
              .value=${this.text}
              @input=${this.type}
              @keydown=${(event: KeyboardEvent) => this.key(event, finds)}
            />
            <ul id="finds" role="listbox" aria-label=${t('What was found')}>
              ${finds.map((find, i) => this.line(find, i, i === chosen))}
            </ul>
            ${finds.length === 0 ? html`<p class="none" role="status">${t('Nothing has all of these words.')}</p>` : nothing}`}
    </rm-dialog>`;
  }

  private line(find: Find, index: number, isChosen: boolean) {
    return html`<li id="find-${index}" role="option" aria-selected=${isChosen} @click=${() => this.go(find)}>
      <span class="name">${find.name}</span><span class="more">${find.more}</span><span class="kind">${kindText(find.kind)}</span>
    </li>`;
  }

  protected override updated(): void {
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  private type(): void {
    const text = this.field?.value ?? '';
    this.text = text;
    this.chosen = 0;
    clearTimeout(this.timer);
    if (text.trim().length < 2) {
      this.tags = [];
      return;
    }
    this.timer = setTimeout(async () => {
      const tags = await tagFinds(text.trim());
      if (this.isOpen && text === this.text) this.tags = tags;
    }, SETTLE_MS);
  }

  private key(event: KeyboardEvent, finds: Find[]): void {
    const last = finds.length - 1;
    const at = Math.min(this.chosen, last);
    if (event.key === 'ArrowDown') this.chosen = at >= last ? 0 : at + 1;
    else if (event.key === 'ArrowUp') this.chosen = at <= 0 ? last : at - 1;
    else if (event.key === 'Enter' && finds[at] !== undefined) this.go(finds[at]);
    else return;
    event.preventDefault();
  }

  /** After the dialog has closed, so that what it opens keeps the focus. */
  private go(find: Find): void {
    this.isOpen = false;
    void this.updateComplete.then(() => setTimeout(() => find.go()));
  }
}

function toggleTheme(): void {
  app.settings.change({ theme: currentTheme() === 'dark' ? 'light' : 'dark' });
}
