/** What the list of displays says of one. */
export interface DisplayInfo {
  /** Of the file. */
  name: string;
  title: string;
  type: 'html' | 'svg';
  size: number;
  etag: string;
  /** 1 to 4 as ISA-101 counts them; 0 when the file does not say. */
  level: number;
  parent: string;
  area: string;
  order: number;
}

/** The displays of a site and how they hang together. */
export class DisplayTree {
  private readonly byName: ReadonlyMap<string, DisplayInfo>;

  constructor(readonly all: readonly DisplayInfo[]) {
    this.byName = new Map(all.map((display) => [display.name, display]));
  }

  get(name: string): DisplayInfo | undefined {
    return this.byName.get(name);
  }

  /** Where one begins: of level 1, else one without a parent, else the first. */
  home(): DisplayInfo | undefined {
    const sorted = [...this.all].sort(inOrder);
    return sorted.find((one) => one.level === 1) ?? sorted.find((one) => this.parent(one) === undefined) ?? sorted[0];
  }

  /** The display above; one whose parent is missing hangs below the first of the level above it. */
  parent(display: DisplayInfo): DisplayInfo | undefined {
    const named = display.parent === display.name ? undefined : this.byName.get(display.parent);
    if (named !== undefined || display.level < 2) return named;
    return [...this.all].sort(inOrder).find((one) => one.level === display.level - 1);
  }

  /** From the top down to the display itself. */
  path(display: DisplayInfo): DisplayInfo[] {
    const path = [display];
    for (let above = this.parent(display); above !== undefined && !path.includes(above); above = this.parent(above)) path.unshift(above);
    return path;
  }

  children(display: DisplayInfo): DisplayInfo[] {
    return this.all.filter((one) => one !== display && this.parent(one) === display).sort(inOrder);
  }

  /** Those of the same parent, the display itself among them. */
  siblings(display: DisplayInfo): DisplayInfo[] {
    const above = this.parent(display);
    return this.all.filter((one) => this.parent(one) === above && one.level === display.level).sort(inOrder);
  }

  /** The sibling so many places on; past the end it begins again. */
  sibling(display: DisplayInfo, step: number): DisplayInfo | undefined {
    const siblings = this.siblings(display);
    if (siblings.length < 2) return undefined;
    return siblings[(siblings.indexOf(display) + step + siblings.length) % siblings.length];
  }
}

function inOrder(a: DisplayInfo, b: DisplayInfo): number {
  return a.level - b.level || a.order - b.order || a.name.localeCompare(b.name);
}
