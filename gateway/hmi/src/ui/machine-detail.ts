import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { causeText, eventText } from '../model/event-text.js';
import { ageText, NOTHING, timeText, unitText, valueText } from '../model/format.js';
import { machines } from '../model/machine-watch.js';
import type { Machine } from '../model/machines.js';
import { durationText } from '../model/report.js';
import { t } from '../model/text.js';
import { controls } from './controls.js';
import { Follow, FollowTags } from './follow.js';
import './machine-moves.js';
import './machine-settings.js';
import './state-diagram.js';

const POLL_MS = 2_000;
const HISTORY = 40;
/** Records are written a moment after what they tell of. */
const RECORDED_MS = 1_500;

interface RecordedEvent {
  id: string;
  time: string;
  user: string;
  text: string;
  class: string;
  kind: string;
  subject: string;
}

/** One machine: its states, where it is, what can be done, what is set, what it reads and writes, what it did. */
@customElement('rm-machine-detail')
export class MachineDetail extends LitElement {
  @property({ attribute: false }) machine!: Machine;
  @property({ type: Number }) now = 0;
  @state() private events: RecordedEvent[] = [];
  private readonly following = new FollowTags(this);
  private timer: ReturnType<typeof setInterval> | undefined;
  private listed = '';

  static override styles = [
    controls,
    css`
      :host { display: grid; grid-template-columns: minmax(0, 3fr) minmax(320px, 2fr); gap: 10px; align-items: start; }
      .column { display: grid; gap: 10px; min-width: 0; }
      .panel { padding: 10px 12px; display: grid; gap: 8px; min-width: 0; }
      .state { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 14px; }
      .state b { font-size: 24px; color: var(--value); overflow-wrap: anywhere; }
      .state.stale b { color: var(--stale); font-style: italic; }
      .fault { border: 2px solid var(--p3); padding: 6px 10px; font-weight: 600; overflow-wrap: anywhere; background: var(--raised); }
      rm-state-diagram { height: clamp(240px, 46vh, 520px); }
      table { border-collapse: collapse; width: 100%; }
      th { text-align: left; font-weight: 600; color: var(--quiet); }
      td, th { padding: 3px 8px 3px 0; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
      .plain { background: none; border: 0; padding: 0; min-height: 24px; text-align: left; white-space: normal; overflow-wrap: anywhere; text-decoration: underline; }
      .value { font-weight: 600; white-space: nowrap; text-align: right; color: var(--value); }
      .value.off { color: var(--stale); font-style: italic; font-weight: 400; }
      .time { white-space: nowrap; }
      .is { font-weight: 700; }
      dl { display: grid; grid-template-columns: auto 1fr auto 1fr; gap: 2px 12px; margin: 0; }
      dt { color: var(--quiet); }
      dd { margin: 0; overflow-wrap: anywhere; }
      summary { cursor: pointer; min-height: 24px; }
      .scroll { max-height: 320px; overflow: auto; }
      @media (max-width: 1000px) { :host { display: flex; flex-direction: column; align-items: stretch; } .column { display: contents; } .first { order: -1; } }
      @media (max-width: 500px) { dl { grid-template-columns: auto 1fr; } }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed, machines.changed, app.tags.definitionsChanged, app.travel.changed]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => {
      if (app.link === 'live' && !document.hidden) machines.refresh(this.machine.name);
    }, POLL_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
    this.listed = '';
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('machine')) this.following.set([...new Set(this.ports().map(([, , tag]) => tag))]);
    const shown = `${this.machine.name} ${this.machine.state} ${this.machine.since} ${app.travel.jumps}`;
    if (shown === this.listed) return;
    this.listed = shown;
    void this.loadEvents();
    setTimeout(() => this.isConnected && this.listed === shown && void this.loadEvents(), RECORDED_MS);
  }

  override render() {
    const { machine } = this;
    return html`<div class="column">
        <section class="panel" aria-label=${t('States')}>
          <rm-state-diagram .machine=${machine} .step=${machines.lastStep(machine.name)}></rm-state-diagram>
          ${this.stateList()}
        </section>
        <section class="panel" aria-label=${t('History')}><h2>${t('History')}</h2>${this.history()}</section>
      </div>
      <div class="column">
        <section class="panel first" aria-label=${t('State')}>${this.present()}
          <rm-machine-moves .machine=${machine} .now=${this.now}></rm-machine-moves>
        </section>
        <section class="panel" aria-label=${t('Attributes')}><h2>${t('Attributes')}</h2><rm-machine-settings .machine=${machine}></rm-machine-settings></section>
        <section class="panel" aria-label=${t('Tags')}><h2>${t('Tags')}</h2>${this.tags()}</section>
        <section class="panel" aria-label=${t('Figures|machine')}><h2>${t('Figures|machine')}</h2>${this.figures()}</section>
      </div>`;
  }

  private present() {
    const { machine } = this;
    const since = machine.since === null ? null : Date.parse(machine.since);
    const step = machines.lastStep(machine.name);
    return html`<div class="state ${machines.isFresh ? '' : 'stale'}">
        <b data-state>${machine.state}</b>
        <span>${since === null ? '' : t('for {age}, since {time}', { age: ageText(this.now - since), time: timeText(since, this.now) })}</span>
      </div>
      ${machine.faulted ? html`<div class="fault" role="status">${t('FAULTED')}: ${machine.error || t('The text of its error is not known.')}</div>` : nothing}
      ${step !== undefined && step.to === machine.state ? html`<span class="quiet">${t('It came from {from}, cause: {cause}.', { from: step.from, cause: causeText(step.cause) })}</span>` : nothing}
      ${machines.isFresh ? nothing : html`<span class="quiet">${t('Not live')}</span>`}`;
  }

  /** The diagram in words. */
  private stateList() {
    const { machine } = this;
    const kind = (way: Machine['transitions'][number]) =>
      !way.operator ? t('by itself') : !way.confirmed ? t('by operators') : way.otherUser ? t('by operators, confirmed by somebody else') : t('by operators, confirmed');
    return html`<details>
      <summary>${t('States as a list')}</summary>
      <table>
        <thead><tr><th scope="col">${t('State')}</th><th scope="col">${t('Leads to')}</th></tr></thead>
        <tbody>
          ${machine.states.map(
            (name) => html`<tr class=${name === machine.state ? 'is' : ''}>
              <td>${name} ${name === machine.state ? `(${t('is here')})` : ''} ${name === machine.safeState ? `(${t('safe state')})` : ''}</td>
              <td>${machine.transitions.filter((way) => way.from === name).map((way) => html`<div>${way.to}: ${kind(way)}</div>`)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </details>`;
  }

  private ports(): [direction: string, port: string, tag: string][] {
    const { inputs, outputs, bindings } = this.machine;
    const known = new Set([...inputs, ...outputs].map((port) => port.name));
    return [
      ...inputs.filter((port) => port.tag).map((port): [string, string, string] => [t('reads'), port.name, port.tag!]),
      ...outputs.filter((port) => port.tag).map((port): [string, string, string] => [t('writes'), port.name, port.tag!]),
      ...Object.entries(bindings).filter(([name]) => !known.has(name)).map(([name, tag]): [string, string, string] => ['', name, tag]),
    ];
  }

  private tags() {
    const ports = this.ports();
    if (ports.length === 0) return html`<span class="quiet">${t('It names its tags in its own conditions.')}</span>`;
    return html`<table>
      <caption class="hidden">${t('Tags')}</caption>
      <tbody>
        ${ports.map(([direction, port, tag]) => {
          const reading = app.tags.reading(tag);
          const status = app.tags.stateOf(tag);
          const isOff = status !== 'good' && status !== 'uncertain';
          const unit = unitText(app.tags.definition(tag)?.unit ?? '');
          return html`<tr>
            <td class="quiet">${direction}</td>
            <td><button class="plain" @click=${() => app.open(tag)}>${tag}</button> <span class="quiet">${port}</span></td>
            <td class="value ${isOff ? 'off' : ''}">${reading ? valueText(reading.value, app.tags.definition(tag)) : NOTHING} ${unit}${status === 'bad' ? ' BAD' : ''}</td>
          </tr>`;
        })}
      </tbody>
    </table>`;
  }

  private figures() {
    const { machine } = this;
    const rows: [string, string][] = [
      [t('Type'), machine.type],
      [t('Areas'), machine.areas.join(', ') || NOTHING],
      [t('Steps'), String(machine.steps)],
      [t('Faults'), String(machine.faults)],
      [t('Missed intervals'), String(machine.missedIntervals)],
      [t('Last step'), machine.lastStep === null ? NOTHING : timeText(Date.parse(machine.lastStep), this.now)],
      [t('Longest step'), machine.longestStepNs > 0 ? durationText(machine.longestStepNs) : NOTHING],
      ...Object.entries(machine.registers).map(([name, value]): [string, string] => [name, value === null ? NOTHING : String(Number(value.toPrecision(6)))]),
    ];
    return html`<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
  }

  private history() {
    if (this.events.length === 0) return html`<span class="quiet">${t('Nothing is recorded.')}</span>`;
    const mayTravel = app.may('time-travel');
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${t('History')}>
      <table>
        <tbody>
          ${this.events.map(
            (event) => html`<tr>
              <td class="time">${timeText(Date.parse(event.time), this.now)}</td>
              <td>${wordsOf(event, this.machine.name)}</td>
              <td class="time">
                ${mayTravel
                  ? html`<a href=${`#/travel?at=${new Date(Date.parse(event.time) - 5000).toISOString()}&page=machines/${encodeURIComponent(this.machine.name)}`} aria-label=${t('Look, 5 s before {time}', { time: timeText(Date.parse(event.time)) })}>${t('Look')}</a>`
                  : nothing}
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private async loadEvents(): Promise<void> {
    const { name } = this.machine;
    const { moment } = app.travel;
    const to = moment === null ? '' : `&to=${encodeURIComponent(new Date(moment + 1).toISOString())}`;
    try {
      const page = (await app.client.rest.call('GET', `/events?machine=${encodeURIComponent(name)}&limit=${HISTORY}${to}`)) as { items: RecordedEvent[] };
      if (name === this.machine.name) this.events = page.items;
    } catch {
      // Records may be behind or starting; the next change of state asks again.
    }
  }
}

/** The name stands above already, and who did it where the text does not say so. */
function wordsOf(event: RecordedEvent, name: string): string {
  const text = eventText(event, (tag) => app.tags.definitions.get(tag));
  const { user } = event;
  const words = text.startsWith(`${name} `) ? text.slice(name.length + 1) : text;
  return user === '' || words.includes(user) ? words : `${words}, ${user}`;
}
