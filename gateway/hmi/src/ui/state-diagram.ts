import { css, html, LitElement, nothing, svg, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { BOX_HEIGHT, BOX_WIDTH, layout, type Layout } from '../model/state-layout.js';
import { machines } from '../model/machine-watch.js';
import type { Machine, Step } from '../model/machines.js';
import { t } from '../model/text.js';
import { controls } from './controls.js';

const STEP = 1.3;
const CLOSEST = 3;
/** Heads in widths of their lines. */
const HEAD = { plain: 8, bold: 5, came: 3.2 };
const LONGEST_NAME = 16;

interface View {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The states of a machine and the ways between them: where it is, how it came there, where it can go. Drag to move, buttons to zoom. */
@customElement('rm-state-diagram')
export class StateDiagram extends LitElement {
  @property({ attribute: false }) machine!: Machine;
  @property({ attribute: false }) step: Step | undefined;
  /** Part of the drawing that is in view; null for all of it. */
  @state() private view: View | null = null;
  private shape = '';
  private plan: Layout = { width: 1, height: 1, boxes: [], ways: [] };
  private held: { x: number; y: number; view: View } | null = null;

  static override styles = [
    controls,
    css`
      :host { display: block; position: relative; }
      .room { height: 100%; min-height: 220px; border: 1px solid var(--line); background: var(--track); touch-action: pan-y; cursor: grab; }
      .room:active { cursor: grabbing; }
      svg { display: block; width: 100%; height: 100%; user-select: none; }
      .box { fill: var(--raised); stroke: var(--edge); stroke-width: 1.2; }
      .name { font: 600 13px system-ui, sans-serif; fill: var(--text); text-anchor: middle; }
      .sub { font: 11px system-ui, sans-serif; fill: var(--quiet); text-anchor: middle; }
      .way { fill: none; stroke: var(--edge); stroke-width: 1.1; opacity: 0.6; marker-end: url(#plain); }
      .open { stroke: var(--text); stroke-width: 2; opacity: 1; marker-end: url(#bold); }
      .asked { stroke-dasharray: 7 4; }
      .came { stroke: var(--accent); stroke-width: 4; opacity: 1; marker-end: url(#came); }
      .present .box { fill: var(--accent); stroke: var(--text); stroke-width: 3; }
      .present .outer { fill: none; stroke: var(--text); stroke-width: 1.5; }
      .present .name, .present .sub { fill: var(--on-accent); }
      .faulted .box { stroke: var(--p3); stroke-dasharray: 8 4; }
      .safe .corner { fill: none; stroke: var(--edge); }
      .present .corner { stroke: var(--on-accent); }
      .tools { position: absolute; right: 6px; top: 6px; display: flex; gap: 4px; }
      .tools button { min-width: 30px; padding: 0; }
      .stale { opacity: 0.5; }
      .head { fill: var(--edge); }
      .head.bold { fill: var(--text); }
      .head.strong { fill: var(--accent); }
    `,
  ];

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('machine')) return;
    const shape = JSON.stringify([this.machine.name, this.machine.states, this.machine.transitions.map((way) => [way.from, way.to])]);
    if (shape === this.shape) return;
    this.shape = shape;
    this.plan = layout(this.machine.states, this.machine.transitions);
    this.view = null;
  }

  private get all(): View {
    return { x: 0, y: 0, width: this.plan.width, height: this.plan.height };
  }

  override render() {
    const { machine, plan } = this;
    const view = this.view ?? this.all;
    return html`<div
        class="room ${machines.isFresh ? '' : 'stale'}"
        tabindex="0"
        role="group"
        aria-label=${t('State diagram of {name}: it is {state}. The list of states says the same.', { name: machine.name, state: machine.state })}
        @pointerdown=${this.grab}
        @pointermove=${this.drag}
        @pointerup=${() => (this.held = null)}
        @pointercancel=${() => (this.held = null)}
        @keydown=${this.key}
      >
        <svg viewBox="${view.x} ${view.y} ${view.width} ${view.height}" aria-hidden="true">
          <defs>
            ${(['plain', 'bold', 'came'] as const).map(
              (id) => svg`<marker id=${id} viewBox="0 0 8 8" refX="7.500" refY="4" markerWidth=${HEAD[id]} markerHeight=${HEAD[id]} orient="auto-start-reverse">
                <path class="head ${id === 'came' ? 'strong' : id}" d="M0 .5 8 4 0 7.500z" /></marker>`,
            )}
          </defs>
          ${plan.boxes.map((box) => this.box(box.name, box.x, box.y))}
          ${plan.ways.map((way) => svg`<path class=${this.wayClass(way.from, way.to)} d=${way.path} />`)}
        </svg>
      </div>
      <div class="tools">
        <button aria-label=${t('Closer')} title=${t('Closer')} @click=${() => this.zoom(1 / STEP)}>+</button>
        <button aria-label=${t('Further away')} title=${t('Further away')} @click=${() => this.zoom(STEP)}>−</button>
        <button @click=${() => (this.view = null)}>${t('Fit')}</button>
      </div>`;
  }

  private wayClass(from: string, to: string): string {
    const { machine, step } = this;
    if (step !== undefined && step.from === from && step.to === to && machine.state === to) return 'way came';
    const isAsked = machine.transitions.some((way) => way.from === from && way.to === to && way.operator);
    return `way ${from === machine.state && !machine.faulted ? 'open' : ''} ${isAsked ? 'asked' : ''}`;
  }

  private box(name: string, x: number, y: number) {
    const { machine } = this;
    const isPresent = name === machine.state;
    const isSafe = name === machine.safeState;
    const shown = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
    const sub = isPresent ? (machine.faulted ? t('FAULTED') : t('is here')) : isSafe ? t('safe state') : '';
    return svg`<g class="state ${isPresent ? 'present' : ''} ${isSafe ? 'safe' : ''} ${isPresent && machine.faulted ? 'faulted' : ''}" data-state=${name}>
      <title>${name}</title>
      ${isPresent ? svg`<rect class="outer" x=${x - 5} y=${y - 5} width=${BOX_WIDTH + 10} height=${BOX_HEIGHT + 10} rx="9" />` : nothing}
      <rect class="box" x=${x} y=${y} width=${BOX_WIDTH} height=${BOX_HEIGHT} rx=${isSafe ? 0 : 6} />
      ${isSafe ? svg`<rect class="corner" x=${x + 3} y=${y + 3} width=${BOX_WIDTH - 6} height=${BOX_HEIGHT - 6} />` : nothing}
      <text class="name" x=${x + BOX_WIDTH / 2} y=${y + (sub === '' ? 25 : 18)}>${shown}</text>
      ${sub === '' ? nothing : svg`<text class="sub" x=${x + BOX_WIDTH / 2} y=${y + 32}>${sub}</text>`}
    </g>`;
  }

  /** Around the present state, so that it stays in view. */
  private zoom(factor: number): void {
    const view = this.view ?? this.all;
    const width = Math.max(this.plan.width / (CLOSEST * 4), Math.min(this.plan.width, view.width * factor));
    if (width >= this.plan.width) {
      this.view = null;
      return;
    }
    const height = (view.height / view.width) * width;
    const present = this.plan.boxes.find((box) => box.name === this.machine.state);
    const centre = this.view === null && present ? { x: present.x + BOX_WIDTH / 2, y: present.y + BOX_HEIGHT / 2 } : { x: view.x + view.width / 2, y: view.y + view.height / 2 };
    this.view = this.inside({ x: centre.x - width / 2, y: centre.y - height / 2, width, height });
  }

  private inside(view: View): View {
    const x = Math.max(0, Math.min(this.plan.width - view.width, view.x));
    const y = Math.max(0, Math.min(this.plan.height - view.height, view.y));
    return { ...view, x, y };
  }

  private grab(event: PointerEvent): void {
    if (this.view === null) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.held = { x: event.clientX, y: event.clientY, view: this.view };
  }

  private drag(event: PointerEvent): void {
    if (this.held === null) return;
    const { view } = this.held;
    const scale = view.width / Math.max(1, (event.currentTarget as HTMLElement).clientWidth);
    this.view = this.inside({ ...view, x: view.x - (event.clientX - this.held.x) * scale, y: view.y - (event.clientY - this.held.y) * scale });
  }

  private key(event: KeyboardEvent): void {
    const view = this.view ?? this.all;
    const moves: Record<string, [number, number]> = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] };
    const move = moves[event.key];
    if (event.key === '+') this.zoom(1 / STEP);
    else if (event.key === '-') this.zoom(STEP);
    else if (event.key === '0') this.view = null;
    else if (move !== undefined && this.view !== null) this.view = this.inside({ ...view, x: view.x + move[0] * view.width, y: view.y + move[1] * view.height });
    else return;
    event.preventDefault();
  }
}
