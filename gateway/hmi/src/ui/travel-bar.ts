import { html, LitElement, nothing, svg } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ApiError } from '../client/index.js';
import { app } from '../model/app.js';
import { dayText, clockText, offsetText } from '../model/format.js';
import { t } from '../model/text.js';
import { FASTEST } from '../model/travel.js';
import { nextAlarm, previousAlarm } from '../model/travel-marks.js';
import { refusalText, speedText, SPEEDS } from '../model/travel-text.js';
import { address } from '../model/router.js';
import './alarm-symbol.js';
import { controls } from './controls.js';
import { Follow } from './follow.js';
import './past-dress.js';
import { travelBar } from './travel-bar.css.js';

const SMALL_MS = 10_000;
const LARGE_MS = 60_000;

const SIGNS = {
  previous: svg`<path d="M3 3v10M13 3 5 8l8 5z" />`,
  next: svg`<path d="M13 3v10M3 3l8 5-8 5z" />`,
  play: svg`<path d="M4 2l10 6-10 6z" />`,
  pause: svg`<path d="M5 2v12M11 2v12" stroke-width="4" />`,
  event: svg`<path d="M3 3l7 5-7 5zM13 3v10" />`,
};

/** Right under the top bar while the screens are in the past: which moment, how it moves on, what is going on in the present. */
@customElement('rm-travel-bar')
export class TravelBar extends LitElement {
  @state() private speed = 1;
  @state() private error = '';
  @state() private isCopied = false;

  static override styles = [controls, travelBar];

  constructor() {
    super();
    new Follow(this, [app.travel.changed, app.travel.liveAlarms.changed, app.changed]);
  }

  override render() {
    const { phase } = app.travel;
    if (phase === 'present') return nothing;
    const rest = html`${this.present()}
      <div role="alert" class="error">${this.error === '' ? nothing : html`<span>${this.error}</span> <button @click=${() => (this.error = '')}>${t('Close')}</button>`}</div>`;
    if (phase !== 'past') return html`<main class="bar">${this.neutral()} ${rest}</main>`;
    return html`<section class="bar" aria-label=${t('Time travel')} @keydown=${this.key}>${this.past()} ${rest}</section>`;
  }

  private past() {
    const moment = app.travel.moment ?? 0;
    return html`<div class="when">
        <b class="past">${t('PAST')}</b>
        <time datetime=${new Date(moment).toISOString()}
          ><b>${dayText(moment)} ${clockText(moment)}</b><small>.${String(moment % 1000).padStart(3, '0')} ${offsetText(moment)}</small></time
        >
        <span class="doing" role="status">${this.doing()}</span>
        ${app.travel.isSeeking ? html`<progress max="1" .value=${app.travel.replay?.progress ?? 0} aria-label=${t('Progress')}></progress>` : nothing}
      </div>
      ${this.transport()}`;
  }

  private doing(): string {
    const replay = app.travel.replay!;
    if (replay.state === 'seeking') return t('Going to {time} …', { time: clockText(Date.parse(replay.target)) });
    if (replay.state === 'failed') return t('Could not go on: {detail}', { detail: replay.problem?.detail ?? '' });
    if (replay.state === 'playing') return t('Playing, {speed}', { speed: speedText(replay.speed) });
    return replay.state === 'ended' ? t('The end of what is recorded') : t('Paused');
  }

  private transport() {
    const { travel } = app;
    const { isPlaying } = travel;
    const button = (name: string, sign: unknown, run: () => Promise<unknown>, isOff = false) =>
      html`<button aria-label=${name} title=${name} ?disabled=${isOff} @click=${() => this.run(run)}>${sign}</button>`;
    const drawn = (sign: keyof typeof SIGNS) => html`<svg viewBox="0 0 16 16" aria-hidden="true">${SIGNS[sign]}</svg>`;
    return html`<div class="transport" role="group" aria-label=${t('Play, pause, step')}>
      ${button(t('Previous alarm'), drawn('previous'), () => previousAlarm())}
      ${button(t('Back 1 min'), '−1 min', () => travel.move(-LARGE_MS))}
      ${button(t('Back 10 s'), '−10 s', () => travel.move(-SMALL_MS))}
      <button class="primary play" aria-label=${isPlaying ? t('Pause') : t('Play')} title=${isPlaying ? t('Pause') : t('Play')} @click=${() => this.run(() => this.toggle())}>
        ${drawn(isPlaying ? 'pause' : 'play')}
      </button>
      ${button(t('One event on'), drawn('event'), () => travel.stepEvent(), travel.isSeeking)}
      ${button(t('On by 10 s'), '+10 s', () => travel.move(SMALL_MS))}
      ${button(t('On by 1 min'), '+1 min', () => travel.move(LARGE_MS))}
      ${button(t('Next alarm'), drawn('next'), () => nextAlarm())}
      <select aria-label=${t('Speed')} @change=${this.setSpeed}>
        ${SPEEDS.map((speed) => html`<option value=${speed} ?selected=${speed === this.speed}>${speedText(speed)}</option>`)}
      </select>
    </div>`;
  }

  /** The replay is not there: nothing is shown until somebody says what is wanted. */
  private neutral() {
    const { phase, replay, reason } = app.travel;
    if (phase === 'opening') return html`<div class="lost" role="status"><h1>${t('Looking for the replay of before …')}</h1></div>`;
    const at = replay === null ? null : Date.parse(replay.at);
    return html`<div class="lost" role="alert">
      <h1>${t('This replay has ended. Nothing is shown, neither past nor live.')}</h1>
      <span>${reason === null ? '' : refusalText(reason.code, reason.detail)}</span>
      ${at === null
        ? nothing
        : html`<button @click=${() => this.run(() => app.travel.reopen())}>${t('Go to {time} again', { time: `${dayText(at)} ${clockText(at)}` })}</button>`}
    </div>`;
  }

  /** What the present has to say, and the way back to it. */
  private present() {
    const alarms = app.travel.liveAlarms;
    const urgent = alarms.urgent();
    const first = urgent[0];
    const text = !alarms.isLoaded
      ? t('Live alarms are not known')
      : urgent.length === 0
        ? t('No live alarm unacknowledged, {n} standing', { n: alarms.count })
        : urgent.length === 1
          ? t('1 live alarm unacknowledged')
          : t('{n} live alarms unacknowledged', { n: urgent.length });
    return html`<div class="present ${first ? `calls p${first.priority}` : ''}">
      <b class="live">${t('LIVE')}</b>
      ${first ? html`<rm-alarm-symbol priority=${first.priority} state=${first.state}></rm-alarm-symbol>` : nothing}
      <span role="status">${text}</span>
      ${first ? html`<span class="first quiet">${first.message || first.name}</span>` : nothing}
      <span class="spacer"></span>
      ${app.travel.phase === 'past' ? html`<a class="button" href="#/travel">${t('Choose a moment')}</a><button @click=${this.copy}>${this.isCopied ? t('Copied') : t('Copy link')}</button>` : nothing}
      <button class="primary back" @click=${() => app.travel.leave()}>${t('Back to live')}</button>
    </div>`;
  }

  private toggle(): Promise<void> {
    return app.travel.isPlaying ? app.travel.pause() : app.travel.play(this.speed);
  }

  private setSpeed(event: Event): void {
    this.speed = Number((event.target as HTMLSelectElement).value) || FASTEST;
    if (app.travel.isPlaying) void this.run(() => app.travel.play(this.speed));
  }

  private async run(action: () => Promise<unknown>): Promise<void> {
    try {
      this.error = '';
      await action();
    } catch (error) {
      this.error = error instanceof ApiError ? refusalText(error.code, error.message) : String((error as Error).message);
    }
  }

  private async copy(): Promise<void> {
    const where = `${address('travel')}?at=${new Date(app.travel.moment ?? 0).toISOString()}&page=${encodeURIComponent(app.router.item === '' ? app.router.page : `${app.router.page}/${app.router.item}`)}`;
    const link = `${location.origin}${location.pathname}${where}`;
    try {
      await navigator.clipboard.writeText(link);
      this.isCopied = true;
      setTimeout(() => (this.isCopied = false), 2_000);
    } catch {
      // plain HTTP on a LAN has no clipboard: the link is shown to be copied by hand
      this.error = link;
    }
  }

  private key(event: KeyboardEvent): void {
    const target = event.composedPath()[0] as HTMLElement;
    if (/^(SELECT|INPUT|A)$/.test(target.tagName) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (travelKey(event, (action) => this.run(action), () => this.toggle())) event.preventDefault();
  }
}

/** Arrow keys move by 10 s, with Shift by a minute; full stop by an event; n and p to alarms. Space plays unless a button has it. */
export function travelKey(event: KeyboardEvent, run: (action: () => Promise<unknown>) => unknown, toggle: () => Promise<unknown>): boolean {
  const { travel } = app;
  if (travel.phase !== 'past') return false;
  const by = event.shiftKey ? LARGE_MS : SMALL_MS;
  const target = event.composedPath()[0] as HTMLElement;
  const actions: Record<string, () => Promise<unknown>> = {
    ArrowLeft: () => travel.move(-by),
    ArrowRight: () => travel.move(by),
    '.': () => travel.stepEvent(),
    n: () => nextAlarm(),
    p: () => previousAlarm(),
    ...(target.tagName === 'BUTTON' ? {} : { ' ': toggle }),
  };
  const action = actions[event.key];
  if (action === undefined) return false;
  void run(action);
  return true;
}
