const KEY = 'ringmain.theme';

export type Theme = 'light' | 'dark';

/** Grey by day is the default (ISA-101); dark is chosen by hand and remembered. */
export function currentTheme(): Theme {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
}

export function setTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem(KEY, theme);
  dispatchEvent(new Event('themechange'));
}

export function restoreTheme(): void {
  document.documentElement.dataset.theme = localStorage.getItem(KEY) === 'dark' ? 'dark' : 'light';
}
