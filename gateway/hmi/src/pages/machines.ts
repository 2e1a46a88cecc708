import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { ageText, NOTHING } from '../model/format.js';
import { machines } from '../model/machine-watch.js';
import type { Machine } from '../model/machines.js';
import { address } from '../model/router.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import { Follow } from '../ui/follow.js';
import '../ui/machine-detail.js';
import '../ui/table.js';
import type { Column } from '../ui/table.js';

/** All machines with their states, and one of them in detail. */
@customElement('rm-machines-page')
export class MachinesPage extends LitElement {
  @state() private text = '';
  @state() private now = app.travel.now();
  private end: () => void = () => {};
  private timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    controls,
    css`
      :host { display: flex !important; flex-direction: column; gap: 10px; height: 100%; }
      :host([detail]) { height: auto; }
      rm-table { flex: 1; }
      h1 { overflow-wrap: anywhere; }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [machines.changed, app.router.changed, app.changed]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.end = machines.follow();
    this.timer = setInterval(() => (this.now = app.travel.now()), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.end();
    clearInterval(this.timer);
  }

  protected override willUpdate(): void {
    this.now = app.travel.now();
    this.toggleAttribute('detail', app.router.itemOf('machines') !== '');
  }

  override render() {
    const name = app.router.itemOf('machines');
    return name === '' ? this.list() : this.one(name);
  }

  private one(name: string) {
    const machine = machines.get(name);
    return html`<div class="toolbar">
        <a class="button" href=${address('machines')}>${t('All machines')}</a>
        <h1>${name}</h1>
        ${machine === undefined ? nothing : html`<span class="quiet">${machine.type}</span>`}
      </div>
      ${machine !== undefined
        ? html`<rm-machine-detail .machine=${machine} .now=${this.now}></rm-machine-detail>`
        : html`<p role="status">${machines.isLoaded ? t('There is no machine {name}.', { name }) : t('Loading …')}</p>`}`;
  }

  private list() {
    const words = this.text.toLowerCase().split(/\s+/).filter(Boolean);
    const all = machines.all();
    const rows = all.filter((machine) => words.every((word) => `${machine.name} ${machine.type} ${machine.state} ${machine.areas.join(' ')}`.toLowerCase().includes(word)));
    return html`<div class="toolbar">
        <h1>${t('Machines')}</h1>
        <span class="quiet" role="status">${t('{n} of {all}', { n: rows.length, all: all.length })}</span>
        <span class="spacer"></span>
        <input type="search" placeholder=${t('Search')} aria-label=${t('Search machines')} .value=${this.text} @input=${(e: Event) => (this.text = (e.target as HTMLInputElement).value)} />
      </div>
      <rm-table
        class="panel"
        opens
        .label=${t('Machines')}
        .columns=${this.columns()}
        .rows=${rows}
        .keyOf=${(machine: Machine) => machine.name}
        .version=${this.now}
        .empty=${machines.isLoaded ? t('There is no machine.') : t('Loading …')}
        @open=${(event: CustomEvent<Machine>) => (location.hash = address('machines', event.detail.name))}
      ></rm-table>`;
  }

  private columns(): Column<Machine>[] {
    const age = (machine: Machine) => (machine.since === null ? 0 : this.now - Date.parse(machine.since));
    return [
      { key: 'name', label: t('Machine'), width: 230, grow: 2, value: (m) => m.name, cell: (m) => html`<a href=${address('machines', m.name)}>${m.name}</a>` },
      { key: 'state', label: t('State'), width: 190, grow: 1, narrow: 'end', value: (m) => m.state, cell: (m) => stateCell(m) },
      { key: 'since', label: t('For'), width: 110, align: 'right', value: age, cell: (m) => (m.since === null ? NOTHING : ageText(age(m))) },
      { key: 'waits', label: t('Waits for'), width: 150, value: (m) => m.pending?.to ?? '', cell: (m) => (m.pending === null ? '' : t('confirmation: {state}', { state: m.pending.to })) },
      { key: 'faults', label: t('Faults'), width: 84, align: 'right', narrow: 'none', value: (m) => m.faults },
      { key: 'area', label: t('Area'), width: 140, grow: 1, value: (m) => m.areas.join(', ') },
      { key: 'type', label: t('Type'), width: 130, value: (m) => m.type },
    ];
  }
}

/** Shape, word and weight for what is not as it should be; grey text for the rest. */
function stateCell(machine: Machine) {
  const words = machine.faulted ? `⚠ ${machine.state} ${t('FAULTED')}` : machine.state;
  return machines.isFresh ? html`<b>${words}</b>` : html`<i>${words} (${t('Not live')})</i>`;
}
