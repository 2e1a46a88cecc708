import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { app } from '../../model/app.js';
import { fetched, problemText, send } from '../../model/calls.js';
import { timeText } from '../../model/format.js';
import { t } from '../../model/text.js';
import { confirm } from '../../ui/confirm.js';
import { controls } from '../../ui/controls.js';
import { download } from '../../ui/download.js';
import { Follow } from '../../ui/follow.js';
import { listPageStyles } from '../../ui/list-page.css.js';
import { Poll } from '../../ui/poll.js';
import { compare, rollback, versions, type Comparison, type Version } from './config-calls.js';
import { differenceList, differenceStyles } from './difference-list.js';
import './import-form.js';
import { card, cardStyles } from './parts.js';

const REFRESH_MS = 3_000;
const FILES = 'files';

/** Versions of the configuration: what each changed, what differs between two, the way back; in and out as files. */
@customElement('rm-system-configuration')
export class SystemConfiguration extends LitElement {
  @state() private versions: Version[] = [];
  @state() private from = '';
  @state() private to = '';
  @state() private comparison: Comparison | null = null;
  @state() private problem = '';
  @state() private isImporting = false;
  private etag = '';

  static override styles = [
    controls,
    listPageStyles,
    cardStyles,
    differenceStyles,
    css`
      :host { display: grid !important; gap: 10px; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); align-items: start; height: auto; }
      :host > .problem, :host > .toolbar { grid-column: 1 / -1; }
      .versions { max-height: 65dvh; overflow: auto; }
      table { border-collapse: collapse; width: 100%; }
      .versions th, .versions td { padding: 4px 10px 4px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
      .versions thead th { font-size: 12.5px; color: var(--quiet); }
      tr.chosen { box-shadow: inset 3px 0 0 var(--focus); background: var(--select); }
      .versions tr > :first-child { padding-left: 8px; }
      @media (max-width: 1000px) {
        :host { grid-template-columns: minmax(0, 1fr); }
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed]);
    new Poll(this, REFRESH_MS, () => this.load());
  }

  override render(): TemplateResult {
    const mayChange = app.rights.mayEverywhere('configure');
    const isOff = app.link !== 'live';
    return html`
      ${mayChange
        ? html`<div class="toolbar">
            <button ?disabled=${isOff} @click=${() => this.export('yaml')}>${t('Export as YAML')}</button>
            <button ?disabled=${isOff} @click=${() => this.export('json')}>${t('Export as JSON')}</button>
            <button ?disabled=${isOff} @click=${() => (this.isImporting = true)}>${t('Import …')}</button>
            <button ?disabled=${isOff} @click=${this.reload}>${t('Read the site files again')}</button>
          </div>`
        : nothing}
      ${this.problem === '' ? nothing : html`<div class="problem" role="alert">${this.problem}</div>`}
      ${card(t('Versions'), this.list(mayChange))} ${this.difference()}
      <rm-import-form .open=${this.isImporting} @closed=${() => (this.isImporting = false)} @changed=${() => void this.load()}></rm-import-form>
    `;
  }

  private list(mayChange: boolean): TemplateResult {
    const newest = this.versions[0]?.version;
    return html`<div class="versions" tabindex="0" role="group" aria-label=${t('Versions')}>
      <table>
        <thead>
          <tr><th scope="col">${t('Version')}</th><th scope="col">${t('When, who, why')}</th><th scope="col">${t('Changes')}</th><th scope="col"><span class="hidden">${t('Action')}</span></th></tr>
        </thead>
        <tbody>
          ${this.versions.map(
            (version) => html`<tr class=${String(version.version) === this.to ? 'chosen' : ''}>
              <th scope="row">${version.version}</th>
              <td>${timeText(Date.parse(version.time), Date.now())} ${version.user}<div class="quiet">${version.reason}</div></td>
              <td>${t('+{created} ±{changed} −{removed}', { created: version.created, changed: version.changed, removed: version.removed })}</td>
              <td>
                <button aria-label=${t('Show what version {version} changed', { version: version.version })} @click=${() => this.look(version.version)}>${t('Show')}</button>
                ${mayChange && version.version !== newest ? html`<button aria-label=${t('Roll back to version {version}', { version: version.version })} ?disabled=${app.link !== 'live'} @click=${() => this.back(version)}>${t('Roll back')}</button>` : nothing}
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private difference(): TemplateResult {
    const options = (chosen: string) => this.versions.map(({ version }) => html`<option value=${version} ?selected=${String(version) === chosen}>${version}</option>`);
    return card(
      t('What differs'),
      html`<div class="toolbar">
          <label>${t('From|version')}
            <select @change=${(e: Event) => this.choose((e.target as HTMLSelectElement).value, this.to)}>
              <option value=${FILES} ?selected=${this.from === FILES}>${t('the site files')}</option>
              ${options(this.from)}
            </select>
          </label>
          <label>${t('To|version')}
            <select @change=${(e: Event) => this.choose(this.from, (e.target as HTMLSelectElement).value)}>${options(this.to)}</select>
          </label>
        </div>
        <div role="status">${this.comparison === null ? nothing : differenceList(this.comparison)}</div>`,
    );
  }

  /** What a version changed: it and the one before it. */
  private look(version: number): void {
    void this.choose(version > 1 ? String(version - 1) : FILES, String(version));
  }

  private async choose(from: string, to: string): Promise<void> {
    this.from = from;
    this.to = to;
    await this.tried(async () => {
      this.comparison = await compare(from, to);
    });
  }

  private async back(version: Version): Promise<void> {
    const differing = await compare(String(this.versions[0]!.version), String(version.version)).catch(() => null);
    const counts = differing === null ? '' : t('{created} created, {changed} changed, {removed} removed', { created: differing.created, changed: differing.changed, removed: differing.removed });
    const answer = await confirm({
      title: t('Roll back to version {version}', { version: version.version }),
      text: `${t('A new version is made that equals version {version}, all of it or nothing.', { version: version.version })}\n${counts}`,
      action: t('Roll back'),
      reason: 'required',
    });
    if (answer === null) return;
    await this.tried(async () => {
      await rollback(version.version, answer.reason, this.etag);
      app.notify('done', t('The configuration equals version {version} again.', { version: version.version }));
      await this.load();
      this.look(this.versions[0]!.version);
    });
  }

  private async export(format: 'json' | 'yaml'): Promise<void> {
    await this.tried(async () => download(`${app.site}.${format}`, await fetched('POST', '/system/config:export', { body: { format } })));
  }

  private async reload(): Promise<void> {
    const answer = await confirm({
      title: t('Read the site files again'),
      text: t('What has been changed in the files since is put in place, all of it or nothing.'),
      action: t('Read them'),
      reason: 'optional',
    });
    if (answer === null) return;
    await this.tried(async () => {
      const reason = answer.reason === '' ? '' : `?reason=${encodeURIComponent(answer.reason)}`;
      const done = await send<{ changed: boolean; version: number }>('POST', `/system/config:reload${reason}`, { body: {} });
      app.notify('done', done.changed ? t('The site is as its files say: version {version}.', { version: done.version }) : t('The files say what is in force already.'));
      await this.load();
    });
  }

  private async tried(deed: () => Promise<void>): Promise<void> {
    this.problem = '';
    try {
      await deed();
    } catch (error) {
      this.problem = problemText(error);
    }
  }

  private async load(): Promise<void> {
    try {
      const { body, etag } = await versions();
      this.versions = body.items;
      this.etag = etag;
      if (this.to === '' && body.items.length > 0) this.look(body.items[0]!.version);
    } catch (error) {
      this.problem = problemText(error);
    }
  }
}
