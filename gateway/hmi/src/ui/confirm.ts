import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { t } from '../model/text.js';
import { controls } from './controls.js';
import './dialog.js';
import { Follow } from './follow.js';

export interface Question {
  /** What is to be done to what: `Restart the connector plc1`. */
  title: string;
  /** What will happen then; lines are kept. */
  text: string;
  /** The word on the button: `Restart`. */
  action: string;
  reason?: 'none' | 'optional' | 'required';
  /** An electronic signature: password and reason, both needed. */
  signature?: boolean;
  /** A reason that was given before the question. */
  given?: string;
  /** Other words beside the field for the reason. */
  reasonLabel?: string;
}

export interface Confirmed {
  reason: string;
  password: string;
}

const LONGEST_REASON = 200;

/** Asks before something is done; null when it is not to be done, also while another question stands. */
export function confirm(question: Question): Promise<Confirmed | null> {
  if (document.querySelector('rm-confirm') !== null) return Promise.resolve(null);
  const element = document.createElement('rm-confirm') as Confirm;
  document.body.append(element);
  const left = app.router.changed.add(() => element.answer(null));
  return element.ask(question).finally(() => {
    left();
    element.remove();
  });
}

/** A question with what it takes to say yes. */
@customElement('rm-confirm')
export class Confirm extends LitElement {
  @state() private question: Question | null = null;
  @state() private missing = '';
  answer: (confirmed: Confirmed | null) => void = () => {};

  static override styles = [
    controls,
    css`
      form { display: grid; gap: 6px; }
      p { margin: 0 0 6px; white-space: pre-line; overflow-wrap: anywhere; }
      input { min-height: 34px; width: 100%; }
      input[aria-invalid='true'] { border: 2px solid var(--p4); }
      .missing { border-left: 4px solid var(--p4); background: var(--raised); padding: 4px 10px; }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed]);
  }

  /** The element asks once. */
  ask(question: Question): Promise<Confirmed | null> {
    this.question = question;
    return new Promise((resolve) => (this.answer = resolve));
  }

  override render() {
    const question = this.question;
    if (question === null) return nothing;
    const asksReason = question.signature === true || (question.reason ?? 'none') !== 'none';
    return html`<rm-dialog open .heading=${question.title} @closed=${() => this.answer(null)}>
      <form id="form" novalidate @submit=${this.submit}>
        <p>${question.text}</p>
        ${asksReason ? this.reasonField(question) : nothing} ${question.signature ? this.passwordField() : nothing}
        ${app.link === 'live' ? nothing : html`<p role="alert">${t('The link is lost: nothing can be done now.')}</p>`}
        <div role="alert">${this.missing === '' ? nothing : html`<div class="missing">${this.missing}</div>`}</div>
      </form>
      <button slot="actions" type="submit" form="form" class="primary" ?autofocus=${!asksReason} ?disabled=${app.link !== 'live'}>
        ${question.action}
      </button>
      <button slot="actions" type="button" @click=${() => this.answer(null)}>${t('Cancel')}</button>
    </rm-dialog>`;
  }

  private reasonField(question: Question) {
    const isNeeded = this.isReasonNeeded(question);
    return html`<label for="reason">${question.reasonLabel ?? (isNeeded ? t('Reason') : t('Reason (optional)'))}</label>
      <input
        id="reason"
        maxlength=${LONGEST_REASON}
        .defaultValue=${question.given ?? ''}
        autocomplete="off"
        aria-required=${isNeeded ? 'true' : 'false'}
        aria-invalid=${this.missing !== '' && isNeeded && this.value('reason') === '' ? 'true' : 'false'}
      />`;
  }

  private passwordField() {
    return html`<label for="password">${t('Your password, as a signature')}</label>
      <input
        id="password"
        type="password"
        autocomplete="current-password"
        aria-required="true"
        aria-invalid=${this.missing !== '' && this.value('password') === '' ? 'true' : 'false'}
      />`;
  }

  private isReasonNeeded(question: Question): boolean {
    return question.signature === true || question.reason === 'required';
  }

  private value(id: string): string {
    const field = this.renderRoot.querySelector<HTMLInputElement>(`#${id}`);
    return id === 'password' ? (field?.value ?? '') : (field?.value.trim() ?? '');
  }

  private submit(event: Event): void {
    event.preventDefault();
    if (app.link !== 'live') return;
    const question = this.question!;
    const reason = this.value('reason');
    const password = this.value('password');
    if (this.isReasonNeeded(question) && reason === '') return this.lacks('reason', t('A reason is needed.'));
    if (question.signature && password === '') return this.lacks('password', t('Your password is needed.'));
    this.answer({ reason, password });
  }

  private lacks(id: string, text: string): void {
    this.missing = text;
    this.requestUpdate();
    this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.focus();
  }
}
