import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Page } from '../client/index.js';
import { app } from '../model/app.js';
import { problemText, read, send, type Tagged } from '../model/calls.js';
import { isFault, Rates, STATE_WORDS, type Connector } from '../model/connectors.js';
import { counterTexts } from '../model/counter-text.js';
import { ageText, fixedText, timeText } from '../model/format.js';
import { countText } from '../model/report.js';
import { address } from '../model/router.js';
import { t } from '../model/text.js';
import { confirm } from '../ui/confirm.js';
import { controls } from '../ui/controls.js';
import { Follow } from '../ui/follow.js';
import '../ui/table.js';
import type { Column } from '../ui/table.js';

const REFRESH_MS = 2_000;

/** The links to the field: how they are, what they carry, and one of them in detail with its device. */
@customElement('rm-connectors-page')
export class ConnectorsPage extends LitElement {
  @state() private connectors: Connector[] = [];
  @state() private isLoaded = false;
  @state() private problem = '';
  @state() private form: 'none' | 'new' | 'edit' = 'none';
  @state() private definition: Tagged<Record<string, unknown>> | null = null;
  @state() private outcome = '';
  @state() private tab: 'none' | 'browser' | 'certificates' | 'nodes' = 'none';
  private readonly rates = new Rates();
  private timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    controls,
    css`
      :host { display: flex !important; flex-direction: column; gap: 10px; min-height: 100%; }
      rm-table { min-height: 110px; height: 130px; flex: none; resize: vertical; }
      .alone rm-table { height: 60vh; }
      @media (max-width: 760px), (pointer: coarse) {
        rm-table { resize: none; }
      }
      .bad { font-weight: 600; }
      .state::before { content: '●'; margin-right: 6px; color: var(--off); }
      .UNAVAILABLE.state::before, .FAILED.state::before { content: '▲'; color: var(--p3); }
      .DISABLED.state::before { content: '○'; color: var(--quiet); }
      .detail { padding: 12px 14px; display: grid; gap: 12px; }
      .head { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
      .columns { display: grid; gap: 14px 26px; grid-template-columns: repeat(auto-fit, minmax(min(270px, 100%), 1fr)); }
      dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 3px 14px; margin: 4px 0 0; align-content: start; }
      dt { color: var(--quiet); }
      dd { margin: 0; overflow-wrap: anywhere; }
      .numbers dd { text-align: right; font-variant-numeric: tabular-nums; }
      .fault { font-weight: 600; }
      .fault::before { content: '▲ '; color: var(--p3); }
      .problem { border-left: 4px solid var(--p3); background: var(--raised); padding: 6px 10px; overflow-wrap: anywhere; }
      .machines a { display: inline-block; min-height: 24px; padding: 2px 14px 2px 0; color: var(--text); }
      .tabs { display: flex; flex-wrap: wrap; gap: 8px; }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed, app.router.changed]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    this.timer = setInterval(() => void this.load(), REFRESH_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  private get chosen(): Connector | undefined {
    return this.connectors.find((connector) => connector.name === app.router.itemOf('connectors'));
  }

  private get mayChange(): boolean {
    return app.rights.mayEverywhere('configure') && app.may('configure');
  }

  override render(): TemplateResult {
    const { chosen } = this;
    return html`
      <div class="toolbar">
        <h1>${t('Connectors')}</h1>
        <span class="quiet" role="status">${this.problem || t('{n} of {m} run', { n: this.connectors.filter((one) => one.state === 'OK').length, m: this.connectors.length })}</span>
        <span class="spacer"></span>
        ${this.mayChange ? html`<button @click=${() => this.ask('new')}>${t('New connector …')}</button>` : nothing}
      </div>
      ${chosen ? nothing : this.missing()}
      <div class=${chosen ? '' : 'alone'}>
        <rm-table
          class="panel"
          .label=${t('Connectors')}
          .columns=${this.columns()}
          .rows=${this.connectors}
          .keyOf=${(connector: Connector) => connector.name}
          selection="single"
          .selected=${new Set([app.router.itemOf('connectors')])}
          opens
          @open=${(e: CustomEvent<Connector>) => this.open(e.detail.name)}
        ></rm-table>
      </div>
      ${chosen ? this.detail(chosen) : nothing}
      ${this.form === 'none' ? nothing : html`<rm-connector-form .written=${this.form === 'edit' ? this.definition : null} @done=${this.formed}></rm-connector-form>`}
    `;
  }

  private missing(): TemplateResult | typeof nothing {
    const name = app.router.itemOf('connectors');
    if (name === '' || !this.isLoaded) return nothing;
    return html`<p class="problem" role="status">${t('There is no connector {name}.', { name })}</p>`;
  }

  private columns(): Column<Connector>[] {
    const rate = (one: Connector) => this.rates.of(one.name);
    return [
      { key: 'name', label: t('Name'), width: 120, grow: 1, value: (one) => one.name },
      { key: 'type', label: t('Kind'), width: 110, value: (one) => one.type },
      { key: 'state', label: t('State'), width: 150, narrow: 'end', value: (one) => one.state, css: (one) => (isFault(one) ? 'bad' : ''), cell: (one) => this.word(one) },
      { key: 'since', label: t('Since'), width: 100, value: (one) => one.since, cell: (one) => (one.since ? ageText(Date.now() - Date.parse(one.since)) : '') },
      { key: 'tags', label: t('Tags'), width: 100, align: 'right', value: (one) => one.tags, narrow: 'none' },
      { key: 'rate', label: t('Updates/s'), width: 110, align: 'right', narrow: 'none', value: rate, cell: (one) => rateText(rate(one)) },
      { key: 'data', label: t('Last data'), width: 130, cell: (one) => this.lastText(one) },
      { key: 'errors', label: t('Errors'), width: 80, align: 'right', value: (one) => one.counters.Errors ?? 0, narrow: 'none' },
      { key: 'detail', label: t('Detail'), width: 140, grow: 2, value: (one) => one.detail },
    ];
  }

  private word(connector: Connector): TemplateResult {
    return html`<span class="state ${connector.state}">${STATE_WORDS()[connector.state] ?? connector.state}</span>`;
  }

  /** Seen by this page: since it was opened, data has come or has not. */
  private lastText(connector: Connector): string {
    const last = this.rates.lastData(connector.name);
    return last === null ? '—' : Date.now() - last < 2 * REFRESH_MS ? t('now') : timeText(last, Date.now());
  }

  private detail(connector: Connector): TemplateResult {
    const counts = Object.entries(connector.counters);
    const counterText = counterTexts();
    const parts: [typeof this.tab, string, boolean][] = [
      ['browser', t('Browse the device'), connector.browsable && this.mayChange],
      ['certificates', t('Certificates'), connector.certificates && app.may('view-system')],
      ['nodes', t('Access to nodes'), connector.type === 'opcua-server'],
    ];
    return html`<section class="panel detail" aria-label=${connector.name}>
      <div class="head">
        <h2>${connector.name}</h2>${this.word(connector)}<span class="quiet">${connector.detail}</span>
        <span class="spacer"></span>
        ${this.mayChange ? this.actions(connector) : nothing}
        <button aria-label=${t('Close')} @click=${() => this.open('')}>✕</button>
      </div>
      <div role="alert">${this.outcome === '' ? nothing : html`<div class="problem">${this.outcome}</div>`}</div>
      <div class="tabs">
        ${parts.filter(([, , may]) => may).map(([part, label]) => html`<button aria-pressed=${this.tab === part} @click=${() => this.show(part)}>${label}</button>`)}
      </div>
      ${this.tab === 'browser' && connector.browsable && this.mayChange ? html`<rm-connector-browser .connector=${connector.name}></rm-connector-browser>` : nothing}
      ${this.tab === 'certificates' && connector.certificates ? html`<rm-certificates .connector=${connector.name}></rm-certificates>` : nothing}
      ${this.tab === 'nodes' && connector.type === 'opcua-server' ? html`<rm-served-nodes .connector=${connector.name}></rm-served-nodes>` : nothing}
      <div class="columns">
        <section><h2>${t('Settings')}</h2>
          <dl>${Object.entries({ type: connector.type, enabled: String(connector.enabled), ...connector.settings }).map(([key, value]) => html`<dt>${key}</dt><dd>${value}</dd>`)}</dl>
          ${connector.machines.length === 0 ? nothing : html`<h2>${t('Machines')}</h2><div class="machines">${connector.machines.map((name) => html`<a href="#/machines/${encodeURIComponent(name)}">${name}</a> `)}</div>`}
        </section>
        <section class="numbers"><h2>${t('Counted since its start')}</h2>
          <dl>${counts.map(([key, n]) => html`<dt>${counterText(key)}</dt><dd class=${n > 0 && /Errors|Refused|Mismatch|Lost|Undecoded|Quarantined/.test(key) ? 'fault' : ''}>${countText(n)}</dd>`)}</dl>
        </section>
      </div>
    </section>`;
  }

  private actions(connector: Connector): TemplateResult {
    return html`
      ${connector.enabled ? html`<button @click=${() => this.command(connector, 'restart')}>${t('Restart …')}</button>` : nothing}
      <button @click=${() => this.command(connector, connector.enabled ? 'disable' : 'enable')}>${connector.enabled ? t('Disable …') : t('Enable …')}</button>
      <button @click=${() => this.ask('edit')}>${t('Edit …')}</button>
      <button @click=${() => this.drop(connector)}>${t('Delete …')}</button>`;
  }

  private open(name: string): void {
    this.tab = 'none';
    this.outcome = '';
    location.hash = address('connectors', name);
  }

  private async show(part: typeof this.tab): Promise<void> {
    if (part === this.tab) return void (this.tab = 'none');
    if (part === 'browser') await import('./connector-browser.js');
    else await import('./connector-security.js');
    this.tab = part;
  }

  private async ask(form: 'new' | 'edit'): Promise<void> {
    await import('./connector-form.js');
    try {
      if (form === 'edit') this.definition = await read(`/connectors/${encodeURIComponent(app.router.itemOf('connectors'))}/definition`);
      this.form = form;
    } catch (error) {
      this.outcome = problemText(error);
    }
  }

  private formed(event: CustomEvent<string | null>): void {
    this.form = 'none';
    if (event.detail === null) return;
    void this.load();
    location.hash = address('connectors', event.detail);
  }

  private async command(connector: Connector, verb: 'restart' | 'enable' | 'disable'): Promise<void> {
    const { name } = connector;
    const titles = { restart: t('Restart {name}', { name }), enable: t('Enable {name}', { name }), disable: t('Disable {name}', { name }) };
    const texts = {
      restart: t('Its {n} tags have no new values until it is back.', { n: connector.tags }),
      enable: t('It is started, at the next starts of the site too.'),
      disable: t('Its {n} tags become bad, and nothing can be written to its device.', { n: connector.tags }),
    };
    const actions = { restart: t('Restart'), enable: t('Enable'), disable: t('Disable') };
    const answer = await confirm({ title: titles[verb], text: texts[verb], action: actions[verb], reason: 'optional' });
    if (answer === null) return;
    await this.run(() => app.client.rest.call('POST', `/connectors/${encodeURIComponent(name)}:${verb}`, { reason: answer.reason }, 20_000), t('{name}: done.', { name }));
  }

  private async drop({ name, tags }: Connector): Promise<void> {
    const answer = await confirm({ title: t('Delete the connector {name}', { name }), text: t('{n} tags are bound to it; while there are any, the server refuses.', { n: tags }), action: t('Delete'), reason: 'optional' });
    if (answer === null) return;
    await this.run(async () => {
      const { etag } = await read(`/connectors/${encodeURIComponent(name)}/definition`);
      await send('DELETE', `/connectors/${encodeURIComponent(name)}?reason=${encodeURIComponent(answer.reason)}`, { ifMatch: etag });
      this.open('');
    }, t('{name} was deleted.', { name }));
  }

  private async run(change: () => Promise<unknown>, done: string): Promise<void> {
    this.outcome = '';
    try {
      await change();
      app.notify('done', done);
    } catch (error) {
      this.outcome = problemText(error);
    }
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      const page = (await app.client.rest.call('GET', '/connectors?limit=10000')) as Page<Connector>;
      this.rates.take(page.items, Date.now());
      this.connectors = page.items;
      this.isLoaded = true;
      this.problem = '';
    } catch (error) {
      this.problem = problemText(error);
    }
  }
}

function rateText(perSecond: number | null): string {
  return perSecond === null ? '…' : fixedText(perSecond, 1);
}
