import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError } from '../client/index.js';
import { app } from '../model/app.js';
import { machines } from '../model/machine-watch.js';
import { mayFor } from '../model/machine-rules.js';
import type { Machine } from '../model/machines.js';
import { t } from '../model/text.js';
import { confirm, type Confirmed } from './confirm.js';
import { controls } from './controls.js';
import { Follow } from './follow.js';

/** The transitions that an operator may ask for from the present state, in one step or two, and what the server said to them. */
@customElement('rm-machine-moves')
export class MachineMoves extends LitElement {
  @property({ attribute: false }) machine!: Machine;
  @property({ type: Number }) now = 0;
  @state() private outcome = '';
  @state() private isRefused = false;
  @state() private isBusy = false;
  /** First steps of this screen's user: the second may have to be somebody else's. */
  private readonly own = new Set<number>();

  static override styles = [
    controls,
    css`
      :host { display: grid; gap: 8px; }
      .moves { display: flex; flex-wrap: wrap; gap: 6px; }
      .pending { border: 2px solid var(--text); padding: 8px 10px; display: flex; flex-wrap: wrap; gap: 8px; align-items: center; background: var(--raised); }
      .outcome { border-left: 4px solid var(--edge); padding: 4px 10px; background: var(--raised); overflow-wrap: anywhere; }
      .refused { border-left-color: var(--p3); }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed, machines.changed]);
  }

  private get isReady(): boolean {
    return app.link === 'live' && machines.isFresh && !this.isBusy;
  }

  override render() {
    const { machine } = this;
    if (!mayFor(app.rights, 'write', machine)) return this.message();
    return html`${this.pending()}
      ${machine.allowed.length === 0
        ? html`<span class="quiet">${t('Operators can not move it from here.')}</span>`
        : html`<div class="moves">
            ${machine.allowed.map((to) => html`<button ?disabled=${!this.isReady} @click=${() => this.ask(to)}>${t('To {state} …', { state: to })}</button>`)}
          </div>`}
      ${this.message()}`;
  }

  private message() {
    return html`<div role="status">${this.outcome === '' ? nothing : html`<div class="outcome ${this.isRefused ? 'refused' : ''}">${this.outcome}</div>`}</div>`;
  }

  private pending() {
    const { machine } = this;
    if (machine.pending === null) return nothing;
    const { to, confirm: number, until } = machine.pending;
    const left = Math.max(0, Math.ceil((Date.parse(until) - this.now) / 1000));
    const isOthers = this.own.has(number) && this.way(to)?.otherUser === true;
    return html`<div class="pending" role="status">
      <span>${t('To {state}: waits for its confirmation, {n} s more.', { state: to, n: left })}</span>
      ${isOthers
        ? html`<b>${t('Somebody else has to confirm it.')}</b>`
        : html`<button class="primary" ?disabled=${!this.isReady} @click=${() => this.second(machine, to, number)}>${t('Confirm …')}</button>`}
    </div>`;
  }

  private way(to: string) {
    return this.machine.transitions.find((way) => way.from === this.machine.state && way.to === to);
  }

  private async ask(to: string): Promise<void> {
    const { machine } = this;
    const way = this.way(to);
    const steps = way?.confirmed
      ? way.otherUser
        ? t('Somebody else has to confirm it then, within 30 s.')
        : t('It is to be confirmed once more then, within 30 s.')
      : '';
    const answer = await confirm({
      title: t('Move {name}', { name: machine.name }),
      text: `${t('From {from} to {to}.', { from: machine.state, to })} ${steps}`.trim(),
      action: t('To {state}', { state: to }),
      reason: 'optional',
      signature: machine.signature === 'required',
    });
    if (answer === null || app.link !== 'live') return;
    const number = await this.send(machine, to, answer, null);
    if (number === null) return;
    this.own.add(number);
    if (way?.otherUser !== true) await this.second(machine, to, number);
  }

  /** The second step, of who asked or of somebody else. */
  private async second(machine: Machine, to: string, number: number): Promise<void> {
    const answer = await confirm({
      title: t('Confirm: {name} to {state}', { name: machine.name, state: to }),
      text: t('The second step. Without it nothing happens.'),
      action: t('Confirm'),
      reason: 'optional',
      signature: machine.signature === 'required',
    });
    if (answer !== null && app.link === 'live') await this.send(machine, to, answer, number);
  }

  /** What the second step has to name, null when it is done or refused. */
  private async send(machine: Machine, to: string, answer: Confirmed, number: number | null): Promise<number | null> {
    this.isBusy = true;
    try {
      const body = {
        to,
        ...(number === null ? {} : { confirm: number }),
        ...(answer.reason === '' ? {} : { reason: answer.reason }),
        ...(answer.password === '' ? {} : { password: answer.password }),
      };
      const outcome = (await app.client.rest.call('POST', `/machines/${encodeURIComponent(machine.name)}:transition`, body)) as { confirm?: number };
      this.isRefused = false;
      this.outcome = outcome.confirm === undefined ? t('Done: {name} to {state}', { name: machine.name, state: to }) : t('Asked for: {state} waits for its confirmation.', { state: to });
      return outcome.confirm ?? null;
    } catch (error) {
      this.isRefused = true;
      this.outcome = t('Refused, {code}: {detail}', { code: error instanceof ApiError ? error.code : 'Error', detail: (error as Error).message });
      return null;
    } finally {
      this.isBusy = false;
      machines.refresh(machine.name);
    }
  }
}
