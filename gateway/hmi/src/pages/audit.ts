import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Page } from '../client/index.js';
import { app } from '../model/app.js';
import { problemText } from '../model/calls.js';
import { csv } from '../model/csv.js';
import { Feed } from '../model/feed.js';
import { timeText } from '../model/format.js';
import { beginOf, isoOf, spans } from '../model/log-spans.js';
import { countText } from '../model/report.js';
import type { SystemReport } from '../model/system.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import '../ui/dialog.js';
import { download } from '../ui/download.js';
import { Follow } from '../ui/follow.js';
import { listPageStyles } from '../ui/list-page.css.js';
import { Poll } from '../ui/poll.js';
import '../ui/table.js';
import type { Column, Table } from '../ui/table.js';
import { changeText, isAbnormal, outcome, stateName, STATES, targetText, type AuditNote } from './audit/model.js';
import { cardStyles, mark } from './system/parts.js';

const REFRESH_MS = 2_000;
const TYPING_MS = 300;
const EXPORTED = 10_000;
const KEYS = ['span', 'from', 'to', 'user', 'action', 'target', 'state'] as const;
type Key = (typeof KEYS)[number];

/** Who has asked for what, from where, why, and what came of it; and whether the record of it is signed. */
@customElement('rm-audit-page')
export class AuditPage extends LitElement {
  @state() private filter: Record<Key, string> = filterOf(app.router.parameters);
  @state() private problem = '';
  @state() private opened = -1;
  @state() private signed: SystemReport['audit'] | undefined;
  private readonly feed = new Feed<AuditNote>((note) => String(note.sequence));
  private isScrolled = false;
  private typing: ReturnType<typeof setTimeout> | undefined;
  private left: () => void = () => {};

  static override styles = [
    controls,
    cardStyles,
    listPageStyles,
    css`
      .chain { padding: 8px 12px; display: flex; flex-wrap: wrap; gap: 4px 18px; align-items: baseline; }
      .chain .mark { color: var(--text); }
      pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
      dl { display: grid; }
      dl > div { display: contents; }
      dd { text-align: left; }
      i { font-style: normal; }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed, this.feed.changed]);
    new Poll(this, REFRESH_MS, () => this.refresh());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.left = app.router.changed.add(() => app.router.page === 'audit' && this.arrive());
    this.arrive();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.left();
    clearTimeout(this.typing);
  }

  private arrive(): void {
    this.filter = filterOf(app.router.parameters);
    void this.ask();
  }

  override render(): TemplateResult {
    const note = this.feed.items.find(({ sequence }) => sequence === this.opened);
    return html`
      <div class="toolbar">
        <h1>${t('Audit')}</h1>
        <span class="quiet" role="status">${app.link !== 'live' ? t('{count} shown, not live', { count: this.feed.items.length }) : this.feed.next === null ? t('{count} in all', { count: this.feed.items.length }) : t('{count} shown, more below', { count: this.feed.items.length })}</span>
        ${this.feed.held.length === 0 ? nothing : html`<button @click=${this.release}>${t('{count} new', { count: this.feed.held.length })} ▲</button>`}
        <span class="spacer"></span>
        <button @click=${this.export} ?disabled=${this.feed.items.length === 0}>${t('Save as CSV')}</button>
      </div>
      ${this.chain()} ${this.filters()}
      ${this.problem === '' ? nothing : html`<div class="problem" role="alert">${this.problem}</div>`}
      <rm-table
        class="panel"
        .label=${t('Audit')}
        .columns=${this.columns()}
        .rows=${this.feed.items}
        .keyOf=${(row: AuditNote) => String(row.sequence)}
        .empty=${this.feed.isLoading ? t('Asking the server…') : t('Nothing like that is on record.')}
        opens
        @open=${(e: CustomEvent<AuditNote>) => (this.opened = e.detail.sequence)}
        @range=${this.ranged}
      ></rm-table>
      ${note === undefined ? nothing : this.detail(note)}
    `;
  }

  /** Whether what is shown can be proved: the signatures of the journal. */
  private chain(): TemplateResult | typeof nothing {
    if (this.signed === undefined) return nothing;
    if (this.signed === null) return html`<div class="panel chain">${mark('warn', t('The journal is not signed.'))}</div>`;
    const { problem, signedSequence, lag, signedAt, key } = this.signed;
    return html`<div class="panel chain" role="status">
      ${problem === '' ? mark('good', t('The record is chained and signed')) : mark('bad', t('Nothing is signed any more: {problem}', { problem }))}
      <span class="quiet">${t('up to sequence {sequence}, {lag} behind', { sequence: countText(signedSequence), lag: countText(lag) })}${signedAt === null ? '' : ` · ${timeText(Date.parse(signedAt), Date.now())}`} · ${t('key {key}', { key: key.slice(0, 16) })}</span>
      ${app.may('run-jobs') && app.may('view-system') ? html`<a href="#/jobs">${t('Verify the journal as a job')}</a>` : nothing}
    </div>`;
  }

  private filters(): TemplateResult {
    const { filter } = this;
    return html`<div class="panel filters" role="search" aria-label=${t('Filters')}>
      <label>${t('When')}
        <select @change=${this.set('span')}>${spans().map(({ name, title }) => html`<option value=${name} ?selected=${filter.span === name}>${title}</option>`)}</select>
      </label>
      ${filter.span === 'own'
        ? html`<label>${t('From')}<input type="datetime-local" .value=${filter.from} @change=${this.set('from')} /></label>
            <label>${t('To')}<input type="datetime-local" .value=${filter.to} @change=${this.set('to')} /></label>`
        : nothing}
      <label>${t('User')}<input type="search" .value=${filter.user} @input=${this.typed('user')} /></label>
      <label>${t('Action')}<input type="search" placeholder="login" .value=${filter.action} @input=${this.typed('action')} /></label>
      <label>${t('Target|of a request')}<input type="search" placeholder="Feed.*" .value=${filter.target} @input=${this.typed('target')} /></label>
      <label>${t('Outcome')}
        <select @change=${this.set('state')}>
          <option value="">${t('Any')}</option>
          ${STATES.map((name) => html`<option value=${name} ?selected=${filter.state === name}>${stateName(name)}</option>`)}
        </select>
      </label>
    </div>`;
  }

  private columns(): Column<AuditNote>[] {
    const now = Date.now();
    return [
      { key: 'time', label: t('Time|of day'), width: 150, cell: (note) => timeText(Date.parse(note.time), now), narrow: 'end' },
      { key: 'user', label: t('Who'), width: 110, cell: (note) => note.user || '—', narrow: 'line' },
      { key: 'action', label: t('Action'), width: 150, cell: (note) => note.action, narrow: 'first' },
      { key: 'target', label: t('Target|of a request'), width: 180, grow: 2, cell: (note) => targetText(note), narrow: 'line' },
      { key: 'change', label: t('Old → new'), width: 150, grow: 2, cell: (note) => changeText(note), narrow: 'none' },
      { key: 'reason', label: t('Reason'), width: 110, grow: 1, cell: (note) => note.reason, narrow: 'none' },
      { key: 'origin', label: t('From where'), width: 120, cell: (note) => note.origin, narrow: 'none' },
      { key: 'outcome', label: t('Outcome'), width: 150, grow: 1, cell: (note) => (isAbnormal(note) ? html`<b>▲ ${outcome(note)}</b>` : html`<span class="quiet">${outcome(note)}${note.signed ? ` · ${t('signed')}` : ''}</span>`), narrow: 'line' },
    ];
  }

  private detail(note: AuditNote): TemplateResult {
    const line = (name: string, value: unknown) => (value === '' || value === null ? nothing : html`<dt>${name}</dt><dd>${value}</dd>`);
    return html`<rm-dialog open .heading=${`${note.action} ${note.target}`} @closed=${() => (this.opened = -1)}>
      <dl>
        ${line(t('Time|of day'), timeText(Date.parse(note.time)))} ${line(t('Who'), note.user || t('nobody who was logged in'))} ${line(t('From where'), note.origin)}
        ${line(t('Action'), note.action)} ${line(t('Target|of a request'), targetText(note))} ${line(t('Old value'), note.oldValue === '' ? '' : html`<pre>${note.oldValue}</pre>`)}
        ${line(t('New value'), note.newValue === '' ? '' : html`<pre>${note.newValue}</pre>`)} ${line(t('Reason'), note.reason)} ${line(t('Outcome'), outcome(note))}
        ${line(t('Ended|moment'), note.endedAt === null ? '' : timeText(Date.parse(note.endedAt)))}
        ${line(t('Signature'), note.signed ? t('signed with the password') : t('none'))} ${line(t('Sequence'), note.sequence)} ${line(t('Command'), note.cmd)}
      </dl>
      <div class="more">${app.may('time-travel') ? html`<a class="button" href=${`#/travel?at=${encodeURIComponent(note.time)}`}>${t('Site at that time')}</a>` : nothing}</div>
    </rm-dialog>`;
  }

  private set(key: Key) {
    return (event: Event) => {
      this.filter = { ...this.filter, [key]: (event.target as HTMLInputElement).value };
      this.keep();
    };
  }

  private typed(key: Key) {
    return (event: Event) => {
      this.filter = { ...this.filter, [key]: (event.target as HTMLInputElement).value };
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.keep(), TYPING_MS);
    };
  }

  private keep(): void {
    app.router.replace(Object.fromEntries(Object.entries(this.filter).filter(([, value]) => value !== '')));
    void this.ask();
  }

  private async ask(): Promise<void> {
    this.isScrolled = false;
    await this.tried(() => this.feed.ask(pathOf(this.filter, Date.now())));
    this.renderRoot.querySelector<Table>('rm-table')?.toTop();
  }

  private async refresh(): Promise<void> {
    const isPast = this.filter.span === 'own' && this.filter.to !== '';
    await this.tried(async () => {
      if (!isPast) await this.feed.refresh(this.isScrolled);
      if (app.may('view-system')) this.signed = ((await app.client.rest.system()) as unknown as SystemReport).audit;
    });
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
      const path = `${pathOf(this.filter, Date.now())}&limit=${EXPORTED}`;
      const page = (await app.client.rest.call('GET', path)) as Page<AuditNote>;
      const head = ['time', 'user', 'origin', 'action', 'targetKind', 'target', 'item', 'oldValue', 'newValue', 'reason', 'state', 'code', 'times', 'signed', 'endedAt', 'cmd', 'sequence'] as const;
      download(`audit-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.csv`, csv([head, ...page.items.map((note) => head.map((key) => note[key]))]));
      if (page.next) app.notify('refused', t('Only the newest {count} were saved: narrow the filters for the others.', { count: EXPORTED }));
    });
  }
}

function filterOf(parameters: URLSearchParams): Record<Key, string> {
  return Object.fromEntries(KEYS.map((key) => [key, parameters.get(key) ?? ''])) as Record<Key, string>;
}

function pathOf(filter: Record<Key, string>, nowMs: number): string {
  const query = new URLSearchParams();
  const begin = beginOf(filter.span, nowMs);
  if (begin !== null) query.set('from', new Date(begin).toISOString());
  if (filter.span === 'own') for (const key of ['from', 'to'] as const) if (isoOf(filter[key]) !== '') query.set(key, isoOf(filter[key]));
  for (const key of ['user', 'action', 'target', 'state'] as const) if (filter[key].trim() !== '') query.set(key, filter[key].trim());
  return `/audit?${query}`;
}
