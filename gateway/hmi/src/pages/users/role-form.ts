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
import { areasOf, isLimited, PERMISSIONS, permissionText, type Role } from './model.js';

/** A role of permissions, some with areas. `shown` null for a new one. Built-in ones stay as they are. Fires `changed`, `closed`. */
@customElement('rm-role-form')
export class RoleForm extends LitElement {
  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) shown: Role | null = null;
  @state() private problem = '';
  @state() private isBusy = false;

  static override styles = [
    controls,
    listPageStyles,
    css`
      :host { display: contents !important; }
      ul { list-style: none; margin: 6px 0 0; padding: 0; }
      li { display: grid; grid-template-columns: 26px minmax(0, 1fr) minmax(0, 190px); gap: 2px 8px; align-items: center; padding: 3px 0; border-bottom: 1px solid var(--line); min-height: 36px; }
      li input[type='checkbox'] { width: 20px; height: 20px; min-height: 0; }
      li label { margin: 0; color: var(--text); }
      li small { color: var(--quiet); display: block; font-size: 12.5px; }
      @media (max-width: 560px) {
        li { grid-template-columns: 26px minmax(0, 1fr); }
        li > input:last-child { grid-column: 2; }
      }
    `,
  ];

  override render(): TemplateResult | typeof nothing {
    if (!this.open) return nothing;
    const role = this.shown;
    const isFixed = role?.builtIn ?? false;
    return html`<rm-dialog open .heading=${role === null ? t('New role') : t('Role {name}', { name: role.name })} ?busy=${this.isBusy} @closed=${this.closed}>
      <form id="role" @submit=${this.save}>
        ${isFixed ? html`<p>${t('This role is built in and stays as it is.')}</p>` : nothing}
        ${role === null ? html`<label for="name">${t('Name')}</label><input id="name" required maxlength="64" autocomplete="off" spellcheck="false" />` : nothing}
        <ul>${PERMISSIONS.map((permission) => this.line(permission, role, isFixed))}</ul>
        <div role="alert">${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}</div>
      </form>
      ${isFixed ? nothing : html`<button slot="actions" type="submit" form="role" class="primary" ?disabled=${this.isBusy || app.link !== 'live'}>${role === null ? t('Make the role') : t('Save')}</button>`}
      ${isFixed || role === null ? nothing : html`<button slot="actions" ?disabled=${this.isBusy || app.link !== 'live'} @click=${() => this.discard(role)}>${t('Delete')}</button>`}
    </rm-dialog>`;
  }

  private line(permission: string, role: Role | null, isFixed: boolean): TemplateResult {
    const grant = role?.permissions.find((one) => one.permission === permission);
    const isAlways = permission === 'view';
    return html`<li>
      <input type="checkbox" id=${`p-${permission}`} ?checked=${isAlways || grant !== undefined} ?disabled=${isFixed || isAlways} />
      <label for=${`p-${permission}`}>${permission}<small>${permissionText(permission)}</small></label>
      ${isLimited(permission) ? html`<input id=${`a-${permission}`} aria-label=${t('Areas of {permission}', { permission })} placeholder=${t('everywhere')} .value=${grant?.areas.join(', ') ?? ''} ?disabled=${isFixed} autocomplete="off" spellcheck="false" />` : nothing}
    </li>`;
  }

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    const field = (id: string) => this.renderRoot.querySelector<HTMLInputElement>(`#${id}`);
    const permissions = PERMISSIONS.filter((permission) => field(`p-${permission}`)?.checked).map((permission) => {
      const areas = areasOf(field(`a-${permission}`)?.value ?? '');
      return areas.length === 0 ? permission : { permission, areas };
    });
    const role = this.shown;
    await this.tried(async () => {
      if (role === null) {
        await send('POST', '/roles', { body: { name: field('name')!.value.trim(), permissions } });
      } else {
        const path = `/roles/${encodeURIComponent(role.name)}`;
        const { etag } = await read<Role>(path);
        await send('PUT', path, { body: { name: role.name, permissions }, ifMatch: etag });
      }
      this.dispatchEvent(new CustomEvent('changed'));
      this.closed();
    });
  }

  private async discard(role: Role): Promise<void> {
    const answer = await confirm({ title: t('Delete the role {name}', { name: role.name }), text: t('Nobody may have it.'), action: t('Delete') });
    if (answer === null) return;
    await this.tried(async () => {
      const path = `/roles/${encodeURIComponent(role.name)}`;
      const { etag } = await read<Role>(path);
      await send('DELETE', path, { ifMatch: etag });
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

  private closed(): void {
    this.problem = '';
    this.dispatchEvent(new CustomEvent('closed'));
  }
}
