import { css, html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { clockText } from '../model/format.js';
import './alarm-banner.js';
import { controls } from './controls.js';
import './faceplate.js';
import { Follow } from './follow.js';
import './login.js';
import './notices.js';
import './page-room.js';
import './top-bar.js';

/** While nothing can be shown, neither past nor live, there is no page. */
const FRAME_CLASSES = { present: '', opening: 'opening', past: 'past', lost: 'ended' };

/** The frame around every page: top bar, alarm banner, the page, notices and the open faceplate. */
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
        grid-template-columns: minmax(0, 1fr);
        grid-template-rows: auto auto auto auto minmax(0, 1fr);
        height: 100%;
      }
      main {
        grid-row: 5;
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
      .skip {
        position: absolute;
        left: -999px;
        z-index: 10;
      }
      .skip:focus {
        left: 8px;
        top: 8px;
      }
      @media (max-width: 760px) {
        main {
          padding: 8px;
        }
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed, app.router.changed]);
  }

  override render() {
    if (!app.isLoggedIn) return html`<rm-login></rm-login>`;
    return html`<div class="frame ${FRAME_CLASSES[app.travel.phase]}">
      <header>
        <a class="button skip" href="#main" @click=${this.skip}>Skip to the page</a>
        <rm-top-bar></rm-top-bar>
      </header>
      <rm-travel-bar></rm-travel-bar>
      <section aria-label="Alarm banner"><rm-alarm-banner></rm-alarm-banner></section>
      <div role="alert">${this.linkBanner()}</div>
      <main id="main" tabindex="-1"><rm-page-room></rm-page-room></main>
      <rm-notices></rm-notices>
      <rm-faceplate .tag=${app.faceplate}></rm-faceplate>
    </div>`;
  }

  private linkBanner() {
    if (app.link === 'lost') {
      return html`<div class="lost">
        Link lost at ${clockText(app.lostSince)}: values are not live. Reconnecting. ${app.linkReason}
      </div>`;
    }
    if (app.link === 'refused') {
      return html`<div class="lost">The server closed the link: ${app.linkReason} Reload the page to try again.</div>`;
    }
    return nothing;
  }

  private skip(event: Event): void {
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('#main')?.focus();
  }
}
