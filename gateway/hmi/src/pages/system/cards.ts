import { html, nothing, type TemplateResult } from 'lit';
import { ageText, NOTHING, timeText } from '../../model/format.js';
import { bytesText, countText, durationText } from '../../model/report.js';
import { total, unaccounted, type Rates, type Source, type SystemReport } from '../../model/system.js';
import { t } from '../../model/text.js';
import { card, facts, mark, type Standing, yesNo } from './parts.js';
import { perSecond, percent } from './pipeline.js';

/** What has become of all that every source has brought, and whether that is all of it. */
export function accounting(report: SystemReport, rates: Rates): TemplateResult {
  const all = total(report.sources);
  const missing = report.sources.reduce((sum, source) => sum + Math.abs(unaccounted(source)), 0);
  const standing = missing === 0 ? mark('good', t('balances: nothing is unaccounted for')) : mark('bad', t('{count} events are unaccounted for', { count: countText(missing) }));
  const odd = all.backwardTimes + all.futureTimes + all.ancientTimes;
  return card(
    t('Accounting'),
    html`<div class="scroll" tabindex="0" role="group" aria-label=${t('Accounting of sources')}><table>
        <thead>
          <tr>
            <th scope="col">${t('Source')}</th>
            ${[t('Now'), t('Received'), t('Applied'), t('Filtered'), t('Conflated'), t('Refused|events'), t('Quarantined'), t('In flight')].map((name) => html`<th scope="col" class="number">${name}</th>`)}
            <th scope="col">${t('Balances')}</th>
          </tr>
        </thead>
        <tbody>
          ${report.sources.map((source) => sourceRow(source, rates.source(source.name)))}
          <tr class="sum">${sourceCells(t('All|sum'), all, report.sources.reduce<number | null>((sum, s) => add(sum, rates.source(s.name)), 0), missing === 0)}</tr>
        </tbody>
      </table></div>
      ${odd === 0
        ? nothing
        : html`<p class="quiet">${t('Source times: {back} went back, {ahead} were more than a minute ahead, {ancient} were before the year 2000.', { back: countText(all.backwardTimes), ahead: countText(all.futureTimes), ancient: countText(all.ancientTimes) })}</p>`}`,
    standing,
  );
}

function add(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

function sourceRow(source: Source, rate: number | null): TemplateResult {
  return html`<tr>${sourceCells(source.name, source, rate, unaccounted(source) === 0)}</tr>`;
}

function sourceCells(name: string, source: Source, rate: number | null, isBalanced: boolean): TemplateResult {
  const wrong = (count: number) => html`<td class="number ${count > 0 ? 'abnormal' : ''}">${countText(count)}</td>`;
  return html`<th scope="row">${name}</th>
    <td class="number">${rate === null ? '…' : perSecond(rate)}</td>
    <td class="number">${countText(source.received)}</td>
    <td class="number">${countText(source.applied)}</td>
    <td class="number">${countText(source.filtered)}</td>
    <td class="number">${countText(source.conflated)}</td>
    ${wrong(source.refused)} ${wrong(source.quarantined)}
    <td class="number">${countText(source.inFlight)}</td>
    <td>${isBalanced ? mark('good', t('yes')) : mark('bad', t('{count} missing', { count: countText(unaccounted(source)) }))}</td>`;
}

export function journal(report: SystemReport): TemplateResult {
  const { journal, disk, audit } = report;
  const isTight = disk !== null && disk.freeBytes < disk.warnFreeBytes;
  const standing: [Standing, string] = !journal.recording ? ['bad', t('not recording')] : isTight ? ['warn', t('little room')] : ['good', t('recording')];
  return card(
    t('Journal'),
    facts([
      [t('Recording'), journal.recording ? yesNo(true) : mark('bad', t('no: nothing is recorded'))],
      [t('Sequence'), countText(report.journaledSequence)],
      [t('On disk up to'), t('{sequence}, {lag} behind', { sequence: countText(journal.durableSequence), lag: countText(journal.lag) })],
      [t('Waiting for the disk'), countText(journal.parked)],
      ...(disk === null
        ? []
        : ([
            [t('Size'), t('{size}, epochs: {epochs}', { size: bytesText(disk.journalBytes), epochs: disk.epochs })],
            [t('Free on the disk'), isTight ? mark('warn', bytesText(disk.freeBytes)) : bytesText(disk.freeBytes)],
            [t('Kept'), t('{age}, at most {size}', { age: ageText(disk.retentionMs), size: bytesText(disk.retentionBytes) })],
          ] as [string, unknown][])),
      [t('Signed up to'), audit === null ? t('not signed') : audit.problem !== '' ? mark('bad', audit.problem) : t('{sequence}, {lag} behind', { sequence: countText(audit.signedSequence), lag: countText(audit.lag) })],
      [t('Last signature'), audit?.signedAt ? timeText(Date.parse(audit.signedAt), Date.now()) : NOTHING],
    ]),
    mark(...standing),
  );
}

export function connectors(report: SystemReport): TemplateResult {
  const standing = (state: string): Standing => (state === 'FAILED' ? 'bad' : state === 'UNAVAILABLE' ? 'warn' : 'good');
  return card(
    t('Connectors'),
    report.links.length === 0
      ? html`<p class="quiet">${t('None.|connectors')}</p>`
      : html`<ul class="lines">${report.links.map((link) => html`<li>${mark(standing(link.state), link.state)} <b>${link.name}</b> <span class="quiet">${link.type}${link.detail === '' ? '' : ` · ${link.detail}`} · ${t('since {time}', { time: timeText(Date.parse(link.since), Date.now()) })}</span></li>`)}</ul>`,
  );
}

export interface Database {
  schema: string;
  dialect: string;
  address: string;
  version: string;
  health: { state: string; reason: string; active: number; idle: number; waiting: number; size: number; max: number };
}

export function databases(found: readonly Database[]): TemplateResult {
  return card(
    t('Databases'),
    html`<ul class="lines">${found.map(({ schema, dialect, address, health, version }) => html`<li>
        ${mark(health.state === 'healthy' ? 'good' : health.state === 'degraded' ? 'warn' : 'bad', health.state)} <b>${schema}</b>
        <span class="quiet">${dialect} · ${t('schema version {version}', { version })} · ${t('{active} of {max} connections in use, {waiting} waiting', { active: health.active, max: health.max, waiting: health.waiting })}</span>
        ${health.reason === '' ? nothing : html`<div>${health.reason}</div>`}
        <div class="quiet small">${address}</div>
      </li>`)}</ul>`,
  );
}

export function processCard(report: SystemReport, rates: Rates): TemplateResult {
  const { jvm } = report;
  const collecting = rates.collecting();
  const collections = jvm.collectors.reduce((sum, collector) => sum + collector.collections, 0);
  const spent = jvm.collectors.reduce((sum, collector) => sum + collector.timeMs, 0);
  return card(
    t('Process'),
    facts([
      [t('Ringmain'), report.version],
      ['Java', `${jvm.version} · ${jvm.name}`],
      [t('Running since'), `${timeText(Date.parse(report.startedAt))} (${ageText(jvm.uptimeMs)})`],
      [t('Threading'), report.mode],
      [t('Processor time'), t('{share} of {count}', { share: percent(jvm.cpuLoad), count: jvm.processors })],
      [t('Heap'), t('{used} of {max}', { used: bytesText(jvm.heapUsedBytes), max: bytesText(jvm.heapMaxBytes) })],
      [t('Outside of it'), t('{rest}, buffers {buffers}', { rest: bytesText(jvm.nonHeapUsedBytes), buffers: bytesText(jvm.buffersBytes) })],
      [t('Garbage collection'), `${t('{count} times, {time}', { count: countText(collections), time: durationText(spent * 1e6) })}${collecting === null ? '' : ` · ${t('now {share}', { share: percent(collecting) })}`}`],
      [t('Threads'), countText(jvm.threads)],
      [t('Open WebSockets'), countText(report.webSockets)],
      [t('Defined'), t('{tags} tags, {alarms} alarms, {machines} machines', { tags: countText(report.tags), alarms: countText(report.alarms), machines: countText(report.machines) })],
    ]),
  );
}
