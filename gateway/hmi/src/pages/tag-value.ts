import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { TagDefinition, Value } from '../client/index.js';
import { app } from '../model/app.js';
import { problemText } from '../model/calls.js';
import { NOTHING, parseInput, unitText, valueText } from '../model/format.js';
import { engineeringValue } from '../model/shown.js';
import { t } from '../model/text.js';
import { confirm } from '../ui/confirm.js';
import { controls } from '../ui/controls.js';
import { Follow, FollowTags } from '../ui/follow.js';

type Verb = 'write' | 'override' | 'release';

/** Writes a tag, puts a value of one's own over it, or takes that away; each is asked about first. Fires `written`. */
@customElement('rm-tag-value')
export class TagValue extends LitElement {
  @property({ attribute: false }) tag!: TagDefinition;
  @property({ type: Boolean }) isOverridden = false;
  @state() private outcome = '';
  @state() private isRefused = false;
  @state() private isBusy = false;
  @query('#value') private field!: HTMLInputElement | HTMLSelectElement;
  private readonly following = new FollowTags(this);

  static override styles = [
    controls,
    css`
      form { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; border-top: 1px solid var(--line); padding-top: 10px; }
      #value { width: 120px; }
      .outcome { flex-basis: 100%; border-left: 4px solid var(--edge); padding: 4px 10px; background: var(--raised); overflow-wrap: anywhere; }
      .refused { border-left-color: var(--p3); }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed]);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.following.set([this.tag.name]);
    if (changed.has('tag') && changed.get('tag')?.name !== this.tag.name) this.outcome = '';
  }

  override render(): TemplateResult | typeof nothing {
    const mayWrite = this.tag.writable && app.may('write', this.tag.area);
    const mayOverride = app.may('override', this.tag.area);
    if (!mayWrite && !mayOverride) return nothing;
    const unit = unitText(this.tag.unit);
    const isOff = app.link !== 'live' || this.isBusy;
    const label = unit === '' ? t('New value') : t('New value in {unit}', { unit });
    return html`<form @submit=${(e: Event) => { e.preventDefault(); void this.change(mayWrite ? 'write' : 'override'); }}>
      ${this.tag.type === 'bool'
        ? html`<select id="value" aria-label=${label}><option>${t('On')}</option><option>${t('Off')}</option></select>`
        : html`<input id="value" aria-label=${label} placeholder=${label} inputmode=${this.tag.type === 'string' ? 'text' : 'decimal'} autocomplete="off" />`}
      <span>${unit}</span>
      ${mayWrite ? html`<button ?disabled=${isOff}>${t('Write …')}</button>` : nothing}
      ${mayOverride ? html`<button type="button" ?disabled=${isOff} @click=${() => this.change('override')}>${t('Override …')}</button>` : nothing}
      ${mayOverride && this.isOverridden ? html`<button type="button" ?disabled=${isOff} @click=${() => this.change('release')}>${t('Release …')}</button>` : nothing}
      <div role="status" class=${this.outcome === '' ? '' : `outcome ${this.isRefused ? 'refused' : ''}`}>${this.outcome}</div>
    </form>`;
  }

  private async change(verb: Verb): Promise<void> {
    if (app.link !== 'live' || this.isBusy) return;
    let value: Value = null;
    if (verb !== 'release') {
      const parsed = parseInput(this.field.value, this.tag);
      if ('error' in parsed) return this.tell(true, parsed.error);
      value = parsed.value;
    }
    const { tag } = this;
    const unit = unitText(tag.unit);
    const reading = app.tags.reading(tag.name);
    const now = reading ? valueText(reading.value, tag) : NOTHING;
    const titles = {
      write: t('Write {name}', { name: tag.name }),
      override: t('Override {name}', { name: tag.name }),
      release: t('Release {name}', { name: tag.name }),
    };
    const actions = { write: t('Write'), override: t('Override'), release: t('Release') };
    const sent = engineeringValue(value, tag);
    const texts = {
      write: tag.display && sent !== value ? `${now} → ${valueText(value, tag)} ${unit}\n${t('Sent as {value} in the engineering unit.', { value: String(sent) })}` : `${now} → ${valueText(value, tag)} ${unit}`,
      override: `${now} → ${valueText(value, tag)} ${unit}\n${t('It stands until it is released; the source does not count meanwhile.')}`,
      release: t('The source counts again from its next value on.'),
    };
    const answer = await confirm({
      title: titles[verb],
      text: texts[verb],
      action: actions[verb],
      reason: verb === 'write' ? 'optional' : 'required',
      signature: tag.isSigned === true,
    });
    if (answer === null || app.link !== 'live') return;
    this.isBusy = true;
    try {
      const path = encodeURIComponent(tag.name);
      const body = {
        ...(verb === 'release' ? {} : { value: sent }),
        ...(answer.reason === '' ? {} : { reason: answer.reason }),
        ...(answer.password === '' ? {} : { password: answer.password }),
      };
      await app.client.rest.call(verb === 'write' ? 'PUT' : 'POST', verb === 'write' ? `/values/${path}` : `/tags/${path}:${verb}`, body);
      this.tell(false, verb === 'release' ? t('Released.') : t('Done: {value}', { value: `${valueText(value, tag)} ${unit}` }));
    } catch (error) {
      this.tell(true, problemText(error));
    } finally {
      this.isBusy = false;
    }
  }

  private tell(isRefused: boolean, text: string): void {
    this.isRefused = isRefused;
    this.outcome = text;
  }
}
