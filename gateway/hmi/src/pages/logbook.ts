import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Page } from '../client/index.js';
import { app } from '../model/app.js';
import { problemText } from '../model/calls.js';
import { csv } from '../model/csv.js';
import { className } from '../model/event-text.js';
import { Feed } from '../model/feed.js';
import { timeText } from '../model/format.js';
import { spans } from '../model/log-spans.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import { download } from '../ui/download.js';
import { Follow } from '../ui/follow.js';
import { listPageStyles } from '../ui/list-page.css.js';
import { Poll } from '../ui/poll.js';
import '../ui/table.js';
import type { Column, Table } from '../ui/table.js';
import { criticalityText, entryOf, saidText, type Entry, type LogEntry } from './logbook/entries.js';
import './logbook/entry-detail.js';
import { CLASSES, filterOf, pathOf, settings, type Filter } from './logbook/filter.js';
import './logbook/new-entry.js';

const REFRESH_MS = 2_000;
const TYPING_MS = 300;
const EXPORTED = 10_000;

/** What happened and what people wrote, newest first; what is new comes on top by itself. */
@customElement('rm-logbook-page')
export class LogbookPage extends LitElement {
  @state() private filter: Filter = filterOf(app.router.parameters);
  @state() private problem = '';
  @state() private opened = '';
  @state() private isWriting = false;
  private readonly feed = new Feed<Entry | LogEntry>((item) => item.id);
  private isScrolled = false;
  private left: () => void = () => {};
  private typing: ReturnType<typeof setTimeout> | undefined;

  static override styles = [controls, listPageStyles, css`.criticality { white-space: nowrap; } `];

  constructor() {
    super();
    new Follow(this, [app.changed, this.feed.changed]);
    new Poll(this, REFRESH_MS, () => this.refresh());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.left = app.router.changed.add(() => app.router.page === 'logbook' && this.arrive());
    this.arrive();
  }

  /** At an address, which may name other filters. */
  private arrive(): void {
    this.filter = filterOf(app.router.parameters);
    void this.ask();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.left();
    clearTimeout(this.typing);
  }

  override render(): TemplateResult {
    const rows = this.feed.items.map(entryOf);
    const entry = rows.find(({ id }) => id === this.opened) ?? null;
    return html`
      <div class="toolbar">
        <h1>${t('Events and log book')}</h1>
        <span class="quiet" role="status">${this.countText(rows.length)}</span>
        ${this.feed.held.length === 0 ? nothing : html`<button @click=${this.release}>${t('{count} new', { count: this.feed.held.length })} ▲</button>`}
        <span class="spacer"></span>
        <button @click=${this.export} ?disabled=${rows.length === 0}>${t('Save as CSV')}</button>
        ${app.may('log') ? html`<button class="primary" @click=${() => (this.isWriting = true)} ?disabled=${app.link !== 'live'}>${t('New entry')}</button>` : nothing}
      </div>
      ${this.filters()}
      ${this.problem === '' ? nothing : html`<div class="problem" role="alert">${this.problem}</div>`}
      <rm-table
        class="panel"
        .label=${t('Events and log book')}
        .columns=${this.columns()}
        .rows=${rows}
        .keyOf=${(row: Entry) => row.id}
        .empty=${this.feed.isLoading ? t('Asking the server…') : t('Nothing like that has happened.')}
        opens
        @open=${(e: CustomEvent<Entry>) => (this.opened = e.detail.id)}
        @range=${this.ranged}
      ></rm-table>
      <rm-entry-detail .entry=${entry} @closed=${() => (this.opened = '')} @commented=${() => void this.refresh()}></rm-entry-detail>
      <rm-new-entry .open=${this.isWriting} @closed=${() => (this.isWriting = false)} @written=${() => void this.refresh()}></rm-new-entry>
    `;
  }

  private countText(count: number): string {
    if (app.link !== 'live') return t('{count} shown, not live', { count });
    return this.feed.next === null ? t('{count} in all', { count }) : t('{count} shown, more below', { count });
  }

  private filters(): TemplateResult {
    const { filter } = this;
    const isLog = filter.kind === 'log';
    const levels = [1, 2, 3, 4, 5];
    return html`<div class="panel filters" role="search" aria-label=${t('Filters')}>
      <label>${t('What')}
        <select @change=${this.set('kind')}>
          ${[['', t('Everything')], ['log', t('Log book only')], ...CLASSES.map((name) => [name, className(name)])].map(([value, title]) => html`<option value=${value!} ?selected=${filter.kind === value}>${title}</option>`)}
        </select>
      </label>
      <label>${t('When')}
        <select @change=${this.set('span')}>
          ${spans().map(({ name, title }) => html`<option value=${name} ?selected=${filter.span === name}>${title}</option>`)}
        </select>
      </label>
      ${filter.span === 'own'
        ? html`<label>${t('From')}<input type="datetime-local" .value=${filter.from} @change=${this.set('from')} /></label>
            <label>${t('To')}<input type="datetime-local" .value=${filter.to} @change=${this.set('to')} /></label>`
        : nothing}
      <label>${t('Text')}<input type="search" .value=${filter.text} @input=${this.typed('text')} /></label>
      <label>${isLog ? t('Alarm') : t('Alarm, tag or machine')}<input type="search" placeholder="Feed.*" .value=${filter.about} @input=${this.typed('about')} /></label>
      ${isLog
        ? html`<label>${t('Category')}<input type="search" .value=${filter.category} @input=${this.typed('category')} /></label>`
        : html`<label>${t('Priority')}
              <select @change=${this.set('priority')}>
                <option value="" ?selected=${filter.priority === ''}>${t('Any')}</option>
                ${levels.slice(1, 4).map((n) => html`<option value=${n} ?selected=${filter.priority === String(n)}>${t('at least {level}', { level: n })}</option>`)}
              </select>
            </label>
            <label>${t('Criticality')}
              <select @change=${this.set('criticality')}>
                <option value="" ?selected=${filter.criticality === ''}>${t('Any')}</option>
                ${levels.slice(1).map((n) => html`<option value=${n} ?selected=${filter.criticality === String(n)}>${t('at least {level}', { level: criticalityText(n) })}</option>`)}
              </select>
            </label>
            <label>${t('Area')}<input type="search" .value=${filter.area} @input=${this.typed('area')} /></label>`}
      <label>${t('User')}<input type="search" .value=${filter.user} @input=${this.typed('user')} /></label>
    </div>`;
  }

  private columns(): Column<Entry>[] {
    const now = Date.now();
    return [
      { key: 'time', label: t('Time|of day'), width: 150, cell: (row) => timeText(Date.parse(row.time), now), narrow: 'end' },
      { key: 'class', label: t('Class'), width: 92, cell: (row) => (row.kind === 'LOG' ? row.category || t('Log book') : className(row.class)), narrow: 'line' },
      { key: 'criticality', label: t('Criticality'), width: 104, cell: (row) => (row.criticality >= 3 ? html`<b>${criticalityText(row.criticality)}</b>` : html`<span class="ok">${criticalityText(row.criticality)}</span>`), narrow: 'line' },
      { key: 'subject', label: t('About'), width: 190, grow: 1, cell: (row) => row.subject, narrow: 'line' },
      { key: 'text', label: t('What'), width: 260, grow: 3, cell: (row) => saidText(row), narrow: 'first' },
      { key: 'user', label: t('User'), width: 100, cell: (row) => row.user, narrow: 'none' },
      { key: 'comments', label: t('Comments'), width: 124, align: 'right', cell: (row) => (row.comments.length === 0 ? '' : `✎ ${row.comments.length}`), narrow: 'none' },
    ];
  }

  private set(key: keyof Filter) {
    return (event: Event) => {
      this.filter = { ...this.filter, [key]: (event.target as HTMLInputElement).value };
      app.router.replace(settings(this.filter));
      void this.ask();
    };
  }

  private typed(key: keyof Filter) {
    return (event: Event) => {
      this.filter = { ...this.filter, [key]: (event.target as HTMLInputElement).value };
      clearTimeout(this.typing);
      this.typing = setTimeout(() => {
        app.router.replace(settings(this.filter));
        void this.ask();
      }, TYPING_MS);
    };
  }

  private async ask(): Promise<void> {
    this.isScrolled = false;
    await this.tried(() => this.feed.ask(pathOf(this.filter, Date.now())));
    this.renderRoot.querySelector<Table>('rm-table')?.toTop();
  }

  private refresh(): Promise<void> {
    const isPast = this.filter.span === 'own' && this.filter.to !== '';
    return isPast ? Promise.resolve() : this.tried(() => this.feed.refresh(this.isScrolled));
  }

  private async tried(question: () => Promise<void>): Promise<void> {
    try {
      await question();
      this.problem = '';
    } catch (error) {
      this.problem = problemText(error);
    }
  }

  private ranged(event: CustomEvent<{ first: number; last: number }>): void {
    this.isScrolled = event.detail.first > 0;
    if (event.detail.last >= this.feed.items.length - 20) void this.tried(() => this.feed.more());
  }

  private release(): void {
    this.feed.release();
    this.renderRoot.querySelector<Table>('rm-table')?.toTop();
  }

  private async export(): Promise<void> {
    await this.tried(async () => {
      const path = pathOf(this.filter, Date.now());
      const page = (await app.client.rest.call('GET', `${path}&limit=${EXPORTED}`)) as Page<Entry | LogEntry>;
      const head = ['time', 'class', 'kind', 'category', 'priority', 'criticality', 'subject', 'area', 'user', 'text', 'comments', 'sequence'];
      const rows = page.items.map(entryOf).map((row) => [
        row.time, row.class, row.kind, row.category ?? '', row.priority, row.criticality, row.subject, row.area, row.user, row.text,
        row.comments.map(({ user, text }) => `${user}: ${text}`).join(' | '), row.sequence,
      ]);
      download(`events-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.csv`, csv([head, ...rows]));
      if (page.next) app.notify('refused', t('Only the newest {count} were saved: narrow the filters for the others.', { count: EXPORTED }));
    });
  }
}
