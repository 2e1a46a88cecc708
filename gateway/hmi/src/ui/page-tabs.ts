import { css, html, type TemplateResult } from 'lit';
import { app } from '../model/app.js';
import { address } from '../model/router.js';
import { t } from '../model/text.js';

export interface Part {
  /** In the address behind the page's name; empty for the first. */
  readonly name: string;
  readonly title: string;
}

/** Links to the parts of a page, each with an address of its own. */
export function pageTabs(page: string, parts: readonly Part[]): TemplateResult {
  return html`<nav class="parts" aria-label=${t('Parts of the page')}>
    ${parts.map((part) => html`<a href=${address(page, part.name)} aria-current=${app.router.itemOf(page) === part.name ? 'page' : 'false'}>${part.title}</a>`)}
  </nav>`;
}

export const pageTabStyles = css`
  .parts { display: flex; flex-wrap: wrap; gap: 2px; }
  .parts a { color: var(--text); text-decoration: none; padding: 4px 14px; min-height: 30px; border: 1px solid var(--line); border-radius: 3px; background: var(--surface); }
  .parts a:hover { background: var(--select); }
  .parts a[aria-current='page'] { background: var(--raised); border-color: var(--edge); font-weight: 600; box-shadow: inset 0 -3px 0 var(--accent); }
`;
