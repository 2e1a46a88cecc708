import { css, html, nothing, type TemplateResult } from 'lit';
import { NOTHING, timeText, wordsOf } from '../../model/format.js';
import { countText } from '../../model/report.js';
import { t } from '../../model/text.js';
import { card } from './parts.js';

export interface Occurrence {
  raised: string;
  returned: string | null;
  acknowledged: string | null;
  seconds: number;
  priority: number;
  announced: boolean;
  standing: boolean;
}

/** What a what-if run found, as its result has it. */
export interface WhatIfReport {
  from: string;
  to: string;
  events: number;
  executed: number;
  mismatches: string[];
  errors: string[];
  figures: Record<'recorded' | 'whatIf', Record<string, unknown>>;
  sameOccurrences: number;
  alarms: { alarm: string; same: number; onlyRecorded: Occurrence[]; onlyWhatIf: Occurrence[]; changed: { recorded: Occurrence; whatIf: Occurrence }[] }[];
  commands: number;
  commandDifferences: Record<string, unknown>[];
  remarks: { kind: string; name: string; detail: string; count: number }[];
}

const MOST = 200;

/** Alarms, figures and commands that would have been others. */
export function whatIfReport(report: WhatIfReport): TemplateResult {
  const differing = report.alarms.length;
  return html`
    ${card(
      t('Result'),
      html`<p>
          ${t('{events} events from {from} to {to}.', { events: countText(report.events), from: timeText(Date.parse(report.from)), to: timeText(Date.parse(report.to)) })}
          <b>${differing === 0 ? t('No alarm would have been another.') : t('{count} alarms would have been others; {same} occurrences are the same.', { count: differing, same: countText(report.sameOccurrences) })}</b>
        </p>
        ${[...report.errors, ...report.mismatches].map((line) => html`<p class="problem">${line}</p>`)}
        <div class="scroll" tabindex="0" role="group" aria-label=${t('Figures')}>${figures(report)}</div>`,
    )}
    ${differing === 0 ? nothing : card(t('Alarms that differ'), html`<div class="scroll" tabindex="0" role="group" aria-label=${t('Alarms that differ')}>${alarms(report)}</div>`)}
    ${report.commandDifferences.length === 0 ? nothing : card(t('Commands that would have ended otherwise'), html`<ul>${report.commandDifferences.slice(0, MOST).map((command) => html`<li>${Object.entries(command).map(([key, value]) => html`<span class="quiet">${wordsOf(key)}</span> ${typeof value === 'object' ? JSON.stringify(value) : String(value)} `)}</li>`)}</ul>`)}
    ${report.remarks.length === 0 ? nothing : card(t('Remarks'), html`<ul>${report.remarks.slice(0, MOST).map((remark) => html`<li><b>${remark.name}</b> ${remark.detail || wordsOf(remark.kind)}${remark.count > 1 ? ` × ${remark.count}` : ''}</li>`)}</ul>`)}
  `;
}

function figures(report: WhatIfReport): TemplateResult {
  const { recorded, whatIf } = report.figures;
  const keys = Object.keys(recorded).filter((key) => typeof recorded[key] === 'number' || typeof whatIf[key] === 'number');
  const number = (value: unknown) => (typeof value === 'number' ? countText(value) : NOTHING);
  return html`<table>
    <thead><tr><th scope="col">${t('Figure')}</th><th scope="col" class="number">${t('Recorded')}</th><th scope="col" class="number">${t('What if')}</th></tr></thead>
    <tbody>${keys.map((key) => html`<tr><th scope="row">${wordsOf(key)}</th><td class="number">${number(recorded[key])}</td><td class="number">${recorded[key] === whatIf[key] ? number(whatIf[key]) : html`<b>${number(whatIf[key])}</b>`}</td></tr>`)}</tbody>
  </table>`;
}

function alarms(report: WhatIfReport): TemplateResult {
  return html`<table>
    <thead>
      <tr><th scope="col">${t('Alarm')}</th><th scope="col" class="number">${t('The same')}</th><th scope="col">${t('Would not have come')}</th><th scope="col">${t('Would have come')}</th><th scope="col">${t('Otherwise')}</th></tr>
    </thead>
    <tbody>
      ${report.alarms.slice(0, MOST).map((alarm) => html`<tr>
        <th scope="row">${alarm.alarm}</th>
        <td class="number">${alarm.same}</td>
        <td>${occurrences(alarm.onlyRecorded)}</td>
        <td>${occurrences(alarm.onlyWhatIf)}</td>
        <td>${alarm.changed.length === 0 ? '' : t('{count}, the first {before} s instead of {after} s', { count: alarm.changed.length, before: Math.round(alarm.changed[0]!.whatIf.seconds), after: Math.round(alarm.changed[0]!.recorded.seconds) })}</td>
      </tr>`)}
    </tbody>
  </table>`;
}

function occurrences(list: readonly Occurrence[]): string {
  if (list.length === 0) return '';
  return t('{count}, the first {time}', { count: list.length, time: timeText(Date.parse(list[0]!.raised), Date.now()) });
}

export const whatIfStyles = css`
  .scroll { overflow-x: auto; }
  .scroll table { border-collapse: collapse; width: 100%; }
  .scroll th, .scroll td { padding: 3px 12px 3px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
  .scroll thead th { font-size: 12.5px; color: var(--quiet); }
  .scroll th[scope='row'] { font-weight: 400; }
  .scroll .number { text-align: right; }
  ul { margin: 0; padding-left: 20px; }
`;
