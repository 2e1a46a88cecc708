import { Topic } from './topic.js';

/** English texts to those of another language. */
export type Catalogue = Readonly<Record<string, string>>;

const PLACE = /\{(\w+)\}/g;

let catalogue: Catalogue = {};

/** The language of the screens has changed: everything is to be drawn again. */
export const languageChanged = new Topic();

/** Puts another language's texts in place; none for English, which the program is written in. */
export function useCatalogue(texts: Catalogue): void {
  catalogue = texts;
  languageChanged.emit();
}

/**
 * The text in the language of the screens, or as it is where the catalogue lacks it. Places such as `{name}` are filled with the
 * values. Where one English text means several things to other languages, a context stands behind a bar: `High|limit`. The first
 * argument is always written out, as the catalogues are checked against the sources.
 */
export function t(text: string, values: Record<string, string | number> = {}): string {
  return (catalogue[text] ?? text.split('|')[0]!).replace(PLACE, (place, name: string) => String(values[name] ?? place));
}
