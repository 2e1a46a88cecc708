import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError, qualityName, type Page } from '../client/index.js';
import { app } from '../model/app.js';
import { problemText, read, send, type Tagged } from '../model/calls.js';
import { NOTHING, timeText, unitText, valueText } from '../model/format.js';
import { engineeringValue } from '../model/shown.js';
import { faultsIn, type Written } from '../model/tag-form.js';
import { t } from '../model/text.js';
import { confirm } from '../ui/confirm.js';
import { controls } from '../ui/controls.js';
import { Follow, FollowTags } from '../ui/follow.js';
import './tag-value.js';

interface Note {
  time: string;
  user: string;
  text: string;
  reason: string;
}

/** One tag: its value, what is written for it, who changed it, and what the role may do with it. */
@customElement('rm-tag-detail')
export class TagDetail extends LitElement {
  @property() name = '';
  @state() private written: Tagged<Written> | null = null;
  @state() private notes: Note[] = [];
  @state() private isEditing = false;
  @state() private problem = '';
  @state() private dependents: { place: string; message: string }[] = [];
  private readonly following = new FollowTags(this);

  static override styles = [
    controls,
    css`
      :host { display: block; overflow: auto; }
      .head { display: flex; gap: 8px; align-items: flex-start; padding: 10px 10px 10px 14px; background: var(--bar); position: sticky; top: 0; z-index: 1; }
      .head div { flex: 1; min-width: 0; overflow-wrap: anywhere; }
      .body { padding: 12px 14px; display: grid; gap: 14px; }
      .big { display: flex; align-items: baseline; gap: 8px; flex-wrap: wrap; }
      .big b { font-size: 28px; font-weight: 600; color: var(--value); line-height: 1.1; overflow-wrap: anywhere; }
      .big .quality { margin-left: auto; }
      .stale b, .waiting b { color: var(--stale); font-style: italic; font-weight: 400; }
      .bad b { color: var(--stale); text-decoration: line-through; }
      .actions { display: flex; flex-wrap: wrap; gap: 8px; }
      dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 3px 14px; margin: 4px 0 0; }
      dt { color: var(--quiet); }
      dd { margin: 0; overflow-wrap: anywhere; }
      dd a { color: var(--text); }
      code { font: 12px ui-monospace, monospace; white-space: pre-wrap; }
      ul { margin: 4px 0 0; padding: 0; list-style: none; }
      li { padding: 4px 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
      .problem { border-left: 4px solid var(--p3); background: var(--raised); padding: 6px 10px; overflow-wrap: anywhere; }
      .overridden { border-left: 4px solid var(--edge); background: var(--raised); padding: 4px 10px; }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed, app.tags.definitionsChanged]);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.following.set([this.name]);
    if (changed.has('name')) void this.load();
  }

  private get tag() {
    return app.tags.definition(this.name);
  }

  private get mayChange(): boolean {
    return this.written !== null && app.may('configure', this.tag?.area ?? '');
  }

  override render(): TemplateResult {
    const tag = this.tag;
    const reading = app.tags.reading(this.name);
    const status = app.tags.stateOf(this.name);
    const isOverridden = app.tags.isForced(this.name);
    const word = status === 'stale' ? t('Not live') : reading ? qualityName(reading.quality) : status === 'unknown' ? t('No such tag') : t('Waiting for a value');
    const engineering = tag?.display && typeof reading?.value === 'number' ? engineeringValue(reading.value, tag) : null;
    return html`
      <div class="head">
        <div><h2>${this.name}</h2><span class="quiet">${tag?.description}</span></div>
        <button aria-label=${t('Close')} @click=${() => (location.hash = '#/tags')}>✕</button>
      </div>
      <div class="body">
        <div>
          <div class="big ${status}">
            <b>${reading ? valueText(reading.value, tag) : NOTHING}</b><span>${unitText(tag?.unit ?? '')}</span>
            <span class="quality">${word}</span>
          </div>
          <div class="quiet">${reading ? timeText(reading.time) : ''}</div>
          ${engineering === null ? nothing : html`<div class="quiet">${t('In the engineering unit: {value}', { value: `${String(engineering)} ${unitText(String(this.written?.body.unit ?? ''))}` })}</div>`}
        </div>
        ${isOverridden ? html`<div class="overridden">${t('Overridden by hand: what the source says does not count.')}</div>` : nothing}
        <div class="actions">
          <button @click=${() => app.open(this.name)}>${t('Faceplate')}</button>
          <a class="button" href="#/trends?tags=${encodeURIComponent(this.name)}">${t('Trend')}</a>
          <a class="button" href="#/datalog?tags=${encodeURIComponent(this.name)}">${t('Data log')}</a>
          ${this.mayChange ? html`<button @click=${this.edit}>${t('Edit …')}</button>
              <button @click=${this.delete}>${t('Delete …')}</button>` : nothing}
        </div>
        <div role="alert">${this.problem === '' ? nothing : this.refusal()}</div>
        ${tag ? html`<rm-tag-value .tag=${tag} .isOverridden=${isOverridden}></rm-tag-value>` : nothing}
        ${this.definition()} ${this.changes()}
      </div>
      ${this.isEditing && this.written ? html`<rm-tag-form .written=${this.written} @done=${this.edited}></rm-tag-form>` : nothing}
    `;
  }

  private refusal(): TemplateResult {
    return html`<div class="problem">
      ${this.dependents.length === 0
        ? this.problem
        : html`${t('It is still needed; nothing was changed:')}
            <ul>${this.dependents.map(({ place, message }) => html`<li><b>${place}</b>: ${message}</li>`)}</ul>`}
    </div>`;
  }

  private definition(): TemplateResult {
    const entries = Object.entries(this.written?.body ?? {}).filter(([key]) => key !== 'name' && key !== 'description');
    return html`<section>
      <h2>${t('Definition')}</h2>
      ${this.written === null ? html`<p class="quiet">${t('Made by the system; it stands in no file.')}</p>` : nothing}
      <dl>${entries.map(([key, value]) => this.entry(key, value))}</dl>
    </section>`;
  }

  private entry(key: string, value: unknown): unknown {
    if (key === 'source' && typeof value === 'object' && value !== null) {
      const source = value as Record<string, unknown>;
      return html`<dt>${key}</dt>
        <dd><a href="#/connectors/${encodeURIComponent(String(source.connector))}">${String(source.connector)}</a> <code>${String(source.address ?? '')}</code>
          ${[source.mode, source.interval].filter(Boolean).join(', ')} ${source.options === undefined ? nothing : html`<code>${JSON.stringify(source.options)}</code>`}</dd>`;
    }
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return html`<dt>${key}</dt><dd>${typeof value === 'object' || key === 'expression' ? html`<code>${text}</code>` : text}</dd>`;
  }

  private changes(): unknown {
    if (this.notes.length === 0) return nothing;
    return html`<section>
      <h2>${t('Changes')}</h2>
      <ul>
        ${this.notes.map((note) => html`<li>${timeText(Date.parse(note.time))} <b>${note.user}</b> ${note.text}${note.reason === '' ? '' : html`<br /><span class="quiet">${note.reason}</span>`}</li>`)}
      </ul>
    </section>`;
  }

  private async load(): Promise<void> {
    const { name } = this;
    this.written = null;
    this.notes = [];
    this.problem = '';
    this.dependents = [];
    this.isEditing = false;
    try {
      const written = await read<Written>(`/tags/${encodeURIComponent(name)}/definition`);
      if (name === this.name) this.written = written;
    } catch (error) {
      if (name === this.name && !(error instanceof ApiError && error.status === 404)) this.problem = problemText(error);
    }
    if (!app.may('view-audit')) return;
    try {
      const page = (await app.client.rest.call('GET', `/audit?target=${encodeURIComponent(name)}&limit=10`)) as Page<Record<string, unknown>>;
      if (name === this.name) this.notes = page.items.map(noteOf);
    } catch {
      // The database of records may be down; the definition is what matters here.
    }
  }

  private async edit(): Promise<void> {
    await import('./tag-form.js');
    this.isEditing = true;
  }

  private edited(event: CustomEvent<{ name: string; changed: boolean } | null>): void {
    this.isEditing = false;
    if (event.detail === null) return;
    void this.load();
    this.dispatchEvent(new CustomEvent('changed'));
  }

  private async delete(): Promise<void> {
    const { name, written } = this;
    const alarms = app.alarms.ofTag(name).map((alarm) => alarm.name);
    const text = [t('Its history stays in the journal. It can be made again.'), alarms.length === 0 ? '' : t('Alarms that need it: {names}', { names: alarms.join(', ') })];
    const answer = await confirm({ title: t('Delete the tag {name}', { name }), text: text.filter(Boolean).join('\n'), action: t('Delete'), reason: 'optional' });
    if (answer === null || written === null || app.link !== 'live') return;
    try {
      await send('DELETE', `/tags/${encodeURIComponent(name)}?reason=${encodeURIComponent(answer.reason)}`, { ifMatch: written.etag });
      app.notify('done', t('{name} was deleted.', { name }));
      if (name === this.name) location.hash = '#/tags';
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      if (name !== this.name) return app.notify('refused', `${name}: ${problemText(error)}`);
      this.problem = problemText(error);
      this.dependents = error instanceof ApiError && error.code === 'definition-unsound' ? faultsIn(error.message) : [];
    }
  }
}

function noteOf(raw: Record<string, unknown>): Note {
  const text = raw.text ?? raw.action ?? raw.operation ?? raw.kind ?? '';
  return { time: String(raw.time ?? ''), user: String(raw.user ?? ''), text: String(text), reason: String(raw.reason ?? '') };
}
