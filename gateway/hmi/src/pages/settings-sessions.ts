import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ApiError } from '../client/index.js';
import { app } from '../model/app.js';
import { timeText } from '../model/format.js';
import { t } from '../model/text.js';
import { confirm } from '../ui/confirm.js';
import { controls } from '../ui/controls.js';
import { Follow } from '../ui/follow.js';

interface OwnSession {
  id: string;
  kind: string;
  origin: string;
  began: string;
  lastUsed: string;
  current: boolean;
}

/** Where the user is logged in, and an end to each of it. */
@customElement('rm-settings-sessions')
export class SettingsSessions extends LitElement {
  @state() private sessions: OwnSession[] | null = null;
  @state() private error = '';

  static override styles = [
    controls,
    css`
      ul { list-style: none; margin: 0; padding: 0; }
      li { display: flex; align-items: center; gap: 12px; padding: 6px 0; border-top: 1px solid var(--line); }
      li:first-child { border-top: 0; }
      .about { flex: 1; min-width: 0; overflow-wrap: anywhere; line-height: 1.3; }
      small { display: block; }
      .error { border-left: 4px solid var(--p4); background: var(--raised); padding: 4px 10px; }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.changed]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      const all = await app.client.rest.all<OwnSession>(`/sessions?user=${encodeURIComponent(app.userName)}`);
      this.sessions = all.sort((a, b) => Number(b.current) - Number(a.current) || b.lastUsed.localeCompare(a.lastUsed));
      this.error = '';
    } catch (error) {
      this.error = said(error);
    }
  }

  override render() {
    return html`${this.error === '' ? nothing : html`<p class="error" role="alert">${this.error} <button @click=${() => this.load()}>${t('Try again')}</button></p>`}
      <ul>
        ${(this.sessions ?? []).map((one) => this.line(one))}
      </ul>`;
  }

  private line(one: OwnSession) {
    const origin = one.origin.replace(/^rest /, '');
    const used = timeText(Date.parse(one.lastUsed), Date.now());
    return html`<li>
      <span class="about">
        ${one.current ? html`<b>${t('This one')}</b>, ` : nothing}${origin}
        <small class="quiet">${t('since {begun}, last used {used}', { begun: timeText(Date.parse(one.began), Date.now()), used })}</small>
      </span>
      ${one.current
        ? nothing
        : html`<button aria-label=${t('End the session from {origin}', { origin })} ?disabled=${app.link !== 'live'} @click=${() => this.end(one)}>
            ${t('End')}
          </button>`}
    </li>`;
  }

  private async end(one: OwnSession): Promise<void> {
    const text = t('Whoever works there is logged out at once.');
    if ((await confirm({ title: t('End the session from {origin}', { origin: one.origin.replace(/^rest /, '') }), text, action: t('End') })) === null) return;
    try {
      await app.client.rest.call('DELETE', `/sessions/${encodeURIComponent(one.id)}`);
    } catch (error) {
      this.error = said(error);
      return;
    }
    await this.load();
  }
}

function said(error: unknown): string {
  return `${error instanceof ApiError ? `${error.code}: ` : ''}${(error as Error).message}`;
}
