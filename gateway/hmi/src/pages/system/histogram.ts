import { html, nothing, svg, type TemplateResult } from 'lit';
import { countText, durationText } from '../../model/report.js';
import { bars, type Latency } from '../../model/system.js';
import { t } from '../../model/text.js';

const WIDTH = 300;
const HEIGHT = 92;
const FOOT = 14;

/** Latencies as bars: times and counts both on logarithmic scales, so that the one in a million shows. */
export function histogram(title: string, latency: Latency): TemplateResult {
  const found = bars(latency);
  if (found.length === 0) return html`<figure><figcaption><b>${title}</b></figcaption><p class="quiet">${t('Nothing measured yet.')}</p></figure>`;
  const low = Math.log2(found[0]!.fromNs);
  const high = Math.log2(found.at(-1)!.toNs);
  const x = (ns: number) => ((Math.log2(Math.max(ns, found[0]!.fromNs)) - low) / (high - low)) * WIDTH;
  const room = HEIGHT - FOOT;
  return html`<figure>
    <figcaption><b>${title}</b> ${words(latency)}</figcaption>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${t('{title}: how many took how long', { title })} preserveAspectRatio="none">
      <line class="axis" x1="0" x2=${WIDTH} y1=${room} y2=${room} />
      ${found.map((bar) => svg`<rect class="bar" x=${x(bar.fromNs) + 0.5} width=${Math.max(1, x(bar.toNs) - x(bar.fromNs) - 1)} y=${room - bar.height * (room - 6)} height=${bar.height * (room - 6)}><title>${durationText(bar.fromNs)} – ${durationText(bar.toNs)}: ${countText(bar.count)}</title></rect>`)}
      ${percentile(x(latency.p50Ns), room)} ${percentile(x(latency.p99Ns), room)} ${percentile(x(latency.p999Ns), room)}
    </svg>
    <div class="ticks" aria-hidden="true">${ticks(found[0]!.fromNs, found.at(-1)!.toNs).map((ns) => html`<span .style=${`left:${(x(ns) / WIDTH) * 100}%`}>${durationText(ns).replace('.0', '')}</span>`)}</div>
  </figure>`;
}

function percentile(x: number, room: number): unknown {
  return Number.isFinite(x) ? svg`<line class="percentile" x1=${x} x2=${x} y1="0" y2=${room} />` : nothing;
}

/** Powers of ten between, at most four of them. */
function ticks(fromNs: number, toNs: number): number[] {
  const all: number[] = [];
  for (let ns = 10 ** Math.ceil(Math.log10(fromNs)); ns <= toNs; ns *= 10) all.push(ns);
  const every = Math.ceil(all.length / 4);
  return all.filter((_, index) => index % every === 0);
}

function words(latency: Latency): string {
  return t('half within {p50}, 99 of 100 within {p99}, 999 of 1000 within {p999}, the slowest took {max}.', {
    p50: durationText(latency.p50Ns),
    p99: durationText(latency.p99Ns),
    p999: durationText(latency.p999Ns),
    max: durationText(latency.maxNs),
  });
}
