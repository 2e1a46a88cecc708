import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { app } from '../model/app.js';
import type { DisplayInfo } from '../model/display-tree.js';
import { displays } from '../model/displays.js';
import { address } from '../model/router.js';
import { t } from '../model/text.js';
import { confirm } from '../ui/confirm.js';
import { controls } from '../ui/controls.js';
import { Follow } from '../ui/follow.js';
import '../ui/dialog.js';
import './display-editor.js';

const BEGINNING = `<rm-display heading="HEADING" level="2" width="1400" height="764">
</rm-display>
`;

/** The files of displays: make, copy, change, remove. */
@customElement('rm-displays-page')
export class DisplaysPage extends LitElement {
  /** What a new one is copied from; empty for an empty one, null while none is being made. */
  @state() private origin: string | null = null;
  @state() private refusal = '';
  private end: (() => void) | undefined;

  static override styles = [
    controls,
    css`
      :host { display: flex !important; flex-direction: column; gap: 10px; height: 100%; }
      .list { overflow: auto; min-height: 0; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; padding: 4px 10px; border-bottom: 1px solid var(--line); }
      th { color: var(--quiet); font-weight: 400; }
      td:last-child { white-space: nowrap; text-align: right; }
      .refused { border-left: 4px solid var(--p3); padding: 4px 10px; background: var(--raised); overflow-wrap: anywhere; }
      rm-display-editor { flex: 1; min-height: 0; }
      form { display: grid; gap: 6px; }
      @media (max-width: 760px) {
        .extra { display: none; }
        td { padding: 4px; }
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [displays.changed, app.router.changed, app.changed]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.end = displays.watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.end?.();
  }

  override render() {
    const name = app.router.itemOf('displays');
    if (name !== '') return html`<rm-display-editor .name=${name}></rm-display-editor>`;
    return html`
      <div class="toolbar">
        <h1>${t('Displays')}</h1>
        <span class="spacer"></span>
        <button class="primary" @click=${() => this.begin('')}>${t('New display …')}</button>
      </div>
      ${displays.error === '' ? nothing : html`<div class="refused" role="alert">${displays.error}</div>`}
      ${this.refusal === '' || this.origin !== null ? nothing : html`<div class="refused" role="alert">${this.refusal}</div>`}
      <div class="panel list" tabindex="0" role="region" aria-label=${t('Displays')}>
        ${displays.tree.all.length === 0 && displays.isLoaded ? html`<p>${t('There are no displays yet.')}</p>` : this.table()}
      </div>
      ${this.origin === null ? nothing : this.form(this.origin)}
    `;
  }

  private table() {
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${t('File')}</th>
          <th scope="col">${t('Title')}</th>
          <th scope="col" class="extra">${t('Level')}</th>
          <th scope="col" class="extra">${t('Below')}</th>
          <th scope="col"><span class="hidden">${t('Commands')}</span></th>
        </tr>
      </thead>
      <tbody>
        ${displays.tree.all.map((one) => this.row(one))}
      </tbody>
    </table>`;
  }

  private row(one: DisplayInfo) {
    return html`<tr>
      <td><a class="button" href=${address('displays', one.name)}>${one.name}</a></td>
      <td>${one.title}</td>
      <td class="extra">${one.level || ''}</td>
      <td class="extra">${displays.tree.parent(one)?.name ?? ''}</td>
      <td>
        <a class="button extra" href=${address('overview', one.name)} aria-label=${t('Show {name}', { name: one.name })}>${t('Show')}</a>
        <button aria-label=${t('Copy {name}', { name: one.name })} @click=${() => this.begin(one.name)}>${t('Copy …')}</button>
        <button aria-label=${t('Delete {name}', { name: one.name })} @click=${() => this.discard(one)}>${t('Delete …')}</button>
      </td>
    </tr>`;
  }

  private begin(origin: string): void {
    this.refusal = '';
    this.origin = origin;
  }

  private form(origin: string) {
    return html`<rm-dialog open heading=${origin === '' ? t('New display') : t('Copy {name}', { name: origin })} @closed=${() => (this.origin = null)}>
      <form id="new" @submit=${this.make}>
        <label for="file">${t('Name of the file, ending in .html or .svg')}</label>
        <input id="file" autofocus autocomplete="off" spellcheck="false" maxlength="100" required />
        <div role="alert">${this.refusal === '' ? nothing : html`<div class="refused">${this.refusal}</div>`}</div>
      </form>
      <button slot="actions" class="primary" type="submit" form="new">${t('Create')}</button>
    </rm-dialog>`;
  }

  private async make(event: Event): Promise<void> {
    event.preventDefault();
    const typed = this.renderRoot.querySelector<HTMLInputElement>('#file')!.value.trim();
    const name = /\.(html|svg)$/.test(typed) ? typed : `${typed}.html`;
    try {
      const heading = name.slice(0, name.lastIndexOf('.'));
      const text = this.origin ? (await displays.read(this.origin)).text : BEGINNING.replace('HEADING', heading);
      await displays.write(name, text, '', '');
      this.origin = null;
      location.hash = address('displays', name);
    } catch (error) {
      this.refusal = (error as Error).message;
    }
  }

  private async discard(one: DisplayInfo): Promise<void> {
    const answer = await confirm({
      title: t('Delete {name}', { name: one.name }),
      text: t('The file is removed from the site’s folder. Version control may still have it.'),
      action: t('Delete'),
    });
    if (answer === null) return;
    this.refusal = '';
    try {
      await displays.remove(one.name, one.etag);
    } catch (error) {
      this.refusal = `${one.name}: ${(error as Error).message}`;
    }
  }
}
