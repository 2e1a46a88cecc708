import { ApiError } from '../client/index.js';
import { app } from './app.js';
import { DisplayTree, type DisplayInfo } from './display-tree.js';
import { Topic } from './topic.js';

/** How often an open screen asks whether a file has changed: the folder is the site's, anybody may edit in it. */
const POLL_MS = 3_000;
const TIMEOUT_MS = 15_000;

export interface DisplayText {
  text: string;
  etag: string;
}

/** The displays in the site's folder: which there are, kept true while somebody looks; read, stored, removed. */
export class DisplayStore {
  readonly changed = new Topic();
  tree = new DisplayTree([]);
  isLoaded = false;
  /** Why the list could not be had; empty when it could. */
  error = '';
  private watchers = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  /** Keeps the list true until the returned function is called. */
  watch(): () => void {
    if (this.watchers++ === 0) this.timer = setInterval(() => void this.poll(), POLL_MS);
    void this.load();
    return () => {
      if (--this.watchers === 0) clearInterval(this.timer);
    };
  }

  private async poll(): Promise<void> {
    if (!document.hidden && app.isLoggedIn && app.link === 'live') await this.load();
  }

  async load(): Promise<void> {
    try {
      const all = await app.client.rest.all<DisplayInfo>('/displays');
      const isSame = this.isLoaded && this.error === '' && JSON.stringify(all) === JSON.stringify(this.tree.all);
      this.isLoaded = true;
      this.error = '';
      if (isSame) return;
      this.tree = new DisplayTree(all);
    } catch (error) {
      this.error = (error as Error).message;
    }
    this.changed.emit();
  }

  /** @throws ApiError 404 when there is none of that name */
  async read(name: string): Promise<DisplayText> {
    const answer = await request('GET', name);
    return { text: await answer.text(), etag: answer.headers.get('etag') ?? '' };
  }

  /**
   * Stores a display, as a new one where no ETag is given.
   *
   * @returns its ETag
   * @throws ApiError 412 when it is not what the caller has seen, 422 with the line where it is unsound
   */
  async write(name: string, text: string, etag: string, reason: string): Promise<string> {
    const condition: Record<string, string> = etag === '' ? { 'if-none-match': '*' } : { 'if-match': etag };
    const type = name.endsWith('.svg') ? 'image/svg+xml' : 'text/html';
    const answer = await request('PUT', name, { ...condition, 'content-type': type }, text, reason);
    void this.load();
    return answer.headers.get('etag') ?? '';
  }

  async remove(name: string, etag: string): Promise<void> {
    await request('DELETE', name, { 'if-match': etag });
    await this.load();
  }
}

/** Displays are text and need their ETag, so they do not go through the calls for JSON. */
async function request(method: string, name: string, headers: Record<string, string> = {}, body?: string, reason = ''): Promise<Response> {
  const rest = app.client.rest;
  let answer: Response;
  try {
    answer = await fetch(`/api/v1/displays/${encodeURIComponent(name)}${reason === '' ? '' : `?reason=${encodeURIComponent(reason)}`}`, {
      method,
      headers: { authorization: `Bearer ${rest.token}`, ...headers },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      cache: 'no-store',
    });
  } catch {
    throw new ApiError(0, 'Unreachable', 'The server does not answer.');
  }
  if (answer.ok) return answer;
  if (answer.status === 401) rest.onUnauthorised();
  const problem = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string; title?: string };
  throw new ApiError(answer.status, problem.code ?? `HTTP ${answer.status}`, problem.detail ?? problem.title ?? answer.statusText);
}

export const displays = new DisplayStore();
