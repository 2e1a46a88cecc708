import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { Alarm } from '../client/index.js';
import { isSigned, needsWords, runAll, takesComment, verbName, type Ended, type Verb, type Words } from '../model/alarm-commands.js';
import { priorityName } from '../model/alarm-order.js';
import { app } from '../model/app.js';
import { momentOfField } from '../model/format.js';
import { longestShelf, shelfTimes, spanText } from '../model/shelf-times.js';
import { t } from '../model/text.js';
import './alarm-symbol.js';
import { controls } from './controls.js';
import './dialog.js';
import { Follow } from './follow.js';

const NAMED = 6;
const LONGEST_TEXT = 200;

/** The form of a command to one alarm or many; resolves when it is closed. A second click while it opens asks nothing more. */
export function openAlarmCommand(verb: Verb, alarms: Alarm[]): Promise<void> {
  if (alarms.length === 0 || document.querySelector('rm-alarm-command') !== null) return Promise.resolve();
  const element = document.createElement('rm-alarm-command') as AlarmCommand;
  document.body.append(element);
  const left = app.router.changed.add(() => element.close());
  return element.ask(verb, alarms).finally(() => {
    left();
    element.remove();
  });
}

/**
 * What a command to alarms needs: comment or reason, how long a shelf is to be, the signature. What was refused stays in the form, each
 * alarm with why, and can be tried again.
 */
@customElement('rm-alarm-command')
export class AlarmCommand extends LitElement {
  @state() private alarms: Alarm[] = [];
  @state() private failed: Ended[] = [];
  @state() private missing = '';
  @state() private isBusy = false;
  @state() private shelf = '';
  @query('#text') private text!: HTMLInputElement | null;
  private verb: Verb = 'acknowledge';
  private done = 0;
  /** Takes it away without doing anything more. */
  close: () => void = () => {};

  static override styles = [
    controls,
    css`
      form { display: grid; gap: 10px; }
      ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 4px; }
      li { display: flex; gap: 8px; align-items: flex-start; overflow-wrap: anywhere; }
      li div { min-width: 0; }
      li small { display: block; color: var(--quiet); font-size: 12px; }
      fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
      legend { color: var(--quiet); padding: 0; margin-bottom: 4px; }
      .time { display: inline-flex; align-items: center; gap: 6px; padding: 3px 10px; min-height: 30px; border: 1px solid var(--edge); border-radius: 3px; background: var(--raised); color: var(--text); }
      .time input { min-height: 0; margin: 0; accent-color: var(--accent); }
      .time:has(input:checked) { background: var(--select); outline: 2px solid var(--accent); outline-offset: -2px; }
      .own { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; }
      .own input[type='number'] { width: 90px; }
      .field { display: grid; gap: 4px; }
      .field input { min-height: 34px; }
      .wrong { border-left: 4px solid var(--p4); background: var(--raised); padding: 4px 10px; }
      .refused { border-left: 4px solid var(--p3); background: var(--raised); padding: 8px 10px; display: grid; gap: 6px; max-height: 40vh; overflow: auto; }
      p { margin: 0; }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed]);
  }

  ask(verb: Verb, alarms: Alarm[]): Promise<void> {
    this.verb = verb;
    this.alarms = alarms;
    const times = shelfTimes(this.longest);
    this.shelf = String(times.find((ms) => ms >= 15 * 60_000) ?? times[0]);
    return new Promise((resolve) => (this.close = resolve));
  }

  private get longest(): number {
    return longestShelf(this.alarms.map((alarm) => alarm.maxShelveMs));
  }

  private get isSigned(): boolean {
    return this.alarms.some(isSigned);
  }

  private get isTextNeeded(): boolean {
    return this.isSigned || needsWords(this.verb);
  }

  override render() {
    const name = verbName(this.verb);
    const heading = this.alarms.length === 1 ? name : t('{verb}: {n} alarms', { verb: name, n: this.alarms.length });
    const isLive = app.link === 'live';
    return html`<rm-dialog open .heading=${heading} .busy=${this.isBusy} @closed=${() => this.close()}>
      <form id="form" novalidate @submit=${this.submit}>
        ${this.failed.length > 0 ? this.refusals() : this.names()}
        ${this.verb === 'shelve' ? this.times() : nothing}
        <div class="field">
          <label for="text">${this.textLabel()}</label>
          <input id="text" autofocus maxlength=${LONGEST_TEXT} autocomplete="off" aria-required=${this.isTextNeeded ? 'true' : 'false'} />
        </div>
        ${this.isSigned
          ? html`<div class="field">
              <label for="password">${t('Your password, as a signature')}</label>
              <input id="password" type="password" autocomplete="current-password" aria-required="true" />
            </div>`
          : nothing}
        <div role="alert">
          ${isLive ? nothing : html`<p class="wrong">${t('The link is lost: nothing can be done now.')}</p>`}
          ${this.missing === '' ? nothing : html`<p class="wrong">${this.missing}</p>`}
        </div>
      </form>
      <button slot="actions" type="submit" form="form" class="primary" ?disabled=${!isLive || this.isBusy}>
        ${this.failed.length > 0 ? t('Try again') : name}
      </button>
      <button slot="actions" type="button" ?disabled=${this.isBusy} @click=${() => this.close()}>
        ${this.failed.length > 0 ? t('Close') : t('Cancel')}
      </button>
    </rm-dialog>`;
  }

  private textLabel(): string {
    if (takesComment(this.verb)) return this.isTextNeeded ? t('Comment') : t('Comment (optional)');
    return this.isTextNeeded ? t('Reason') : t('Reason (optional)');
  }

  private names() {
    const more = this.alarms.length - NAMED;
    return html`<ul aria-label=${t('Alarms')}>
      ${this.alarms.slice(0, NAMED).map(
        (alarm) => html`<li>
          <rm-alarm-symbol priority=${alarm.priority} state=${alarm.state}></rm-alarm-symbol>
          <div>${alarm.message || alarm.name}<small>${alarm.name}, ${priorityName(alarm.priority)}</small></div>
        </li>`,
      )}
      ${more > 0 ? html`<li class="quiet">${t('and {n} more', { n: more })}</li>` : nothing}
    </ul>`;
  }

  private refusals() {
    return html`<div class="refused" role="alert" tabindex="0">
      <p>${t('{done} done, {refused} refused:', { done: this.done, refused: this.failed.length })}</p>
      <ul>
        ${this.failed.map(({ alarm, refusal }) => html`<li><div>${alarm.name}<small>${refusal}</small></div></li>`)}
      </ul>
    </div>`;
  }

  private times() {
    const longest = this.longest;
    const choice = (value: string, label: string) => html`<label class="time">
      <input type="radio" name="shelf" .value=${value} .checked=${this.shelf === value} @change=${() => (this.shelf = value)} />${label}
    </label>`;
    return html`<fieldset>
        <legend>${t('For how long')}</legend>
        ${shelfTimes(longest).map((ms) => choice(String(ms), spanText(ms)))}
        ${choice('once', t('Until it returns to normal'))} ${choice('own', t('Another time'))}
      </fieldset>
      ${this.shelf === 'own'
        ? html`<div class="own">
            <label for="amount">${t('Time')}</label><input id="amount" type="number" min="1" step="1" value="10" />
            <select id="unit" aria-label=${t('Unit of time')}>
              <option value="s">${t('seconds')}</option>
              <option value="min" selected>${t('minutes')}</option>
              <option value="h">${t('hours')}</option>
            </select>
            <label for="from">${t('begins')}</label><input id="from" type="datetime-local" />
            <span class="quiet">${t('Empty: now')}</span>
          </div>`
        : nothing}
      <p class="quiet">${t('At most {time}, then it is shown again.', { time: spanText(longest) })}</p>`;
  }

  /** How long the shelf is to be, or what is wrong with it. */
  private shelfWords(): Words | string {
    if (this.shelf === 'once') return {};
    if (this.shelf !== 'own') return { duration: `${Math.round(Number(this.shelf) / 1000)}s` };
    const field = <T extends HTMLElement>(id: string) => this.renderRoot.querySelector<T>(`#${id}`)!;
    const amount = Number(field<HTMLInputElement>('amount').value);
    const unit = { s: 1, min: 60, h: 3600 }[field<HTMLSelectElement>('unit').value] ?? 60;
    if (!(amount > 0)) return t('A time is needed.');
    if (amount * unit * 1000 > this.longest) return t('At most {time} is allowed.', { time: spanText(this.longest) });
    const begins = field<HTMLInputElement>('from').value;
    const beginMs = momentOfField(begins);
    if (begins !== '' && !(beginMs > Date.now())) return t('It can not begin in the past.');
    return { duration: `${Math.round(amount * unit)}s`, ...(begins === '' ? {} : { from: new Date(beginMs).toISOString() }) };
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (app.link !== 'live' || this.isBusy) return;
    const text = this.text!.value.trim();
    const password = this.renderRoot.querySelector<HTMLInputElement>('#password')?.value;
    const shelf = this.verb === 'shelve' ? this.shelfWords() : {};
    if (typeof shelf === 'string') return this.lacks(shelf, '#amount');
    if (this.isTextNeeded && text === '') {
      return this.lacks(takesComment(this.verb) ? t('A comment is needed.') : t('A reason is needed.'), '#text');
    }
    if (this.isSigned && !password) return this.lacks(t('Your password is needed.'), '#password');
    this.missing = '';
    this.isBusy = true;
    const ended = await runAll(this.alarms, this.verb, { text, ...shelf, ...(password ? { password } : {}) });
    this.isBusy = false;
    this.tell(ended);
  }

  private tell(ended: Ended[]): void {
    this.failed = ended.filter(({ refusal }) => refusal !== null);
    this.done = ended.length - this.failed.length;
    if (this.done > 0) {
      const verb = verbName(this.verb);
      const text =
        ended.length === 1
          ? t('{alarm}: {verb} done', { alarm: ended[0]!.alarm.name, verb })
          : t('{verb}: {n} of {all} done', { verb, n: this.done, all: ended.length });
      app.notify('done', text);
    }
    if (this.failed.length === 0) return this.close();
    this.alarms = this.failed.map(({ alarm }) => app.alarms.find(alarm.name) ?? alarm);
  }

  private lacks(text: string, field: string): void {
    this.missing = text;
    this.renderRoot.querySelector<HTMLElement>(field)?.focus();
  }
}
