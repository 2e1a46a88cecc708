import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { qualityName, type TagDefinition } from '../client/index.js';
import { app } from '../model/app.js';
import { NOTHING, timeText, unitText, valueText } from '../model/format.js';
import { loopOf, loopOfTag, type Loop } from '../model/loops.js';
import { t } from '../model/text.js';
import { PAGES } from '../pages/registry.js';
import '../display/rm-bar.js';
import '../display/rm-trend.js';
import { controls } from './controls.js';
import './faceplate-alarms.js';
import './faceplate-force.js';
import './faceplate-loop.js';
import { faceplateStyles } from './faceplate.css.js';
import { Follow, FollowTags } from './follow.js';
import { showModal } from './modals.js';
import './write-field.js';

/** From here on there is room beside the page for all of a drawing: what is abnormal stays in view. */
const WIDE = '(min-width: 1280px)';
const DOCK = 380;
/** So that the drawing beside it can still be read. */
const NARROW_DOCK = 340;
const FULL = 1600;
const SPANS = [10, 60, 480] as const;

/** Everything about one tag: alarms, value, loop, past, limits and, where the role may, a write. Beside the page where there is room. */
@customElement('rm-faceplate')
export class Faceplate extends LitElement {
  @property({ attribute: false }) tag: string | null = null;
  @state() private minutes: number = SPANS[0];
  @query('dialog') private dialog!: HTMLDialogElement;
  private readonly following = new FollowTags(this);
  private readonly wide = matchMedia(WIDE);
  private readonly arrange = () => this.dock();
  private readonly observer = new ResizeObserver(this.arrange);
  private cameFrom: HTMLElement | null = null;

  static override styles = [controls, faceplateStyles];

  constructor() {
    super();
    new Follow(this, [app.alarms.changed, app.changed, app.tags.definitionsChanged]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.wide.addEventListener('change', this.reopen);
    addEventListener('resize', this.arrange);
    addEventListener('keydown', this.key);
    addEventListener('popstate', this.back);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.wide.removeEventListener('change', this.reopen);
    removeEventListener('resize', this.arrange);
    removeEventListener('keydown', this.key);
    removeEventListener('popstate', this.back);
    this.observer.disconnect();
    this.undock();
  }

  protected override willUpdate(): void {
    this.following.set(this.tag === null ? [] : [this.tag]);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('tag')) {
      if (this.tag !== null && !this.dialog.open) this.show();
      if (this.tag === null && this.dialog.open) this.dialog.close();
    }
    if (app.isToField && this.tag !== null && this.tag === app.faceplate) void this.toField();
  }

  /** To where the tag is written: its own field, or the one of its loop. */
  private async toField(): Promise<void> {
    app.isToField = false;
    const loop = this.renderRoot.querySelector<LitElement>('rm-faceplate-loop');
    await loop?.updateComplete;
    const field = (loop?.renderRoot as ParentNode | undefined)?.querySelector<LitElement>('rm-write-field') ?? this.renderRoot.querySelector<LitElement>('rm-write-field');
    await field?.updateComplete;
    field?.renderRoot.querySelector<HTMLElement>('#value')?.focus();
  }

  private show(): void {
    this.cameFrom = active();
    if (this.wide.matches) this.dialog.show();
    else this.showAbove();
    this.dock();
  }

  /** What lies over the page is what the browser's Back takes away: it is an entry of the history. */
  private showAbove(): void {
    showModal(this.dialog);
    if (!isEntry()) history.pushState({ faceplate: true }, '');
  }

  private readonly back = () => {
    if (this.dialog?.open && this.dialog.matches(':modal') && !isEntry()) this.dialog.close();
  };

  /** The other kind of dialog for another width. */
  private readonly reopen = () => {
    if (!this.dialog?.open) return;
    const tag = this.tag;
    this.dialog.removeAttribute('open');
    this.undock();
    if (tag !== null) this.show();
  };

  private get main(): HTMLElement | null {
    return (this.getRootNode() as ShadowRoot).querySelector<HTMLElement>('#main');
  }

  /** Beside the page, below what is above it. */
  private dock(): void {
    const main = this.main;
    if (main === null || !this.dialog?.open || this.dialog.matches(':modal')) return;
    this.dialog.style.setProperty('--top', `${Math.round(main.getBoundingClientRect().top)}px`);
    const width = `${innerWidth < FULL ? NARROW_DOCK : DOCK}px`;
    this.dialog.style.setProperty('--width', width);
    main.style.setProperty('margin-right', width);
    this.observer.observe(main);
  }

  private undock(): void {
    this.observer.disconnect();
    this.main?.style.removeProperty('margin-right');
  }

  private closed(): void {
    if (this.dialog.open) return;
    this.undock();
    if (this.cameFrom?.isConnected) this.cameFrom.focus();
    this.cameFrom = null;
    if (isEntry()) history.back();
    if (app.faceplate !== null) app.open(null);
  }

  /** Wherever the focus is, as it may be on the display beside; a modal dialog above has its own. */
  private readonly key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !this.dialog?.open) return;
    const isAbove = event.composedPath().some((one) => one instanceof HTMLDialogElement && one.matches(':modal'));
    if (!isAbove) this.dialog.close();
  };

  override render() {
    return html`<dialog aria-labelledby="title" @close=${this.closed} @click=${this.clickOutside}>
      ${this.tag === null ? nothing : this.content(this.tag)}
    </dialog>`;
  }

  private content(name: string) {
    const tag = app.tags.definition(name);
    const reading = app.tags.reading(name);
    const status = app.tags.stateOf(name);
    const unit = unitText(tag?.unit ?? '');
    const loop = this.loop(name);
    const isForced = app.tags.isForced(name);
    const word = status === 'stale' ? t('Not live') : reading ? qualityName(reading.quality) : status === 'unknown' ? t('No such tag') : t('Waiting');
    const isPart = loop !== null && (name === loop.sp || name === loop.op || name === loop.mode);
    return html`
      <div class="head">
        <div>
          <h2 id="title">${name}</h2>
          <span class="quiet">${tag?.description}</span>
        </div>
        <button aria-label=${t('Close')} @click=${() => this.dialog.close()}>✕</button>
      </div>
      <div class="body" tabindex="-1">
        <rm-faceplate-alarms .tag=${name} .also=${app.faceplateAlso}></rm-faceplate-alarms>
        <div class="big ${status}">
          <b>${reading ? valueText(reading.value, tag) : NOTHING}</b><span>${unit}</span>
          ${isForced ? html`<span class="forced">${t('FORCED')}</span>` : nothing}
          <span class="quality">${word}</span>
        </div>
        ${isNumeric(tag) ? this.range(name, tag!, unit, loop) : nothing}
        ${loop === null ? nothing : html`<rm-faceplate-loop .loop=${loop} .chosen=${name}></rm-faceplate-loop>`}
        ${isNumeric(tag) ? this.past(name) : nothing}
        ${tag?.writable && !isPart && app.may('write', tag.area) ? html`<rm-write-field .tag=${tag}></rm-write-field>` : nothing}
        <dl>
          <dt>${t('Source time')}</dt>
          <dd>${reading ? timeText(reading.time) : NOTHING}</dd>
          <dt>${t('Range')}</dt>
          <dd>${tag && tag.low !== null ? t('{low} to {high} {unit}', { low: tag.low, high: tag.high ?? '', unit }) : t('Not declared')}</dd>
          <dt>${t('Area, type')}</dt>
          <dd>${tag?.area}, ${tag?.type}${tag?.writable ? `, ${t('writable')}` : ''}</dd>
        </dl>
        ${tag !== undefined && app.may('override', tag.area) ? html`<rm-faceplate-force .tag=${tag} .isForced=${isForced}></rm-faceplate-force>` : nothing}
        ${this.links(name)}
      </div>
    `;
  }

  /** The loop that the display has named, else the one that the tag's name tells. */
  private loop(name: string): Loop | null {
    if (app.faceplateLoop === '') return loopOfTag(name);
    const loop = loopOf(app.faceplateLoop);
    return loop.sp === '' && loop.op === '' && loop.mode === '' ? null : loop;
  }

  private range(name: string, tag: TagDefinition, unit: string, loop: Loop | null) {
    // a gain or a time of the loop has a scale of its own
    const hasSetpoint = loop !== null && name !== loop.op && name !== loop.mode && name !== loop.sp && app.tags.definition(loop.sp)?.unit === tag.unit;
    return html`<div>
      <rm-bar across tag=${name} setpoint=${hasSetpoint ? loop.sp : ''}></rm-bar>
      <div class="ends"><span>${tag.low ?? ''} ${tag.low === null ? '' : unit}</span><span>${tag.high ?? ''} ${tag.high === null ? '' : unit}</span></div>
    </div>`;
  }

  private past(name: string) {
    const words: Record<number, string> = { 10: t('10 min'), 60: t('1 h'), 480: t('8 h') };
    return html`<div>
      <div class="spans" role="group" aria-label=${t('Time span')}>
        ${SPANS.map((span) => html`<button aria-pressed=${span === this.minutes} @click=${() => (this.minutes = span)}>${words[span]}</button>`)}
      </div>
      <rm-trend tag=${name} minutes=${this.minutes} label=${t('Trend')}></rm-trend>
    </div>`;
  }

  private links(name: string) {
    const encoded = encodeURIComponent(name);
    const link = (page: string, rest: string, words: string) =>
      PAGES.some((one) => one.name === page && app.may(one.permission)) ? html`<a class="button" href="#/${page}${rest}">${words}</a>` : nothing;
    return html`<div class="links">
      ${link('trends', `?tags=${encoded}`, t('Open in trends'))} ${link('alarms', `?tag=${encoded}`, t('Its alarms'))}
      ${link('tags', `/${encoded}`, t('Definition'))} ${link('logbook', `?text=${encoded}`, t('Events'))}
    </div>`;
  }

  private clickOutside(event: MouseEvent): void {
    if (event.target === this.dialog && this.dialog.matches(':modal')) this.dialog.close();
  }
}

function isEntry(): boolean {
  return (history.state as { faceplate?: boolean } | null)?.faceplate === true;
}

function isNumeric(tag: TagDefinition | undefined): boolean {
  return tag?.type === 'float64' || tag?.type === 'int64';
}

/** What has the focus, through shadow roots. */
function active(): HTMLElement | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement ? element : null;
}
