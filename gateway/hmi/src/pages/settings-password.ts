import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ApiError } from '../client/index.js';
import { app } from '../model/app.js';
import { t } from '../model/text.js';
import { controls } from '../ui/controls.js';

/** Changes the own password; what the server refuses is said here, and what was typed stays. */
@customElement('rm-settings-password')
export class SettingsPassword extends LitElement {
  @state() private outcome = '';
  @state() private isRefused = false;
  @state() private isBusy = false;

  static override styles = [
    controls,
    css`
      form { display: grid; gap: 4px; max-width: 360px; }
      input { min-height: 34px; margin-bottom: 4px; }
      button { justify-self: start; margin-top: 4px; }
      .outcome { border-left: 4px solid var(--edge); background: var(--raised); padding: 4px 10px; overflow-wrap: anywhere; }
      .refused { border-left-color: var(--p4); }
    `,
  ];

  override render() {
    return html`<form @submit=${this.submit}>
      <input type="text" autocomplete="username" .value=${app.userName} hidden readonly />
      <label for="current">${t('Present password')}</label>
      <input id="current" type="password" autocomplete="current-password" required />
      <label for="wanted">${t('New password, 12 characters or more')}</label>
      <input id="wanted" type="password" autocomplete="new-password" required />
      <label for="again">${t('New password again')}</label>
      <input id="again" type="password" autocomplete="new-password" required />
      <div role="status">
        ${this.outcome === '' ? nothing : html`<div class="outcome ${this.isRefused ? 'refused' : ''}">${this.outcome}</div>`}
      </div>
      <button ?disabled=${this.isBusy || app.link !== 'live'}>${t('Change the password')}</button>
    </form>`;
  }

  private field(id: string): HTMLInputElement {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)!;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.isBusy) return;
    const [current, wanted, again] = ['current', 'wanted', 'again'].map((id) => this.field(id));
    if (wanted!.value !== again!.value) return this.say(t('The new passwords are not the same.'), true);
    this.isBusy = true;
    try {
      await app.client.rest.changePassword(current!.value, wanted!.value);
      for (const field of [current!, wanted!, again!]) field.value = '';
      this.say(t('The password was changed. Your other sessions have ended.'), false);
    } catch (error) {
      this.say(`${error instanceof ApiError ? error.code : ''}: ${(error as Error).message}`, true);
    } finally {
      this.isBusy = false;
    }
  }

  private say(text: string, isRefused: boolean): void {
    this.outcome = text;
    this.isRefused = isRefused;
  }
}
