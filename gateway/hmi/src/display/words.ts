/** `0=Manual;1=Automatic` as a table of values and words. */
export function wordsOf(text: string): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const part of text.split(';')) {
    const at = part.indexOf('=');
    if (at > 0) words.set(part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim());
  }
  return words;
}

/** Values separated by semicolons. */
export function valuesOf(text: string): ReadonlySet<string> {
  return new Set(text.split(';').map((part) => part.trim().toLowerCase()).filter(Boolean));
}

/** Whether a name fits a pattern in which `*` stands for any characters, dots too. */
export function matchesGlob(glob: string, name: string): boolean {
  const pattern = glob.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*');
  return new RegExp(`^${pattern}$`).test(name);
}
