import { css, html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Alarm } from '../client/index.js';
import { kindText, PRIORITIES, priorityName, sinceMs } from '../model/alarm-order.js';
import { app } from '../model/app.js';
import { shortName, timeText } from '../model/format.js';
import { t } from '../model/text.js';
import './alarm-symbol.js';
import { controls } from './controls.js';
import { Follow } from './follow.js';

/** Always in view: what calls for the operator, most urgent first, and how many of each priority. */
@customElement('rm-alarm-banner')
export class AlarmBanner extends LitElement {
  private spoken = '';

  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        align-items: stretch;
        gap: 6px;
        padding: 5px 12px;
        background: var(--surface);
        border-bottom: 1px solid var(--line);
        min-height: 51px;
      }
      .counts,
      .entry {
        color: inherit;
        text-decoration: none;
        display: flex;
        align-items: center;
        border-radius: 3px;
      }
      .counts {
        gap: 12px;
        padding: 0 10px 0 4px;
      }
      .count {
        display: flex;
        align-items: center;
        gap: 5px;
        min-width: 56px;
      }
      .count b {
        font-size: 16px;
        font-weight: 600;
      }
      .count.none {
        filter: grayscale(1);
        opacity: 0.55;
      }
      .count.none b {
        visibility: hidden;
      }
      ul {
        list-style: none;
        display: flex;
        gap: 6px;
        flex: 1;
        min-width: 0;
        margin: 0;
        padding: 0;
      }
      li {
        flex: 1 1 0;
        min-width: 0;
        max-width: 420px;
        display: flex;
      }
      .entry {
        gap: 10px;
        padding: 2px 10px 2px 8px;
        border: 1px solid var(--line);
        border-left-width: 5px;
        background: var(--raised);
        min-width: 0;
        flex: 1;
      }
      .entry.p4 { border-left-color: var(--p4); }
      .entry.p3 { border-left-color: var(--p3); }
      .entry.p2 { border-left-color: var(--p2); }
      .entry.p1 { border-left-color: var(--p1); }
      .text {
        min-width: 0;
        line-height: 1.25;
        flex: 1;
      }
      .text div {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .message {
        font-weight: 600;
      }
      .meta {
        font-size: 12px;
        color: var(--quiet);
      }
      .calm {
        align-self: center;
        color: var(--quiet);
        padding-left: 6px;
      }
      .stale {
        align-self: center;
        border: 1px dashed currentColor;
        border-radius: 3px;
        padding: 1px 8px;
        font-style: italic;
        color: var(--stale);
        white-space: nowrap;
      }
      .then {
        align-self: center;
        background: var(--past);
        color: var(--on-past);
        border-radius: 3px;
        padding: 0 8px;
        font-weight: 700;
        letter-spacing: 0.05em;
        font-size: 12px;
      }
      .more {
        align-self: center;
        white-space: nowrap;
      }
      @media (max-width: 1100px) {
        li:nth-child(3) { display: none; }
      }
      @media (max-width: 760px) {
        :host { flex-direction: column; padding: 5px 8px; }
        li:nth-child(2) { display: none; }
        .counts { padding: 0; }
        .stale {
        align-self: center;
        border: 1px dashed currentColor;
        border-radius: 3px;
        padding: 1px 8px;
        font-style: italic;
        color: var(--stale);
        white-space: nowrap;
      }
      .more { display: none; }
        .entry { min-height: 40px; }
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.alarms.changed, app.changed]);
  }

  override render() {
    const urgent = app.alarms.urgent();
    return html`
      ${app.travel.isAway ? html`<span class="then">${t('THEN')}</span>` : nothing}
      ${this.counts()}
      ${app.link === 'live' ? nothing : html`<span class="stale">Not live</span>`}
      ${urgent.length === 0
        ? html`<span class="calm">${app.link === 'live' ? 'No unacknowledged alarms' : ''}</span>`
        : html`<ul aria-label="Most urgent unacknowledged alarms">
              ${urgent.slice(0, 3).map((alarm) => html`<li>${this.entry(alarm)}</li>`)}
            </ul>
            ${urgent.length > 3 ? html`<a class="button more" href="#/alarms">${urgent.length} open</a>` : nothing}`}
      <div class="hidden" role="status">${this.announce(urgent[0])}</div>
    `;
  }

  private counts() {
    const counts = app.alarms.counts();
    return html`<a class="counts" href="#/alarms">
      ${PRIORITIES.map((priority) => {
        const count = counts.get(priority) ?? { unacknowledged: 0, standing: 0 };
        const title = `${priorityName(priority)}: ${count.unacknowledged} unacknowledged of ${count.standing} standing`;
        return html`<span class="count ${count.standing === 0 ? 'none' : ''}" title=${title}>
          <span class="hidden">${title}</span>
          <rm-alarm-symbol priority=${priority} state=${count.unacknowledged > 0 || count.standing === 0 ? '' : 'ACKED'}></rm-alarm-symbol>
          <b aria-hidden="true">${count.unacknowledged}</b><span class="quiet" aria-hidden="true">${count.standing > 0 ? `/${count.standing}` : ''}</span>
        </span>`;
      })}
    </a>`;
  }

  private entry(alarm: Alarm) {
    return html`<a class="entry p${alarm.priority}" href="#/alarms?name=${encodeURIComponent(alarm.name)}">
      <rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol>
      <span class="hidden">${priorityName(alarm.priority)} priority</span>
      <span class="text">
        <div class="message">${alarm.message || alarm.name}</div>
        <div class="meta">
          ${timeText(sinceMs(alarm), app.travel.now())} · ${shortName(alarm.tag)} ${kindText(alarm.kind)}
          ${alarm.state === 'UNACK' ? '' : '· returned to normal'}
        </div>
      </span>
    </a>`;
  }

  /** Spoken once per new most urgent alarm, not at every change of the list. */
  private announce(alarm: Alarm | undefined): string {
    if (alarm !== undefined && alarm.state === 'UNACK') {
      this.spoken = `${priorityName(alarm.priority)} alarm: ${alarm.message || alarm.name}`;
    }
    return this.spoken;
  }
}
