import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { app } from '../../model/app.js';
import { problemText, read, send } from '../../model/calls.js';
import { t } from '../../model/text.js';
import { confirm } from '../../ui/confirm.js';
import { controls } from '../../ui/controls.js';
import '../../ui/dialog.js';
import { listPageStyles } from '../../ui/list-page.css.js';
import { revealProblem } from '../../ui/reveal.js';
import { areasOf, type Role, type SiteUser } from './model.js';
import './secret-shown.js';

/**
 * One user: made, changed, disabled, given another password, removed. `user` null for a new one. Fires `changed` and `closed`.
 * What the server refuses (the own account, the last administrator) is said beside the form.
 */
@customElement('rm-user-form')
export class UserForm extends LitElement {
  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) user: SiteUser | null = null;
  @property({ attribute: false }) roles: Role[] = [];
  @state() private problem = '';
  @state() private isBusy = false;
  @state() private shown: { name: string; password: string } | null = null;

  static override styles = [
    controls,
    listPageStyles,
    css`
      :host { display: contents !important; }
      .flag { display: flex; gap: 8px; align-items: center; }
      .flag input { width: 20px; height: 20px; min-height: 0; }
      .hint { font-size: 12.5px; color: var(--quiet); }
    `,
  ];

  override render(): TemplateResult | typeof nothing {
    if (this.shown !== null) {
      return html`<rm-secret-shown .heading=${t('Password of {name}', { name: this.shown.name })} .secret=${this.shown.password} .hint=${t('The user replaces it at the first login.')} @closed=${this.closed}></rm-secret-shown>`;
    }
    if (!this.open) return nothing;
    const { user } = this;
    const isOwn = user !== null && user.name === app.userName;
    const isOff = this.isBusy || app.link !== 'live' || isOwn;
    return html`<rm-dialog open .heading=${user === null ? t('New user') : t('User {name}', { name: user.name })} ?busy=${this.isBusy} @closed=${this.closed}>
      <form id="user" @submit=${this.save}>
        ${isOwn ? html`<p>${t('This is your own account: nobody changes their own role, areas or standing.')}</p>` : nothing}
        ${user === null ? html`<label for="name">${t('Name')}</label><input id="name" required autocomplete="off" maxlength="64" spellcheck="false" />` : nothing}
        <label for="role">${t('Role')}</label>
        <select id="role" ?disabled=${isOwn}>
          ${this.roles.map((role) => html`<option value=${role.name} ?selected=${role.name === (user?.role ?? 'operator')}>${role.name}</option>`)}
        </select>
        <label for="areas">${t('Areas, with commas between them')}</label>
        <input id="areas" .value=${user?.areas.join(', ') ?? ''} autocomplete="off" spellcheck="false" aria-describedby="areas-hint" ?disabled=${isOwn} />
        <span id="areas-hint" class="hint">${t('Empty: the whole site. Areas limit what may be changed; looking is for the whole site.')}</span>
        ${user === null
          ? html`<label for="password">${t('Password')}</label><input id="password" type="password" autocomplete="new-password" placeholder=${t('Empty: one is made')} />`
          : html`<label class="flag"><input id="disabled" type="checkbox" ?checked=${user.disabled} ?disabled=${isOwn} /> ${t('Disabled: can not log in')}</label>`}
        <label class="flag"><input id="mustChange" type="checkbox" ?checked=${user?.mustChange ?? true} ?disabled=${isOwn} /> ${t('Has to change the password at the next login')}</label>
        ${isOwn ? nothing : html`<label for="why">${t('Reason (optional)')}</label><input id="why" maxlength="200" autocomplete="off" />`}
        <div role="alert">${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}</div>
      </form>
      ${isOwn ? nothing : html`<button slot="actions" type="submit" form="user" class="primary" ?disabled=${isOff}>${user === null ? t('Make the user') : t('Save')}</button>`}
      ${user === null || isOwn ? nothing : html`<button slot="actions" ?disabled=${isOff} @click=${() => this.reset(user)}>${t('New password')}</button>
          <button slot="actions" ?disabled=${isOff} @click=${() => this.endSessions(user)}>${t('End the sessions')}</button>
          <button slot="actions" ?disabled=${isOff} @click=${() => this.discard(user)}>${t('Delete')}</button>`}
    </rm-dialog>`;
  }

  private value(id: string): string {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.value.trim() ?? '';
  }

  private isChecked(id: string): boolean {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.checked ?? false;
  }

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    const body = { role: this.value('role'), areas: areasOf(this.value('areas')), mustChange: this.isChecked('mustChange') };
    const reason = this.value('why') === '' ? '' : `?reason=${encodeURIComponent(this.value('why'))}`;
    const { user } = this;
    await this.tried(async () => {
      if (user === null) {
        const password = this.value('password');
        const made = await send<SiteUser & { password?: string }>('POST', `/users${reason}`, { body: { name: this.value('name'), ...body, ...(password === '' ? {} : { password }) } });
        this.dispatchEvent(new CustomEvent('changed'));
        if (made.password !== undefined && password === '') this.shown = { name: made.name, password: made.password };
        else this.closed();
        return;
      }
      const path = `/users/${encodeURIComponent(user.name)}`;
      const { etag } = await read<SiteUser>(path);
      await send('PATCH', path + reason, { body: { ...body, disabled: this.isChecked('disabled') }, ifMatch: etag });
      this.dispatchEvent(new CustomEvent('changed'));
      app.notify('done', t('{name} is changed.', { name: user.name }));
      this.closed();
    });
  }

  private async reset(user: SiteUser): Promise<void> {
    const answer = await confirm({
      title: t('New password of {name}', { name: user.name }),
      text: t('A password is made and shown once. All sessions of {name} end.', { name: user.name }),
      action: t('Make a password'),
      reason: 'optional',
    });
    if (answer === null) return;
    await this.tried(async () => {
      const made = await send<{ password: string }>('POST', `/users/${encodeURIComponent(user.name)}:password`, { body: { reason: answer.reason } });
      this.dispatchEvent(new CustomEvent('changed'));
      this.shown = { name: user.name, password: made.password };
    });
  }

  private async endSessions(user: SiteUser): Promise<void> {
    await this.tried(async () => {
      const { ended } = await send<{ ended: number }>('DELETE', `/sessions?user=${encodeURIComponent(user.name)}`);
      app.notify('done', t('{count} sessions of {name} have ended.', { count: ended, name: user.name }));
      this.dispatchEvent(new CustomEvent('changed'));
    });
  }

  private async discard(user: SiteUser): Promise<void> {
    const answer = await confirm({
      title: t('Delete the user {name}', { name: user.name }),
      text: t('The sessions and API tokens of {name} end. What {name} has done stays on record.', { name: user.name }),
      action: t('Delete'),
      reason: 'optional',
    });
    if (answer === null) return;
    await this.tried(async () => {
      const path = `/users/${encodeURIComponent(user.name)}`;
      const { etag } = await read<SiteUser>(path);
      const reason = answer.reason === '' ? '' : `?reason=${encodeURIComponent(answer.reason)}`;
      await send('DELETE', path + reason, { ifMatch: etag });
      this.dispatchEvent(new CustomEvent('changed'));
      this.closed();
    });
  }

  private async tried(deed: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.problem = '';
    try {
      await deed();
    } catch (error) {
      this.problem = problemText(error);
      revealProblem(this);
    } finally {
      this.isBusy = false;
    }
  }

  private closed(event?: Event): void {
    // A dialog that has made way for the secret closes behind it.
    if (event?.target instanceof Element && !event.target.isConnected) return;
    this.problem = '';
    this.shown = null;
    this.dispatchEvent(new CustomEvent('closed'));
  }
}
