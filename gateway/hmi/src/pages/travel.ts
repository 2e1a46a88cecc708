import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { ApiError } from '../client/index.js';
import { priorityName } from '../model/alarm-order.js';
import { app } from '../model/app.js';
import { clockText, fieldTime, momentOfField, offsetText, timeText } from '../model/format.js';
import { t } from '../model/text.js';
import type { Replay } from '../model/travel.js';
import { marksBetween, type Marks } from '../model/travel-marks.js';
import { refusalText } from '../model/travel-text.js';
import '../ui/alarm-symbol.js';
import { controls } from '../ui/controls.js';
import { Follow } from '../ui/follow.js';
import { travelKey } from '../ui/travel-bar.js';
import '../ui/travel-line.js';

const HOUR_MS = 3_600_000;
const SPANS: readonly [ms: number, text: () => string][] = [
  [HOUR_MS / 4, () => t('15 min')],
  [HOUR_MS, () => t('1 h')],
  [8 * HOUR_MS, () => t('8 h')],
  [24 * HOUR_MS, () => t('1 day')],
  [7 * 24 * HOUR_MS, () => t('7 days')],
  [30 * 24 * HOUR_MS, () => t('30 days')],
];
const AGO: readonly [ms: number, text: () => string][] = [
  [60_000, () => t('1 min ago')],
  [600_000, () => t('10 min ago')],
  [HOUR_MS, () => t('1 h ago')],
  [8 * HOUR_MS, () => t('8 h ago')],
  [24 * HOUR_MS, () => t('1 day ago')],
];
const BEFORE_MS = 30_000;
const LISTED = 40;
const RELOAD_MS = 15_000;

/** Where a moment of the past is chosen. */
@customElement('rm-travel-page')
export class TravelPage extends LitElement {
  @state() private span = HOUR_MS;
  @state() private marks: Marks | null = null;
  @state() private replays: Replay[] = [];
  @state() private error = '';
  @state() private isBusy = false;
  @state() private to = Date.now();
  @query('#moment') private field!: HTMLInputElement;
  private turn = 0;
  private ends: (() => void)[] = [];
  private timer: ReturnType<typeof setInterval> | undefined;
  private listed = '';

  static override styles = [
    controls,
    css`
      :host { display: grid !important; gap: 10px; align-content: start; }
      .panel { padding: 10px 12px; display: grid; gap: 8px; min-width: 0; }
      .now { font-weight: 600; }
      .error { border-left: 5px solid var(--p3); background: var(--raised); padding: 6px 12px; overflow-wrap: anywhere; }
      table { border-collapse: collapse; width: 100%; }
      th { text-align: left; font-weight: 600; color: var(--quiet); }
      td, th { padding: 3px 10px 3px 0; border-top: 1px solid var(--line); }
      td:last-child { text-align: right; white-space: nowrap; }
      .message { width: 60%; overflow-wrap: anywhere; }
      .time { white-space: nowrap; }
      .columns { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 10px; align-items: start; }
      .group { display: flex; flex-wrap: wrap; gap: 4px; }
      input[type='datetime-local'] { min-height: 32px; }
      @media (max-width: 1000px) { .columns { grid-template-columns: minmax(0, 1fr); } }
      @media (max-width: 760px) {
        th { display: none; }
        td { border: 0; padding: 0 8px 2px 0; display: inline-block; }
        tr { display: block; border-top: 1px solid var(--line); padding: 4px 0; }
        .message { width: auto; }
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.travel.changed, app.changed]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.ends = [
      app.router.changed.add(() => this.goToNamed()),
      app.travel.changed.add(() => this.follow()),
    ];
    const listener = (event: KeyboardEvent) => this.key(event);
    addEventListener('keydown', listener);
    this.ends.push(() => removeEventListener('keydown', listener));
    this.timer = setInterval(() => this.load(), RELOAD_MS);
    this.to = this.edge();
    void this.load();
    this.goToNamed();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.ends) end();
    clearInterval(this.timer);
    this.turn++;
  }

  protected override firstUpdated(_: PropertyValues): void {
    this.field.value = fieldTime(app.travel.moment ?? Date.now() - 600_000);
  }

  override render() {
    const { travel } = app;
    const from = this.to - this.span;
    const first = travel.replay === null ? 0 : Date.parse(travel.replay.range.from);
    return html`
      <div class="toolbar">
        <h1>${t('Time travel')}</h1>
        <span class="quiet">${t('Shows values, alarms and machines as they were at a moment. Nothing is changed, the plant does not notice.')}</span>
      </div>
      <div role="alert">${this.error === '' ? nothing : html`<div class="error">${this.error}</div>`}</div>
      <form class="panel" @submit=${this.submit}>
        <div class="toolbar">
          <label for="moment">${t('Go to')}</label>
          <input id="moment" type="datetime-local" step="1" required aria-describedby="zone" />
          <span id="zone" class="quiet">${offsetText(Date.now())}</span>
          <button class="primary" ?disabled=${this.isBusy || app.link !== 'live'}>${this.isBusy ? t('Going …') : t('Go')}</button>
          <span class="group" role="group" aria-label=${t('Before now')}>
            ${AGO.map(([ms, text]) => html`<button type="button" ?disabled=${this.isBusy || app.link !== 'live'} @click=${() => this.go(Date.now() - ms)}>${text()}</button>`)}
          </span>
        </div>
      </form>
      <section class="panel" aria-label=${t('Recorded time')}>
        <div class="toolbar">
          <h2>${t('{from} to {to}', { from: timeText(from), to: timeText(this.to, from) })}</h2>
          <span class="spacer"></span>
          <button aria-label=${t('Earlier')} title=${t('Earlier')} @click=${() => this.shift(-0.5)}>◀</button>
          <button aria-label=${t('Later')} title=${t('Later')} ?disabled=${this.to >= Date.now() - 1000} @click=${() => this.shift(0.5)}>▶</button>
          <span class="group" role="group" aria-label=${t('Length of the line')}>
            ${SPANS.map(([ms, text]) => html`<button aria-pressed=${this.span === ms} @click=${() => this.look(ms)}>${text()}</button>`)}
          </span>
        </div>
        <rm-travel-line .from=${from} .to=${this.to} .recorded=${first} .marks=${this.marks} @seek=${(event: CustomEvent<number>) => this.go(event.detail, true)}></rm-travel-line>
      </section>
      <div class="columns">${this.alarms()} ${this.own()}</div>
    `;
  }

  private alarms() {
    const newest = this.marks?.alarms.slice(-LISTED).reverse() ?? [];
    return html`<section class="panel" aria-label=${t('Alarms of this span')}>
      <h2>${t('Alarms of this span')}</h2>
      ${newest.length === 0
        ? html`<span class="quiet">${this.marks === null ? t('Loading …') : t('No alarm came in this span.')}</span>`
        : html`<table>
            <thead><tr><th scope="col">${t('Came')}</th><th scope="col">${t('Alarm')}</th><th scope="col"><span class="hidden">${t('Go')}</span></th></tr></thead>
            <tbody>
              ${newest.map(
                (one) => html`<tr>
                  <td class="time">${timeText(Date.parse(one.raisedAt), Date.now())}</td>
                  <td class="message">
                    <rm-alarm-symbol priority=${one.priority} state="ACKED"></rm-alarm-symbol>
                    <span class="hidden">${priorityName(one.priority)}</span> ${one.message || one.alarm}
                  </td>
                  <td>
                    <button
                      aria-label=${t('To 30 s before {alarm}', { alarm: `${one.alarm} ${clockText(Date.parse(one.raisedAt))}` })}
                      ?disabled=${app.link !== 'live'}
                      @click=${() => this.go(Date.parse(one.raisedAt) - BEFORE_MS)}
                    >
                      ${t('30 s before')}
                    </button>
                  </td>
                </tr>`,
              )}
            </tbody>
          </table>`}
    </section>`;
  }

  private own() {
    return html`<section class="panel" aria-label=${t('Open replays')}>
      <h2>${t('Open replays')}</h2>
      ${this.replays.length === 0
        ? html`<span class="quiet">${t('You have none open.')}</span>`
        : html`<table>
            <thead><tr><th scope="col">${t('Moment')}</th><th scope="col">${t('State')}</th><th scope="col">${t('User')}</th><th scope="col"><span class="hidden">${t('Actions')}</span></th></tr></thead>
            <tbody>
              ${this.replays.map((one) => {
                const isThis = app.travel.phase === 'past' && app.travel.replay?.id === one.id;
                return html`<tr>
                  <td class="time">${timeText(Date.parse(one.at), Date.now())}</td>
                  <td>${isThis ? t('on this screen') : STATE_WORDS[one.state]?.() ?? one.state}</td>
                  <td>${one.user}</td>
                  <td>
                    ${isThis ? nothing : html`<button @click=${() => this.run(() => app.travel.join(one.id))}>${t('Look')}</button>`}
                    <button aria-label=${t('End the replay at {time}', { time: timeText(Date.parse(one.at)) })} @click=${() => this.end(one)}>${t('End')}</button>
                  </td>
                </tr>`;
              })}
            </tbody>
          </table>`}
    </section>`;
  }

  /** The moment that the address names, and the page that is to be looked at there. */
  private goToNamed(): void {
    const { parameters } = app.router;
    const at = parameters.get('at');
    if (app.router.page !== 'travel' || at === null) return;
    const page = parameters.get('page');
    app.router.replace({});
    const ms = Date.parse(at);
    if (!Number.isFinite(ms)) {
      this.error = t('{text} is no moment; one is written like {example}.', { text: at, example: '2026-11-21T03:07:34Z' });
      return;
    }
    void this.go(ms).then((isThere) => {
      if (isThere && page !== null && page !== 'travel') location.hash = `#/${page.split('/').map(encodeURIComponent).join('/')}`;
    });
  }

  private submit(event: Event): void {
    event.preventDefault();
    const ms = momentOfField(this.field.value);
    if (Number.isFinite(ms)) void this.go(ms);
  }

  private async go(ms: number, isQuiet = false): Promise<boolean> {
    if (!isQuiet) this.isBusy = true;
    const isThere = await this.run(() => app.travel.goTo(ms));
    this.isBusy = false;
    return isThere;
  }

  private async end(replay: Replay): Promise<void> {
    if (app.travel.phase === 'past' && app.travel.replay?.id === replay.id) app.travel.leave();
    else await this.run(() => app.travel.end(replay.id));
    await this.loadReplays();
  }

  private async run(action: () => Promise<unknown>): Promise<boolean> {
    try {
      this.error = '';
      await action();
      return true;
    } catch (error) {
      this.error = error instanceof ApiError ? refusalText(error.code, error.message) : String((error as Error).message);
      void this.loadReplays();
      return false;
    }
  }

  private look(ms: number): void {
    this.span = ms;
    this.marks = null;
    this.to = this.edge();
    void this.load();
  }

  private shift(share: number): void {
    this.to = Math.min(Date.now(), this.to + share * this.span);
    this.marks = null;
    void this.load();
  }

  /** The right end of the line: now, or so that the moment stands in the middle. */
  private edge(): number {
    const { moment } = app.travel;
    const now = Date.now();
    return moment === null || moment === 0 || moment > now - this.span ? now : Math.min(now, moment + this.span / 2);
  }

  /** The moment never leaves the line, and a replay that comes or goes is listed. */
  private follow(): void {
    const { moment, phase, replay } = app.travel;
    if (phase === 'past' && moment !== null && (moment < this.to - this.span || moment > this.to)) {
      this.to = this.edge();
      this.marks = null;
      void this.load();
    }
    const shown = `${phase} ${replay?.id ?? ''} ${replay?.state ?? ''}`;
    if (shown === this.listed) return;
    this.listed = shown;
    void this.loadReplays();
  }

  private async load(): Promise<void> {
    void this.loadReplays();
    const turn = ++this.turn;
    if (Date.now() - this.to < 2 * RELOAD_MS) this.to = Date.now();
    try {
      const marks = await marksBetween(this.to - this.span, this.to);
      if (turn === this.turn) this.marks = marks;
    } catch (error) {
      if (turn === this.turn && app.link === 'live') this.error = (error as Error).message;
    }
  }

  private async loadReplays(): Promise<void> {
    try {
      this.replays = ((await app.client.rest.call('GET', '/replays')) as { items: Replay[] }).items;
    } catch {
      // The list is asked for again soon; what is opened or ended says by itself why it could not be.
    }
  }

  private key(event: KeyboardEvent): void {
    const target = event.composedPath()[0];
    if (!(target instanceof HTMLElement) || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
    const toggle = () => (app.travel.isPlaying ? app.travel.pause() : app.travel.play(1));
    if (travelKey(event, (action) => this.run(action), toggle)) event.preventDefault();
  }
}

const STATE_WORDS: Partial<Record<string, () => string>> = {
  paused: () => t('paused'),
  playing: () => t('playing'),
  seeking: () => t('on its way'),
  ended: () => t('at the end'),
  failed: () => t('failed'),
};
