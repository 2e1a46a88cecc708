import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Alarm } from '../client/index.js';
import { ask, command } from '../model/alarm-commands.js';
import { alarmArea, byUrgency, isShown, kindText, needsAck, priorityName, sinceMs, stateName } from '../model/alarm-order.js';
import { app } from '../model/app.js';
import { ageText, shortName, timeText, unitText, valueText } from '../model/format.js';
import { shownLimit } from '../model/shown.js';
import { t } from '../model/text.js';
import './alarm-symbol.js';
import { controls } from './controls.js';
import { Follow } from './follow.js';

/** What an alarm's definition tells the operator; only the list of alarms has it, the stream does not. */
interface Advice {
  cause?: string;
  consequence?: string;
  action?: string;
  timeToRespondMs?: number;
}

/** The alarms of a tag: those that stand with what they say and what can be done, the others in a line each. */
@customElement('rm-faceplate-alarms')
export class FaceplateAlarms extends LitElement {
  @property({ attribute: false }) tag = '';
  @property({ attribute: false }) also: string[] = [];
  @state() private advice = new Map<string, Advice>();
  private readonly asked = new Set<string>();

  static override styles = [
    controls,
    css`
      :host { display: block; }
      section { display: grid; gap: 8px; }
      .alarm { border: 1px solid var(--line); border-left: 5px solid var(--edge); border-radius: 3px; background: var(--raised); padding: 7px 10px 8px; display: grid; gap: 5px; }
      .p4 { border-left-color: var(--p4); }
      .p3 { border-left-color: var(--p3); }
      .p2 { border-left-color: var(--p2); }
      .p1 { border-left-color: var(--p1); }
      .line { display: flex; align-items: center; gap: 8px; }
      .line b { flex: 1; min-width: 0; overflow-wrap: anywhere; font-weight: 600; line-height: 1.25; }
      .meta { font-size: 12px; color: var(--quiet); }
      .buttons { display: flex; flex-wrap: wrap; gap: 6px; justify-content: flex-end; }
      dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 10px; margin: 0; font-size: 13px; }
      dt { color: var(--quiet); }
      dd { margin: 0; overflow-wrap: anywhere; }
      ul { list-style: none; margin: 0; padding: 0; }
      li { display: flex; align-items: center; gap: 8px; border-top: 1px solid var(--line); min-height: 32px; }
      .kind { font-weight: 600; min-width: 3em; }
      .limit { margin-left: auto; white-space: nowrap; }
      li button { min-height: 26px; padding: 0 8px; font-size: 12px; }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.alarms.changed, app.changed]);
  }

  private get alarms(): Alarm[] {
    const own = app.alarms.ofTag(this.tag).sort((a, b) => (b.limit ?? 0) - (a.limit ?? 0));
    return [...own, ...this.also.flatMap((tag) => app.alarms.ofTag(tag))];
  }

  protected override willUpdate(): void {
    for (const alarm of this.alarms) if (isShown(alarm)) void this.advise(alarm.name);
  }

  private async advise(name: string): Promise<void> {
    if (this.asked.has(name)) return;
    this.asked.add(name);
    try {
      const advice = (await app.client.rest.call('GET', `/alarms/${encodeURIComponent(name)}`)) as Advice;
      this.advice = new Map(this.advice).set(name, advice);
    } catch {
      this.asked.delete(name);
    }
  }

  override render() {
    const alarms = this.alarms;
    if (alarms.length === 0) return nothing;
    const standing = alarms.filter(isShown).sort(byUrgency);
    const others = alarms.filter((alarm) => !isShown(alarm));
    return html`<section aria-label=${t('Alarms of the tag')}>
      ${standing.map((alarm) => this.standing(alarm))}
      ${others.length === 0
        ? nothing
        : html`<ul>
            ${others.map((alarm) => html`<li>${this.other(alarm)}</li>`)}
          </ul>`}
    </section>`;
  }

  private standing(alarm: Alarm) {
    const advice = this.advice.get(alarm.name) ?? {};
    const line = (words: string, text: string | undefined) => (text ? html`<dt>${words}</dt><dd>${text}</dd>` : nothing);
    const area = alarmArea(alarm);
    return html`<div class="alarm p${alarm.priority}">
      <div class="line">
        <rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol>
        <b>${alarm.message || alarm.name}</b>
      </div>
      <div class="meta">
        ${priorityName(alarm.priority)} · ${this.name(alarm)} ${this.limit(alarm)} · ${timeText(sinceMs(alarm), Date.now())} · ${stateName(alarm.state)}
      </div>
      ${advice.cause || advice.consequence || advice.action || advice.timeToRespondMs
        ? html`<dl>
            ${line(t('Cause'), advice.cause)} ${line(t('Consequence'), advice.consequence)} ${line(t('Action'), advice.action)}
            ${line(t('Time to respond'), advice.timeToRespondMs ? ageText(advice.timeToRespondMs) : '')}
          </dl>`
        : nothing}
      <div class="buttons">
        ${needsAck(alarm) && app.may('acknowledge', area)
          ? html`<button class="primary" aria-label=${t('Acknowledge {name}', { name: alarm.name })} ?disabled=${app.link !== 'live'} @click=${() => command(alarm, 'acknowledge')}>
              ${t('Acknowledge')}
            </button>`
          : nothing}
        ${this.shelf(alarm, area)}
      </div>
    </div>`;
  }

  private other(alarm: Alarm) {
    const isNormal = alarm.state === 'NORM';
    return html`${isNormal ? nothing : html`<rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol>`}
      <span class="kind">${this.name(alarm)}</span>
      <span class="quiet">${isNormal ? t('{priority}, normal', { priority: priorityName(alarm.priority) }) : stateName(alarm.state)}</span>
      <span class="limit">${this.limit(alarm)}</span>
      ${this.shelf(alarm, alarmArea(alarm))}`;
  }

  private shelf(alarm: Alarm, area: string) {
    if (!app.may('shelve', area)) return nothing;
    const isShelved = alarm.state === 'SHLVD';
    if (!isShelved && !isShown(alarm) && alarm.state !== 'NORM') return nothing;
    const verb = isShelved ? 'unshelve' : 'shelve';
    const words = isShelved ? t('Unshelve') : t('Shelve …');
    return html`<button aria-label="${words} ${alarm.name}" ?disabled=${app.link !== 'live'} @click=${() => ask(verb, [alarm])}>${words}</button>`;
  }

  private name(alarm: Alarm): string {
    return `${alarm.tag === this.tag ? '' : `${shortName(alarm.tag)} `}${kindText(alarm.kind)}`;
  }

  private limit(alarm: Alarm): string {
    if (alarm.limit === null || alarm.kind === 'OFF_NORMAL') return '';
    const tag = app.tags.definition(alarm.tag);
    return `${valueText(shownLimit(alarm.limit, alarm.kind, tag), tag)} ${unitText(tag?.unit ?? '')}`;
  }
}
