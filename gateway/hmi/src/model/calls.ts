import { ApiError, randomId, silenceText } from '../client/rest.js';
import { app } from './app.js';

/** A body with the tag of its version, for `If-Match`. */
export interface Tagged<T> {
  body: T;
  etag: string;
}

export interface Sent {
  /** An object is sent as JSON, a text as it is. */
  body?: object | string;
  contentType?: string;
  ifMatch?: string;
}

const TIMEOUT_MS = 60_000;

/** A resource with its `ETag`. */
export async function read<T>(path: string): Promise<Tagged<T>> {
  const response = await ask('GET', path, {});
  return { body: (await response.json()) as T, etag: response.headers.get('etag') ?? '' };
}

/** What changes something that has versions: with `If-Match`, or a body that is no JSON. Answers what came back, if it is JSON. */
export async function send<T = unknown>(method: string, path: string, sent: Sent = {}): Promise<T> {
  const response = await ask(method, path, sent);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** An answer as a file. */
export async function fetched(method: string, path: string, sent: Sent = {}): Promise<Blob> {
  return (await ask(method, path, sent)).blob();
}

/** What is wrong with a refusal, with its stable code where it has one. */
export function problemText(error: unknown): string {
  if (!(error instanceof ApiError)) return String((error as Error).message ?? error);
  return error.status === 0 ? error.message : `${error.message} (${error.code})`;
}

async function ask(method: string, path: string, { body, contentType, ifMatch }: Sent): Promise<Response> {
  app.client.rest.assertSent(method, path);
  const token = app.client.rest.token;
  const headers: Record<string, string> = {};
  if (token !== null) headers.authorization = `Bearer ${token}`;
  if (body !== undefined) headers['content-type'] = contentType ?? 'application/json';
  if (ifMatch !== undefined) headers['if-match'] = ifMatch;
  if (method !== 'GET') headers['idempotency-key'] = randomId();
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      cache: 'no-store',
    });
  } catch {
    throw new ApiError(0, 'Unreachable', silenceText(method, path));
  }
  if (response.ok) return response;
  if (response.status === 401 && token !== null && token === app.client.rest.token) app.client.rest.onUnauthorised();
  const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string; title?: string };
  throw new ApiError(response.status, problem.code ?? `HTTP ${response.status}`, problem.detail ?? problem.title ?? response.statusText);
}
