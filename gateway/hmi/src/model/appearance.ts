import type { App } from './app.js';
import { shownZone, useZone } from './format.js';
import { loadLanguages, shownLanguage, showLanguage, suitable } from './languages.js';
import { languageChanged } from './text.js';
import { showTheme } from './theme.js';
import { Zone } from './zone.js';

/** How long the first picture waits for the texts of its language. */
const PATIENCE_MS = 1_500;

/** Makes the screens look as the settings say, now and whenever they change. Resolves when the first picture may be drawn. */
export async function follow(app: App): Promise<void> {
  const apply = () => {
    showTheme(app.settings.theme);
    document.documentElement.dataset.motion = app.settings.motion;
    if (zoneShown(app)) languageChanged.emit();
  };
  apply();
  let isReady = false;
  const speak = async () => {
    const wanted = suitable(app.settings.language);
    if (wanted !== shownLanguage()) await showLanguage(wanted);
  };
  app.settings.changed.add(() => {
    apply();
    if (isReady) void speak();
  });
  app.changed.add(() => {
    if (zoneShown(app)) languageChanged.emit();
  });
  const first = loadLanguages().then(async () => {
    isReady = true;
    const wanted = suitable(app.settings.language);
    await showLanguage(wanted);
    app.settings.changed.emit();
  });
  await Promise.race([first, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}

/** Puts the wanted zone in place; true when it is another one than before. */
function zoneShown(app: App): boolean {
  const wanted = { site: app.siteZone || Zone.ofBrowser(), browser: Zone.ofBrowser() }[app.settings.zone] ?? app.settings.zone;
  const name = Zone.isKnown(wanted) ? wanted : Zone.ofBrowser();
  if (name === shownZone().name) return false;
  useZone(name);
  return true;
}
