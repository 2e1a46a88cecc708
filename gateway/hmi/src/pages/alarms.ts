import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Alarm } from '../client/index.js';
import { app } from '../model/app.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import { Follow } from '../ui/follow.js';
import './alarm-desk.js';
import './alarm-detail.js';

type Tab = 'standing' | 'shelved' | 'suppressed' | 'history' | 'figures';

const TABS: Tab[] = ['standing', 'shelved', 'suppressed', 'history', 'figures'];

/** All about alarms: what stands, what is hidden, what was, and how good the alarms are. `#/alarms/TAB?name=ALARM`. */
@customElement('rm-alarms-page')
export class AlarmsPage extends LitElement {
  @state() private fetched: ReadonlySet<Tab> = new Set();
  @state() private refusal = '';

  static override styles = [
    controls,
    css`
      :host { display: flex !important; flex-direction: column; gap: 8px; height: 100%; min-height: 0; }
      nav { display: flex; gap: 4px; flex-wrap: wrap; align-items: flex-end; border-bottom: 1px solid var(--edge); }
      h1 { margin-right: 10px; align-self: center; }
      nav a { color: var(--text); text-decoration: none; padding: 6px 12px; min-height: 32px; border: 1px solid transparent; border-bottom: 0; border-radius: 4px 4px 0 0; white-space: nowrap; }
      nav a:hover { background: var(--select); }
      nav a[aria-current] { background: var(--surface); border-color: var(--edge); font-weight: 600; box-shadow: 0 1px 0 var(--surface); }
      nav b { font-weight: 600; }
      .room { flex: 1; min-height: 0; display: flex; gap: 10px; }
      .room > :first-child { flex: 1; min-width: 0; }
      rm-alarm-detail { width: 400px; flex: none; }
      @media (max-width: 1180px) {
        .room.split > :first-child { display: none; }
        rm-alarm-detail { width: 100%; flex: 1; }
      }
      @media (max-width: 760px) {
        h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        nav { gap: 0; justify-content: space-between; flex-wrap: nowrap; overflow-x: auto; }
        nav a { padding: 6px 5px; font-size: 12.500px; }
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.router.changed, app.alarms.changed, app.changed]);
  }

  private get tab(): Tab {
    return TABS.find((tab) => tab === app.router.itemOf('alarms')) ?? 'standing';
  }

  override render() {
    const tab = this.tab;
    const name = app.router.parameters.get('name') ?? '';
    return html`
      <nav aria-label=${t('Lists of alarms')}>
        <h1>${t('Alarms')}</h1>
        ${TABS.map((each) => html`<a href="#/alarms/${each}" aria-current=${each === tab ? 'page' : nothing}>${this.tabTitle(each)}</a>`)}
      </nav>
      <div class="room ${name === '' ? '' : 'split'}" @open=${(e: CustomEvent<Alarm>) => this.open(e.detail.name)}>
        ${this.content(tab, name)}
        ${name === '' ? nothing : html`<rm-alarm-detail .name=${name} @close=${() => this.open('')}></rm-alarm-detail>`}
      </div>
    `;
  }

  private tabTitle(tab: Tab) {
    const count = (n: number) => (n === 0 ? nothing : html` <b>${n}</b>`);
    switch (tab) {
      case 'standing':
        return html`${t('Standing')}${count(app.alarms.all().length)}`;
      case 'shelved':
        return html`${t('Shelved|alarms')}${count(app.alarms.shelved().length)}`;
      case 'suppressed':
        return html`${t('Out of use')}${count(app.alarms.takenAway().length)}`;
      case 'history':
        return t('History');
      case 'figures':
        return t('Figures');
    }
  }

  private content(tab: Tab, name: string) {
    if (tab === 'standing' || tab === 'shelved' || tab === 'suppressed') {
      return html`<rm-alarm-desk .kind=${tab} .shown=${name}></rm-alarm-desk>`;
    }
    if (!this.fetched.has(tab)) {
      void this.fetch(tab);
      return html`<p class="quiet" role="status">${this.refusal || t('The page is being fetched.')}</p>`;
    }
    return tab === 'history' ? html`<rm-alarm-history></rm-alarm-history>` : html`<rm-alarm-kpi></rm-alarm-kpi>`;
  }

  private async fetch(tab: 'history' | 'figures'): Promise<void> {
    try {
      await (tab === 'history' ? import('./alarm-history.js') : import('./alarm-kpi.js'));
      this.fetched = new Set([...this.fetched, tab]);
    } catch {
      this.refusal = t('The page could not be fetched.');
    }
  }

  private open(name: string): void {
    const parameters = new URLSearchParams(app.router.parameters);
    if (name === '') parameters.delete('name');
    else parameters.set('name', name);
    app.router.replace(Object.fromEntries(parameters));
    this.requestUpdate();
  }
}
