import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { groupTitle, offeredPages, type Group } from '../model/navigation.js';
import { t } from '../model/text.js';
import { controls } from './controls.js';
import { Follow } from './follow.js';
import { pageIcon } from './page-icons.js';

/**
 * A button of the navigation that opens a list of pages (WAI-ARIA disclosure): arrow keys, Home and End move in it, Escape
 * closes it, as do a choice and whatever takes the focus elsewhere.
 */
@customElement('rm-page-menu')
export class PageMenu extends LitElement {
  /** Whose pages are listed; several for the one list of a narrow window. */
  @property({ attribute: false }) groups: readonly Group[] = [];
  /** Pages that stand beside it already. */
  @property({ attribute: false }) without: readonly string[] = [];
  @property() icon = '';
  @property() label = '';
  @state() private isOpen = false;

  static override styles = [
    controls,
    css`
      :host { display: block; position: relative; }
      .opener {
        display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 3px;
        width: 100%; min-height: var(--nav-item, 56px); padding: 4px 2px; border: 0; border-radius: 0;
        background: transparent; font-size: 12px; line-height: 1.15; white-space: normal; text-align: center;
        overflow-wrap: anywhere; border-left: 3px solid transparent; border-right: 3px solid transparent;
      }
      .opener.here { background: var(--bg); border-left-color: var(--accent); font-weight: 600; }
      .list {
        position: absolute; z-index: 20; left: 100%; top: 0; min-width: 210px; max-height: calc(100dvh - 120px); overflow: auto;
        background: var(--raised); border: 1px solid var(--edge); border-radius: 4px; box-shadow: var(--shadow); padding: 6px;
      }
      h2 { padding: 6px 10px 4px; color: var(--quiet); font-size: 12px; }
      ul { list-style: none; margin: 0; padding: 0; }
      a { display: flex; align-items: center; min-height: 36px; padding: 0 10px; color: var(--text); text-decoration: none; border-radius: 3px; border-left: 3px solid transparent; }
      a:hover { background: var(--select); }
      a[aria-current] { border-left-color: var(--accent); font-weight: 600; }
      .leave { display: none; }
      @media (max-width: 760px) {
        .opener { border: 0; border-top: 3px solid transparent; border-bottom: 3px solid transparent; font-size: 11px; }
        .opener.here { border-top-color: var(--accent); }
        .list { position: fixed; left: 8px; right: 8px; top: auto; bottom: calc(var(--nav-item, 56px) + 6px); max-height: calc(100dvh - 150px); }
        a { min-height: 42px; }
        .leave { display: block; border-top: 1px solid var(--line); margin-top: 6px; padding: 8px 4px 2px; }
        .leave button { width: 100%; min-height: 40px; }
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.router.changed, app.changed]);
  }

  private get pages() {
    return this.groups.map((group) => ({
      group,
      entries: offeredPages(group).filter((page) => !this.without.includes(page.name)),
    }));
  }

  override render() {
    const lists = this.pages.filter(({ entries }) => entries.length > 0);
    if (lists.length === 0) return nothing;
    const isHere = lists.some(({ entries }) => entries.some((page) => page.name === app.router.page));
    return html`<div @focusout=${this.focusLeft} @keydown=${this.key}>
      <button class="opener ${isHere ? 'here' : ''}" aria-expanded=${this.isOpen} aria-controls="list" @click=${this.toggle}>
        ${pageIcon(this.icon)}<span>${this.label}</span>${isHere ? html`<span class="hidden">${t('(this page)')}</span>` : nothing}
      </button>
      <div class="list" id="list" ?hidden=${!this.isOpen}>
        ${lists.map(
          ({ group, entries }) => html`${lists.length > 1 ? html`<h2>${groupTitle(group)}</h2>` : nothing}
            <ul aria-label=${groupTitle(group)}>
              ${entries.map(
                ({ name, title }) =>
                  html`<li>
                    <a href="#/${name}" aria-current=${app.router.page === name ? 'page' : nothing} @click=${() => this.close()}>${t(title)}</a>
                  </li>`,
              )}
            </ul>`,
        )}
        ${lists.length > 1 ? html`<div class="leave"><button @click=${() => app.logout()}>${t('Log out')}</button></div>` : nothing}
      </div>
    </div>`;
  }

  private get links(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.list a')];
  }

  private toggle(): void {
    this.isOpen = !this.isOpen;
  }

  private close(): void {
    this.isOpen = false;
  }

  private focusLeft(event: FocusEvent): void {
    const next = event.relatedTarget as Node | null;
    if (next === null || !this.renderRoot.contains(next)) this.close();
  }

  private async key(event: KeyboardEvent): Promise<void> {
    const links = this.links;
    const at = links.indexOf((this.renderRoot as ShadowRoot).activeElement as HTMLElement);
    if (event.key === 'Escape' && this.isOpen) {
      event.stopPropagation();
      this.close();
      return this.renderRoot.querySelector<HTMLElement>('.opener')?.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -at, End: links.length - 1 - at }[event.key];
    if (step === undefined) return;
    if (!this.isOpen && !event.key.startsWith('Arrow')) return;
    event.preventDefault();
    this.isOpen = true;
    await this.updateComplete;
    links[at < 0 ? (event.key === 'ArrowUp' ? links.length - 1 : 0) : (at + step + links.length) % links.length]?.focus();
  }
}
