import type { Rest } from '../client/index.js';

/** A layout in the gateway's store, without its document. */
export interface LayoutInfo {
  kind: string;
  name: string;
  owner: string;
  shared: boolean;
  changedBy: string;
  changed: string;
  etag: string;
}

export interface LayoutKey {
  kind: string;
  name: string;
  shared: boolean;
}

function path({ kind, name, shared }: LayoutKey): string {
  return `/layouts/${encodeURIComponent(kind)}/${encodeURIComponent(name)}?shared=${shared}`;
}

/** Layouts of the user and shared ones, as the gateway keeps them. */
export class Layouts {
  constructor(private readonly rest: Rest) {}

  list(kind: string): Promise<LayoutInfo[]> {
    return this.rest.all<LayoutInfo>(`/layouts?kind=${encodeURIComponent(kind)}`);
  }

  get(key: LayoutKey): Promise<unknown> {
    return this.rest.call('GET', path(key));
  }

  /** @param etag of what is to be replaced; none for a new one, which must not be there yet */
  put(key: LayoutKey, document: object, etag: string | null): Promise<unknown> {
    const condition: Record<string, string> = etag === null ? { 'if-none-match': '*' } : { 'if-match': etag };
    return this.rest.call('PUT', path(key), document, undefined, condition);
  }

  remove(key: LayoutKey, etag: string): Promise<unknown> {
    return this.rest.call('DELETE', path(key), undefined, undefined, { 'if-match': etag });
  }
}
