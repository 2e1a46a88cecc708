import { app } from './app.js';
import { offeredPages } from './navigation.js';
import { t } from './text.js';

/** A key that somebody listens to, for the list of all. */
export interface KeyHint {
  keys: string;
  /** What it does, in the language of the screens. */
  text: () => string;
}

/** `g` and then this: to the page. */
const PAGE_KEYS: Record<string, string> = {
  overview: 'o',
  trends: 't',
  alarms: 'a',
  machines: 'm',
  travel: 'v',
  logbook: 'l',
  displays: 'd',
  tags: 'g',
  connectors: 'c',
  datalog: 'h',
  jobs: 'j',
  users: 'u',
  audit: 'i',
  system: 's',
  settings: 'e',
};

const further = new Set<KeyHint>();

/** Tells of keys that a part of the screens listens to itself; the returned function takes it back. */
export function tellKeys(...hints: KeyHint[]): () => void {
  for (const hint of hints) further.add(hint);
  return () => hints.forEach((hint) => further.delete(hint));
}

export function furtherKeys(): KeyHint[] {
  return [...further];
}

/** Keys of the pages that the user may see. */
export function pageKeys(): { keys: string; name: string; title: string }[] {
  return offeredPages()
    .filter(({ name }) => PAGE_KEYS[name] !== undefined)
    .map(({ name, title }) => ({ keys: PAGE_KEYS[name]!, name, title }));
}

/** Whether a single key is meant as a shortcut: not while something is typed, a dialog is open, or where the user has none. */
export function isShortcut(event: KeyboardEvent): boolean {
  if (!app.settings.keys || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  return !event.composedPath().some((part) => isTypedInto(part) || (part instanceof HTMLDialogElement && part.open));
}

function isTypedInto(part: EventTarget): boolean {
  if (!(part instanceof HTMLElement)) return false;
  if (part instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit', 'range'].includes(part.type);
  return part instanceof HTMLTextAreaElement || part instanceof HTMLSelectElement || part.isContentEditable;
}

/** The keys of the frame itself. */
export function frameKeys(): KeyHint[] {
  return [
    { keys: 'Ctrl K', text: () => t('Search and go to anything') },
    { keys: '/', text: () => t('Search and go to anything') },
    { keys: '?', text: () => t('Show all keys') },
    { keys: 'Esc', text: () => t('Close what is open') },
  ];
}
