import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ApiError, type TagDefinition, type Value } from '../client/index.js';
import { app } from '../model/app.js';
import { NOTHING, parseInput, unitText, valueText } from '../model/format.js';
import { engineeringValue } from '../model/shown.js';
import { t } from '../model/text.js';
import { confirm, type Confirmed } from './confirm.js';
import { controls } from './controls.js';
import { Follow, FollowTags } from './follow.js';

/** Writes a tag: a value, a reason, a confirmation that names both values, and the outcome. */
@customElement('rm-write-field')
export class WriteField extends LitElement {
  @property({ attribute: false }) tag!: TagDefinition;
  @state() private pending: { value: Value } | null = null;
  @state() private outcome = '';
  @state() private isRefused = false;
  /** What was written last and is done, as it is shown; empty for nothing. */
  @state() private written = '';
  @state() private isBusy = false;
  @query('#value') private value!: HTMLInputElement | HTMLSelectElement;
  @query('#reason') private reason!: HTMLInputElement;
  private readonly following = new FollowTags(this);

  static override styles = [
    controls,
    css`
      form { border-top: 1px solid var(--line); padding-top: 10px; display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; }
      .line { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
      #value { width: 110px; }
      #reason { flex: 1; width: 0; min-width: 130px; }
      .outcome { border-left: 4px solid var(--edge); padding: 4px 10px; background: var(--raised); overflow-wrap: anywhere; }
      .refused { border-left-color: var(--p3); }
      .ask { font-weight: 600; min-width: 0; overflow-wrap: anywhere; }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed]);
  }

  /** A question that nobody can answer any more is dropped: of another tag, or asked before the link was lost. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    this.following.set([this.tag.name]);
    const before = changed.get('tag');
    if (before !== undefined && before.name !== this.tag.name) {
      this.pending = null;
      this.outcome = '';
      this.written = '';
    }
    if (this.pending !== null && !this.isBusy && app.link !== 'live') {
      this.pending = null;
      this.isRefused = true;
      this.outcome = t('The link was lost: nothing was written.');
    }
  }

  /** What was typed for another tag is not meant for this one. */
  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('tag');
    if (before === undefined || before.name === this.tag.name) return;
    if (this.value instanceof HTMLSelectElement) this.value.selectedIndex = 0;
    else this.value.value = '';
    this.reason.value = '';
  }

  override render() {
    const unit = unitText(this.tag.unit);
    const reading = app.tags.reading(this.tag.name);
    const label = unit === '' ? t('New value') : t('New value in {unit}', { unit });
    const before = reading?.isFresh ? valueText(reading.value, this.tag) : NOTHING;
    return html`<form @submit=${this.check}>
      <h2>${t('Write {name}', { name: this.tag.name.split('.').pop()! })}</h2>
      <div class="line">
        ${this.tag.type === 'bool'
          ? html`<select id="value" aria-label=${label} ?disabled=${this.pending !== null}><option>${t('On')}</option><option>${t('Off')}</option></select>`
          : html`<input id="value" aria-label=${label} inputmode=${this.tag.type === 'string' ? 'text' : 'decimal'} autocomplete="off" ?disabled=${this.pending !== null} />`}
        <span>${unit}</span>
        <input id="reason" aria-label=${t('Reason')} placeholder=${t('Reason (optional)')} maxlength="200" ?disabled=${this.pending !== null} />
        ${this.pending === null ? html`<button ?disabled=${app.link !== 'live'}>${t('Write …')}</button>` : nothing}
      </div>
      ${this.pending === null
        ? nothing
        : html`<div class="line">
            <span class="ask">${this.tag.name}: ${before} → ${valueText(this.pending.value, this.tag)} ${unit}?</span>
            <span class="spacer"></span>
            <button type="button" class="primary" ?disabled=${this.isBusy} @click=${this.write}>${t('Confirm')}</button>
            <button type="button" ?disabled=${this.isBusy} @click=${() => (this.pending = null)}>${t('Cancel')}</button>
          </div>`}
      <div role="status">
        ${this.outcome ? html`<div class="outcome ${this.isRefused ? 'refused' : ''}">${this.outcome}${this.differs(before)}</div>` : nothing}
      </div>
    </form>`;
  }

  /** A machine or the device may set the tag again: what was done is not what it is. */
  private differs(now: string): string {
    if (this.written === '' || this.written === now || now === NOTHING) return '';
    return ` · ${t('it is {value} now', { value: `${now} ${unitText(this.tag.unit)}`.trim() })}`;
  }

  private check(event: Event): void {
    event.preventDefault();
    this.written = '';
    if (app.link !== 'live') return;
    const parsed = parseInput(this.value.value, this.tag);
    this.isRefused = 'error' in parsed;
    this.outcome = 'error' in parsed ? parsed.error : '';
    this.pending = 'error' in parsed ? null : parsed;
    if (this.pending) void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.primary')?.focus());
  }

  /** Password and reason, for a tag that asks for a signature. */
  private sign(tag: TagDefinition, value: Value, given: string): Promise<Confirmed | null> {
    return confirm({
      title: t('Sign the write'),
      text: `${tag.name}: ${valueText(value, tag)} ${unitText(tag.unit)}`,
      action: t('Sign and write'),
      signature: true,
      given,
    });
  }

  private async write(): Promise<void> {
    const { pending, tag } = this;
    if (pending === null || this.isBusy || app.link !== 'live') return;
    const { value } = pending;
    const typed = this.reason.value.trim();
    const signed = tag.isSigned ? await this.sign(tag, value, typed) : null;
    if (tag.isSigned && (signed === null || app.link !== 'live' || this.pending !== pending || this.tag.name !== tag.name)) return;
    this.isBusy = true;
    try {
      const reason = signed?.reason ?? typed;
      const answer = (await app.client.rest.call('PUT', `/values/${encodeURIComponent(tag.name)}`, {
        value: engineeringValue(value, tag),
        ...(reason === '' ? {} : { reason }),
        ...(signed === null ? {} : { password: signed.password }),
      })) as Record<string, unknown> | undefined;
      const word = String(answer?.state ?? answer?.outcome ?? 'DONE');
      const isRefused = word === 'FAILED' || word === 'TIMEOUT' || word === 'REFUSED';
      const shown = `${valueText(value, tag)} ${unitText(tag.unit)}`.trim();
      const told = word === 'DONE' ? t('Done: {value}', { value: shown }) : `${word}: ${shown}`;
      if (word === 'DONE' && tag.name === this.tag.name) this.written = valueText(value, tag);
      this.tell(tag, isRefused, `${told}${answer?.detail ? `, ${String(answer.detail)}` : ''}`);
    } catch (error) {
      this.tell(tag, true, `${error instanceof ApiError ? error.code : 'Error'}: ${(error as Error).message}`);
    } finally {
      this.isBusy = false;
      if (this.pending === pending) this.pending = null;
    }
  }

  /** The outcome stands here only while its tag does. */
  private tell(tag: TagDefinition, isRefused: boolean, outcome: string): void {
    if (tag.name !== this.tag.name) return app.notify(isRefused ? 'refused' : 'done', `${tag.name}: ${outcome}`);
    this.isRefused = isRefused;
    this.outcome = outcome;
  }
}
