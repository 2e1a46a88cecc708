import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Alarm } from '../client/index.js';
import { acknowledge, ask, command, isDue, isSigned, mayDo, needsWords, permissionOf, verbName, type Verb } from '../model/alarm-commands.js';
import { alarmArea, arrange, DEFAULT_VIEW, isFiltered, PRIORITIES, priorityName, stateName, STATES, type AlarmColumn, type AlarmView } from '../model/alarm-order.js';
import { app } from '../model/app.js';
import { hiddenWhy } from '../model/hidden-why.js';
import { HeldOrder } from '../model/held-order.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import { Follow } from '../ui/follow.js';
import { KINDS, type DeskKind } from './alarm-kinds.js';
import './alarm-list.js';

/** A list of alarms with what narrows it and what can be done about the chosen ones. */
@customElement('rm-alarm-desk')
export class AlarmDesk extends LitElement {
  @property() kind: DeskKind = 'standing';
  @property() shown = '';
  @state() private view: AlarmView = DEFAULT_VIEW;
  @state() private chosen: ReadonlySet<string> = new Set();
  private readonly order = new HeldOrder();
  private timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    controls,
    css`
      @media print { .actions { display: none; } }
      :host { display: flex; flex-direction: column; gap: 8px; min-width: 0; min-height: 0; flex: 1; container-type: inline-size; }
      .filters label { display: inline-flex; align-items: center; gap: 6px; }
      .filters select { max-width: 190px; }
      .first input { width: 18px; height: 18px; min-height: 0; margin: 0; }
      input[type='search'] { width: 190px; }
      .actions { padding: 5px 10px; min-height: 42px; }
      @container (max-width: 900px) {
        .actions.idle { display: none; }
      }
      @media (max-width: 760px) {
        .filters label.wide { display: none; }
        .filters label span { display: none; }
        .filters label { flex: 1 1 28%; }
        .filters select { width: 100%; font-size: 13px; padding: 3px 4px; }
        input[type='search'] { flex: 1; min-width: 110px; }
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.alarms.changed, app.changed, app.tags.definitionsChanged, hiddenWhy.changed]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => this.requestUpdate(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  /** Another list begins anew. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('kind')) return;
    this.order.release();
    this.chosen = new Set();
    this.view = DEFAULT_VIEW;
  }

  override render() {
    const kind = KINDS[this.kind];
    const all = kind.alarms();
    const alarms = this.order.arrange(arrange(all, this.view), (name) => app.alarms.find(name));
    const tickable = kind.verbs.some((verb) => app.may(permissionOf(verb)));
    const chosen = alarms.filter((alarm) => this.chosen.has(alarm.name));
    const isAlone = all.length > 0 && isFiltered(this.view);
    return html`
      <div class="toolbar filters" role="search" aria-label=${t('Filter alarms')}>${this.filters(all, alarms.length)}</div>
      ${tickable ? this.actions(kind.verbs, chosen) : nothing}
      <rm-alarm-list
        class="panel"
        label=${kind.title()}
        .alarms=${alarms}
        .chosen=${new Set(chosen.map((alarm) => alarm.name))}
        .shown=${this.shown}
        .column=${this.view.column}
        .descending=${this.view.descending}
        .verbs=${kind.rowVerbs}
        .tickable=${tickable}
        .notes=${kind.notes}
        .waiting=${this.order.waiting}
        .empty=${!app.alarms.isLoaded ? t('The alarms are being fetched.') : isAlone ? t('No alarm in this selection.') : kind.empty()}
        @choose=${(e: CustomEvent<ReadonlySet<string>>) => (this.chosen = e.detail)}
        @sort=${(e: CustomEvent<AlarmColumn>) => this.sortBy(e.detail)}
        @act=${(e: CustomEvent<{ alarm: Alarm; verb: Verb }>) => this.act(e.detail.alarm, e.detail.verb)}
        @busy=${() => this.order.hold()}
        @idle=${() => this.order.release()}
        @catch-up=${() => this.catchUp()}
      ></rm-alarm-list>
    `;
  }

  private catchUp(): void {
    this.order.release();
    this.requestUpdate();
  }

  private filters(all: Alarm[], count: number) {
    const { view } = this;
    const areas = [...new Set(all.map(alarmArea))].sort();
    const groups = [...new Set(all.map((alarm) => alarm.firstOutGroup ?? ''))].filter(Boolean).sort();
    const picked = (event: Event) => (event.target as HTMLSelectElement).value || null;
    const option = (value: string | number, label: string, present: unknown) =>
      html`<option value=${value} ?selected=${String(value) === String(present ?? '')}>${label}</option>`;
    return html`
      <label><span>${t('Priority')}</span>
        <select aria-label=${t('Priority')} @change=${(e: Event) => this.narrow({ priority: picked(e) === null ? null : Number(picked(e)) })}>
          ${option('', t('All priorities'), view.priority)} ${PRIORITIES.map((p) => option(p, priorityName(p), view.priority))}
        </select>
      </label>
      <label><span>${t('State')}</span>
        <select aria-label=${t('State')} @change=${(e: Event) => this.narrow({ state: picked(e) as AlarmView['state'] })}>
          ${option('', t('All states'), view.state)} ${option('unacknowledged', t('All unacknowledged'), view.state)}
          ${STATES.filter((s) => s !== 'NORM').map((s) => option(s, stateName(s), view.state))}
        </select>
      </label>
      <label><span>${t('Area')}</span>
        <select aria-label=${t('Area')} @change=${(e: Event) => this.narrow({ area: picked(e) })}>
          ${option('', t('All areas'), view.area)} ${areas.map((area) => option(area, area, view.area))}
        </select>
      </label>
      ${groups.length === 0
        ? nothing
        : html`<label class="wide"><span>${t('Group')}</span>
              <select aria-label=${t('Group')} @change=${(e: Event) => this.narrow({ group: picked(e) })}>
                ${option('', t('All groups'), view.group)} ${groups.map((group) => option(group, group, view.group))}
              </select>
            </label>
            <label class="wide first"><input type="checkbox" .checked=${view.firstOut} @change=${(e: Event) => this.narrow({ firstOut: (e.target as HTMLInputElement).checked })} />${t('First-out only')}</label>`}
      <input type="search" placeholder=${t('Search')} aria-label=${t('Search in alarms')} .value=${view.text} @input=${(e: Event) => this.narrow({ text: (e.target as HTMLInputElement).value })} />
      ${isFiltered(view) ? html`<button @click=${() => this.narrow({ ...DEFAULT_VIEW, column: view.column, descending: view.descending })}>${t('Show all')}</button>` : nothing}
      <span class="quiet" role="status">${t('{n} of {all}', { n: count, all: all.length })}</span>
    `;
  }

  private narrow(change: Partial<AlarmView>): void {
    this.order.release();
    this.view = { ...this.view, ...change };
  }

  /** Up, down, and back to the most urgent first. */
  private sortBy(column: AlarmColumn): void {
    if (this.view.column !== column) this.narrow({ column, descending: false });
    else if (!this.view.descending) this.narrow({ descending: true });
    else this.narrow({ column: 'urgency', descending: false });
  }

  private actions(verbs: Verb[], chosen: Alarm[]) {
    const offered = verbs.filter((verb) => app.may(permissionOf(verb)));
    return html`<div class="toolbar panel actions ${chosen.length === 0 ? 'idle' : ''}" role="toolbar" aria-label=${t('Chosen alarms')}>
      <span class="quiet">${chosen.length === 0 ? t('Choose alarms to act on:') : t('{n} chosen:', { n: chosen.length })}</span>
      ${offered.map((verb, i) => {
        const able = chosen.filter((alarm) => isDue(verb, alarm) && mayDo(verb, alarm));
        return html`<button class=${i === 0 ? 'primary' : ''} ?disabled=${able.length === 0 || app.link !== 'live'} @click=${() => this.askFor(verb, able)}>
          ${able.length > 0 ? t('{verb} ({n})', { verb: verbName(verb), n: able.length }) : verbName(verb)}
        </button>`;
      })}
    </div>`;
  }

  private async askFor(verb: Verb, alarms: Alarm[]): Promise<void> {
    await ask(verb, alarms);
    this.chosen = new Set();
  }

  private act(alarm: Alarm, verb: Verb): void {
    if (verb === 'acknowledge') void acknowledge(alarm, '');
    else if (needsWords(verb) || isSigned(alarm)) void ask(verb, [alarm]);
    else void command(alarm, verb);
  }
}
