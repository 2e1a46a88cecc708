import { html, LitElement, nothing, svg } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Alarm } from '../client/index.js';
import { acknowledge, mayDo } from '../model/alarm-commands.js';
import { kindText, needsAck, PRIORITIES, priorityName, shortTime, sinceMs, stateName } from '../model/alarm-order.js';
import type { AlarmVoice } from '../model/alarm-voice.js';
import { app } from '../model/app.js';
import { shortName } from '../model/format.js';
import { HeldOrder } from '../model/held-order.js';
import { tellKeys } from '../model/keys.js';
import { t } from '../model/text.js';
import { bannerStyles } from './alarm-banner.css.js';
import './alarm-symbol.js';
import { controls } from './controls.js';
import { Follow } from './follow.js';

const ENTRIES = 3;
/** A key that is pressed just as another alarm takes the first place is not meant for that one. */
const SETTLED_MS = 600;
/** Of one's own acknowledgement, before the next alarm moves to its place. */
const NEXT_MS = 700;
const FLOOD = 10;
const RETRY_MS = 5_000;

const ACKNOWLEDGE_KEY = 'F8';
const SILENCE_KEY = 'F9';

const speaker = svg`<path d="M3 7.500v5h3l4.500 4V3.500L6 7.500z" fill="currentColor" />`;
const waves = svg`<path d="M13 7a4 4 0 0 1 0 6M15.500 4.500a8 8 0 0 1 0 11" fill="none" stroke="currentColor" stroke-width="1.800" />`;
const cross = svg`<path d="M13 7.500l5 5M18 7.500l-5 5" fill="none" stroke="currentColor" stroke-width="1.800" />`;

/** Always in view: what calls for the operator, most urgent first, how many of each priority, and the sound. */
@customElement('rm-alarm-banner')
export class AlarmBanner extends LitElement {
  /** Fetched when the banner stands. */
  private voice: AlarmVoice | null = null;
  private readonly order = new HeldOrder();
  /** What the screen shows, in its order: keys go by it, too. */
  private shown: Alarm[] = [];
  private first = '';
  private firstMs = 0;
  private ends: (() => void)[] = [];

  static override styles = [controls, bannerStyles];

  constructor() {
    super();
    new Follow(this, [app.alarms.changed, app.changed, app.travel.changed, app.travel.liveAlarms.changed, app.settings.changed]);
    this.addEventListener('pointermove', () => this.order.hold());
    this.addEventListener('pointerleave', () => this.letGo());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const key = (event: KeyboardEvent) => this.key(event);
    addEventListener('keydown', key);
    const timer = setInterval(() => this.order.waiting > 0 && this.requestUpdate(), 1000);
    this.ends = [
      () => removeEventListener('keydown', key),
      () => clearInterval(timer),
      tellKeys(
        { keys: ACKNOWLEDGE_KEY, text: () => t('Acknowledge the most urgent alarm') },
        { keys: SILENCE_KEY, text: () => t('Silence the alarm sound') },
      ),
    ];
    void this.findVoice();
  }

  private async findVoice(): Promise<void> {
    try {
      const { AlarmVoice } = await import('../model/alarm-voice.js');
      if (!this.isConnected || this.voice !== null) return;
      this.voice = new AlarmVoice(() => this.requestUpdate());
      this.requestUpdate();
    } catch {
      setTimeout(() => this.isConnected && void this.findVoice(), RETRY_MS);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.ends) end();
    this.voice?.stop();
    this.voice = null;
  }

  protected override willUpdate(): void {
    this.shown = this.order.arrange(app.alarms.urgent(), (name) => app.alarms.find(name));
    const first = occurrenceOf(this.shown[0]);
    if (first !== this.first) this.firstMs = Date.now();
    this.first = first;
    this.voice?.hear(this.heard(), app.sound);
  }

  override render() {
    const { shown } = this;
    const isLive = app.link === 'live';
    return html`
      ${app.travel.isAway ? html`<span class="then">${t('THEN')}</span>` : nothing} ${this.counts()} ${isLive ? nothing : html`<span class="stale">${t('Not live')}</span>`}
      ${shown.length === 0
        ? html`<span class="calm">${isLive && app.alarms.isLoaded ? t('No unacknowledged alarms') : ''}</span>`
        : html`<ul aria-label=${t('Most urgent unacknowledged alarms')}>
            ${shown.slice(0, ENTRIES).map((alarm, i) => this.entry(alarm, i === 0))}
          </ul>`}
      ${this.rest(app.alarms.urgent().length)} ${this.soundButton()}
      <div class="hidden" role="alert">${this.voice?.urgent ?? ''}</div>
      <div class="hidden" role="status">${this.voice?.polite ?? ''}</div>
    `;
  }

  /** What is to be heard: of the present, also while the past is looked at. */
  private heard(): Alarm[] {
    return app.travel.isAway ? app.travel.liveAlarms.urgent() : app.alarms.urgent();
  }

  private counts() {
    const counts = app.alarms.counts();
    const all = [...counts.values()];
    const sum = { unacknowledged: all.reduce((n, c) => n + c.unacknowledged, 0), standing: all.reduce((n, c) => n + c.standing, 0) };
    const sumTitle = t('{unacknowledged} unacknowledged of {standing} standing alarms', sum);
    return html`<a class="counts" href="#/alarms">
      ${PRIORITIES.map((priority) => {
        const count = counts.get(priority) ?? { unacknowledged: 0, standing: 0 };
        const title = t('{priority}: {unacknowledged} unacknowledged of {standing} standing', { priority: priorityName(priority), ...count });
        return html`<span class="count ${count.standing === 0 ? 'none' : ''}" title=${title}>
          <span class="hidden">${title}</span>
          <rm-alarm-symbol priority=${priority} state=${count.unacknowledged > 0 || count.standing === 0 ? '' : 'ACKED'}></rm-alarm-symbol>
          <b aria-hidden="true">${count.unacknowledged}</b><span class="quiet" aria-hidden="true">${count.standing > 0 ? `/${count.standing}` : ''}</span>
        </span>`;
      })}
      <span class="sum" title=${sumTitle}><span class="hidden">${sumTitle}</span><span aria-hidden="true">${sum.unacknowledged}/${sum.standing}</span></span>
    </a>`;
  }

  private entry(alarm: Alarm, isFirst: boolean) {
    const isOpen = needsAck(alarm);
    return html`<li class="p${alarm.priority}" data-alarm=${alarm.name}>
      <button class="entry" title=${t('Open the faceplate of {tag}', { tag: alarm.tag })} @click=${() => app.open(alarm.tag)}>
        <rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol>
        <span class="hidden">${t('{priority} priority', { priority: priorityName(alarm.priority) })}</span>
        <span class="text">
          <span class="message">${alarm.message || alarm.name}</span>
          <span class="meta">${alarm.firstOut ? html`<b class="flag">${t('FIRST')}</b>` : nothing}${shortTime(sinceMs(alarm), app.travel.now())} · ${shortName(alarm.tag)} ${kindText(alarm.kind)}${alarm.state === 'UNACK' ? nothing : ` · ${stateName(alarm.state)}`}</span>
        </span>
      </button>
      <a class="button why" href="#/alarms/standing?name=${encodeURIComponent(alarm.name)}" aria-label=${t('Cause and response of {alarm}', { alarm: alarm.name })} title=${t('Cause and response of {alarm}', { alarm: alarm.name })}>?</a>
      ${isOpen && mayDo('acknowledge', alarm)
        ? html`<button
            class="ack"
            ?disabled=${app.link !== 'live'}
            title=${isFirst ? t('Acknowledge ({key})', { key: ACKNOWLEDGE_KEY }) : t('Acknowledge')}
            @click=${() => void this.acknowledge(alarm)}
          >${t('Ack')}<span class="hidden"> ${alarm.name}</span></button>`
        : nothing}
    </li>`;
  }

  /** What does not fit: a number, and in a flood that it is one. */
  private rest(count: number) {
    const { lastTenMinutes = 0, isFlood = false } = this.voice ?? {};
    if (!app.travel.isAway && (isFlood || lastTenMinutes > FLOOD)) {
      return html`<a class="button more flood" href="#/alarms/figures" title=${t('More than {n} alarms in 10 minutes are a flood', { n: FLOOD })}>${t('Flood: {n} in 10 min', { n: lastTenMinutes })}</a>`;
    }
    return count > ENTRIES ? html`<a class="button more" href="#/alarms">${t('{n} open', { n: count })}</a>` : nothing;
  }

  private soundButton() {
    const state = app.sound === 0 ? 'off' : (this.voice?.sound ?? 'silent');
    const icon = (part: unknown) => html`<svg viewBox="0 0 20 20" aria-hidden="true">${speaker}${part}</svg>`;
    if (state === 'sounding') {
      return html`<button class="sound" data-sound="sounding" aria-label=${t('Silence the alarm sound')} title=${t('Silence ({key})', { key: SILENCE_KEY })} @click=${() => this.silence()}>
        ${icon(waves)}<span>${t('Silence')}</span>
      </button>`;
    }
    if (state === 'blocked') {
      return html`<button class="sound" data-sound="blocked" title=${t('The browser plays no sound before somebody has clicked or pressed a key.')}>
        ${icon(cross)}<span>${t('Sound is off until you click')}</span>
      </button>`;
    }
    const title = state === 'off' ? t('The alarm sound is switched off in the settings') : t('The alarm sound is silent');
    return html`<span class="sound idle quiet" data-sound=${state} role="img" aria-label=${title} title=${title}>${icon(state === 'off' ? cross : nothing)}</span>`;
  }

  private silence(): void {
    this.voice?.silence(this.heard());
    this.requestUpdate();
  }

  private async acknowledge(alarm: Alarm): Promise<void> {
    await acknowledge(alarm, '');
    setTimeout(() => this.letGo(), NEXT_MS);
  }

  private letGo(): void {
    this.order.release();
    this.requestUpdate();
  }

  private key(event: KeyboardEvent): void {
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.key === SILENCE_KEY) this.silence();
    else if (event.key === ACKNOWLEDGE_KEY) this.acknowledgeFirst(this.shown[0]);
    else return;
    event.preventDefault();
  }

  /** What is on the screen, and nothing else: one that waits no more gives its place to the next, which is seen before it is acknowledged. */
  private acknowledgeFirst(shown: Alarm | undefined): void {
    if (shown === undefined || app.link !== 'live') return;
    const alarm = app.alarms.find(shown.name);
    if (alarm === undefined || !needsAck(alarm) || occurrenceOf(alarm) !== occurrenceOf(shown)) return this.letGo();
    if (!mayDo('acknowledge', alarm)) return;
    if (Date.now() - this.firstMs < SETTLED_MS) app.notify('refused', t('Another alarm has just come first: look, and press again.'));
    else void this.acknowledge(alarm);
  }
}

function occurrenceOf(alarm: Alarm | undefined): string {
  return alarm === undefined ? '' : `${alarm.name} ${alarm.occurrence}`;
}
