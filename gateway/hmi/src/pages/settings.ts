import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { app } from '../model/app.js';
import { clockText, dayText, offsetText, shownZone } from '../model/format.js';
import { languageName, offeredLanguages, shownLanguage } from '../model/languages.js';
import { offeredPages } from '../model/navigation.js';
import type { Settings } from '../model/settings.js';
import { t } from '../model/text.js';
import { Zone } from '../model/zone.js';
import { playTone } from '../ui/tone.js';
import { controls } from '../ui/controls.js';
import { Follow } from '../ui/follow.js';
import './settings-password.js';
import './settings-sessions.js';

const OTHER = 'other';

/** How the user wants the screens; each choice counts at once and is kept with the user. */
@customElement('rm-settings-page')
export class SettingsPage extends LitElement {
  @state() private wantsOther = false;
  @state() private zoneError = '';

  static override styles = [
    controls,
    css`
      :host { display: block; }
      h1 { margin-bottom: 10px; }
      .cards { columns: 420px 2; column-gap: 12px; max-width: 1180px; }
      section { break-inside: avoid; margin-bottom: 12px; padding: 12px 16px 14px; }
      section h2 { padding-bottom: 6px; border-bottom: 1px solid var(--line); margin-bottom: 8px; }
      .line { display: flex; align-items: center; gap: 12px; min-height: 38px; flex-wrap: wrap; }
      .line > label:first-child { flex: 1 1 130px; }
      .line > select, .line > input:not([type='checkbox']) { flex: 0 1 230px; min-width: 0; }
      input[type='checkbox'] { width: 22px; min-height: 22px; height: 22px; margin: 0; }
      input[type='range'] { padding: 0; }
      input { accent-color: var(--accent); }
      @media (max-width: 760px) {
        .line { gap: 2px 12px; margin-bottom: 6px; }
        .line > label:first-child { flex: 1 1 auto; }
        .line > select, .line > input:not([type='checkbox'], [type='range']) { flex: 1 1 100%; min-height: 36px; }
      }
      .note { color: var(--quiet); font-size: 13px; margin: 2px 0 0; }
      .error { border-left: 4px solid var(--p4); background: var(--raised); padding: 4px 10px; }
    `,
  ];

  constructor() {
    super();
    new Follow(this, [app.settings.changed, app.changed]);
  }

  override render() {
    const { settings } = app;
    return html`<h1>${t('Settings')}</h1>
      ${settings.error === '' ? nothing : html`<p class="error" role="alert">${t('The settings could not be stored: {why}', { why: settings.error })}</p>`}
      <div class="cards">
        ${this.looks()} ${this.times()} ${this.sound()} ${this.keyboard()}
        <section class="panel" aria-labelledby="password"><h2 id="password">${t('Password')}</h2><rm-settings-password></rm-settings-password></section>
        <section class="panel" aria-labelledby="sessions"><h2 id="sessions">${t('Where you are logged in')}</h2><rm-settings-sessions></rm-settings-sessions></section>
      </div>`;
  }

  private looks() {
    const { settings } = app;
    return html`<section class="panel" aria-labelledby="looks">
      <h2 id="looks">${t('Appearance')}</h2>
      ${this.choice('theme', t('Theme'), settings.theme, [
        ['light', t('Light')],
        ['dark', t('Dark')],
        ['system', t('As the system')],
      ])}
      <div class="line">
        <label for="language">${t('Language')}</label>
        <select id="language" @change=${(event: Event) => settings.change({ language: value(event) })}>
          <option value="" ?selected=${settings.language === ''}>${t('As the browser')}</option>
          ${offeredLanguages().map(
            ({ code }) =>
              html`<option value=${code} lang=${code} ?selected=${settings.language === code && code === shownLanguage()}>${languageName(code)}</option>`,
          )}
        </select>
      </div>
      ${this.choice('motion', t('Motion'), settings.motion, [
        ['system', t('As the system')],
        ['reduced', t('Reduced: nothing flashes')],
        ['full', t('Full')],
      ])}
      ${this.choice('start', t('Page after the login'), settings.start, [
        ['', t('The first one')],
        ...offeredPages().map(({ name, title }): [string, string] => [name, t(title)]),
      ])}
    </section>`;
  }

  private times() {
    const { zone } = app.settings;
    const isNamed = zone !== 'site' && zone !== 'browser' && zone !== 'UTC';
    const site = app.siteZone === '' ? '' : ` (${app.siteZone})`;
    const now = Date.now();
    return html`<section class="panel" aria-labelledby="times">
      <h2 id="times">${t('Times|of day')}</h2>
      <div class="line">
        <label for="zone">${t('Time zone')}</label>
        <select id="zone" @change=${this.chooseZone}>
          <option value="site" ?selected=${zone === 'site'}>${t("The site's")}${site}</option>
          <option value="browser" ?selected=${zone === 'browser'}>${t("This computer's")} (${Zone.ofBrowser()})</option>
          <option value="UTC" ?selected=${zone === 'UTC'}>UTC</option>
          <option value=${OTHER} ?selected=${isNamed || this.wantsOther}>${t('Another one')}</option>
        </select>
      </div>
      ${isNamed || this.wantsOther
        ? html`<div class="line">
              <label for="name">${t('Name of the zone')}</label>
              <input id="name" list="zones" .value=${isNamed ? zone : ''} placeholder="Europe/Madrid" autocomplete="off" spellcheck="false" @change=${this.nameZone} />
              <datalist id="zones">${Intl.supportedValuesOf('timeZone').map((name) => html`<option value=${name}></option>`)}</datalist>
            </div>
            ${this.zoneError === '' ? nothing : html`<p class="error" role="alert">${this.zoneError}</p>`}`
        : nothing}
      <p class="note">
        ${t('All times are shown in {zone}: it is {time} there.', {
          zone: `${shownZone().name} (${offsetText(now)})`,
          time: `${dayText(now)} ${clockText(now)}`,
        })}
      </p>
    </section>`;
  }

  private sound() {
    const { settings } = app;
    return html`<section class="panel" aria-labelledby="sound">
      <h2 id="sound">${t('Sound')}</h2>
      <div class="line">
        <label for="heard">${t('Alarms are heard')}</label>
        <input id="heard" type="checkbox" .checked=${settings.sound} @change=${(event: Event) => settings.change({ sound: isOn(event) })} />
      </div>
      <div class="line">
        <label for="volume">${t('Volume')}</label>
        <input id="volume" type="range" min="0" max="100" step="5" .value=${String(Math.round(settings.volume * 100))}
          ?disabled=${!settings.sound} @change=${(event: Event) => settings.change({ volume: Number(value(event)) / 100 })} />
        <button ?disabled=${!settings.sound} @click=${() => playTone(settings.volume)}>${t('Test')}</button>
      </div>
      <p class="note">${t('A browser plays sounds only after something on the page was clicked or a key was pressed.')}</p>
    </section>`;
  }

  private keyboard() {
    const { settings } = app;
    return html`<section class="panel" aria-labelledby="keyboard">
      <h2 id="keyboard">${t('Keyboard')}</h2>
      <div class="line">
        <label for="keys">${t('Shortcuts of single keys')}</label>
        <input id="keys" type="checkbox" .checked=${settings.keys} @change=${(event: Event) => settings.change({ keys: isOn(event) })} />
      </div>
      <p class="note">${t('Off where speech or switches operate this computer. Ctrl+K works always.')}</p>
      <button @click=${() => this.dispatchEvent(new CustomEvent('rm-show-keys', { bubbles: true, composed: true }))}>${t('Show all keys')}</button>
    </section>`;
  }

  private choice(key: 'theme' | 'motion' | 'start', label: string, present: string, options: [string, string][]) {
    return html`<div class="line">
      <label for=${key}>${label}</label>
      <select id=${key} @change=${(event: Event) => app.settings.change({ [key]: value(event) } as Partial<Settings>)}>
        ${options.map(([option, text]) => html`<option value=${option} ?selected=${option === present}>${text}</option>`)}
      </select>
    </div>`;
  }

  private chooseZone(event: Event): void {
    const zone = value(event);
    this.zoneError = '';
    this.wantsOther = zone === OTHER;
    if (zone !== OTHER) app.settings.change({ zone });
  }

  private nameZone(event: Event): void {
    const zone = value(event).trim();
    const isKnown = zone !== '' && Zone.isKnown(zone);
    this.zoneError = isKnown ? '' : t('There is no zone of that name; one is called Europe/Madrid.');
    if (isKnown) app.settings.change({ zone });
  }
}

function value(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

function isOn(event: Event): boolean {
  return (event.target as HTMLInputElement).checked;
}
