import { css, html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import '../display/rm-display.js';
import { app } from '../model/app.js';
import { controls } from '../ui/controls.js';
import { Follow } from '../ui/follow.js';
import './area-list.js';
import { loadDisplay } from './load-display.js';

/** Below this width a drawing of a plant can not be read; the list of areas shows the same values. */
const NARROW = '(max-width: 760px)';
/** A display of another site than this one is of no use: at least so many of its tags have to exist. */
const KNOWN_SHARE = 0.5;

@customElement('rm-overview-page')
export class OverviewPage extends LitElement {
  @state() private display: HTMLElement | null = null;
  @state() private wanted: 'display' | 'areas' | null = null;
  private readonly narrow = matchMedia(NARROW);
  private readonly redraw = () => this.requestUpdate();

  static override styles = [
    controls,
    css`
      :host { display: flex !important; flex-direction: column; gap: 8px; height: 100%; }
      .room { flex: 1; min-height: 0; }
      .toolbar { gap: 0; }
      .toolbar h1 { margin-right: 14px; }
      .toolbar button { border-radius: 3px 0 0 3px; min-height: 28px; }
      .toolbar button + button { border-radius: 0 3px 3px 0; margin-left: -1px; }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.tags.definitionsChanged]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.narrow.addEventListener('change', this.redraw);
    void loadDisplay('displays/plant.html').then((display) => (this.display = display));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.narrow.removeEventListener('change', this.redraw);
  }

  override render() {
    const fits = this.display !== null && this.isOfThisSite(this.display);
    const shown = this.wanted ?? (fits && !this.narrow.matches ? 'display' : 'areas');
    return html`
      <div class="toolbar">
        <h1>${(fits && shown === 'display' && this.display?.getAttribute('heading')) || 'Overview'}</h1>
        <span class="spacer"></span>
        <button aria-pressed=${shown === 'display'} ?disabled=${!fits} @click=${() => (this.wanted = 'display')}>Display</button>
        <button aria-pressed=${shown === 'areas'} @click=${() => (this.wanted = 'areas')}>Areas</button>
      </div>
      <div class="room">${shown === 'display' && fits ? this.display : html`<rm-area-list></rm-area-list>`}</div>
    `;
  }

  private isOfThisSite(display: HTMLElement): boolean {
    if (!app.tags.isLoaded) return true;
    const tags = [...display.querySelectorAll('[tag]')].map((element) => element.getAttribute('tag') ?? '');
    const known = tags.filter((tag) => app.tags.definition(tag) !== undefined).length;
    return known >= tags.length * KNOWN_SHARE;
  }
}
