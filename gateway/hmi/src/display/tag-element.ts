import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Alarm, TagDefinition } from '../client/index.js';
import { isActive, priorityName, stateName } from '../model/alarm-order.js';
import { app } from '../model/app.js';
import { NOTHING, numberOf, shortName, unitText, valueText } from '../model/format.js';
import type { Limits } from '../model/alarms.js';
import { shownNumber } from '../model/shown.js';
import type { Reading, ReadingState } from '../model/tags.js';
import { t } from '../model/text.js';
import { FollowTags } from '../ui/follow.js';
import { soon } from './painter.js';

/** The quality of a value in words, for those who do not see it; none for a good one. */
function stateWords(state: ReadingState): string {
  switch (state) {
    case 'uncertain':
      return t('uncertain');
    case 'bad':
      return t('bad quality');
    case 'stale':
      return t('not live');
    case 'waiting':
      return t('waiting for a value');
    case 'unknown':
      return t('no such tag');
    default:
      return '';
  }
}

/** What every element of a display shares: a tag, its live reading, its definition, its alarm and its faceplate. */
export abstract class TagElement extends LitElement {
  @property() tag = '';
  @property() label = '';
  /** Further tags, separated by spaces, whose alarms are shown here too: a pump's fault, a valve's deviation. */
  @property() also = '';
  /** The control loop the tag belongs to, such as `Reactor.TIC201`: its faceplate has the loop's setpoint, output and mode. */
  @property() loop = '';
  protected readonly following = new FollowTags(this, () => soon(this.drawValue));
  private wasForced = false;
  private readonly drawValue = () => {
    if (app.tags.isForced(this.tag) !== this.wasForced) this.requestUpdate();
    this.valueChanged();
  };
  private readonly drawRest = () => this.restChanged();
  private ends: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.ends = [app.alarms.changed, app.tags.definitionsChanged].map((topic) => topic.add(() => soon(this.drawRest)));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.ends) end();
    this.ends = [];
  }

  /** A followed tag has another value or state; at most once a picture. */
  protected valueChanged(): void {
    this.requestUpdate();
  }

  /** Some alarm or definition has changed, perhaps this tag's; at most once a picture. */
  protected restChanged(): void {
    this.requestUpdate();
  }

  protected override willUpdate(): void {
    this.following.set(this.followed());
    this.wasForced = app.tags.isForced(this.tag);
  }

  /** Tags whose changes redraw the element. */
  protected followed(): string[] {
    return [this.tag];
  }

  protected get reading(): Reading | undefined {
    return app.tags.reading(this.tag);
  }

  protected get definition(): TagDefinition | undefined {
    return app.tags.definition(this.tag);
  }

  protected get status(): ReadingState {
    return app.tags.stateOf(this.tag);
  }

  protected get alarm(): Alarm | null {
    return app.alarms.shownAt(this.tag, ...this.further());
  }

  /** Alarms that it shows; see `ShowsAlarms`. */
  get standing(): readonly Alarm[] {
    const { alarm } = this;
    return alarm === null ? [] : [alarm];
  }

  /** Class of the priority while the process is abnormal; a cause that is gone colours its symbol only. */
  protected get priorityClass(): string {
    const alarm = this.alarm;
    return alarm && isActive(alarm) ? `p${alarm.priority}` : '';
  }

  /** Limits of its alarms in the unit that is shown. */
  protected get limits(): Limits {
    const limits = app.alarms.limits(this.tag);
    const tag = this.definition;
    if (tag?.display === undefined) return limits;
    return Object.fromEntries(Object.entries(limits).map(([kind, limit]) => [kind, shownNumber(limit, tag)])) as unknown as Limits;
  }

  protected get number(): number | null {
    return numberOf(this.reading?.value);
  }

  protected text(decimals?: number): string {
    const reading = this.reading;
    return reading === undefined ? NOTHING : valueText(reading.value, this.definition, decimals);
  }

  /** The whole element in words, for one that shows no text. */
  protected spoken(value: string): string {
    return `${shortName(this.tag)} ${value} ${unitText(this.definition?.unit ?? '')}${this.remark()}`;
  }

  /**
   * Words around the visible text, for those who do not see it: the name before, state and alarm after it. A value that somebody
   * has forced has a mark beside it, as it is not what the plant says.
   */
  protected wrapped(visible: TemplateResult): TemplateResult {
    const mark = this.wasForced ? html`<span class="forced" aria-hidden="true" title=${t('FORCED')}>F</span>` : nothing;
    return html`<span class="hidden">${shortName(this.tag)} </span>${visible}${mark}<span class="hidden">${this.remark()}</span>`;
  }

  private remark(): string {
    const alarm = this.alarm;
    const alarmWords =
      alarm &&
      t('{priority} alarm {kind} {state}', { priority: priorityName(alarm.priority), kind: alarm.kind, state: stateName(alarm.state).toLowerCase() });
    return [stateWords(this.status), this.wasForced ? t('forced') : '', alarmWords].filter(Boolean).map((words) => `, ${words}`).join('');
  }

  protected openFaceplate(): void {
    app.open(this.tag, this.further(), this.loop);
  }

  protected further(): string[] {
    return this.also.split(' ').filter(Boolean);
  }
}

/** For text that is only heard, and for the mark of a forced value. */
export const hiddenText = css`
  .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .forced { font: 700 11px/14px system-ui, sans-serif; border: 1px solid currentColor; border-radius: 2px; padding: 0 3px; color: var(--text); background: var(--raised); flex: none; width: fit-content; }
`;

/** False for what is drawn faded: bad, not live, not there. */
export function isTrusted(state: ReadingState): boolean {
  return state === 'good' || state === 'uncertain';
}

/** True for a value that means running, open or on. */
export function isOn(tag: string): boolean | null {
  const value = app.tags.reading(tag)?.value;
  if (typeof value === 'string') return /^(on|run|running|open|true)$/i.test(value);
  const number = numberOf(value);
  return number === null ? null : number > 0.5;
}
