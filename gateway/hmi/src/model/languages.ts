import { useNumbersOf } from './format.js';
import { useCatalogue, type Catalogue } from './text.js';

/** A language that is offered. English stands in the program, so that it has a catalogue only where a site has words of its own. */
export interface Language {
  code: string;
  hasCatalogue: boolean;
}

const ENGLISH: Language = { code: 'en', hasCatalogue: false };

let offered: readonly Language[] = [ENGLISH];
let shown = 'en';
let turn = 0;

export function offeredLanguages(): readonly Language[] {
  return offered;
}

/** Code of the language of the screens. */
export function shownLanguage(): string {
  return shown;
}

/** What a language calls itself: `español`. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Asks which languages there are: those of the program and those of the site's folder. */
export async function loadLanguages(): Promise<void> {
  const answer = (await fetched('text/languages.json')) as { languages?: { code: string; catalogue: boolean }[] } | null;
  if (!Array.isArray(answer?.languages)) return;
  offered = answer.languages.map(({ code, catalogue }) => ({ code, hasCatalogue: catalogue }));
}

/** The offered language that suits best: the wanted one, else the first that the browser asks for. */
export function suitable(wanted: string, browser: readonly string[] = navigator.languages): string {
  const known = (code: string) => offered.find((one) => one.code.toLowerCase() === code.toLowerCase())?.code;
  for (const code of wanted === '' ? browser : [wanted, ...browser]) {
    const found = known(code) ?? known(code.split('-')[0] ?? '');
    if (found !== undefined) return found;
  }
  return 'en';
}

/** Shows the screens in this language from now on; the present one stays where its texts can not be fetched. */
export async function showLanguage(code: string): Promise<void> {
  const mine = ++turn;
  const language = offered.find((one) => one.code === code) ?? ENGLISH;
  const texts = language.hasCatalogue ? ((await fetched(`text/${language.code}.json`)) as Catalogue | null) : {};
  if (mine !== turn || texts === null) return;
  shown = language.code;
  document.documentElement.lang = language.code;
  useNumbersOf(language.code);
  useCatalogue(texts);
}

async function fetched(path: string): Promise<unknown> {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(4_000) });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
