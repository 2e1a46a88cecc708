import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { LinkState } from '../client/index.js';
import { app } from '../model/app.js';
import { clockText, dayText, offsetText, shownZone } from '../model/format.js';
import { t } from '../model/text.js';
import { currentTheme } from '../model/theme.js';
import { Zone } from '../model/zone.js';
import { controls } from './controls.js';
import { Follow } from './follow.js';

function linkText(state: LinkState): string {
  if (state === 'live') return t('Live');
  if (state === 'connecting') return t('Connecting');
  if (state === 'lost') return t('Link lost');
  return state === 'refused' ? t('Refused') : t('Offline');
}

let lastZone = new Zone('UTC');

function zoneOf(name: string): Zone {
  if (lastZone.name !== name && Zone.isKnown(name)) lastZone = new Zone(name);
  return lastZone;
}

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
        color: var(--text);
        text-decoration: none;
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
      .site {
        border-left: 1px solid var(--line);
        padding-left: 12px;
      }
      .search {
        color: var(--quiet);
        min-width: 190px;
        display: flex;
        justify-content: space-between;
        align-items: center;
        gap: 14px;
      }
      kbd {
        font: inherit;
        font-size: 12px;
        border: 1px solid var(--line);
        border-radius: 3px;
        padding: 0 5px;
      }
      @media (max-width: 1100px) {
        :host { gap: 4px 10px; }
        .search { min-width: 0; }
      }
      @media (max-width: 760px) {
        :host { padding: 4px 8px; gap: 4px 8px; }
        .brand { flex: 1; min-width: 0; }
        .spacer, .user, .leave, .theme, kbd, .link .word { display: none; }
        .time small { display: none; }
        .site { padding-left: 8px; }
        .site small { display: block; }
        .search { min-height: 32px; padding: 2px 8px; }
      }
      @media print {
        :host { background: none; }
        button { display: none !important; }
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed, app.settings.changed, app.travel.changed]);
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
    const themeName = isDark ? t('Light theme') : t('Dark theme');
    return html`
      <span class="brand"><img src="icon.svg" alt="" />${app.site}</span>
      <button class="search" aria-keyshortcuts="Control+K" @click=${() => this.dispatchEvent(new CustomEvent('search'))}>
        ${t('Search')} <kbd aria-hidden="true">Ctrl K</kbd>
      </button>
      <span class="spacer"></span>
      <span class="link ${app.link === 'live' ? '' : 'lost'}" role="status" title=${app.linkReason}>
        <svg viewBox="0 0 14 14" aria-hidden="true">
          ${app.link === 'live' ? liveMark : lostMark}
        </svg>
        <span class="word">${app.link === 'live' && app.travel.isAway ? t('Connected') : linkText(app.link)}</span>
      </span>
      ${this.clocks()}
      <a class="user" href="#/settings" title=${t('Settings')}>${app.userName}<small class="quiet">${app.role}</small></a>
      <button class="icon theme" aria-label=${themeName} title=${themeName} @click=${() => this.toggleTheme()}>
        <svg viewBox="0 0 18 18" aria-hidden="true">${themeMark}</svg>
      </button>
      <button class="leave" @click=${() => app.logout()}>${t('Log out')}</button>
    `;
  }

  /** In the past the moment; else the clock of the zone that all times are shown in; the site's beside it while that shows another time. */
  private clocks() {
    const now = this.now;
    const { moment, phase } = app.travel;
    if (moment !== null) {
      return html`<span class="time past">
        <b>${phase === 'past' ? t('PAST {time}', { time: clockText(moment) }) : t('NOTHING SHOWN')}</b>
        <small>${t('now {time}', { time: clockText(now) })}</small>
      </span>`;
    }
    const site = app.siteZone === '' ? shownZone() : zoneOf(app.siteZone);
    const differs = site.offsetMs(now) !== shownZone().offsetMs(now);
    return html`<span class="time">
        <b>${clockText(now)}</b>
        <small class="quiet">${differs ? t('You: {zone}', { zone: offsetText(now) }) : `${dayText(now)} ${offsetText(now)}`}</small>
      </span>
      ${differs
        ? html`<span class="time site" title=${site.name}>
            <b>${clockText(now, site)}</b>
            <small class="quiet">${t('Site: {zone}', { zone: offsetText(now, site) })}</small>
          </span>`
        : nothing}`;
  }

  private toggleTheme(): void {
    app.settings.change({ theme: currentTheme() === 'dark' ? 'light' : 'dark' });
    this.requestUpdate();
  }
}
