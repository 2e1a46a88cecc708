import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Alarm } from '../client/index.js';
import { Follow } from '../ui/follow.js';
import { app } from '../model/app.js';
import { loopOf } from '../model/loops.js';
import '../ui/alarm-symbol.js';
import './rm-bar.js';
import './rm-mode.js';
import './rm-setpoint.js';
import './rm-value.js';

/**
 * `<rm-loop loop="Reactor.TIC201" label="Temperature" normal="1">`: a control loop at a glance. Its tags are `.PV .SP .OP .Mode`
 * below that name unless `pv`, `sp`, `op` or `mode` name others.
 */
@customElement('rm-loop')
export class RmLoop extends LitElement {
  @property() loop = '';
  @property() label = '';
  @property() pv = '';
  @property() sp = '';
  @property() op = '';
  @property() mode = '';
  @property() normal = '1';

  static override styles = css`
    :host { display: inline-block; width: 320px; }
    section { box-sizing: border-box; display: grid; grid-template-columns: minmax(0, 1fr) 128px; gap: 2px 8px; padding: 5px 8px 7px; border: 1px solid var(--line); border-radius: 4px; background: var(--surface); }
    header { grid-column: 1 / -1; display: flex; align-items: center; gap: 8px; }
    h2 { margin: 0; font-size: 13px; font-weight: 600; flex: 1; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; color: var(--text); }
    h2 span { font-weight: 400; color: var(--quiet); font-size: 12px; }
    rm-bar { width: 100%; height: var(--cell, 24px); align-self: center; }
    rm-bar.op { height: 14px; }
    rm-value, rm-setpoint { width: 100%; }
    rm-alarm-symbol { width: 17px; height: 17px; }
  `;

  constructor() {
    super();
    new Follow(this, [app.tags.definitionsChanged, app.alarms.changed]);
  }

  private get parts() {
    const named = loopOf(this.loop);
    return { pv: this.pv || named.pv, sp: this.sp || named.sp, op: this.op || named.op, mode: this.mode || named.mode };
  }

  private get alarm(): Alarm | null {
    return app.alarms.shownAt(...Object.values(this.parts));
  }

  get standing(): readonly Alarm[] {
    const { alarm } = this;
    return alarm === null ? [] : [alarm];
  }

  override render() {
    const { pv, sp, op, mode } = this.parts;
    const { alarm } = this;
    return html`<section aria-label="${this.label} ${this.loop}">
      <header>
        ${alarm ? html`<rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol>` : nothing}
        <h2>${this.label} <span>${this.loop.split('.').pop()}</span></h2>
        <rm-mode tag=${mode} normal=${this.normal} loop=${this.loop}></rm-mode>
      </header>
      <rm-bar across tag=${pv} setpoint=${sp} loop=${this.loop}></rm-bar>
      <rm-value plain tag=${pv} label="PV" loop=${this.loop}></rm-value>
      <rm-bar class="op" inert across mode="level" tag=${op} loop=${this.loop}></rm-bar>
      <rm-setpoint tag=${sp} label="SP" loop=${this.loop}></rm-setpoint>
      <span></span>
      <rm-setpoint tag=${op} label="OP" loop=${this.loop}></rm-setpoint>
    </section>`;
  }
}
