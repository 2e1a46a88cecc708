import { html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { figureName, figureText, liveFigures, report, staleOf, targetText, verdictText, type Frequent, type LiveFigures, type Report, type Target } from '../model/alarm-kpi.js';
import { priorityName } from '../model/alarm-order.js';
import { errorText } from '../model/alarm-refusals.js';
import { csv } from '../model/csv.js';
import { ageText, readableTimes, timeText } from '../model/format.js';
import { spanText } from '../model/shelf-times.js';
import { t } from '../model/text.js';
import '../ui/alarm-symbol.js';
import { controls } from '../ui/controls.js';
import { download } from '../ui/download.js';
import { kpiStyles } from './alarm-kpi.css.js';
import { rateChart, shareBar, verdictMark } from './kpi-drawing.js';
import './span-field.js';
import type { SpanField } from './span-field.js';

const LIVE_MS = 10_000;

/** How good the alarms are: the figures of EEMUA 191 and ISA-18.2 against their targets, and which alarms are to blame. */
@customElement('rm-alarm-kpi')
export class AlarmKpi extends LitElement {
  @state() private report: Report | null = null;
  @state() private live: LiveFigures | null = null;
  @state() private refusal = '';
  @state() private isBusy = false;
  @state() private positions = 1;
  @query('rm-span-field') private field!: SpanField;
  private timer: ReturnType<typeof setInterval> | undefined;
  private turn = 0;

  static override styles = [controls, kpiStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => void this.tick(), LIVE_MS);
    void this.tick();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  override firstUpdated(): void {
    void this.load();
  }

  private async tick(): Promise<void> {
    this.live = await liveFigures().catch(() => null);
  }

  private async load(): Promise<void> {
    const span = this.field.span();
    if (span === null) return;
    const turn = ++this.turn;
    this.isBusy = true;
    try {
      const answer = await report(span.from, span.to, this.positions);
      if (turn !== this.turn) return;
      this.report = answer;
      this.refusal = '';
    } catch (error) {
      if (turn === this.turn) this.refusal = errorText(error);
    } finally {
      if (turn === this.turn) this.isBusy = false;
    }
  }

  override render() {
    return html`
      <div class="toolbar">
        <rm-span-field @span=${() => void this.load()}></rm-span-field>
        <label>${t('Operator positions')}
          <input type="number" min="1" max="1000" .value=${String(this.positions)} @change=${this.setPositions} />
        </label>
        <button ?disabled=${this.isBusy} @click=${() => void this.load()}>${t('Refresh')}</button>
        <button ?disabled=${this.report === null} @click=${this.save}>${t('Save as CSV')}</button>
        <span class="quiet" role="status">${this.isBusy ? t('The journal of the span is being executed…') : this.report ? this.spanLine(this.report) : ''}</span>
      </div>
      <div role="alert">${this.refusal}</div>
      <div class="all" tabindex="0" role="region" aria-label=${t('Alarm figures')}>${this.nowPanel()} ${this.report === null ? nothing : this.panels(this.report)}</div>
    `;
  }

  private spanLine(one: Report): string {
    return t('{from} to {to}', { from: timeText(Date.parse(one.from)), to: timeText(Date.parse(one.to)) });
  }

  private setPositions(event: Event): void {
    const wanted = Math.round(Number((event.target as HTMLInputElement).value));
    this.positions = Math.min(1_000, Math.max(1, wanted || 1));
    void this.load();
  }

  private nowPanel() {
    const { live } = this;
    if (live === null) return nothing;
    return html`<section class="panel across ${live.flood ? 'flood' : ''}" aria-label=${t('Now')}>
      <dl class="big">
        ${big(t('Last 10 min'), live.lastTenMinutes)} ${big(t('Last hour'), live.lastHour)} ${big(t('Last 24 hours'), live.lastDay)}
        ${big(t('Flood now'), live.flood ? t('yes') : t('no'))} ${big(t('Floods since the start'), live.floods)}
      </dl>
    </section>`;
  }

  private panels(one: Report) {
    return html`
      ${one.notes.length > 0 ? html`<section class="panel across"><ul>${one.notes.map((note) => html`<li>${readableTimes(note)}</li>`)}</ul></section>` : nothing}
      <section class="panel across"><h2>${t('Alarms over time')}</h2>${rateChart(one.bars, one.positions)}</section>
      <section class="panel"><h2>${t('Against the targets')}</h2>${this.targets(one)}</section>
      <section class="panel"><h2>${t('Priorities')}</h2>${this.priorities(one)} ${this.areas(one)}</section>
      <section class="panel"><h2>${t('Ten most frequent')}</h2>${this.frequent(one.mostFrequent)}</section>
      <section class="panel"><h2>${t('Times')}</h2>${this.times(one)}</section>
      <section class="panel"><h2>${t('Chattering: 3 or more in 60 s')}</h2>${this.frequent(one.chattering)}</section>
      <section class="panel"><h2>${t('Fleeting: gone within 10 s')}</h2>${this.frequent(one.fleeting)}</section>
      <section class="panel"><h2>${t('Stale: active for over 24 h')}</h2>${this.stale(one)}</section>
      <section class="panel"><h2>${t('Hidden and changed')}</h2>${this.hiddenCounts(one)}</section>
    `;
  }

  private targets(one: Report) {
    return html`<table>
      <thead class="targets">
        <tr><th scope="col">${t('Figure')}</th><th scope="col" class="number">${t('Value')}</th><th scope="col">${t('Target')}</th><th scope="col">${t('Target met?')}</th></tr>
      </thead>
      <tbody>
        ${one.targets.map(
          (target) => html`<tr class="target ${target.verdict}" data-figure=${target.id}>
            <td>${figureName(target)}</td><td class="number">${figureText(target.value, target.unit)}</td>
            <td class="aimed">${targetText(target)}</td><td class="how">${verdictMark(target.verdict)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private priorities(one: Report) {
    const by = (priority: number) => one.byPriority[String(priority)] ?? 0;
    const rows: [string, number, number][] = [
      [`${priorityName(4)}, ${priorityName(3)}`, by(4) + by(3), 0.05],
      [priorityName(2), by(2), 0.15],
      [priorityName(1), by(1), 0.8],
    ];
    const share = (count: number) => (one.annunciations === 0 ? 0 : count / one.annunciations);
    return html`<table>
      <thead><tr><th scope="col">${t('Priority')}</th><th scope="col" class="number">${t('Alarms')}</th><th scope="col">${t('Share, and where it should be')}</th></tr></thead>
      <tbody>
        ${rows.map(
          ([name, count, aim]) => html`<tr><td>${name}</td><td class="number">${count}</td>
            <td>${shareBar(share(count), aim)}<span class="quiet">${figureText(share(count) * 100, '%')} · ${t('target {n} %', { n: aim * 100 })}</span></td></tr>`,
        )}
      </tbody>
    </table>`;
  }

  private areas(one: Report) {
    if (!one.byArea || one.byArea.length === 0) return nothing;
    return html`<table>
      <thead><tr><th scope="col">${t('Area')}</th><th scope="col" class="number">${t('Alarms')}</th><th scope="col">${t('Share')}</th></tr></thead>
      <tbody>
        ${one.byArea.map(({ area, annunciations, share }) => html`<tr><td>${area || t('no area')}</td><td class="number">${annunciations}</td><td>${shareBar(share)}</td></tr>`)}
      </tbody>
    </table>`;
  }

  private frequent(alarms: Frequent[]) {
    if (alarms.length === 0) return html`<p class="quiet">${t('None.')}</p>`;
    return html`<table>
      <thead><tr><th scope="col">${t('Alarm')}</th><th scope="col" class="number">${t('Times')}</th><th scope="col" class="number">${t('Share')}</th><td class="wide"></td></tr></thead>
      <tbody>
        ${alarms.map(
          ({ name, priority, count, share }) => html`<tr data-alarm=${name}>
            <td><rm-alarm-symbol priority=${priority} state="ACKED"></rm-alarm-symbol><a href="#/alarms/history?alarm=${encodeURIComponent(name)}">${name}</a></td>
            <td class="number">${count}</td><td class="number">${figureText(share * 100, '%')}</td><td class="wide">${shareBar(share)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private times(one: Report) {
    const row = (name: string, count: number, median: number, ninety: number, most: number) =>
      html`<tr><td>${name}</td><td class="number">${count}</td>${[median, ninety, most].map((s) => html`<td class="number">${count === 0 ? '—' : spanText(s * 1000)}</td>`)}</tr>`;
    return html`<table>
      <thead><tr><th scope="col">${t('From being raised')}</th><th scope="col" class="number">${t('Times')}</th><th scope="col" class="number">${t('half within')}</th><th scope="col" class="number">90 %</th><th scope="col" class="number">99 %</th></tr></thead>
      <tbody>
        ${row(t('to the acknowledgement'), one.acknowledgements, one.acknowledgedSecondsMedian, one.acknowledgedSeconds90, one.acknowledgedSeconds99)}
        ${row(t('to the return to normal'), one.returns, one.returnedSecondsMedian, one.returnedSeconds90, one.returnedSeconds99)}
      </tbody>
    </table>`;
  }

  private stale(one: Report) {
    const stale = staleOf(one);
    if (stale.length === 0) return html`<p class="quiet">${t('None.')}</p>`;
    return html`<table><tbody>
      ${stale.map((alarm) => html`<tr><td><rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol><a href="#/alarms/history?alarm=${encodeURIComponent(alarm.name)}">${alarm.name}</a></td>
        <td class="number">${ageText(Date.parse(one.to) - Date.parse(alarm.activeSince!))}</td></tr>`)}
    </tbody></table>`;
  }

  private hiddenCounts(one: Report) {
    const rows: [string, number][] = [
      [t('Shelved|alarms'), one.shelved],
      [t('Suppressed by operators'), one.suppressedByOperators],
      [t('Suppressed by design|alarms'), one.suppressedByDesign],
      [t('Removed from service|alarms'), one.removedFromService],
      [t('Changes of the configuration'), one.configurations],
      [t('Standing at the end'), one.standing],
    ];
    return html`<table><tbody>${rows.map(([name, count]) => html`<tr><td>${name}</td><td class="number">${count}</td></tr>`)}</tbody></table>`;
  }

  private save(): void {
    const one = this.report!;
    const rows = one.targets.map((target: Target) => [figureName(target), target.value, target.unit, targetText(target), verdictText(target.verdict)]);
    const list = (title: string, alarms: Frequent[]) => alarms.map(({ name, count, share }) => [`${title}: ${name}`, count, '', share, '']);
    download(
      'alarm-figures.csv',
      csv([
        [t('Figure'), t('Value'), t('Unit'), t('Target'), t('Target met?')],
        ...rows,
        ...list(t('Ten most frequent'), one.mostFrequent),
        ...list(t('Chattering'), one.chattering),
        ...list(t('Fleeting'), one.fleeting),
        ...one.bars.map((bar) => [t('Alarms from {time}', { time: bar.from }), bar.annunciations, '', '', '']),
      ]),
    );
  }
}

function big(name: string, value: string | number) {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
