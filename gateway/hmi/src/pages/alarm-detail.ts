import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { qualityName, type Alarm } from '../client/index.js';
import { acknowledge, ask, command, isDue, isSigned, mayDo, needsWords, verbName, type Verb } from '../model/alarm-commands.js';
import { alarmArea, needsAck, priorityName, sinceMs, stateName } from '../model/alarm-order.js';
import { errorText } from '../model/alarm-refusals.js';
import { app } from '../model/app.js';
import { ageText, NOTHING, timeText, unitText, valueText } from '../model/format.js';
import { occurrences, type Occurrence } from '../model/occurrences.js';
import { shownLimit } from '../model/shown.js';
import { leftText, spanText } from '../model/shelf-times.js';
import { t } from '../model/text.js';
import '../ui/alarm-symbol.js';
import { controls } from '../ui/controls.js';
import { Follow, FollowTags } from '../ui/follow.js';
import { detailStyles } from './alarm-detail.css.js';
import { conditionFacts, responseFacts } from './alarm-facts.js';
import { story } from './alarm-transitions.js';
import './alarm-trend.js';

const VERBS: Verb[] = ['acknowledge', 'confirm', 'reset', 'unshelve', 'return-to-service', 'unsuppress', 'enable', 'shelve', 'comment', 'silence', 'suppress', 'remove-from-service', 'disable'];
const SHOWN = 20;
/** The records follow the stream by some tenths of a second. */
const RECORDED_MS = 700;

/** All about one alarm: what it is, what to do about it, what happened to it. Fires `close`. */
@customElement('rm-alarm-detail')
export class AlarmDetail extends LitElement {
  @property() name = '';
  @state() private past: Occurrence[] = [];
  @state() private refusal = '';
  private asked = '';
  private timer: ReturnType<typeof setInterval> | undefined;
  private soon: ReturnType<typeof setTimeout> | undefined;
  private readonly following = new FollowTags(this);

  static override styles = [controls, detailStyles];

  constructor() {
    super();
    new Follow(this, [app.alarms.changed, app.changed, app.tags.definitionsChanged]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => this.requestUpdate(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
    clearTimeout(this.soon);
    this.asked = '';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('name')) this.past = [];
    const alarm = app.alarms.find(this.name);
    this.following.set(alarm === undefined ? [] : [alarm.tag]);
    const key = `${this.name} ${alarm?.sequence} ${alarm?.changed}`;
    if (key === this.asked) return;
    const isOther = !this.asked.startsWith(`${this.name} `);
    this.asked = key;
    clearTimeout(this.soon);
    if (isOther) void this.load();
    this.soon = setTimeout(() => void this.load(), RECORDED_MS);
  }

  private async load(): Promise<void> {
    const { name } = this;
    try {
      const page = await occurrences({ alarm: name }, SHOWN);
      if (name !== this.name) return;
      this.past = page.items;
      this.refusal = '';
    } catch (error) {
      this.refusal = errorText(error);
    }
  }

  override render() {
    const alarm = app.alarms.find(this.name);
    return html`<section class="panel" aria-label=${t('Alarm {alarm}', { alarm: this.name })} tabindex="-1" @keydown=${this.key}>
      ${alarm === undefined ? this.unknown() : this.content(alarm)}
    </section>`;
  }

  private unknown() {
    const text = app.alarms.isLoaded ? t('There is no alarm {alarm}.', { alarm: this.name }) : t('The alarms are being fetched.');
    return html`<div class="head"><h2>${text}</h2>${this.closer()}</div>`;
  }

  private closer() {
    return html`<button class="close" aria-label=${t('Close the details')} @click=${this.close}>✕</button>`;
  }

  private content(alarm: Alarm) {
    const since = sinceMs(alarm);
    const present = this.past.find((one) => one.occurrence === Number(alarm.occurrence));
    const response = responseFacts(alarm);
    return html`
      <div class="head">
        <rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol>
        <div><h2>${alarm.message || alarm.name}</h2><span class="quiet">${alarm.name}</span></div>
        ${this.closer()}
      </div>
      <div class="body">
        <p class="state ${needsAck(alarm) ? 'calls' : ''}">
          <b>${stateName(alarm.state)}</b>${since > 0 && alarm.active ? `, ${timeText(since, app.travel.now())} (${ageText(app.travel.now() - since)})` : nothing}
          · ${priorityName(alarm.priority)} · ${alarmArea(alarm) || t('no area')}
          ${alarm.firstOut ? html`<span class="flag">${t('FIRST')}</span>` : nothing}
          ${alarm.qualityBad ? html`<span class="flag">${t('BAD')}</span>` : nothing}
          ${this.overlay(alarm)}
        </p>
        ${this.actions(alarm)} ${response.length > 0 ? html`<dl class="response">${pairs(response)}</dl>` : html`<p class="quiet">${t('No response is written down for this alarm.')}</p>`}
        ${this.value(alarm)}
        <rm-alarm-trend .alarm=${alarm}></rm-alarm-trend>
        ${this.links(alarm)}
        <h3>${t('This occurrence')}</h3>
        ${present ? story(present) : html`<p class="quiet">${this.refusal || (Number(alarm.occurrence) === 0 ? t('It was never raised.') : t('Not recorded yet.'))}</p>`}
        ${this.earlier(present)}
        <details>
          <summary>${t('Definition')}</summary>
          <dl>${pairs(conditionFacts(alarm))}</dl>
        </details>
      </div>
    `;
  }

  /** What is laid over it, and until when. */
  private overlay(alarm: Alarm) {
    const left = alarm.shelvedUntil ? leftText(Date.parse(alarm.shelvedUntil) - app.travel.now()) : '';
    return html`${left ? html`<br />${t('On the shelf for {left} more', { left })}` : nothing}
    ${alarm.base && alarm.base !== alarm.state ? html`<br />${t('beneath: {state}', { state: stateName(alarm.base) })}` : nothing}
    ${alarm.enabled === false ? html`<br />${t('Disabled')}` : nothing}`;
  }

  private actions(alarm: Alarm) {
    const verbs = VERBS.filter((verb) => mayDo(verb, alarm) && isDue(verb, alarm));
    if (verbs.length === 0) return nothing;
    return html`<div class="toolbar">
      ${verbs.map(
        (verb, i) => html`<button class=${i === 0 && verb !== 'shelve' && verb !== 'comment' ? 'primary' : ''} ?disabled=${app.link !== 'live'} @click=${() => this.act(alarm, verb)}>
          ${verbName(verb)}
        </button>`,
      )}
    </div>`;
  }

  private act(alarm: Alarm, verb: Verb): void {
    if (verb === 'acknowledge') void acknowledge(alarm, '');
    else if (needsWords(verb) || isSigned(alarm) || verb === 'suppress' || verb === 'disable') void ask(verb, [alarm]);
    else void command(alarm, verb);
  }

  private value(alarm: Alarm) {
    const tag = app.tags.definition(alarm.tag);
    const reading = app.tags.reading(alarm.tag);
    const status = app.tags.stateOf(alarm.tag);
    const word = status === 'stale' ? t('Not live') : reading ? qualityName(reading.quality) : '';
    return html`<div class="value ${status}">
      <span>${t('Now')}</span> <b>${reading ? valueText(reading.value, tag) : NOTHING}</b> ${unitText(tag?.unit ?? '')} <span class="quiet">${word}</span>
      ${typeof alarm.limit === 'number' && alarm.kind !== 'OFF_NORMAL' ? html`<span class="limit">${t('Limit')} <b>${valueText(shownLimit(alarm.limit, alarm.kind, tag), tag)}</b></span>` : nothing}
    </div>`;
  }

  private links(alarm: Alarm) {
    const from = new Date((sinceMs(alarm) || app.travel.now()) - 15 * 60_000).toISOString();
    const to = new Date().toISOString();
    return html`<div class="toolbar">
      <button @click=${() => app.open(alarm.tag)}>${t('Faceplate')}</button>
      <a class="button" href="#/trends?tags=${encodeURIComponent(alarm.tag)}&from=${from}&to=${to}">${t('Trends')}</a>
      <a class="button" href="#/alarms/history?alarm=${encodeURIComponent(alarm.name)}&name=${encodeURIComponent(alarm.name)}">${t('History')}</a>
    </div>`;
  }

  private earlier(present: Occurrence | undefined) {
    const others = this.past.filter((one) => one !== present);
    if (others.length === 0) return nothing;
    return html`<h3>${t('Earlier occurrences')}</h3>
      ${others.map((one) => {
        const end = one.returnedAt ? spanText(Date.parse(one.returnedAt) - Date.parse(one.raisedAt)) : NOTHING;
        return html`<details>
          <summary>${timeText(Date.parse(one.raisedAt), app.travel.now())} · ${end}${one.acknowledged ? ` · ${one.acknowledged.user}` : ''}</summary>
          ${story(one)}
        </details>`;
      })}`;
  }

  private key(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.close();
  }

  private close(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }
}

function pairs(facts: [string, string][]) {
  return facts.map(([word, text]) => html`<dt>${word}</dt><dd>${text}</dd>`);
}
