import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { ApiError } from '../client/index.js';
import { app } from '../model/app.js';
import { languageName, offeredLanguages, shownLanguage } from '../model/languages.js';
import type { Settings } from '../model/settings.js';
import { t } from '../model/text.js';
import { PAGES } from '../pages/registry.js';
import { controls } from './controls.js';
import { Follow } from './follow.js';

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
      .choices {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 2px 10px;
        margin-top: 14px;
        padding-top: 12px;
        border-top: 1px solid var(--line);
        font-size: 13px;
      }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed, app.settings.changed]);
  }

  override firstUpdated(): void {
    this.user.focus();
    // The first page is fetched while somebody types, so that the first value is there soon after the login.
    void PAGES[0]?.load().catch(() => undefined);
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
        <label for="user">${t('User name')}</label>
        <input id="user" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required />
        <label for="password">${t('Password')}</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required />
        ${this.mustChange ? this.newPassword() : nothing}
        <div class="error" role="alert">${this.error || app.loginMessage}</div>
        <button class="primary" ?disabled=${this.isBusy}>${t('Log in')}</button>
        ${this.provider === ''
          ? nothing
          : html`<a class="provider" href="api/v1/auth/oidc/login">${t('Log in by {provider}', { provider: this.provider })}</a>`}
        ${this.choices()}
      </form>
    </main>`;
  }

  /** What makes the page readable for who stands in front of it, before anybody is known. */
  private choices() {
    const { settings } = app;
    return html`<div class="choices">
      <label for="language">${t('Language')}</label>
      <label for="theme">${t('Theme')}</label>
      <select id="language" @change=${(event: Event) => settings.change({ language: chosen(event) })}>
        ${offeredLanguages().map(
          ({ code }) => html`<option value=${code} lang=${code} ?selected=${code === shownLanguage()}>${languageName(code)}</option>`,
        )}
      </select>
      <select id="theme" @change=${(event: Event) => settings.change({ theme: chosen(event) as Settings['theme'] })}>
        <option value="light" ?selected=${settings.theme === 'light'}>${t('Light')}</option>
        <option value="dark" ?selected=${settings.theme === 'dark'}>${t('Dark')}</option>
        <option value="system" ?selected=${settings.theme === 'system'}>${t('As the system')}</option>
      </select>
    </div>`;
  }

  private newPassword() {
    return html`<label for="wanted">${t('New password, 12 characters or more')}</label>
      <input id="wanted" type="password" autocomplete="new-password" required />
      <label for="again">${t('New password again')}</label>
      <input id="again" type="password" autocomplete="new-password" required />`;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.isBusy) return;
    if (this.wanted?.value !== this.again?.value) {
      this.error = t('The new passwords are not the same.');
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
      this.error = isWrong ? t('User name or password is wrong.') : String((error as Error).message);
      this.password.value = '';
      this.password.focus();
    } finally {
      this.isBusy = false;
    }
  }
}

function chosen(event: Event): string {
  return (event.target as HTMLSelectElement).value;
}
