import { css, html, LitElement } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { ApiError } from '../client/index.js';
import { app } from '../model/app.js';
import { controls } from './controls.js';

@customElement('rm-login')
export class Login extends LitElement {
  @state() private error = '';
  @state() private isBusy = false;
  @query('#user') private user!: HTMLInputElement;
  @query('#password') private password!: HTMLInputElement;

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
        <div class="error" role="alert">${this.error || app.loginMessage}</div>
        <button class="primary" ?disabled=${this.isBusy}>Log in</button>
      </form>
    </main>`;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.isBusy) return;
    this.isBusy = true;
    this.error = '';
    try {
      await app.login(this.user.value, this.password.value);
    } catch (error) {
      const isWrong = error instanceof ApiError && error.status === 401;
      this.error = isWrong ? 'User name or password is wrong.' : String((error as Error).message);
      this.password.value = '';
      this.password.focus();
    } finally {
      this.isBusy = false;
    }
  }
}
