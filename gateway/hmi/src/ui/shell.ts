import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { app } from '../model/app.js';
import { clockText } from '../model/format.js';
import { languageChanged, t } from '../model/text.js';
import { isUpgraded, upgraded } from '../model/upgrade.js';
import './alarm-banner.js';
import { controls } from './controls.js';
import './faceplate-loader.js';
import { Follow } from './follow.js';
import type { KeyList } from './key-list.js';
import { Keyboard } from './keyboard.js';
import './notices.js';
import './page-nav.js';
import type { Palette } from './palette.js';
import './page-room.js';
import './top-bar.js';

/** While nothing can be shown, neither past nor live, there is no page. */
const FRAME_CLASSES = { present: '', opening: 'opening', past: 'past', lost: 'ended' };

/** The frame around every page: top bar, the past that is looked at, alarm banner, navigation, notices and the open faceplate. */
@customElement('rm-app')
export class Shell extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        height: 100%;
      }
      .frame {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        grid-template-rows: auto auto auto auto minmax(0, 1fr);
        height: 100%;
      }
      .frame > * {
        grid-column: 1 / -1;
        min-width: 0;
      }
      .frame > rm-page-nav {
        grid-row: 5;
        grid-column: 1;
        min-height: 0;
        overflow: visible;
        z-index: 4;
      }
      main {
        grid-row: 5;
        grid-column: 2 !important;
        min-height: 0;
        overflow: auto;
        padding: 12px;
      }
      main > * {
        display: block;
        height: 100%;
      }
      .opening.frame > :is(section, main),
      .ended.frame > :is(section, main) {
        display: none;
      }
      .lost {
        background: var(--text);
        color: var(--bg);
        padding: 6px 14px;
        font-weight: 600;
      }
      .unknown {
        border-left: 4px solid var(--p3);
        margin: 0 0 8px;
        padding: 4px 10px;
        background: var(--raised);
      }
      .skip {
        position: absolute;
        left: -999px;
        z-index: 10;
      }
      .skip:focus {
        left: 8px;
        top: 8px;
      }
      @media print {
        .frame {
          display: block;
          height: auto;
        }
        .frame > :is(section, rm-page-nav, rm-notices, rm-faceplate, rm-palette, rm-key-list) {
          display: none;
        }
        main {
          overflow: visible;
        }
        main > * {
          height: auto;
        }
      }
      @media (max-width: 760px) {
        .frame {
          grid-template-rows: auto auto auto auto minmax(0, 1fr) auto;
        }
        .frame > rm-page-nav {
          grid-row: 6;
          grid-column: 1 / -1;
        }
        main {
          grid-column: 1 / -1 !important;
          padding: 8px;
        }
      }
    `,
  ];

  /** Another language makes all of it anew, so that no element has to know that there are several. */
  @state() private drawing = 0;

  constructor() {
    super();
    new Follow(this, [app.changed, app.router.changed, upgraded]);
    languageChanged.add(() => this.drawing++);
    new Keyboard({ search: () => void this.search(), showKeys: () => void this.showKeys() });
    this.addEventListener('rm-show-keys', () => void this.showKeys());
  }

  override render() {
    if (!app.isLoggedIn) void import('./login.js');
    if (!app.isLoggedIn) return keyed(this.drawing, html`<rm-login></rm-login>`);
    return keyed(this.drawing, html`<div class="frame ${FRAME_CLASSES[app.travel.phase]}">
      <header>
        <a class="button skip" href="#main" @click=${this.skip}>${t('Skip to the page')}</a>
        <rm-top-bar @search=${() => void this.search()}></rm-top-bar>
      </header>
      <rm-travel-bar></rm-travel-bar>
      <section aria-label=${t('Alarm banner')}><rm-alarm-banner></rm-alarm-banner></section>
      <div role="alert">${this.linkBanner()}</div>
      <rm-page-nav></rm-page-nav>
      <main id="main" tabindex="-1"><rm-page-room></rm-page-room></main>
      <rm-notices></rm-notices>
      <rm-faceplate .tag=${app.faceplate}></rm-faceplate>
    </div>`);
  }

  private linkBanner() {
    if (isUpgraded()) {
      return html`<div class="lost">
        ${t('The server has newer screens. Finish what you are typing, then reload.')}
        <button @click=${() => location.reload()}>${t('Reload')}</button>
      </div>`;
    }
    if (app.link === 'lost') {
      return html`<div class="lost">
        ${t('Link lost at {time}: values are not live. Reconnecting.', { time: clockText(app.lostSince) })} ${app.linkReason}
      </div>`;
    }
    if (app.link === 'refused') {
      return html`<div class="lost">
        ${t('The server closed the link: {reason} Reload the page to try again.', { reason: app.linkReason })}
      </div>`;
    }
    return nothing;
  }

  /** Search and the list of keys are fetched when they are first wanted, and made anew with the language. */
  private async search(): Promise<void> {
    if (!app.isLoggedIn) return;
    await import('./palette.js');
    (this.piece('rm-palette') as Palette).show();
  }

  private async showKeys(): Promise<void> {
    if (!app.isLoggedIn) return;
    await import('./key-list.js');
    (this.piece('rm-key-list') as KeyList).show();
  }

  private piece(name: string): Element {
    const frame = this.renderRoot.querySelector('.frame')!;
    return frame.querySelector(name) ?? frame.appendChild(document.createElement(name));
  }

  private skip(event: Event): void {
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('#main')?.focus();
  }
}
