import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { groupTitle, offeredPages } from '../model/navigation.js';
import { t } from '../model/text.js';
import { controls } from './controls.js';
import { Follow } from './follow.js';
import { pageIcon } from './page-icons.js';
import './page-menu.js';

const NARROW = '(max-width: 760px)';
/** What stands in the bar of a phone; the others are in its list. */
const ON_PHONE = ['overview', 'alarms', 'trends', 'machines'];

/** What operators live in is always in view, the rest is one click away: a rail at the left, on a phone a bar at the bottom. */
@customElement('rm-page-nav')
export class PageNav extends LitElement {
  private readonly narrow = matchMedia(NARROW);
  @state() private isNarrow = this.narrow.matches;
  private readonly look = () => (this.isNarrow = this.narrow.matches);

  static override styles = [
    controls,
    css`
      :host { display: block; background: var(--bar); border-right: 1px solid var(--line); width: 100px; }
      nav { display: flex; flex-direction: column; }
      a {
        display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 3px;
        min-height: var(--nav-item, 56px); padding: 4px 2px; color: var(--text); text-decoration: none; font-size: 12px;
        line-height: 1.15; text-align: center; overflow-wrap: anywhere; border-left: 3px solid transparent; border-right: 3px solid transparent;
      }
      a:hover { background: var(--select); }
      a[aria-current] { background: var(--bg); border-left-color: var(--accent); font-weight: 600; }
      a:focus-visible { outline-offset: -2px; }
      .between { border-top: 1px solid var(--line); margin: 4px 10px; }
      @media (max-height: 700px) and (min-width: 761px) {
        :host { --nav-item: 46px; }
      }
      @media (max-width: 760px) {
        :host { width: auto; border-right: 0; border-top: 1px solid var(--line); }
        nav { flex-direction: row; }
        nav > * { flex: 1 1 0; min-width: 0; }
        a { border: 0; border-top: 3px solid transparent; border-bottom: 3px solid transparent; font-size: 11px; }
        a[aria-current] { border-top-color: var(--accent); }
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed, app.router.changed]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.narrow.addEventListener('change', this.look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.narrow.removeEventListener('change', this.look);
  }

  override render() {
    const pages = offeredPages('operate');
    const shown = this.isNarrow ? pages.filter((page) => ON_PHONE.includes(page.name)) : pages;
    return html`<nav aria-label=${t('Pages')}>
      ${shown.map(
        ({ name, title }) =>
          html`<a href="#/${name}" aria-current=${app.router.page === name ? 'page' : nothing}>${pageIcon(name)}<span>${t(title)}</span></a>`,
      )}
      ${this.isNarrow
        ? html`<rm-page-menu
            icon="more"
            .label=${t('More')}
            .groups=${['operate', 'engineer', 'manage']}
            .without=${ON_PHONE}
          ></rm-page-menu>`
        : html`<div class="between"></div>
            ${(['engineer', 'manage'] as const).map(
              (group) => html`<rm-page-menu icon=${group} .label=${groupTitle(group)} .groups=${[group]}></rm-page-menu>`,
            )}`}
    </nav>`;
  }
}
