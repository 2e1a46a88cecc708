import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TagDefinition } from '../client/index.js';
import { isShown } from '../model/alarm-order.js';
import { app } from '../model/app.js';
import { isWithin } from '../model/area.js';
import '../display/rm-value.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import { Follow } from '../ui/follow.js';

const PER_AREA = 60;
/** Tags that no site has written down. */
const MADE = /^(Connectors|Engines)\./;

/** Where alarms stand before where all is well, and what Ringmain counts of itself behind the plant. */
function byConcern([a, ofA]: [string, TagDefinition[]], [b, ofB]: [string, TagDefinition[]]): number {
  return rank(ofA) - rank(ofB) || a.localeCompare(b);
}

function rank(tags: TagDefinition[]): number {
  if (tags.every(({ name }) => MADE.test(name))) return 9;
  const worst = Math.max(0, ...tags.flatMap(({ name }) => app.alarms.ofTag(name).filter(isShown).map(({ priority }) => priority)));
  return 4 - worst;
}

/** Any site's overview without a drawing: a card for each area, the tags with alarms of their own first. */
@customElement('rm-area-list')
export class AreaList extends LitElement {
  /** This one only; all of them when it is empty. */
  @property() area = '';

  static override styles = [
    controls,
    css`
      :host { display: block; height: 100%; overflow: auto; }
      .cards { columns: 340px; column-gap: 10px; }
      section { break-inside: avoid; margin-bottom: 10px; padding: 8px 12px; }
      h2 { padding-bottom: 4px; border-bottom: 1px solid var(--line); }
      .line { display: flex; align-items: center; gap: 26px; min-height: 28px; }
      .line span { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.tags.definitionsChanged, app.alarms.changed]);
  }

  override render() {
    const areas = new Map<string, TagDefinition[]>();
    for (const tag of app.tags.definitions.values()) {
      if (this.area === '' || isWithin(this.area, tag.area)) areas.set(tag.area, [...(areas.get(tag.area) ?? []), tag]);
    }
    return html`<div class="cards">
      ${[...areas].sort(byConcern).map(([area, tags]) => this.card(area, tags))}
    </div>`;
  }

  private card(area: string, tags: TagDefinition[]) {
    const weight = (tag: TagDefinition) => {
      const alarms = app.alarms.ofTag(tag.name);
      return alarms.some(isShown) ? 0 : alarms.length > 0 ? 1 : 2;
    };
    const shown = tags.map((tag) => ({ tag, weight: weight(tag) })).sort((a, b) => a.weight - b.weight);
    return html`<section class="panel" aria-label=${area}>
      <h2>${area}</h2>
      ${shown.slice(0, PER_AREA).map(
        ({ tag }) =>
          html`<div class="line">
            <span title=${tag.description}>${tag.name.replace(`${area}.`, '')}</span><rm-value tag=${tag.name}></rm-value>
          </div>`,
      )}
      ${tags.length > PER_AREA ? html`<a href="#/tags">${t('{n} more', { n: tags.length - PER_AREA })}</a>` : ''}
    </section>`;
  }
}
