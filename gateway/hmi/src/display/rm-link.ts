import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Alarm } from '../client/index.js';
import { alarmArea, isShown, needsAck, PRIORITIES, priorityName } from '../model/alarm-order.js';
import { app } from '../model/app.js';
import { isWithin } from '../model/area.js';
import { displays } from '../model/displays.js';
import { NOTHING } from '../model/format.js';
import { address } from '../model/router.js';
import { t } from '../model/text.js';
import '../ui/alarm-symbol.js';
import { Follow } from '../ui/follow.js';

/**
 * `<rm-link to="feed.html" label="Feed" area="Feed" w="340" h="400">`: leads to another display. With an `area` it shows how many
 * alarms stand there, by priority; with `w` and `h` it is a field behind what stands on it.
 */
@customElement('rm-link')
export class RmLink extends LitElement {
  @property() to = '';
  @property() label = '';
  @property() area = '';

  static override styles = css`
    :host { display: inline-block; box-sizing: border-box; border: 1px solid var(--line); border-radius: 4px; background: var(--surface); }
    a { box-sizing: border-box; display: flex; align-items: center; gap: 8px; width: 100%; padding: 3px 9px 3px 12px; min-height: 30px; border-radius: 4px; color: var(--text); text-decoration: none; font-weight: 600; white-space: nowrap; }
    a[href]:hover { background: var(--raised); }
    a:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
    a:not([href]) { outline: 1px dashed var(--edge); color: var(--quiet); }
    .name { overflow: hidden; text-overflow: ellipsis; }
    .go { color: var(--quiet); font-weight: 400; }
    .counts { margin-left: auto; display: flex; gap: 10px; }
    .count { display: flex; align-items: center; gap: 7px; }
    .calm { font-weight: 400; font-size: 12px; color: var(--quiet); line-height: 21px; }
    rm-alarm-symbol { width: 18px; height: 18px; }
    .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  `;

  constructor() {
    super();
    new Follow(this, [app.alarms.changed, app.changed, displays.changed]);
  }

  override render() {
    const target = displays.tree.get(this.to);
    const name = this.label || target?.title || this.to;
    const isMissing = displays.isLoaded && target === undefined;
    if (isMissing) return html`<a title=${t('There is no display {name}', { name: this.to })}><span class="name">${name}</span>${this.counts()}</a>`;
    return html`<a href=${address('overview', this.to)}>
      <span class="name">${name}</span><span class="go" aria-hidden="true">›</span>${this.counts()}
    </a>`;
  }

  get standing(): readonly Alarm[] {
    if (this.area === '') return [];
    return app.alarms.all().filter((alarm) => isShown(alarm) && isWithin(this.area, alarmArea(alarm)));
  }

  private counts() {
    if (this.area === '') return nothing;
    const alarms = this.standing;
    const isKnown = app.link === 'live' && app.alarms.isLoaded;
    if (alarms.length === 0) return html`<span class="counts calm">${isKnown ? t('no alarms') : NOTHING}</span>`;
    return html`<span class="counts">
      ${PRIORITIES.map((priority) => {
        const own = alarms.filter((alarm) => alarm.priority === priority);
        if (own.length === 0) return nothing;
        const open = own.find(needsAck);
        return html`<span class="count"><rm-alarm-symbol priority=${priority} state=${open?.state ?? 'ACKED'}></rm-alarm-symbol>${own.length}
          <span class="hidden">${priorityName(priority)}</span></span>`;
      })}
    </span>`;
  }
}
