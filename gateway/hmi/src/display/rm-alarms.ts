import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Alarm } from '../client/index.js';
import { alarmArea, byUrgency, isShown, kindText, priorityName, shortTime, sinceMs, stateName } from '../model/alarm-order.js';
import { app } from '../model/app.js';
import { isWithin } from '../model/area.js';
import { shortName } from '../model/format.js';
import { t } from '../model/text.js';
import '../ui/alarm-symbol.js';
import { Follow } from '../ui/follow.js';
import { matchesGlob } from './words.js';

const ROWS = 6;

/**
 * `<rm-alarms area="Feed" label="Alarms" rows="5">` or with `tags="Feed.P101*"`: what stands there, the most urgent first. Each
 * opens the faceplate of its tag, where it is acknowledged.
 */
@customElement('rm-alarms')
export class RmAlarms extends LitElement {
  @property() area = '';
  @property() tags = '';
  @property() label = '';
  @property({ type: Number }) rows = ROWS;

  static override styles = css`
    :host { display: block; overflow: hidden; container-type: inline-size; }
    @container (max-width: 480px) { .more { display: none; } }
    section { height: 100%; display: flex; flex-direction: column; }
    h2 { font-size: 14px; font-weight: 600; margin: 0 0 2px; display: flex; gap: 8px; align-items: baseline; }
    h2 span { font-size: 12px; font-weight: 400; color: var(--quiet); }
    ul { list-style: none; margin: 0; padding: 0; min-height: 0; }
    button { all: unset; box-sizing: border-box; display: flex; align-items: center; gap: 8px; width: 100%; min-height: var(--cell, 26px); padding: 0 4px 0 6px; border-top: 1px solid var(--line); cursor: pointer; white-space: nowrap; }
    button:hover { background: var(--raised); }
    button:focus-visible { outline: 2px solid var(--focus); outline-offset: -2px; }
    .message { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; color: var(--text); }
    .open .message { font-weight: 600; }
    .more, time { font-size: 12px; color: var(--quiet); }
    rm-alarm-symbol { width: 16px; height: 16px; margin: 4px calc(4px + (var(--round, 1) - 1) * 9px); }
    p { margin: 4px 6px; color: var(--quiet); }
    a { color: var(--text); font-size: 12px; padding: 6px 6px; align-self: flex-start; line-height: 18px; }
    .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .stale { border: 1px dashed var(--edge); font-style: italic; }
  `;

  constructor() {
    super();
    new Follow(this, [app.alarms.changed, app.changed]);
  }

  private get all(): Alarm[] {
    return app.alarms.all().filter((alarm) => isShown(alarm) && this.isOurs(alarm)).sort(byUrgency);
  }

  get standing(): readonly Alarm[] {
    return this.all.slice(0, this.rows);
  }

  override render() {
    const alarms = this.all;
    const shown = alarms.slice(0, this.rows);
    const isLive = app.link === 'live';
    return html`<section aria-label=${this.label || t('Alarms')} class=${isLive ? '' : 'stale'}>
      ${this.label ? html`<h2>${this.label} <span>${alarms.length === 0 ? '' : alarms.length}${isLive ? '' : ` ${t('Not live')}`}</span></h2>` : nothing}
      ${alarms.length === 0
        ? html`<p>${!isLive ? '' : app.alarms.isLoaded ? t('No alarms stand.') : t('The alarms are being fetched.')}</p>`
        : html`<ul>
            ${shown.map((alarm) => html`<li>${this.row(alarm)}</li>`)}
          </ul>`}
      ${alarms.length > shown.length ? html`<a class="rest" href="#/alarms">${t('{n} more', { n: alarms.length - shown.length })}</a>` : nothing}
    </section>`;
  }

  private row(alarm: Alarm) {
    const isOpen = alarm.state === 'UNACK' || alarm.state === 'RTNUN' || alarm.state === 'LTUNK';
    return html`<button class=${isOpen ? 'open' : ''} title=${alarm.name} @click=${() => app.open(alarm.tag)}>
      <rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol>
      <span class="hidden">${priorityName(alarm.priority)} ${stateName(alarm.state)}</span>
      <span class="message">${alarm.message || alarm.name}</span>
      <span class="more">${shortName(alarm.tag)} ${kindText(alarm.kind)}</span>
      <time>${shortTime(sinceMs(alarm), app.travel.now())}</time>
    </button>`;
  }

  private isOurs(alarm: Alarm): boolean {
    if (this.tags !== '') return this.tags.split(' ').some((glob) => matchesGlob(glob, alarm.tag));
    return this.area === '' || isWithin(this.area, alarmArea(alarm));
  }
}
