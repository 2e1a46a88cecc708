import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../display/rm-display.js';
import { app } from '../model/app.js';
import type { DisplayInfo } from '../model/display-tree.js';
import { displays } from '../model/displays.js';
import { address } from '../model/router.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import { Follow } from '../ui/follow.js';
import './area-list.js';
import { loadDisplay, type Loaded } from './load-display.js';

/** Below this width a drawing of a plant can not be read; the list of areas shows the same values. */
const NARROW = '(max-width: 760px)';

/** The site's displays, one at a time: where one is, what is below and beside it; the list of areas where there are none. */
@customElement('rm-overview-page')
export class OverviewPage extends LitElement {
  @state() private shown: Loaded | null = null;
  @state() private error = '';
  /** The display that the error is about. */
  @state() private errorOf = '';
  /** What a display names to be shown in its place on a phone. */
  private phone: { of: string; file: string } | null = null;
  @state() private wanted: 'display' | 'areas' | null = null;
  private asked = '';
  private end: (() => void) | undefined;
  private readonly narrow = matchMedia(NARROW);
  private readonly redraw = () => this.requestUpdate();
  private readonly onKey = (event: KeyboardEvent) => this.key(event);

  static override styles = [
    controls,
    css`
      :host { display: flex !important; flex-direction: column; gap: 8px; height: 100%; }
      .room { flex: 1; min-height: 0; }
      .toolbar { gap: 4px 10px; }
      .pair button { border-radius: 3px 0 0 3px; min-height: 28px; }
      .pair button + button { border-radius: 0 3px 3px 0; margin-left: -1px; }
      .pair { display: flex; }
      .pair .button { min-height: 28px; }
      ol { list-style: none; display: flex; flex-wrap: wrap; align-items: center; gap: 2px 6px; margin: 0; padding: 0; }
      li { display: flex; align-items: center; gap: 6px; }
      li a { color: var(--text); padding: 3px 0; }
      li + li::before { content: '›'; color: var(--quiet); }
      .below { display: flex; flex-wrap: wrap; gap: 4px 6px; }
      .below a { min-height: 28px; padding: 2px 9px; }
      .refused { border-left: 4px solid var(--p3); padding: 4px 10px; background: var(--raised); }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [displays.changed, app.router.changed, app.tags.definitionsChanged]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.narrow.addEventListener('change', this.redraw);
    document.addEventListener('keydown', this.onKey);
    this.end = displays.watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.narrow.removeEventListener('change', this.redraw);
    document.removeEventListener('keydown', this.onKey);
    this.end?.();
  }

  /** What the address names, else where one begins; undefined when there is no such display. */
  private get named(): DisplayInfo | undefined {
    const { item } = app.router;
    return item === '' ? displays.tree.home() : displays.tree.get(item);
  }

  /** The named one, or on a phone what it has for phones. */
  private get display(): DisplayInfo | undefined {
    const { named } = this;
    const file = this.narrow.matches && this.phone !== null && this.phone.of === named?.name ? this.phone.file : null;
    return (file === null ? undefined : displays.tree.get(file)) ?? named;
  }

  protected override willUpdate(): void {
    const { display } = this;
    if (display === undefined) {
      if (displays.isLoaded) this.shown = null;
      return;
    }
    const key = `${display.name} ${display.etag}`;
    if (this.asked !== key) {
      this.asked = key;
      void this.fetch(display, key);
    }
  }

  /** A file that has changed takes the place of what it was at once. */
  private async fetch(display: DisplayInfo, key: string): Promise<void> {
    try {
      const loaded = await loadDisplay(display);
      if (this.asked !== key) return;
      if (loaded.name === this.named?.name) {
        const file = loaded.element?.getAttribute('phone');
        this.phone = file ? { of: loaded.name, file } : null;
      }
      this.errorOf = loaded.name;
      this.error = loaded.element === null ? t('There is nothing in {name} that can be shown.', { name: display.name }) : '';
      const isSame = this.shown?.name === loaded.name;
      if (isSame && this.shown?.etag === loaded.etag) return;
      if (isSame) app.notify('done', t('The display {name} has been changed.', { name: display.title }));
      this.shown = loaded;
    } catch (error) {
      if (this.asked !== key) return;
      this.asked = '';
      if (this.shown?.name !== display.name) this.shown = null;
      this.errorOf = display.name;
      this.error = (error as Error).message;
    }
  }

  override render() {
    const { display } = this;
    const current = this.shown?.name === display?.name ? this.shown : null;
    const element = current?.element ?? null;
    const error = this.errorOf === display?.name ? this.error : '';
    const isLoading = display !== undefined && current === null && error === '' && this.wanted === null;
    const isDrawn = element !== null && (!this.narrow.matches || Number(element.getAttribute('width')) <= 480);
    const shown = this.wanted === 'areas' || !isDrawn ? 'areas' : 'display';
    const isMissing = app.router.itemOf('overview') !== '' && displays.isLoaded && display === undefined;
    return html`
      <div class="toolbar">
        ${display === undefined ? html`<h1>${t('Overview')}</h1>` : this.path(display)}
        <span class="spacer"></span>
        ${display === undefined ? nothing : this.neighbours(display)}
        ${element === null || (this.narrow.matches && !isDrawn)
          ? nothing
          : html`<div class="pair" role="group" aria-label=${t('Shown as')}>
              <button aria-pressed=${shown === 'display'} @click=${() => (this.wanted = null)}>${t('Display')}</button>
              <button aria-pressed=${shown === 'areas'} @click=${() => (this.wanted = 'areas')}>${t('List')}</button>
            </div>`}
      </div>
      ${isMissing ? html`<div class="refused" role="status">${t('There is no display {name}', { name: app.router.itemOf('overview') })}. <a href="#/overview">${t('To the overview')}</a></div>` : nothing}
      ${error === '' ? nothing : html`<div class="refused" role="status">${error}</div>`}
      <div class="room">
        ${isLoading ? html`<p class="quiet" role="status">${t('Loading …')}</p>` : shown === 'display' && element !== null ? element : html`<rm-area-list area=${display === undefined || display.level === 1 ? '' : display.area}></rm-area-list>`}
      </div>
    `;
  }

  private path(display: DisplayInfo) {
    const path = displays.tree.path(display);
    return html`<nav aria-label=${t('Where you are')}>
      <ol>
        ${path.map((one, i) =>
          i < path.length - 1 ? html`<li><a href=${address('overview', one.name)}>${one.title}</a></li>` : html`<li><h1 aria-current="page">${one.title}</h1></li>`,
        )}
      </ol>
    </nav>`;
  }

  private neighbours(display: DisplayInfo) {
    const { tree } = displays;
    const [above, before, after] = [tree.parent(display), tree.sibling(display, -1), tree.sibling(display, 1)];
    const link = (to: DisplayInfo | undefined, sign: string, words: string, keys: string) =>
      to === undefined
        ? nothing
        : html`<a class="button" href=${address('overview', to.name)} title="${words}: ${to.title} (${keys})" aria-label="${words}: ${to.title}" aria-keyshortcuts=${keys}>${sign}</a>`;
    return html`
      <nav class="below" aria-label=${t('Displays below')}>
        ${tree.children(display).map((one) => html`<a class="button" href=${address('overview', one.name)}>${one.title}</a>`)}
      </nav>
      <nav class="pair" aria-label=${t('Displays beside')}>
        ${link(before, '◂', t('Previous display'), 'Alt+PageUp')}${link(above, '▴', t('Display above'), 'Alt+ArrowUp')}${link(after, '▸', t('Next display'), 'Alt+PageDown')}
      </nav>
    `;
  }

  private key(event: KeyboardEvent): void {
    const { display } = this;
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || display === undefined) return;
    const { tree } = displays;
    const to =
      event.key === 'PageUp'
        ? tree.sibling(display, -1)
        : event.key === 'PageDown'
          ? tree.sibling(display, 1)
          : event.key === 'ArrowUp'
            ? tree.parent(display)
            : event.key === 'ArrowDown'
              ? tree.children(display)[0]
              : undefined;
    if (to === undefined) return;
    event.preventDefault();
    location.hash = address('overview', to.name);
  }
}
