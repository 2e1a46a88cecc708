import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ApiError, type TagDefinition, type Value } from '../client/index.js';
import { app } from '../model/app.js';
import { parseInput, unitText, valueText } from '../model/format.js';
import { engineeringValue } from '../model/shown.js';
import { t } from '../model/text.js';
import { confirm } from './confirm.js';
import { controls } from './controls.js';
import { Follow } from './follow.js';

/** Forces a tag's value whatever its source says, and lets go of it again; both with a reason. */
@customElement('rm-faceplate-force')
export class FaceplateForce extends LitElement {
  @property({ attribute: false }) tag!: TagDefinition;
  @property({ attribute: false }) isForced = false;
  @state() private refusal = '';
  @query('#forced') private field!: HTMLInputElement | HTMLSelectElement | null;

  static override styles = [
    controls,
    css`
      :host { display: block; }
      summary { cursor: pointer; color: var(--quiet); min-height: 26px; }
      .line { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; padding: 6px 0; }
      #forced { width: 110px; }
      .refused { border-left: 4px solid var(--p3); padding: 4px 10px; background: var(--raised); overflow-wrap: anywhere; }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed]);
  }

  /** What was typed for another tag is not meant for this one. */
  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('tag');
    if (before === undefined || before.name === this.tag.name) return;
    this.refusal = '';
    if (this.field instanceof HTMLSelectElement) this.field.selectedIndex = 0;
    else if (this.field) this.field.value = '';
  }

  override render() {
    const isScalar = !this.tag.type.endsWith('[]');
    const isDead = app.link !== 'live';
    if (!isScalar) return nothing;
    return html`<details ?open=${this.isForced}>
      <summary>${t('Force the value')}</summary>
      <div class="line">
        ${this.tag.type === 'bool'
          ? html`<select id="forced" aria-label=${t('Forced value')}><option>${t('On')}</option><option>${t('Off')}</option></select>`
          : html`<input id="forced" aria-label=${t('Forced value')} inputmode=${this.tag.type === 'string' ? 'text' : 'decimal'} autocomplete="off" />`}
        <span>${unitText(this.tag.unit)}</span>
        <button ?disabled=${isDead} @click=${this.force}>${t('Force …')}</button>
        ${this.isForced ? html`<button ?disabled=${isDead} @click=${this.release}>${t('Release …')}</button>` : nothing}
      </div>
      <div role="status">${this.refusal === '' ? nothing : html`<div class="refused">${this.refusal}</div>`}</div>
    </details>`;
  }

  private async force(): Promise<void> {
    const { tag } = this;
    const { name } = tag;
    const parsed = parseInput(this.field?.value ?? '', tag);
    if ('error' in parsed) {
      this.refusal = parsed.error;
      return;
    }
    await this.send(tag, 'override', t('Force {name}', { name }), t('{name} stays at {value} until it is released, whatever its source says.', { name, value: `${valueText(parsed.value, tag)} ${unitText(tag.unit)}` }), t('Force'), {
      value: engineeringValue(parsed.value, tag),
    });
  }

  private async release(): Promise<void> {
    const { tag } = this;
    const { name } = tag;
    await this.send(tag, 'release', t('Release {name}', { name }), t('{name} follows its source again.', { name }), t('Release'), {});
  }

  /** To the tag that the question names, whichever is shown by then. */
  private async send(tag: TagDefinition, verb: string, title: string, text: string, action: string, body: { value?: Value }): Promise<void> {
    const isSigned = tag.isSigned === true;
    const answer = await confirm({ title, text, action, reason: 'required', signature: isSigned });
    if (answer === null || app.link !== 'live') return;
    try {
      await app.client.rest.call('POST', `/tags/${encodeURIComponent(tag.name)}:${verb}`, {
        ...body,
        reason: answer.reason,
        ...(isSigned ? { password: answer.password } : {}),
      });
      if (tag.name === this.tag.name) this.refusal = '';
    } catch (error) {
      const refusal = `${error instanceof ApiError ? error.code : 'Error'}: ${(error as Error).message}`;
      if (tag.name === this.tag.name) this.refusal = refusal;
      else app.notify('refused', `${tag.name}: ${refusal}`);
    }
  }
}
