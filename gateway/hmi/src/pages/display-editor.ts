import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ApiError } from '../client/index.js';
import { app } from '../model/app.js';
import { lineStart, tagsOf, TextHistory, withAttributes, withElement } from '../model/display-source.js';
import { displays } from '../model/displays.js';
import { address } from '../model/router.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';
import { Follow } from '../ui/follow.js';
import './display-preview.js';
import { PALETTE } from './palette.js';
import './tag-picker.js';

const SETTLE_MS = 250;
const PLACES = ['x', 'y', 'w', 'h'] as const;

/** What has not been saved, by name: leaving the page loses nothing. */
const drafts = new Map<string, { text: string; etag: string }>();
addEventListener('beforeunload', (event) => {
  if (drafts.size > 0) event.preventDefault();
});

/** The text of a display and, beside it, how it looks; what is moved there is moved in the text, the rest of which stays as it is. */
@customElement('rm-display-editor')
export class DisplayEditor extends LitElement {
  @property({ attribute: false }) name = '';
  @state() private text = '';
  /** What is shown: the text once it has come to rest. */
  @state() private drawn = '';
  @state() private etag = '';
  @state() private chosen = -1;
  @state() private refusal = '';
  @state() private others = '';
  @state() private isBusy = false;
  @state() private kind = 'rm-value';
  @query('textarea') private area!: HTMLTextAreaElement;
  @query('#reason') private reason!: HTMLInputElement;
  private saved = '';
  private history = new TextHistory('');
  private timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    controls,
    css`
      :host { display: flex; flex-direction: column; gap: 8px; height: 100%; }
      .both { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 10px; }
      textarea { box-sizing: border-box; width: 100%; height: 100%; resize: none; font: 13px/1.45 ui-monospace, 'DejaVu Sans Mono', monospace; color: var(--text); background: var(--raised); border: 1px solid var(--edge); border-radius: 3px; padding: 8px; white-space: pre; tab-size: 2; }
      .refused { border-left: 4px solid var(--p3); padding: 4px 10px; background: var(--raised); overflow-wrap: anywhere; display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
      #reason { width: 180px; }
      .toolbar > a:not(.button) { color: var(--text); }
      .place { display: flex; gap: 4px; align-items: center; }
      .place input { width: 64px; min-height: 28px; padding: 2px 4px; }
      select { max-width: 240px; }
      @media (max-width: 900px) {
        .both { grid-template-columns: minmax(0, 1fr); grid-template-rows: 1fr 1fr; }
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed, displays.changed]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('name')) void this.load();
  }

  private async load(): Promise<void> {
    const name = this.name;
    this.refusal = '';
    this.others = '';
    this.chosen = -1;
    try {
      const stored = await displays.read(name);
      if (name !== this.name) return;
      const draft = drafts.get(name);
      this.saved = stored.text;
      this.etag = draft?.etag ?? stored.etag;
      this.text = draft?.text ?? stored.text;
      this.drawn = this.text;
      this.history = new TextHistory(this.text);
    } catch (error) {
      this.refusal = (error as Error).message;
    }
  }

  private get isChanged(): boolean {
    return this.text !== this.saved;
  }

  override render() {
    const isLive = app.link === 'live';
    return html`
      <div class="toolbar">
        <a href="#/displays">${t('Displays')}</a> <h1>${this.name}${this.isChanged ? ' *' : ''}</h1>
        <a class="button" href=${address('overview', this.name)}>${t('Show')}</a>
        <span class="spacer"></span>
        <button ?disabled=${!this.history.canUndo} @click=${() => this.put(this.history.undo())}>${t('Undo')}</button>
        <button ?disabled=${!this.history.canRedo} @click=${() => this.put(this.history.redo())}>${t('Redo')}</button>
        <input id="reason" aria-label=${t('Reason')} placeholder=${t('Reason (optional)')} maxlength="200" />
        <button class="primary" ?disabled=${!isLive || this.isBusy || !this.isChanged} @click=${() => this.save()}>${t('Save')}</button>
      </div>
      <div class="toolbar">${this.palette()} ${this.places()}</div>
      <div role="alert">${this.refusal === '' ? nothing : this.refused()}</div>
      <div class="both">
        <textarea
          aria-label=${t('Text of the display')}
          spellcheck="false"
          autocomplete="off"
          wrap="off"
          .value=${this.text}
          @input=${this.typed}
          @keydown=${this.key}
        ></textarea>
        <rm-display-preview
          .text=${this.drawn}
          .type=${this.name.endsWith('.svg') ? 'svg' : 'html'}
          .chosen=${this.chosen}
          @choose=${(event: CustomEvent<number>) => this.choose(event.detail)}
          @move=${(event: CustomEvent<{ x: number; y: number }>) => this.move(event.detail)}
        ></rm-display-preview>
      </div>
    `;
  }

  private palette() {
    return html`<select aria-label=${t('Element')} @change=${(event: Event) => (this.kind = (event.target as HTMLSelectElement).value)}>
        ${Object.keys(PALETTE).map((kind) => html`<option ?selected=${kind === this.kind}>${kind}</option>`)}
      </select>
      <button @click=${() => this.insert('')}>${t('Insert')}</button>
      <rm-tag-picker @pick=${(event: CustomEvent<string>) => this.insert(event.detail)}></rm-tag-picker>`;
  }

  private places() {
    const tags = tagsOf(this.text);
    const tag = tags[this.chosen];
    const source = tag === undefined ? '' : this.text.slice(tag.start, tag.end);
    const value = (name: string) => new RegExp(`\\s${name}\\s*=\\s*["']?([^\\s"'>]*)`, 'i').exec(source)?.[1] ?? '';
    return html`<select aria-label=${t('Chosen element')} @change=${(event: Event) => this.choose(Number((event.target as HTMLSelectElement).value))}>
        <option value="-1" ?selected=${this.chosen < 0}>${t('Nothing chosen')}</option>
        ${tags.map((one, i) => html`<option value=${i} ?selected=${i === this.chosen}>${i + 1} ${one.name} ${/\s(?:tag|to|name|loop)="([^"]*)"/.exec(this.text.slice(one.start, one.end))?.[1] ?? ''}</option>`)}
      </select>
      ${tag === undefined
        ? nothing
        : PLACES.map(
            (name) => html`<label class="place">${name} <input type="number" .value=${value(name)} @change=${(event: Event) => this.set({ [name]: (event.target as HTMLInputElement).value })} /></label>`,
          )}`;
  }

  private refused() {
    const line = Number(/\bline (\d+)/.exec(this.refusal)?.[1] ?? 0);
    return html`<div class="refused">
      <span>${this.refusal}</span>
      ${line > 0 ? html`<button @click=${() => this.goTo(lineStart(this.text, line), lineStart(this.text, line + 1))}>${t('To line {line}', { line })}</button>` : nothing}
      ${this.others === ''
        ? nothing
        : html`<button @click=${this.overwrite}>${t('Save mine in its place')}</button><button @click=${this.takeOthers}>${t('Take what is stored')}</button>`}
    </div>`;
  }

  private typed(): void {
    this.history.take(this.area.value, Date.now());
    this.put(this.area.value, SETTLE_MS);
  }

  /** Another text, by whatever way. */
  private put(text: string, settleMs = 0): void {
    this.text = text;
    if (this.isChanged) drafts.set(this.name, { text, etag: this.etag });
    else drafts.delete(this.name);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.drawn = this.text), settleMs);
  }

  private key(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key === 's') void this.save();
    else if (key === 'y' || (key === 'z' && event.shiftKey)) this.put(this.history.redo());
    else if (key === 'z') this.put(this.history.undo());
    else return;
    event.preventDefault();
  }

  private change(text: string): void {
    this.history.take(text);
    this.put(text);
  }

  private choose(index: number): void {
    this.chosen = index;
    const tag = tagsOf(this.text)[index];
    if (tag !== undefined) this.goTo(tag.start, tag.end, false);
  }

  private move({ x, y }: { x: number; y: number }): void {
    this.set({ x: String(x), y: String(y) });
  }

  private set(attributes: Record<string, string>): void {
    const tag = tagsOf(this.text)[this.chosen];
    if (tag !== undefined) this.change(withAttributes(this.text, tag, attributes));
  }

  private insert(tag: string): void {
    const { text, at } = withElement(this.text, PALETTE[this.kind]!(tag.replaceAll('"', '&quot;')));
    this.change(text);
    this.chosen = tagsOf(text).findIndex((one) => one.start === at);
  }

  /** Selects a piece of the text and brings it into view. */
  private goTo(start: number, end: number, isFocused = true): void {
    if (isFocused) this.area.focus();
    this.area.setSelectionRange(start, end);
    const line = this.text.slice(0, start).split('\n').length;
    this.area.scrollTop = Math.max(0, (line - 4) * 13 * 1.45);
    this.area.scrollLeft = 0;
  }

  private async save(etag = this.etag): Promise<void> {
    if (this.isBusy || !this.isChanged || app.link !== 'live') return;
    this.isBusy = true;
    const { text } = this;
    try {
      this.etag = await displays.write(this.name, text, etag, this.reason.value.trim());
      this.saved = text;
      this.refusal = '';
      this.others = '';
      this.reason.value = '';
      this.put(this.text);
      app.notify('done', t('{name} saved', { name: this.name }));
    } catch (error) {
      await this.explain(error as Error);
    } finally {
      this.isBusy = false;
    }
  }

  private async explain(error: Error): Promise<void> {
    this.refusal = error.message;
    if (!(error instanceof ApiError) || error.status !== 412) return;
    const who = await this.lastChange();
    this.refusal = `${t('The file has been changed meanwhile.')} ${who} ${t('Your text is kept here.')}`;
    this.others = (await displays.read(this.name).catch(() => ({ etag: '' }))).etag;
  }

  /** Who has changed it over the screens, for those who may know; an editor of the file itself leaves no name. */
  private async lastChange(): Promise<string> {
    if (!app.may('view-audit')) return '';
    try {
      const from = new Date(Date.now() - 86_400_000).toISOString();
      const path = `/audit?target=${encodeURIComponent(this.name)}&from=${from}&limit=1000`;
      const { items } = (await app.client.rest.call('GET', path)) as { items: { user: string; action: string; time?: string }[] };
      const last = items.filter((item) => item.action.startsWith('display.')).sort((a, b) => (a.time ?? '').localeCompare(b.time ?? '')).at(-1);
      return last === undefined ? '' : t('The last who did over these screens was {user}.', { user: last.user });
    } catch {
      return '';
    }
  }

  private overwrite(): void {
    void this.save(this.others);
  }

  /** What was written here is one step back. */
  private async takeOthers(): Promise<void> {
    const stored = await displays.read(this.name);
    this.saved = stored.text;
    this.etag = stored.etag;
    this.refusal = '';
    this.others = '';
    this.change(stored.text);
  }
}
