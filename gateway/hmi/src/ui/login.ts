import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { ApiError } from '../client/index.js';
import { app } from '../model/app.js';
import { controls } from './controls.js';

/** Refusals that another new password mends. */
const MENDABLE = new Set(['password-change-required', 'password-unsuitable']);

@customElement('rm-login')
export class Login extends LitElement {
  @state() private error = '';
  @state() private isBusy = false;
  @state() private mustChange = false;
  @state() private provider = '';
  @query('#user') private user!: HTMLInputElement;
  @query('#password') private password!: HTMLInputElement;
  @query('#wanted') private wanted!: HTMLInputElement | null;
  @query('#again') private again!: HTMLInputElement | null;

  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        place-items: center;
        min-height: 100%;
        padding: 16px;
      }
      form {
        width: min(340px, 100%);
        padding: 24px;
        display: grid;
        gap: 6px;
      }
      .brand {
        display: flex;
        align-items: center;
        gap: 10px;
        margin-bottom: 12px;
      }
      .brand img {
        width: 32px;
      }
      h1 {
        font-size: 20px;
      }
      input {
        min-height: 36px;
        margin-bottom: 8px;
      }
      button {
        min-height: 38px;
        margin-top: 6px;
      }
      .provider {
        margin-top: 10px;
        text-align: center;
      }
      .error {
        border-left: 4px solid var(--p4);
        background: var(--raised);
        padding: 6px 10px;
      }
      .error:empty {
        display: none;
      }
    `,
  ];

  override firstUpdated(): void {
    this.user.focus();
    app.client.rest
      .provider()
      .then((name) => (this.provider = name))
      .catch(() => undefined);
  }

  override render() {
    return html`<main>
      <form class="panel" @submit=${this.submit}>
        <div class="brand">
          <img src="icon.svg" alt="" />
          <h1>Ringmain</h1>
        </div>
        <label for="user">User name</label>
        <input id="user" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required />
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required />
        ${this.mustChange ? this.newPassword() : nothing}
        <div class="error" role="alert">${this.error || app.loginMessage}</div>
        <button class="primary" ?disabled=${this.isBusy}>Log in</button>
        ${this.provider === ''
          ? nothing
          : html`<a class="provider" href="api/v1/auth/oidc/login">Log in by ${this.provider}</a>`}
      </form>
    </main>`;
  }

  private newPassword() {
    return html`<label for="wanted">New password, 12 characters or more</label>
      <input id="wanted" type="password" autocomplete="new-password" required />
      <label for="again">New password again</label>
      <input id="again" type="password" autocomplete="new-password" required />`;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.isBusy) return;
    if (this.wanted?.value !== this.again?.value) {
      this.error = 'The new passwords are not the same.';
      return;
    }
    this.isBusy = true;
    this.error = '';
    try {
      await app.login(this.user.value, this.password.value, this.wanted?.value ?? '');
    } catch (error) {
      if (error instanceof ApiError && MENDABLE.has(error.code)) {
        this.mustChange = true;
        this.error = error.message;
        return;
      }
      const isWrong = error instanceof ApiError && error.status === 401;
      this.error = isWrong ? 'User name or password is wrong.' : String((error as Error).message);
      this.password.value = '';
      this.password.focus();
    } finally {
      this.isBusy = false;
    }
  }
}
