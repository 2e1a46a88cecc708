/** The area of a tag: the one written for it, else what its name begins with. */
export function areaOf(name: string, written: unknown): string {
  if (typeof written === 'string' && written !== '') return written;
  const end = name.lastIndexOf('.');
  return end < 0 ? '' : name.slice(0, end);
}
