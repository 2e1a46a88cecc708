import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { clockText, dayText, offsetText } from '../model/format.js';
import { t } from '../model/text.js';
import { currentTheme, setTheme } from '../model/theme.js';
import { PAGES } from '../pages/registry.js';
import { controls } from './controls.js';
import { Follow } from './follow.js';

const LINK_TEXT = { idle: 'Offline', connecting: 'Connecting', live: 'Live', lost: 'Link lost', refused: 'Refused' };

const liveMark = svg`<path d="M2 7.500 5.500 11 12 3" fill="none" stroke="currentColor" stroke-width="2" />`;
const lostMark = svg`<path d="M3 3l8 8M11 3l-8 8" fill="none" stroke="currentColor" stroke-width="2.500" />`;
const themeMark = svg`<circle cx="9" cy="9" r="7" fill="none" stroke="currentColor" stroke-width="1.600" /><path d="M9 2a7 7 0 0 1 0 14Z" fill="currentColor" />`;

@customElement('rm-top-bar')
export class TopBar extends LitElement {
  @state() private now = Date.now();
  private timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 4px 18px;
        padding: 0 12px;
        min-height: 46px;
        background: var(--bar);
        border-bottom: 1px solid var(--line);
      }
      .brand {
        display: flex;
        align-items: center;
        gap: 9px;
        font-weight: 600;
        font-size: 15px;
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .brand img {
        width: 24px;
        height: 24px;
      }
      nav {
        display: flex;
        align-self: stretch;
      }
      nav a {
        color: var(--text);
        text-decoration: none;
        padding: 0 14px;
        display: flex;
        align-items: center;
        border-bottom: 3px solid transparent;
        border-top: 3px solid transparent;
      }
      nav a:hover {
        background: var(--surface);
      }
      nav a[aria-current] {
        background: var(--bg);
        border-bottom-color: var(--accent);
        font-weight: 600;
      }
      .time {
        text-align: right;
        line-height: 1.15;
        white-space: nowrap;
      }
      .time b {
        font-size: 16px;
        font-weight: 600;
      }
      .time small {
        display: block;
        font-size: 12px;
      }
      .time.past {
        background: var(--past);
        color: var(--on-past);
        border-radius: 3px;
        padding: 2px 8px;
        text-align: center;
      }
      .time.past small { display: block !important; }
      .link {
        display: flex;
        align-items: center;
        gap: 7px;
        white-space: nowrap;
      }
      .link svg {
        width: 14px;
        height: 14px;
      }
      .link.lost {
        font-weight: 700;
      }
      .user {
        line-height: 1.15;
        white-space: nowrap;
      }
      .user small {
        display: block;
        font-size: 12px;
      }
      button {
        background: transparent;
      }
      .icon {
        width: 32px;
        padding: 0;
        display: grid;
        place-items: center;
      }
      .icon svg {
        width: 18px;
        height: 18px;
      }
      @media (max-width: 1100px) {
        :host { gap: 4px 10px; }
        nav a { padding: 0 9px; }
        .user { display: none; }
      }
      @media (max-width: 760px) {
        :host { flex-wrap: wrap; padding: 4px 8px 0; }
        nav { order: 9; width: 100%; height: 38px; }
        nav a { flex: 1; justify-content: center; padding: 0 2px; font-size: 13px; }
        .brand { flex: 1; min-width: 0; }
        .spacer { display: none; }
        .time small, .link span { display: none; }
        button { min-height: 32px; padding: 2px 8px; }
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed, app.router.changed, app.travel.changed]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => (this.now = Date.now()), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  override render() {
    const isDark = currentTheme() === 'dark';
    return html`
      <span class="brand"><img src="icon.svg" alt="" />${app.site}</span>
      <nav aria-label="Pages">
        ${PAGES.filter((page) => app.may(page.permission)).map(
          ({ name, title }) =>
            html`<a href="#/${name}" aria-current=${app.router.page === name ? 'page' : nothing}>${t(title)}</a>`,
        )}
      </nav>
      <span class="spacer"></span>
      <span class="link ${app.link === 'live' ? '' : 'lost'}" role="status" title=${app.linkReason}>
        <svg viewBox="0 0 14 14" aria-hidden="true">
          ${app.link === 'live' ? liveMark : lostMark}
        </svg>
        <span>${app.link === 'live' && app.travel.isAway ? t('Connected') : LINK_TEXT[app.link]}</span>
      </span>
      ${this.clock()}
      <span class="user">${app.userName}<small class="quiet">${app.role}</small></span>
      <button
        class="icon"
        aria-label=${isDark ? 'Light theme' : 'Dark theme'}
        title=${isDark ? 'Light theme' : 'Dark theme'}
        @click=${() => this.toggleTheme()}
      >
        <svg viewBox="0 0 18 18" aria-hidden="true">${themeMark}</svg>
      </button>
      <button @click=${() => app.logout()}>Log out</button>
    `;
  }

  /** In the past the moment, and what time it is now, smaller and in words. */
  private clock() {
    const { moment, phase } = app.travel;
    if (moment !== null) {
      return html`<span class="time past">
        <b>${phase === 'past' ? t('PAST {time}', { time: clockText(moment) }) : t('NOTHING SHOWN')}</b>
        <small>${t('now {time}', { time: clockText(this.now) })}</small>
      </span>`;
    }
    return html`<span class="time">
      <b>${clockText(this.now)}</b>
      <small class="quiet">${dayText(this.now)} ${offsetText(this.now)}</small>
    </span>`;
  }

  private toggleTheme(): void {
    setTheme(currentTheme() === 'dark' ? 'light' : 'dark');
    this.requestUpdate();
  }
}
