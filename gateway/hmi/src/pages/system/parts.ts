import { css, html, nothing, type TemplateResult } from 'lit';
import { t } from '../../model/text.js';

/** How a thing stands: a shape and a word, colour only where something is wrong. */
export type Standing = 'good' | 'warn' | 'bad';

const SHAPES: Record<Standing, string> = { good: '✓', warn: '▲', bad: '■' };

/** `✓ balances`, `▲ behind`, `■ down`. */
export function mark(standing: Standing, text: string): TemplateResult {
  return html`<span class="mark ${standing}"><i aria-hidden="true">${SHAPES[standing]}</i>${text}</span>`;
}

/** A card of a page about the site itself. */
export function card(title: string, content: unknown, standing: unknown = nothing): TemplateResult {
  return html`<section class="panel card" aria-label=${title}>
    <div class="cardhead"><h2>${title}</h2>${standing}</div>
    ${content}
  </section>`;
}

/** Names and what they are, a line each. */
export function facts(pairs: readonly (readonly [string, unknown])[]): TemplateResult {
  return html`<dl>${pairs.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

export function yesNo(is: boolean): string {
  return is ? t('yes') : t('no');
}

export const cardStyles = css`
  .card { padding: 10px 14px; min-width: 0; overflow-wrap: anywhere; }
  .cardhead { display: flex; flex-wrap: wrap; gap: 2px 12px; align-items: baseline; justify-content: space-between; margin-bottom: 6px; }
  .mark { white-space: nowrap; color: var(--quiet); }
  .mark i { font-style: normal; margin-right: 5px; }
  .mark.warn, .mark.bad { color: var(--text); font-weight: 600; }
  .mark.warn i { background: var(--p3); color: var(--p3-text); padding: 0 4px; border-radius: 2px; }
  .mark.bad i { background: var(--p4); color: var(--p4-text); padding: 0 5px; border-radius: 2px; }
  dl { margin: 0; }
  dl > div { display: flex; gap: 12px; justify-content: space-between; padding: 2px 0; border-bottom: 1px solid var(--line); }
  dl > div:last-child { border-bottom: 0; }
  dt { color: var(--quiet); overflow-wrap: normal; }
  dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; }
`;
