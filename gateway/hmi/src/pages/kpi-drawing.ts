import { html, svg, type TemplateResult } from 'lit';
import { verdictText, type Bar, type Verdict } from '../model/alarm-kpi.js';
import { timeText } from '../model/format.js';
import { t } from '../model/text.js';

const WIDTH = 1000;
const HEIGHT = 150;
const TOP = 8;
const TEN_MIN_S = 600;
/** More than so many in ten minutes are too many for one operator (EEMUA 191). */
const FLOOD = 10;

/** Whether a target is met, as shape and word. */
export function verdictMark(verdict: Verdict): TemplateResult {
  const sign = {
    met: svg`<path class="sign" d="M4.500 8.500 7 11l4.500-6" />`,
    acceptable: svg`<path class="sign" d="M4 8h8" />`,
    'not-met': svg`<path class="sign" d="M5 5l6 6M11 5l-6 6" />`,
    'not-judged': svg``,
  }[verdict];
  const shape = verdict === 'not-met' ? svg`<rect class="mark" x="1" y="1" width="14" height="14" />` : svg`<circle class="mark" cx="8" cy="8" r="6.800" />`;
  return html`<span class="verdict ${verdict}"><svg viewBox="0 0 16 16" aria-hidden="true">${verdict === 'not-judged' ? '' : shape}${sign}</svg>${verdictText(verdict)}</span>`;
}

/** Annunciations over the span; bars with more than an operator can take stand out. */
export function rateChart(bars: readonly Bar[], positions: number): TemplateResult {
  if (bars.length === 0) return html``;
  const seconds = bars[0]!.seconds;
  const most = (FLOOD * positions * seconds) / TEN_MIN_S;
  const highest = Math.max(...bars.map((bar) => bar.annunciations), most * 1.1);
  const step = WIDTH / bars.length;
  const y = (count: number) => HEIGHT - ((HEIGHT - TOP) * count) / highest;
  const over = bars.filter((bar) => bar.annunciations > most).length;
  const text = t('Alarms over time: {n} bars of {min} min, {over} of them above {most}', { n: bars.length, min: Math.round(seconds / 60), over, most: Math.round(most) });
  const end = Date.parse(bars.at(-1)!.from) + seconds * 1000;
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${text}>
      ${bars.map(
        (bar, i) => svg`<rect class="bar ${bar.annunciations > most ? 'over' : ''}" x=${i * step + step * 0.08} width=${step * 0.84} y=${y(bar.annunciations)} height=${HEIGHT - y(bar.annunciations)}><title>${timeText(Date.parse(bar.from))}: ${bar.annunciations}</title></rect>`,
      )}
      <line class="aim" x1="0" x2=${WIDTH} y1=${y(most)} y2=${y(most)} vector-effect="non-scaling-stroke" />
      <line class="axis" x1="0" x2=${WIDTH} y1=${HEIGHT} y2=${HEIGHT} vector-effect="non-scaling-stroke" />
    </svg>
    <div class="ends"><span>${timeText(Date.parse(bars[0]!.from))}</span><span>${t('{min} min a bar; line: {most}, the most (operator positions: {positions}); highest: {highest}', { min: Math.round(seconds / 60), most: Math.round(most), positions, highest: Math.max(...bars.map((bar) => bar.annunciations)) })}</span><span>${timeText(end)}</span></div>`;
}

/** A share of all, 0 to 1, and where it is meant to be. */
export function shareBar(share: number, aim: number | null = null): TemplateResult {
  const at = aim === null ? '' : svg`<line class="aim" x1=${aim * 200} x2=${aim * 200} y1="0" y2="12" vector-effect="non-scaling-stroke" />`;
  return html`<svg class="share" viewBox="0 0 200 12" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" width="200" height="12" /><rect class="bar" width=${Math.min(1, share) * 200} y="1" height="10" />${at}
  </svg>`;
}
