import { html, svg, type TemplateResult } from 'lit';
import { fixedText } from '../../model/format.js';
import { countText, durationText } from '../../model/report.js';
import type { Rates, Stage, SystemReport } from '../../model/system.js';
import { t } from '../../model/text.js';

const WIDTH = 1000;
const HEIGHT = 164;
const BOX = { top: 34, height: 110, width: 180 };
const GAP = (WIDTH - 5 * BOX.width) / 4;
const RING_FULL = 0.5;

/** Where events come from, the ring, and the stages that read it, each with what it does at the moment. */
export function pipeline(report: SystemReport, rates: Rates): TemplateResult {
  const inRing = report.ring.slots - report.ring.free;
  const share = report.ring.slots > 0 ? inRing / report.ring.slots : 0;
  const brought = report.sources.reduce((sum, source) => sum + (rates.source(source.name) ?? 0), 0);
  const isKnown = rates.stage(0) !== null;
  const boxes = [
    box(0, t('Sources'), [
      [t('Events'), isKnown ? perSecond(brought) : '…'],
      [t('Sources'), countText(report.sources.length)],
      [t('In flight'), countText(report.sources.reduce((sum, source) => sum + source.inFlight, 0))],
    ], share, false),
    box(1, t('Ring'), [
      [t('Slots'), countText(report.ring.slots)],
      [t('Taken'), countText(inRing)],
      [t('Full|ring'), percent(share)],
    ], share, share > RING_FULL),
    ...report.stages.map((stage, index) => stageBox(index, stage, rates)),
  ];
  return html`<div class="drawing">
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${t('Pipeline: sources, ring and stages')}>
      ${[0, 1, 2, 3].map(arrow)} ${boxes}
    </svg>
  </div>`;
}

function stageBox(index: number, stage: Stage, rates: Rates): TemplateResult {
  const rate = rates.stage(index);
  const isWrong = stage.errors > 0;
  return box(index + 2, stage.name, [
    [t('Events'), rate === null ? '…' : perSecond(rate.perSecond)],
    [t('A batch'), rate === null ? '…' : countText(Math.round(rate.perBatch * 10) / 10)],
    [t('Behind'), countText(stage.lag)],
    [t('Busy'), rate === null ? '…' : percent(rate.busy)],
    ...(isWrong ? [[t('Errors'), countText(stage.errors)] as [string, string]] : []),
  ], rate?.busy ?? 0, isWrong);
}

/** A box with lines of name and figure, and at its foot how much of it is in use. */
function box(place: number, title: string, lines: [string, string][], share: number, isWrong: boolean): TemplateResult {
  const left = place * (BOX.width + GAP);
  const foot = BOX.top + BOX.height;
  return svg`<g class=${isWrong ? 'wrong' : ''}>
    <rect class="box" x=${left + 1} y=${BOX.top - 28} width=${BOX.width - 2} height=${BOX.height + 46} rx="5" />
    <text class="boxtitle" x=${left + 14} y=${BOX.top - 6}>${isWrong ? '■ ' : ''}${title}</text>
    ${lines.map(
      ([name, figure], i) => svg`<text class="name" x=${left + 14} y=${BOX.top + 22 + i * 22}>${name}</text>
        <text class="figure" x=${left + BOX.width - 14} y=${BOX.top + 22 + i * 22}>${figure}</text>`,
    )}
    <rect class="track" x=${left + 14} y=${foot} width=${BOX.width - 28} height="5" />
    <rect class="level" x=${left + 14} y=${foot} width=${Math.max(0, Math.min(1, share)) * (BOX.width - 28)} height="5" />
  </g>`;
}

function arrow(place: number): TemplateResult {
  const left = place * (BOX.width + GAP) + BOX.width;
  const middle = BOX.top + BOX.height / 2 - 6;
  return svg`<path class="arrow" d="M${left + 3} ${middle}h${GAP - 7}m-5 -5l5 5l-5 5" />`;
}

export function perSecond(rate: number): string {
  return `${countText(rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate))} /s`;
}

export function percent(share: number): string {
  const points = share * 100;
  return `${points > 0 && points < 10 ? fixedText(points, 1) : Math.round(points)} %`;
}

/** The same for narrow screens and for who reads with the ears: a table. */
export function stageTable(report: SystemReport, rates: Rates): TemplateResult {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${t('Stage')}</th>
        <th scope="col" class="number">${t('Events')}</th>
        <th scope="col" class="number">${t('A batch')}</th>
        <th scope="col" class="number">${t('Behind')}</th>
        <th scope="col" class="number">${t('Busy')}</th>
        <th scope="col" class="number">${t('Longest cycle')}</th>
        <th scope="col" class="number">${t('Errors')}</th>
      </tr>
    </thead>
    <tbody>
      ${report.stages.map((stage, index) => {
        const rate = rates.stage(index);
        return html`<tr>
          <th scope="row">${stage.name}</th>
          <td class="number">${rate === null ? '…' : perSecond(rate.perSecond)}</td>
          <td class="number">${rate === null ? '…' : countText(Math.round(rate.perBatch * 10) / 10)}</td>
          <td class="number">${countText(stage.lag)}</td>
          <td class="number">${rate === null ? '…' : percent(rate.busy)}</td>
          <td class="number">${durationText(stage.longestCycleNs)}</td>
          <td class="number ${stage.errors > 0 ? 'abnormal' : ''}">${countText(stage.errors)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}
