/** A tag of one of our elements in the text of a display: where it begins and ends. */
export interface SourceTag {
  name: string;
  start: number;
  end: number;
}

const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const TAG = /<(rm-[a-z]+)(?=[\s/>])((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi;

/** Our elements in their order, but for `<rm-display>`; comments hold none. */
export function tagsOf(text: string): SourceTag[] {
  const bare = text.replaceAll(COMMENT, (comment) => ' '.repeat(comment.length));
  return [...bare.matchAll(TAG)]
    .map((match) => ({ name: match[1]!.toLowerCase(), start: match.index, end: match.index + match[0].length }))
    .filter((tag) => tag.name !== 'rm-display');
}

/** The text with these attributes of a tag; all the rest stays as it is, byte for byte. */
export function withAttributes(text: string, tag: SourceTag, attributes: Readonly<Record<string, string>>): string {
  let source = text.slice(tag.start, tag.end);
  for (const [name, value] of Object.entries(attributes)) {
    const present = new RegExp(`(\\s${name}\\s*=\\s*)("[^"]*"|'[^']*'|[^\\s"'>]+)`, 'i');
    source = present.test(source)
      ? source.replace(present, (_, before: string, old: string) => `${before}${old.startsWith("'") ? `'${value}'` : `"${value}"`}`)
      : source.replace(/^<rm-[a-z]+/i, (begin) => `${begin} ${name}="${value}"`);
  }
  return text.slice(0, tag.start) + source + text.slice(tag.end);
}

/** The text with an element more at the end of its display, and where it stands. */
export function withElement(text: string, element: string): { text: string; at: number } {
  const found = [...text.matchAll(/[ \t]*<\/(?:rm-display|svg)\s*>/gi)].at(-1);
  const at = found?.index ?? text.length;
  const isLineBegun = at > 0 && text[at - 1] !== '\n';
  const line = `${isLineBegun ? '\n' : ''}  ${element}\n`;
  return { text: text.slice(0, at) + line + text.slice(at), at: at + (isLineBegun ? 3 : 2) };
}

/** Where a line begins, counted from 1. */
export function lineStart(text: string, line: number): number {
  let at = 0;
  for (let n = 1; n < line && at >= 0; n++) at = text.indexOf('\n', at) + 1 || text.length;
  return at;
}

const TYPING_MS = 800;

/** States of a text to go back to and forth; what follows quickly while typing is one. */
export class TextHistory {
  private readonly past: string[] = [];
  private future: string[] = [];
  private typedAt = -Infinity;

  constructor(private now: string) {}

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** @param typedAt ms; leave it out for what is a step of its own */
  take(text: string, typedAt = -Infinity): void {
    if (text === this.now) return;
    if (typedAt === -Infinity || typedAt - this.typedAt >= TYPING_MS) this.past.push(this.now);
    this.typedAt = typedAt;
    this.now = text;
    this.future = [];
  }

  undo(): string {
    return this.step(this.past, this.future);
  }

  redo(): string {
    return this.step(this.future, this.past);
  }

  private step(from: string[], to: string[]): string {
    const text = from.pop();
    if (text !== undefined) {
      to.push(this.now);
      this.now = text;
    }
    this.typedAt = -Infinity;
    return this.now;
  }
}
