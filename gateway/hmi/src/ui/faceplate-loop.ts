import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError, type Value } from '../client/index.js';
import { app } from '../model/app.js';
import { NOTHING, unitText, valueText } from '../model/format.js';
import type { Loop } from '../model/loops.js';
import { t } from '../model/text.js';
import '../display/rm-bar.js';
import { confirm } from './confirm.js';
import { controls } from './controls.js';
import { Follow, FollowTags } from './follow.js';
import './write-field.js';

const MODES = ['MAN', 'AUTO', 'CAS'];

/** A control loop on the faceplate of one of its tags: value, setpoint, output, mode, and what may be set of them. */
@customElement('rm-faceplate-loop')
export class FaceplateLoop extends LitElement {
  @property({ attribute: false }) loop!: Loop;
  /** The tag whose faceplate it is: when it can be set, its field stands open. */
  @property({ attribute: false }) chosen = '';
  @state() private setting = '';
  @state() private refusal = '';
  private shownFor = '';
  private readonly following = new FollowTags(this);

  static override styles = [
    controls,
    css`
      :host { display: block; border-top: 1px solid var(--line); padding-top: 10px; }
      .row { display: grid; grid-template-columns: 3em minmax(0, 1fr) 7.5em 4.6em; align-items: center; gap: 8px; min-height: 34px; }
      .row span:first-child { color: var(--quiet); }
      .row b { text-align: right; color: var(--value); font-variant-numeric: tabular-nums; white-space: nowrap; }
      .row b small { color: var(--quiet); font-weight: 400; font-size: 12px; }
      .stale b, .waiting b { color: var(--stale); font-style: italic; font-weight: 400; }
      .bad b { color: var(--stale); text-decoration: line-through; }
      .row button { min-height: 28px; padding: 0 6px; }
      rm-bar { width: 100%; height: 24px; }
      h2 { display: flex; align-items: center; gap: 8px; margin-bottom: 4px; }
      .modes { display: flex; margin-left: auto; }
      .modes button { min-height: 28px; border-radius: 0; margin-left: -1px; padding: 0 9px; font-size: 13px; }
      .mode { margin-left: auto; font-weight: 600; }
      .refused { border-left: 4px solid var(--p3); padding: 4px 10px; background: var(--raised); overflow-wrap: anywhere; }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed, app.tags.definitionsChanged]);
  }

  protected override willUpdate(): void {
    const { pv, sp, op, mode } = this.loop;
    this.following.set([pv, sp, op, mode]);
    if (this.shownFor !== this.chosen) {
      this.shownFor = this.chosen;
      this.refusal = '';
      this.setting = this.chosen === sp || this.chosen === op ? this.chosen : '';
    }
  }

  override render() {
    const { loop } = this;
    const setting = app.tags.definition(this.setting);
    return html`<section aria-label=${t('Loop {name}', { name: loop.name })}>
      <h2>${loop.name.split('.').pop()} ${loop.mode === '' ? nothing : this.mode(loop.mode)}</h2>
      ${loop.pv === '' ? nothing : this.row('PV', loop.pv, false)} ${loop.sp === '' ? nothing : this.row('SP', loop.sp, true)}
      ${loop.op === '' ? nothing : this.row('OP', loop.op, true)}
      <div role="status">${this.refusal === '' ? nothing : html`<div class="refused">${this.refusal}</div>`}</div>
      ${setting?.writable && app.may('write', setting.area) ? html`<rm-write-field .tag=${setting}></rm-write-field>` : nothing}
    </section>`;
  }

  private row(name: string, tag: string, canBeSet: boolean) {
    const definition = app.tags.definition(tag);
    const reading = app.tags.reading(tag);
    const may = canBeSet && definition?.writable === true && app.may('write', definition.area);
    return html`<div class="row ${app.tags.stateOf(tag)}">
      <span title=${tag}>${name}</span>
      <rm-bar inert across tag=${tag} mode=${name === 'OP' ? 'level' : 'pointer'} setpoint=${name === 'PV' ? this.loop.sp : ''}></rm-bar>
      <b>${reading ? valueText(reading.value, definition) : NOTHING} <small>${unitText(definition?.unit ?? '')}</small></b>
      ${may
        ? html`<button aria-label=${t('Set {name}', { name })} aria-expanded=${this.setting === tag} @click=${() => (this.setting = this.setting === tag ? '' : tag)}>${t('Set …')}</button>`
        : html`<span></span>`}
    </div>`;
  }

  private mode(tag: string) {
    const definition = app.tags.definition(tag);
    const value = app.tags.reading(tag)?.value;
    const isLive = ['good', 'uncertain'].includes(app.tags.stateOf(tag));
    const now = typeof value === 'boolean' ? Number(value) : value;
    const word = isLive && typeof now === 'number' ? (MODES[now] ?? String(now)) : NOTHING;
    const isBool = definition?.type === 'bool';
    if (!definition?.writable || !app.may('write', definition.area) || (!isBool && definition.type !== 'int64')) return html`<span class="mode">${word}</span>`;
    const last = isBool ? 1 : Math.min(MODES.length - 1, definition.high ?? 1);
    return html`<span class="modes" role="group" aria-label=${t('Mode')}>
      ${MODES.slice(0, last + 1).map(
        (name, i) =>
          html`<button aria-pressed=${isLive && now === i} ?disabled=${app.link !== 'live'} @click=${() => this.turn(tag, isBool ? i === 1 : i, word, name, definition.isSigned === true)}>${name}</button>`,
      )}
    </span>`;
  }

  private async turn(tag: string, value: Value, from: string, to: string, isSigned: boolean): Promise<void> {
    if (from === to) return;
    const answer = await confirm({
      title: t('{name} to {mode}', { name: this.loop.name, mode: to }),
      text: t('The mode changes from {from} to {to}.', { from, to }),
      action: t('Change the mode'),
      reason: 'optional',
      signature: isSigned,
    });
    if (answer === null) return;
    const { reason, password } = answer;
    try {
      await app.client.rest.call('PUT', `/values/${encodeURIComponent(tag)}`, {
        value,
        ...(reason === '' ? {} : { reason }),
        ...(isSigned ? { password } : {}),
      });
      this.refusal = '';
    } catch (error) {
      this.refusal = `${error instanceof ApiError ? error.code : 'Error'}: ${(error as Error).message}`;
    }
  }
}
