import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError } from '../client/index.js';
import { app } from '../model/app.js';
import { timeText } from '../model/format.js';
import { isLayoutName, layoutNameHelp } from '../model/layout-name.js';
import { Layouts, type LayoutInfo } from '../model/layouts.js';
import { t } from '../model/text.js';
import { confirm } from '../ui/confirm.js';
import { controls } from '../ui/controls.js';
import '../ui/dialog.js';

/** Saved trends: to open, to save what is shown as one, to rename and to remove. Fires `open` and `saved` with the layout, and `closed`. */
@customElement('rm-layout-dialog')
export class LayoutDialog extends LitElement {
  /** What is shown now. */
  @property({ attribute: false }) present: () => object = () => ({});
  /** The one that was opened or saved last. */
  @property({ attribute: false }) current: { name: string; shared: boolean } | null = null;
  @state() private list: LayoutInfo[] | null = null;
  @state() private text = '';
  @state() private name = '';
  @state() private isShared = false;
  @state() private problem = '';
  @state() private renaming: LayoutInfo | null = null;
  private readonly layouts = new Layouts(app.client.rest);

  static override styles = [
    controls,
    css`
      .problem { border-left: 4px solid var(--p4); background: var(--raised); padding: 4px 10px; margin-bottom: 8px; }
      form, .search { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-bottom: 10px; }
      input[type='text'], input[type='search'] { flex: 1; min-width: 140px; }
      ul { list-style: none; margin: 0; padding: 0; }
      li { display: flex; gap: 6px; align-items: center; border-top: 1px solid var(--line); padding: 3px 0; }
      .name { flex: 1; min-width: 0; text-align: left; overflow-wrap: anywhere; white-space: normal; background: transparent; border-color: transparent; }
      .name b { font-weight: 600; }
      .check { width: 18px; height: 18px; min-height: 18px; accent-color: var(--accent); }
      p { margin: 6px 0; }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.name = this.current?.name ?? '';
    this.isShared = this.current?.shared ?? false;
    void this.load();
  }

  private get mayShare(): boolean {
    return app.may('log') || app.rights.may('configure', '');
  }

  private mayChange(layout: LayoutInfo): boolean {
    if (!layout.shared) return true;
    return app.rights.mayEverywhere('configure') || (layout.owner === app.userName && app.may('log'));
  }

  override render() {
    const wanted = this.text.trim().toLowerCase();
    const found = this.list?.filter(({ name, owner }) => `${name} ${owner}`.toLowerCase().includes(wanted)) ?? [];
    return html`<rm-dialog open .heading=${t('Saved trends')} @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}>
      <div role="alert">${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}</div>
      ${this.saveForm()}
      <div class="search">
        <input type="search" aria-label=${t('Search saved trends')} placeholder=${t('Search …')} .value=${this.text} @input=${(e: Event) => (this.text = (e.target as HTMLInputElement).value)} />
      </div>
      ${this.list === null ? html`<p>${this.problem === '' ? t('Loading …') : nothing}</p>` : nothing}
      ${this.list !== null && found.length === 0 ? html`<p class="quiet">${t('None is saved.')}</p>` : nothing}
      <ul aria-label=${t('Saved trends')}>
        ${found.map((layout) => this.row(layout))}
      </ul>
    </rm-dialog>`;
  }

  private saveForm(): TemplateResult {
    const { renaming } = this;
    return html`<form @submit=${this.submit}>
      <label for="name">${renaming === null ? t('Save as') : t('New name')}</label>
      <input id="name" type="text" required maxlength="80" autocomplete="off" autofocus .value=${this.name} @input=${(e: Event) => (this.name = (e.target as HTMLInputElement).value)} />
      ${this.mayShare && renaming === null
        ? html`<label><input class="check" type="checkbox" .checked=${this.isShared} @change=${() => (this.isShared = !this.isShared)} /> ${t('Shared with all')}</label>`
        : nothing}
      <button type="submit" class="primary">${renaming === null ? t('Save') : t('Rename')}</button>
      ${renaming === null ? nothing : html`<button type="button" @click=${() => (this.renaming = null)}>${t('Cancel')}</button>`}
    </form>`;
  }

  private row(layout: LayoutInfo): TemplateResult {
    const { name, shared, owner, changed, changedBy } = layout;
    const whose = shared ? t('shared by {owner}', { owner: owner || '—' }) : t('own');
    const isMine = this.mayChange(layout);
    return html`<li>
      <button class="name" @click=${() => this.open(layout)}>
        <b>${name}</b> <span class="quiet">${whose}, ${timeText(Date.parse(changed), Date.now())}${shared && changedBy !== owner ? `, ${changedBy}` : ''}</span>
      </button>
      ${isMine
        ? html`<button aria-label=${t('Rename {name}', { name })} title=${t('Rename {name}', { name })} @click=${() => this.rename(layout)}>✎</button>
            <button aria-label=${t('Remove {name}', { name })} title=${t('Remove {name}', { name })} @click=${() => this.erase(layout)}>✕</button>`
        : nothing}
    </li>`;
  }

  private rename(layout: LayoutInfo): void {
    this.renaming = layout;
    this.name = layout.name;
    this.renderRoot.querySelector<HTMLInputElement>('#name')?.focus();
  }

  private open(layout: LayoutInfo): void {
    this.dispatchEvent(new CustomEvent('open', { detail: layout }));
  }

  private async load(): Promise<void> {
    await this.trying(async () => {
      this.list = await this.layouts.list('trend');
    });
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const name = this.name.trim();
    if (name === '') return;
    if (!isLayoutName(name)) {
      this.problem = layoutNameHelp();
      return;
    }
    const { renaming } = this;
    const shared = renaming?.shared ?? (this.isShared && this.mayShare);
    if (renaming !== null && renaming.name === name) {
      this.renaming = null;
      return;
    }
    const key = { kind: 'trend', name, shared };
    await this.trying(async () => {
      const there = (await this.layouts.list('trend')).find((one) => one.name === name && one.shared === shared);
      if (there !== undefined && !(await this.mayReplace(there))) return;
      const document = renaming === null ? this.present() : ((await this.layouts.get(renaming)) as object);
      await this.layouts.put(key, document, there?.etag ?? null);
      if (renaming !== null) await this.layouts.remove(renaming, renaming.etag);
      this.renaming = null;
      this.dispatchEvent(new CustomEvent('saved', { detail: { name, shared } }));
      this.list = await this.layouts.list('trend');
    });
  }

  private async mayReplace({ name, shared, owner }: LayoutInfo): Promise<boolean> {
    const text = shared ? t('{name} is shared by {owner}. Everybody sees what replaces it.', { name, owner }) : t('{name} is there already.', { name });
    return (await confirm({ title: t('Replace {name}?', { name }), text, action: t('Replace') })) !== null;
  }

  private async erase(layout: LayoutInfo): Promise<void> {
    const { name, shared } = layout;
    const text = shared ? t('It is gone for everybody then.') : t('It can not be brought back.');
    if ((await confirm({ title: t('Remove {name}?', { name }), text, action: t('Remove') })) === null) return;
    await this.trying(async () => {
      await this.layouts.remove(layout, layout.etag);
      this.list = await this.layouts.list('trend');
    });
  }

  /** What is refused stands beside the form; what was typed stays. */
  private async trying(work: () => Promise<void>): Promise<void> {
    this.problem = '';
    try {
      await work();
    } catch (error) {
      this.problem = error instanceof ApiError && error.status !== 0 ? `${error.message} (${error.code})` : (error as Error).message;
    }
  }
}
