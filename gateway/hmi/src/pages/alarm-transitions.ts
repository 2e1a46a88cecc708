import { css, html, nothing } from 'lit';
import { shortTime, stateName } from '../model/alarm-order.js';
import { timeText } from '../model/format.js';
import { inputText, type Occurrence, type Remark, type Transition } from '../model/occurrences.js';
import { t } from '../model/text.js';

export const transitionStyles = css`
  .story { list-style: none; margin: 0; padding: 0; }
  .story li { display: grid; grid-template-columns: 84px 1fr; gap: 2px 10px; padding: 4px 0; border-top: 1px solid var(--line); line-height: 1.3; }
  .story li:first-child { border-top: 0; }
  .story time { font-variant-numeric: tabular-nums; color: var(--quiet); }
  .story div { min-width: 0; overflow-wrap: anywhere; }
  .story q { display: block; quotes: '“' '”'; }
  .story .remark { font-style: italic; }
`;

/** All that happened to an occurrence, oldest first, with who and what they wrote. */
export function story(occurrence: Occurrence) {
  return html`<ol class="story" aria-label=${t('Transitions')}>
    ${occurrence.transitions.map((transition) => step(transition, occurrence.remarks.filter((remark) => remark.event === transition.id)))}
  </ol>`;
}

function step(transition: Transition, remarks: Remark[]) {
  return html`<li data-input=${transition.input}>
    <time title=${timeText(Date.parse(transition.time))}>${shortTime(Date.parse(transition.time), Date.now())}</time>
    <div>
      ${inputText(transition.input)}${transition.level ? ` ${transition.level}` : nothing}${transition.user ? html` · <b>${transition.user}</b>` : nothing}
      <span class="quiet">${stateName(transition.state)}</span>
      ${transition.text ? html`<q>${transition.text}</q>` : nothing}
      ${remarks.map((remark) => html`<q class="remark">${remark.text} (${remark.user})</q>`)}
    </div>
  </li>`;
}
