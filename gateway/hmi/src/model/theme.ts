import type { Settings, Theme } from './settings.js';

const DARK = matchMedia('(prefers-color-scheme: dark)');

let wanted: Settings['theme'] = 'light';

/** Grey by day is the default (ISA-101). */
export function currentTheme(): Theme {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
}

/** Shows the theme, and goes along with the system's from then on where that is wanted. */
export function showTheme(theme: Settings['theme']): void {
  wanted = theme;
  apply();
}

function apply(): void {
  const shown = wanted === 'system' ? (DARK.matches ? 'dark' : 'light') : wanted;
  if (document.documentElement.dataset.theme === shown) return;
  document.documentElement.dataset.theme = shown;
  dispatchEvent(new Event('themechange'));
}

DARK.addEventListener('change', apply);
