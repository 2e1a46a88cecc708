import { displayOf } from '../display/sanitise.js';
import type { DisplayInfo } from '../model/display-tree.js';
import { displays } from '../model/displays.js';

/** A display as it stands in the site's folder now. */
export interface Loaded {
  name: string;
  etag: string;
  /** Null when there is nothing in the file that can be shown. */
  element: HTMLElement | null;
}

export async function loadDisplay({ name, type }: Pick<DisplayInfo, 'name' | 'type'>): Promise<Loaded> {
  const { text, etag } = await displays.read(name);
  return { name, etag, element: displayOf(text, type) };
}
