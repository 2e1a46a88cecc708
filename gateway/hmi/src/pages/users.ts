import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { problemText, send } from '../model/calls.js';
import { timeText } from '../model/format.js';
import { t } from '../model/text.js';
import { confirm } from '../ui/confirm.js';
import { controls } from '../ui/controls.js';
import { Follow } from '../ui/follow.js';
import { listPageStyles } from '../ui/list-page.css.js';
import { pageTabs, pageTabStyles, type Part } from '../ui/page-tabs.js';
import { Poll } from '../ui/poll.js';
import '../ui/table.js';
import type { Column } from '../ui/table.js';
import { PERMISSIONS, permissionText, type ApiToken, type LoginSession, type Role, type SiteUser } from './users/model.js';
import './users/role-form.js';
import './users/token-form.js';
import './users/user-form.js';

const REFRESH_MS = 5_000;

/** Who may do what: users, roles, who is logged in, and programs' tokens. */
@customElement('rm-users-page')
export class UsersPage extends LitElement {
  @state() private users: SiteUser[] = [];
  @state() private roles: Role[] = [];
  @state() private sessions: LoginSession[] = [];
  @state() private tokens: ApiToken[] = [];
  @state() private problem = '';
  @state() private isMaking = false;
  @state() private user: SiteUser | null = null;
  @state() private shownRole: Role | null = null;

  private left: () => void = () => {};

  static override styles = [
    controls,
    listPageStyles,
    pageTabStyles,
    css`
      .matrix { overflow: auto; }
      .matrix table { border-collapse: collapse; width: 100%; }
      .matrix th, .matrix td { padding: 5px 10px; border-bottom: 1px solid var(--line); text-align: center; white-space: nowrap; }
      .matrix th[scope='row'] { text-align: left; font-weight: 400; position: sticky; left: 0; background: var(--surface); white-space: normal; min-width: 150px; }
      .matrix small { color: var(--quiet); display: block; }
      .matrix thead th { background: var(--bar); vertical-align: bottom; }
      .people { font-size: 12.5px; white-space: normal !important; color: var(--quiet); }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed, app.router.changed]);
    new Poll(this, REFRESH_MS, () => this.load());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.left = app.router.changed.add(() => this.closed());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.left();
  }

  private parts(): Part[] {
    return [
      { name: '', title: t('Users') },
      { name: 'roles', title: t('Roles') },
      { name: 'sessions', title: t('Sessions') },
      { name: 'tokens', title: t('API tokens') },
    ];
  }

  override render(): TemplateResult {
    const part = app.router.itemOf('users');
    return html`
      <div class="toolbar">
        <h1>${t('Users and roles')}</h1>
        ${pageTabs('users', this.parts())}
        <span class="spacer"></span>
        ${part === 'sessions' ? nothing : html`<button class="primary" ?disabled=${app.link !== 'live'} @click=${() => (this.isMaking = true)}>${part === 'roles' ? t('New role') : part === 'tokens' ? t('New API token') : t('New user')}</button>`}
      </div>
      ${this.problem === '' ? nothing : html`<div class="problem" role="alert">${this.problem}</div>`}
      ${part === 'roles' ? this.matrix() : part === 'sessions' ? this.sessionTable() : part === 'tokens' ? this.tokenTable() : this.userTable()}
      <rm-user-form .open=${(part === '' && this.isMaking) || this.user !== null} .user=${this.user} .roles=${this.roles} @closed=${this.closed} @changed=${() => void this.load()}></rm-user-form>
      <rm-role-form .open=${(part === 'roles' && this.isMaking) || this.shownRole !== null} .shown=${this.shownRole} @closed=${this.closed} @changed=${() => void this.load()}></rm-role-form>
      <rm-token-form .open=${part === 'tokens' && this.isMaking} @closed=${this.closed} @changed=${() => void this.load()}></rm-token-form>
    `;
  }

  private closed(): void {
    this.isMaking = false;
    this.user = null;
    this.shownRole = null;
  }

  private userTable(): TemplateResult {
    const loggedIn = (name: string) => this.sessions.filter((session) => session.user === name).length;
    const columns: Column<SiteUser>[] = [
      { key: 'name', label: t('Name'), width: 180, grow: 1, value: (user) => user.name, cell: (user) => (user.name === app.userName ? html`${user.name} <span class="quiet">${t('(you)')}</span>` : user.name) },
      { key: 'role', label: t('Role'), width: 160, grow: 1, value: (user) => user.role, narrow: 'end' },
      { key: 'areas', label: t('Areas'), width: 200, grow: 2, value: (user) => user.areas.join(', '), cell: (user) => (user.areas.length === 0 ? html`<span class="quiet">${t('whole site')}</span>` : user.areas.join(', ')), narrow: 'line' },
      { key: 'standing', label: t('State'), width: 230, value: (user) => standing(user), cell: (user) => (user.disabled ? html`<b>✕ ${standing(user)}</b>` : standing(user)), narrow: 'line' },
      { key: 'sessions', label: t('Logged in'), width: 110, align: 'right', value: (user) => loggedIn(user.name), cell: (user) => loggedIn(user.name) || '', narrow: 'none' },
    ];
    return html`<rm-table class="panel" .label=${t('Users')} .columns=${columns} .rows=${this.users} .keyOf=${(row: SiteUser) => row.name} opens @open=${(e: CustomEvent<SiteUser>) => (this.user = e.detail)}></rm-table>`;
  }

  /** Who may do what, at a glance: a role a column. */
  private matrix(): TemplateResult {
    return html`<div class="panel matrix" tabindex="0" role="group" aria-label=${t('Roles')}>
      <table>
        <thead>
          <tr>
            <th scope="col"><span class="hidden">${t('Permission')}</span></th>
            ${this.roles.map((role) => html`<th scope="col"><button @click=${() => (this.shownRole = role)}>${role.name}</button><small>${role.builtIn ? t('built in') : t('own|role')}</small></th>`)}
          </tr>
        </thead>
        <tbody>
          ${PERMISSIONS.map((permission) => html`<tr>
            <th scope="row">${permission}<small>${permissionText(permission)}</small></th>
            ${this.roles.map((role) => {
              const grant = role.permissions.find((one) => one.permission === permission);
              return html`<td>${grant === undefined ? html`<span class="hidden">${t('no')}</span>` : grant.areas.length === 0 ? html`<span aria-hidden="true">✓</span><span class="hidden">${t('yes')}</span>` : grant.areas.join(', ')}</td>`;
            })}
          </tr>`)}
          <tr>
            <th scope="row">${t('Who has it')}</th>
            ${this.roles.map((role) => html`<td class="people">${this.users.filter((user) => user.role === role.name).map((user) => user.name).join(', ') || '—'}</td>`)}
          </tr>
        </tbody>
      </table>
    </div>`;
  }

  private sessionTable(): TemplateResult {
    const time = (iso: string) => timeText(Date.parse(iso), Date.now());
    const columns: Column<LoginSession>[] = [
      { key: 'user', label: t('User'), width: 150, grow: 1, value: (row) => row.user },
      { key: 'origin', label: t('From where'), width: 180, grow: 1, value: (row) => row.origin, narrow: 'line' },
      { key: 'kind', label: t('By'), width: 110, value: (row) => row.kind, narrow: 'line' },
      { key: 'began', label: t('Began'), width: 160, value: (row) => row.began, cell: (row) => time(row.began), narrow: 'none' },
      { key: 'used', label: t('Last used'), width: 160, value: (row) => row.lastUsed, cell: (row) => time(row.lastUsed), narrow: 'line' },
      { key: 'end', label: t('Ends at'), width: 160, value: (row) => row.expiresAt, cell: (row) => time(row.expiresAt), narrow: 'none' },
      { key: 'act', label: t('Action'), width: 150, cell: (row) => (row.current ? html`<span class="quiet">${t('this session')}</span>` : html`<button aria-label=${t('End the session of {name}', { name: row.user })} ?disabled=${app.link !== 'live'} @click=${() => this.end(`/sessions/${row.id}`)}>${t('End')}</button>`), narrow: 'end' },
    ];
    return html`<rm-table class="panel" .label=${t('Sessions')} .columns=${columns} .rows=${this.sessions} .keyOf=${(row: LoginSession) => row.id}></rm-table>`;
  }

  private tokenTable(): TemplateResult {
    const time = (iso: string | null) => (iso === null ? t('never') : timeText(Date.parse(iso), Date.now()));
    const columns: Column<ApiToken>[] = [
      { key: 'name', label: t('Name'), width: 160, grow: 1, value: (row) => row.name },
      { key: 'user', label: t('User'), width: 120, value: (row) => row.user, narrow: 'line' },
      { key: 'scopes', label: t('It may'), width: 220, grow: 2, value: (row) => row.scopes.join(', '), narrow: 'line' },
      { key: 'areas', label: t('Areas'), width: 120, grow: 1, value: (row) => row.areas.join(', '), narrow: 'none' },
      { key: 'used', label: t('Last used'), width: 160, value: (row) => row.lastUsed, cell: (row) => time(row.lastUsed), narrow: 'line' },
      { key: 'end', label: t('Ends at'), width: 160, value: (row) => row.expiresAt, cell: (row) => time(row.expiresAt), narrow: 'none' },
      { key: 'act', label: t('Action'), width: 120, cell: (row) => html`<button aria-label=${t('Revoke {name}', { name: row.name })} ?disabled=${app.link !== 'live'} @click=${() => this.revoke(row)}>${t('Revoke')}</button>`, narrow: 'end' },
    ];
    return html`<rm-table class="panel" .label=${t('API tokens')} .columns=${columns} .rows=${this.tokens} .keyOf=${(row: ApiToken) => row.id} .empty=${t('No program has a token.')}></rm-table>`;
  }

  private async revoke(token: ApiToken): Promise<void> {
    const text = t('{name} of {user} is refused at once.', { name: token.name, user: token.user });
    if ((await confirm({ title: t('Revoke the token'), text, action: t('Revoke') })) !== null) await this.end(`/api-tokens/${token.id}`);
  }

  private async end(path: string): Promise<void> {
    try {
      await send('DELETE', path);
      await this.load();
    } catch (error) {
      this.problem = problemText(error);
    }
  }

  private async load(): Promise<void> {
    const { rest } = app.client;
    try {
      const [users, roles, sessions, tokens] = await Promise.all([
        rest.all<SiteUser>('/users'),
        rest.call('GET', '/roles') as Promise<{ items: Role[] }>,
        rest.all<LoginSession>('/sessions'),
        rest.all<ApiToken>('/api-tokens'),
      ]);
      Object.assign(this, { users, roles: roles.items, sessions, tokens, problem: '' });
    } catch (error) {
      this.problem = problemText(error);
    }
  }
}

function standing(user: SiteUser): string {
  if (user.disabled) return t('disabled|user');
  return user.mustChange ? t('has to change the password') : t('may log in');
}
