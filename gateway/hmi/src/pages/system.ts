import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import { Follow } from '../ui/follow.js';
import { pageTabs, pageTabStyles, type Part } from '../ui/page-tabs.js';
import './system/now.js';

/** The site itself: how it is now, its configuration, and what another one would have done. */
@customElement('rm-system-page')
export class SystemPage extends LitElement {
  static override styles = [
    controls,
    pageTabStyles,
    css`
      :host { display: block; }
      .toolbar { margin-bottom: 10px; }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed, app.router.changed]);
  }

  override render(): TemplateResult {
    const parts = this.parts();
    const part = parts.find(({ name }) => name === app.router.itemOf('system')) ?? parts[0]!;
    return html`<div class="toolbar">
        <h1>${t('System')}</h1>
        <span class="spacer"></span>
        ${parts.length > 1 ? pageTabs('system', parts) : nothing}
      </div>
      ${this.content(part.name)}`;
  }

  private parts(): Part[] {
    const parts = [
      { name: '', title: t('Now') },
      { name: 'configuration', title: t('Configuration') },
    ];
    if (app.may('time-travel') && app.may('run-jobs')) parts.push({ name: 'what-if', title: t('What if') });
    return parts;
  }

  /** Parts but the first are fetched when they are wanted. */
  private content(name: string): TemplateResult {
    if (name === 'configuration') {
      void import('./system/configuration.js');
      return html`<rm-system-configuration></rm-system-configuration>`;
    }
    if (name === 'what-if') {
      void import('./system/what-if.js');
      return html`<rm-system-what-if></rm-system-what-if>`;
    }
    return html`<rm-system-now></rm-system-now>`;
  }
}
