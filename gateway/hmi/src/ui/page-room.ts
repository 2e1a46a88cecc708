import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { t } from '../model/text.js';
import { lookForUpgrade } from '../model/upgrade.js';
import { PAGES, type PageEntry } from '../pages/registry.js';
import { Follow } from './follow.js';

/** Where the page is shown that the address names; its part of the program is fetched when it is first wanted. */
@customElement('rm-page-room')
export class PageRoom extends LitElement {
  @state() private failed = '';
  @state() private shown: HTMLElement | null = null;
  private wanted = '';

  constructor() {
    super();
    new Follow(this, [app.router.changed, app.changed]);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    const entry = PAGES.find((page) => page.name === app.router.page);
    if (entry === undefined || entry.name === this.wanted || !app.may(entry.permission)) return;
    this.wanted = entry.name;
    void this.fetch(entry);
  }

  private async fetch(entry: PageEntry): Promise<void> {
    this.failed = '';
    try {
      await entry.load();
      if (this.wanted === entry.name) this.shown = document.createElement(`rm-${entry.name}-page`);
    } catch {
      // A server that has gone or has been replaced: what was shown stays, and another try is a click away.
      if (this.wanted === entry.name) this.failed = entry.title;
      void lookForUpgrade();
      this.wanted = '';
    }
  }

  /** Links, users, jobs, the process itself: there is no past of these, and the present is not shown among what is past. */
  private notOfThePast(entry: PageEntry): TemplateResult {
    return html`<p class="not-past" role="status">
      ${t('{page} shows the present only, and you are looking at the past.', { page: t(entry.title) })}
      <button @click=${() => app.travel.leave()}>${t('Back to live')}</button>
    </p>`;
  }

  override render(): TemplateResult {
    const entry = PAGES.find((page) => page.name === app.router.page);
    if (entry !== undefined && app.travel.isAway && entry.past !== true) return this.notOfThePast(entry);
    if (entry !== undefined && !app.may(entry.permission)) return html`<p>${t('Your role may not see this page.')}</p>`;
    if (this.failed !== '') {
      return html`<p role="alert">
          ${t('The page could not be fetched.')} <button @click=${() => this.requestUpdate()}>${t('Try again')}</button>
        </p>
        ${this.shown}`;
    }
    const { unknown } = app.router;
    return html`${unknown === '' ? nothing : html`<p class="unknown" role="status">${t('There is no page {name}: this is the overview.', { name: unknown })}</p>`}${this.shown}`;
  }
}
