import { css, html, nothing, type TemplateResult } from 'lit';
import { countText } from '../../model/report.js';
import { t } from '../../model/text.js';
import { shown, type Comparison, type Difference } from './config-calls.js';

const SIGNS: Record<string, string> = { created: '+', changed: '±', removed: '−' };

/** What differs, a definition at a time and key by key; signs and words, not colours. */
export function differenceList(comparison: Comparison): TemplateResult {
  const { created, changed, removed } = comparison;
  if (created + changed + removed === 0) return html`<p class="quiet">${t('Nothing differs.')}</p>`;
  return html`
    <p>${t('{created} created, {changed} changed, {removed} removed', { created: countText(created), changed: countText(changed), removed: countText(removed) })}</p>
    ${comparison.complete ? nothing : html`<p class="quiet">${t('Only the first {count} are shown.', { count: comparison.items.length })}</p>`}
    <ul class="differences">${comparison.items.map(difference)}</ul>
  `;
}

function difference(item: Difference): TemplateResult {
  const words = { created: t('created'), changed: t('changed|definition'), removed: t('removed') };
  return html`<li>
    <div><b class="sign" aria-hidden="true">${SIGNS[item.change]}</b> <b>${item.name}</b> <span class="quiet">${item.section} · ${words[item.change]}</span></div>
    ${item.keys.length === 0
      ? nothing
      : html`<table>
          ${item.keys.map((key) => html`<tr><th scope="row">${key.key}</th><td>${item.change === 'created' ? nothing : html`<del>${shown(key.from)}</del>`}${item.change === 'changed' ? ' → ' : nothing}${item.change === 'removed' ? nothing : html`<ins>${shown(key.to)}</ins>`}</td></tr>`)}
        </table>`}
  </li>`;
}

export const differenceStyles = css`
  .differences { list-style: none; margin: 0; padding: 0; }
  .differences li { padding: 6px 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
  .differences table { margin: 3px 0 0 20px; border-collapse: collapse; font-size: 13px; }
  .differences th { text-align: left; font-weight: 400; color: var(--quiet); padding: 1px 14px 1px 0; vertical-align: top; }
  .differences td { overflow-wrap: anywhere; }
  .sign { display: inline-block; width: 16px; }
  ins { text-decoration: none; font-weight: 600; }
  del { color: var(--quiet); }
`;
