import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { timeText } from '../model/format.js';
import { t } from '../model/text.js';
import { NONE, type AlarmSpan, type Annotations, type Flag } from '../trend/annotations.js';
import { between } from '../trend/cursors.js';
import { layoutAddress, layoutOf } from '../trend/layout-address.js';
import type { PenTable } from '../trend/pen-table.js';
import { colourOf, isDrawable, MOST_PENS } from '../trend/pens.js';
import { Delayed } from '../trend/delayed.js';
import type { Statistics } from '../trend/statistics.js';
import { Trend } from '../trend/trend.js';
import { addressOf, follow, presetText } from '../trend/trend-address.js';
import { PRESETS } from '../trend/view.js';
import { controls } from '../ui/controls.js';
import { download } from '../ui/download.js';
import { Follow, FollowTags } from '../ui/follow.js';
import type { TrendChart } from './chart.js';
import { trendsStyles } from './trends.css.js';

const FIRST_PENS = 3;
const TICK_MS = 1_000;
/** Annotations and statistics of a live window are asked for again so often. */
const REFRESH_TICKS = 15;
const SETTLE_MS = 400;

type Dialog = 'none' | 'layouts' | 'export' | 'axis' | 'note' | 'mark';

/** Chosen tags over time: a live tail that grows out of the history, with all that it takes to find out what happened. */
@customElement('rm-trends-page')
export class TrendsPage extends LitElement {
  private readonly trend = new Trend({
    client: app.client,
    definition: (tag) => app.tags.definition(tag),
    need: (tags) => app.tags.need(tags),
    now: () => app.travel.now(),
  });
  /** Present values for the table; the lines grow by a subscription of their own. */
  private readonly following = new FollowTags(this, () => {});
  private tools: typeof import('../trend/tools.js') | null = null;
  private readonly noting = new Delayed(SETTLE_MS, () => this.annotate());
  private readonly counting = new Delayed(SETTLE_MS, () => this.count());
  private layout: { name: string; shared: boolean } | null = null;
  private kept = '';
  private written = '';
  private timer: ReturnType<typeof setInterval> | undefined;
  private ends: (() => void)[] = [];
  private ticks = 0;
  private phase = app.travel.phase;
  private wasLive = true;
  @state() private hasChart = false;
  @state() private isBoxing = false;
  /** The fields of a span, where there is little room. */
  @state() private isSpanOpen = false;
  @state() private dialog: Dialog = 'none';
  @state() private annotations: Annotations = NONE;
  @state() private statistics: ReadonlyMap<string, Statistics> = new Map();
  @state() private problem = '';
  private axisUnit = '';
  private mark: { alarm: AlarmSpan | null; flags: Flag[] } = { alarm: null, flags: [] };
  @query('rm-trend-chart') private chart!: TrendChart | null;
  @query('rm-pen-table') private pens!: PenTable | null;

  static override styles = [controls, trendsStyles];

  constructor() {
    super();
    new Follow(this, [this.trend.changed, app.tags.definitionsChanged, app.changed]);
    this.trend.changed.add(() => this.moved());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => this.tick(), TICK_MS);
    this.ends = [
      app.router.changed.add(() => this.read()),
      app.travel.jumped.add(() => this.trend.jump()),
      app.alarms.changed.add(() => this.trend.view.isLive && this.noting.plan()),
    ];
    this.read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
    for (const end of this.ends) end();
    this.noting.stop();
    this.counting.stop();
    this.trend.stop();
  }

  override async firstUpdated(): Promise<void> {
    await import('./chart.js');
    this.hasChart = true;
    await this.equip();
  }

  private async equip(): Promise<typeof import('../trend/tools.js')> {
    this.tools ??= await import('../trend/tools.js');
    this.noting.plan();
    this.counting.plan();
    return this.tools;
  }

  protected override willUpdate(): void {
    if (this.trend.pens.length === 0 && app.tags.isLoaded && app.alarms.isLoaded && this.written === '' && !this.isAddressed()) this.suggest();
    this.following.set(this.trend.pens.map((pen) => pen.tag));
    const isLinked = app.link === 'live';
    if (isLinked && !this.wasLive) this.trend.reload();
    this.wasLive = isLinked;
    if (app.travel.phase !== this.phase) this.trend.jump();
    this.phase = app.travel.phase;
  }

  private isAddressed(): boolean {
    return app.router.parameters.has('tags') || app.router.parameters.has('layout');
  }

  override render() {
    const { trend } = this;
    return html`
      <h1 class="hidden">${t('Trends')}</h1>
      ${this.chooser()} ${this.mover()}
      <div role="status" class="status">
        ${trend.problem === '' ? nothing : html`<div class="problem">${t('The history can not be read: {reason}. What comes live goes on.', { reason: trend.problem })}</div>`}
        ${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}
        ${this.annotations.isCut ? html`<div class="note">${t('There are more events in this span than are shown.')}</div>` : nothing}
      </div>
      <div class="chart panel" tabindex="0" role="application" aria-label=${this.chartLabel()} @keydown=${this.key}>
        ${this.hasChart
          ? html`<rm-trend-chart
              .trend=${trend}
              .annotations=${this.annotations}
              ?boxing=${this.isBoxing}
              @hover=${(e: CustomEvent<number | null>) => (this.pens!.hover = e.detail)}
              @mark=${this.opened}
            ></rm-trend-chart>`
          : html`<p class="quiet">${t('Loading …')}</p>`}
        ${trend.pens.length === 0 && app.tags.isLoaded ? html`<p class="none">${t('No pens: add a tag, or open a saved trend.')}</p>` : nothing}
      </div>
      <rm-pen-table .trend=${trend} .statistics=${this.statistics} @scale=${(e: CustomEvent<string>) => this.scale(e.detail)}></rm-pen-table>
      ${this.hasChart ? html`<rm-value-table .trend=${trend}></rm-value-table>` : nothing} ${this.dialogs()}
    `;
  }

  private chartLabel(): string {
    return t('Trend chart. Left and right move in time, plus and minus zoom, Home goes live, Page up and Page down move by a window, A and B set cursors in the middle, Backspace goes back. The table below holds the values.');
  }

  private chooser(): TemplateResult {
    const { trend } = this;
    const toggle = (name: 'annotations' | 'limits' | 'statistics', text: string) =>
      html`<button aria-pressed=${trend.options[name]} @click=${() => trend.setOptions({ [name]: !trend.options[name] })}>${text}</button>`;
    return html`<div class="toolbar">
      <rm-tag-picker ?disabled=${trend.pens.length >= MOST_PENS} @pick=${(e: CustomEvent<string>) => trend.add(e.detail)}></rm-tag-picker>
      <button @click=${() => this.open('layouts')}>${this.layout === null ? t('Saved trends …') : layoutAddress(this.layout)}</button>
      <span class="spacer"></span>
      <div class="group" role="group" aria-label=${t('Show')}>
        ${toggle('statistics', t('Statistics'))} ${toggle('annotations', t('Alarms and events'))} ${toggle('limits', t('Limits'))}
      </div>
      ${this.cursorTools()}
      <button @click=${() => this.open('export')} ?disabled=${trend.pens.length === 0}>${t('Export …')}</button>
    </div>`;
  }

  private cursorTools(): TemplateResult {
    const { cursors } = this.trend;
    const isSet = cursors.a !== null || cursors.b !== null;
    return html`<div class="group" role="group" aria-label=${t('Cursors')}>
      <button aria-pressed=${cursors.a !== null} title=${t('Cursor A')} @click=${() => this.toggleCursor('a')}>A</button>
      <button aria-pressed=${cursors.b !== null} title=${t('Cursor B')} @click=${() => this.toggleCursor('b')}>B</button>
      ${isSet && app.may('log') ? html`<button title=${t('Write to the log book')} aria-label=${t('Write to the log book')} @click=${() => this.open('note')}>✎</button>` : nothing}
    </div>`;
  }

  private mover(): TemplateResult {
    const { view } = this.trend;
    return html`<div class="toolbar">
      <select class="narrow" aria-label=${t('Time range')} @change=${(e: Event) => view.setSpan(Number((e.target as HTMLSelectElement).value))}>
        ${PRESETS.some(([, ms]) => Math.abs(view.span - ms) < 500) ? nothing : html`<option selected></option>`}
        ${PRESETS.map(([key, ms]) => html`<option value=${ms} ?selected=${Math.abs(view.span - ms) < 500}>${presetText(key)}</option>`)}
      </select>
      <div class="group wide" role="group" aria-label=${t('Time range')}>
        ${PRESETS.map(([key, ms]) => html`<button aria-pressed=${Math.abs(view.span - ms) < 500} @click=${() => view.setSpan(ms)}>${presetText(key)}</button>`)}
      </div>
      <div class="group" role="group" aria-label=${t('Move and zoom')}>
        <button aria-label=${t('Earlier')} title=${t('Earlier')} @click=${() => view.pan(-0.5)}>◀</button>
        <button aria-label=${t('Later')} title=${t('Later')} @click=${() => view.pan(0.5)}>▶</button>
        <button aria-label=${t('Zoom in')} title=${t('Zoom in')} @click=${() => view.zoom(0.5, 0.5)}>+</button>
        <button aria-label=${t('Zoom out')} title=${t('Zoom out')} @click=${() => view.zoom(2, 0.5)}>−</button>
        <button aria-label=${t('Select a span by dragging')} title=${t('Select a span by dragging')} aria-pressed=${this.isBoxing} @click=${() => (this.isBoxing = !this.isBoxing)}>▭</button>
        <button aria-label=${t('View before')} title=${t('View before')} ?disabled=${!view.mayGoBack} @click=${() => view.back()}>↶</button>
        <button aria-label=${t('View after')} title=${t('View after')} ?disabled=${!view.mayGoForward} @click=${() => view.forward()}>↷</button>
      </div>
      <button class="narrow" aria-expanded=${this.isSpanOpen} @click=${() => (this.isSpanOpen = !this.isSpanOpen)}>${t('From … to …')}</button>
      <rm-time-fields ?data-open=${this.isSpanOpen} .trend=${this.trend} .tick=${this.ticks}></rm-time-fields>
      <span class="spacer"></span>
      ${this.trend.isLoading ? html`<span class="quiet loading">${t('Loading …')}</span>` : nothing}
      ${view.isLive
        ? html`<button class="live" @click=${() => view.pause()}>${t('Pause')}</button>`
        : html`<button class="live primary" @click=${() => view.goLive()}>${app.travel.isAway ? t('Go to the moment') : t('Go live')}</button>`}
    </div>`;
  }

  private dialogs() {
    const closed = () => (this.dialog = 'none');
    switch (this.dialog) {
      case 'layouts':
        return html`<rm-layout-dialog
          .current=${this.layout}
          .present=${() => this.tools!.documentOf(this.trend)}
          @open=${(e: CustomEvent<{ name: string; shared: boolean }>) => this.openLayout(layoutAddress(e.detail))}
          @saved=${(e: CustomEvent<{ name: string; shared: boolean }>) => this.keepLayout(e.detail)}
          @closed=${closed}
        ></rm-layout-dialog>`;
      case 'export':
        return html`<rm-export-dialog .trend=${this.trend} @picture=${this.picture} @closed=${closed}></rm-export-dialog>`;
      case 'axis':
        return html`<rm-axis-dialog .trend=${this.trend} .unit=${this.axisUnit} @closed=${closed}></rm-axis-dialog>`;
      case 'note':
        return html`<rm-note-dialog .at=${this.trend.cursors.a ?? this.trend.cursors.b ?? 0} @written=${() => this.noting.plan()} @closed=${closed}></rm-note-dialog>`;
      case 'mark':
        return html`<rm-mark-dialog .alarm=${this.mark.alarm} .flags=${this.mark.flags} @closed=${closed}></rm-mark-dialog>`;
      default:
        return nothing;
    }
  }

  /** Fetched when the first of them is wanted. */
  private async open(dialog: Dialog): Promise<void> {
    try {
      await Promise.all([import('../trend/dialogs.js'), this.equip()]);
      this.dialog = dialog;
    } catch {
      this.problem = t('The page could not be fetched.');
    }
  }

  private scale(unit: string): void {
    this.axisUnit = unit;
    void this.open('axis');
  }

  private opened(event: CustomEvent<{ kind: string; span?: AlarmSpan; flags?: Flag[] }>): void {
    this.mark = { alarm: event.detail.span ?? null, flags: event.detail.flags ?? [] };
    void this.open('mark');
  }

  private key(event: KeyboardEvent): void {
    if (event.composedPath().some((node) => node instanceof HTMLElement && node.matches('button.mark'))) return;
    const { view } = this.trend;
    const actions: Record<string, () => void> = {
      ArrowLeft: () => view.pan(event.shiftKey ? -0.5 : -0.1),
      ArrowRight: () => view.pan(event.shiftKey ? 0.5 : 0.1),
      PageUp: () => view.pan(-1),
      PageDown: () => view.pan(1),
      '+': () => view.zoom(0.5, 0.5),
      '-': () => view.zoom(2, 0.5),
      Home: () => view.goLive(),
      Backspace: () => (event.shiftKey ? view.forward() : view.back()),
      a: () => this.toggleCursor('a'),
      b: () => this.toggleCursor('b'),
    };
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  private toggleCursor(name: 'a' | 'b'): void {
    const { cursors, view } = this.trend;
    const place = view.from + view.span * (name === 'a' ? 0.4 : 0.6);
    this.trend.setCursors({ ...cursors, [name]: cursors[name] === null ? place : null });
    if (cursors[name] !== null) return;
    void this.chart?.updateComplete.then(() => this.chart?.renderRoot.querySelector<HTMLElement>(`.cursor.${name} .handle`)?.focus());
  }

  /** The table may still be on its way. */
  private drawTable(): void {
    if (this.tools !== null) this.pens?.requestUpdate();
  }

  private tick(): void {
    this.ticks++;
    if (this.trend.view.isLive && this.ticks % REFRESH_TICKS === 0) {
      this.noting.plan();
      this.counting.plan();
    }
    this.requestUpdate();
    this.drawTable();
  }

  private moved(): void {
    this.remember();
    this.drawTable();
    this.noting.plan();
    this.counting.plan();
  }

  private async annotate(): Promise<void> {
    const { view, pens, options } = this.trend;
    if (!options.annotations || app.link !== 'live' || this.tools === null) return;
    const rest = app.client.rest;
    try {
      this.annotations = await this.tools.annotationsOf((method, path) => rest.call(method, path), pens.map((pen) => pen.tag), view.from, view.to, (tag) => app.tags.definitions.get(tag));
    } catch {
      // the projection is down or behind: the trend is there without them, and they are asked for again with the next view
      this.annotations = NONE;
    }
  }

  private async count(): Promise<void> {
    const { view, pens, options, cursors } = this.trend;
    if (!options.statistics || app.link !== 'live' || this.tools === null) return;
    const [from, to] = between(cursors) ?? [view.from, view.to];
    const numeric = pens.filter((pen) => app.tags.definition(pen.tag)?.type !== 'string').map((pen) => pen.tag);
    const rest = app.client.rest;
    try {
      this.statistics = await this.tools.statisticsOf((method, path, body) => rest.call(method, path, body), numeric, from, to, (tag) => app.tags.definition(tag));
    } catch {
      this.statistics = new Map();
    }
  }

  private async picture(): Promise<void> {
    const { pictureOf } = await import('../trend/export.js');
    const canvas = this.chart?.canvas;
    if (!canvas) return;
    const { from, to } = this.trend.view;
    const style = getComputedStyle(this);
    const legend = this.trend.pens
      .filter((pen) => !pen.isHidden)
      .map((pen) => ({ text: pen.tag, colour: style.getPropertyValue(colourOf(pen.slot)).trim() }));
    const blob = await pictureOf(canvas, `${app.site}  ${timeText(from)} – ${timeText(to)}`, legend, style);
    if (blob !== null) download(`trend-${new Date(from).toISOString().slice(0, 19).replaceAll(':', '')}.png`, blob);
    this.dialog = 'none';
  }

  private document(): string {
    return JSON.stringify(this.tools?.documentOf(this.trend));
  }

  private keepLayout(layout: { name: string; shared: boolean }): void {
    this.layout = layout;
    this.kept = this.document();
    this.remember();
    this.requestUpdate();
  }

  private async openLayout(address: string): Promise<void> {
    this.dialog = 'none';
    this.problem = '';
    try {
      const { Layouts, readDocument, apply } = await this.equip();
      const document = readDocument(await new Layouts(app.client.rest).get(layoutOf(address)));
      if (document === null) throw new Error(t('There is no trend in it.'));
      apply(this.trend, document);
      this.keepLayout(layoutOf(address));
    } catch (error) {
      this.problem = t('{name} can not be opened: {reason}', { name: address, reason: (error as Error).message });
    }
  }

  /** Without a choice: the analogue tags with the gravest alarm limits, which are the ones that matter. */
  private suggest(): void {
    const analogue = [...app.tags.definitions.values()].filter((tag) => tag.type === 'float64' && isDrawable(tag));
    const weight = (name: string) => Math.max(0, ...app.alarms.ofTag(name).map((alarm) => alarm.priority));
    analogue.sort((a, b) => weight(b.name) - weight(a.name));
    for (const tag of analogue.slice(0, FIRST_PENS)) this.trend.add(tag.name);
  }

  /** What the address asks for, unless this page has written it there. */
  private read(): void {
    const { page, parameters } = app.router;
    if (page !== 'trends' || parameters.toString() === this.written) return;
    const layout = parameters.get('layout');
    if (layout !== null) {
      this.written = parameters.toString();
      void this.openLayout(layout);
      return;
    }
    const refusal = follow(this.trend, parameters);
    if (refusal !== '') app.notify('refused', refusal);
  }

  private remember(): void {
    if (app.router.page !== 'trends' || !this.isConnected) return;
    let parameters: Record<string, string>;
    if (this.layout !== null && this.kept === this.document()) {
      parameters = { layout: layoutAddress(this.layout) };
    } else {
      if (this.trend.pens.length === 0) return;
      parameters = addressOf(this.trend);
    }
    const written = new URLSearchParams(parameters).toString();
    if (written === this.written) return;
    this.written = written;
    app.router.replace(parameters);
  }
}
