import { areaOf } from './area.js';
import { isChange, sighted, type Sight } from './sight.js';
import type { Alarm, Bucket, Caller, Page, RawSample, Session, TagDefinition, User, Value } from './types.js';

/** A refused request: the problem document (RFC 9457) of the server, or a transport failure with status 0. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
    this.name = 'ApiError';
  }
}

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** REST calls under /api/v1 with a bearer token. One instance per logged-in user. */
export class Rest {
  token: string | null = null;
  /** Of what values, alarms and machines are; what changes something is refused here already unless it is the present. */
  sight: Sight = 'present';
  /** Called when the replay that is looked at has ended. */
  onReplayLost: (code: string, detail: string) => void = () => {};
  /** Why nothing that changes something can be sent just now; empty when it can. A request that hangs may be carried out much later. */
  holdBack: () => string = () => '';
  /** Called once per answer 401 to a call that carried a token: the session is over. */
  onUnauthorised: () => void = () => {};

  constructor(
    private readonly base: string,
    private readonly fetcher: Fetch = (url, init) => fetch(url, init),
    private readonly timeoutMs = 15_000,
  ) {}

  async login(username: string, password: string): Promise<Session> {
    return sessionOf(await this.call('POST', '/auth/login', { username, password }));
  }

  async refresh(): Promise<Session> {
    return sessionOf(await this.call('POST', '/auth/refresh', {}));
  }

  async changePassword(current: string, wanted: string): Promise<void> {
    await this.call('POST', '/auth/password', { current, new: wanted });
  }

  /** What the identity provider is called that users may log in by; empty when there is none. */
  async provider(): Promise<string> {
    const answer = (await this.call('GET', '/auth/oidc')) as { enabled: boolean; name: string };
    return answer.enabled ? answer.name : '';
  }

  /** The session of a login by the identity provider from which this browser has just come back. */
  async pickUp(): Promise<Session> {
    return sessionOf(await this.call('POST', '/auth/oidc/token', {}));
  }

  async logout(): Promise<void> {
    await this.call('POST', '/auth/logout', {});
  }

  /** Who is logged in, and what they may do where. */
  caller(): Promise<Caller> {
    return this.call('GET', '/auth/me') as Promise<Caller>;
  }

  async ticket(timeoutMs: number): Promise<string> {
    const answer = (await this.call('POST', '/auth/ws-ticket', {}, timeoutMs)) as { ticket: string };
    return answer.ticket;
  }

  async tags(): Promise<TagDefinition[]> {
    return (await this.all<Record<string, unknown>>('/tags')).map(tagOf);
  }

  /** The first definitions of a site, and whether there are no more. */
  async firstTags(limit: number): Promise<{ tags: TagDefinition[]; isAll: boolean }> {
    const page = (await this.call('GET', `/tags?limit=${limit}`)) as Page<Record<string, unknown>>;
    return { tags: page.items.map(tagOf), isAll: !page.next };
  }

  /** The definitions of these tags; those that do not exist are left out. */
  async tagsNamed(names: readonly string[]): Promise<TagDefinition[]> {
    const path = `/tags?tags=${names.map(encodeURIComponent).join()}&limit=10000`;
    return ((await this.call('GET', path)) as Page<Record<string, unknown>>).items.map(tagOf);
  }

  /** Tags that have every word in their name, description or unit, the best first; all those below a name where there are no words. */
  async findTags(text: string, below = '', limit = 1000, skip = 0): Promise<{ tags: TagDefinition[]; total: number | null }> {
    const query = new URLSearchParams({ sort: 'name', limit: String(limit), skip: String(skip) });
    if (text.trim() !== '') query.set('text', text);
    if (below !== '') query.set('below', below);
    const page = (await this.call('GET', `/tags?${query}`)) as Page<Record<string, unknown>> & { total?: number };
    return { tags: page.items.map(tagOf), total: page.total ?? null };
  }

  /** Every alarm definition with its present state. */
  alarms(): Promise<Alarm[]> {
    return this.all<Alarm>('/alarms');
  }

  /** Alarms that stand: everything but NORM. */
  activeAlarms(): Promise<Alarm[]> {
    return this.all<Alarm>('/alarms/active');
  }

  alarmCommand(alarm: Alarm, verb: string, body: object): Promise<unknown> {
    return this.call('POST', `/alarms/${encodeURIComponent(alarm.name)}:${verb}`, body);
  }

  write(tag: string, value: Value, reason: string): Promise<unknown> {
    return this.call('PUT', `/values/${encodeURIComponent(tag)}`, reason === '' ? { value } : { value, reason });
  }

  async history(tag: string, fromMs: number, toMs: number, limit: number): Promise<RawSample[]> {
    const page = (await this.call('GET', historyPath(tag, fromMs, toMs, `&limit=${limit}`))) as Page<RawSample>;
    return page.items;
  }

  async buckets(tag: string, fromMs: number, toMs: number, count: number): Promise<Bucket[]> {
    const more = `&aggregate=minmax&buckets=${count}&limit=10000`;
    return ((await this.call('GET', historyPath(tag, fromMs, toMs, more))) as Page<Bucket>).items;
  }

  system(): Promise<Record<string, unknown>> {
    return this.call('GET', '/system') as Promise<Record<string, unknown>>;
  }

  /** All pages of a list. */
  async all<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | null | undefined;
    do {
      const more = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
      const page = (await this.call('GET', `${path}${path.includes('?') ? '&' : '?'}limit=10000${more}`)) as Page<T>;
      items.push(...page.items);
      cursor = page.next;
    } while (cursor);
    return items;
  }

  /** Throws for what would change something while it can not be sent. */
  assertSent(method: string, path: string): void {
    const why = isChange(method, path) ? this.holdBack() : '';
    if (why !== '') throw new ApiError(0, 'Unreachable', why);
  }

  /** @param more headers, such as If-Match */
  async call(method: string, path: string, body?: object, timeoutMs = this.timeoutMs, more: Record<string, string> = {}): Promise<unknown> {
    const { sight } = this;
    const asked = sighted(sight, method, path);
    this.assertSent(method, path);
    const headers: Record<string, string> = { accept: 'application/json', ...more };
    if (this.token !== null) headers.authorization = `Bearer ${this.token}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    const isCommand = method !== 'GET' && !path.startsWith('/auth/');
    if (isCommand) headers['idempotency-key'] = randomId();
    const carriedToken = this.token;
    let response: Response;
    try {
      const payload = body === undefined ? {} : { body: JSON.stringify(body) };
      response = await this.fetcher(`${this.base}/api/v1${asked}`, {
        method,
        headers,
        ...payload,
        signal: AbortSignal.timeout(timeoutMs),
        cache: 'no-store',
      });
    } catch (cause) {
      const isTimeout = cause instanceof DOMException && cause.name === 'TimeoutError';
      throw new ApiError(0, isTimeout ? 'Timeout' : 'Unreachable', silenceText(method, path));
    }
    if (response.ok) return response.status === 204 ? undefined : parse(await response.text());
    if (response.status === 401 && carriedToken !== null && carriedToken === this.token) this.onUnauthorised();
    const problem = await problemOf(response);
    const isLost = problem.code === 'replay-unknown' && typeof sight === 'object' && asked.includes(sight.replay);
    if (isLost && sight === this.sight) this.onReplayLost(problem.code, problem.message);
    throw problem;
  }
}

/** RFC 4122 version 4; `crypto.randomUUID` exists in secure contexts only, plants run plain HTTP on a LAN too. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A request without an answer may have been carried out. */
export function silenceText(method: string, path: string): string {
  return isChange(method, path) ? 'The server does not answer: whether it was done is not known.' : 'The server does not answer.';
}

function parse(text: string): unknown {
  return text === '' ? undefined : JSON.parse(text);
}

function historyPath(tag: string, fromMs: number, toMs: number, more: string): string {
  const span = `from=${new Date(fromMs).toISOString()}&to=${new Date(toMs).toISOString()}`;
  return `/history/${encodeURIComponent(tag)}?${span}${more}`;
}

async function problemOf(response: Response): Promise<ApiError> {
  try {
    const problem = (await response.json()) as { code?: string; detail?: string; title?: string };
    const detail = problem.detail ?? problem.title ?? response.statusText;
    return new ApiError(response.status, problem.code ?? `HTTP ${response.status}`, detail);
  } catch {
    return new ApiError(response.status, `HTTP ${response.status}`, response.statusText);
  }
}

export function sessionOf(raw: unknown): Session {
  const answer = raw as { token: string; expiresAt: string; user: unknown };
  return { token: answer.token, expiresAt: answer.expiresAt, user: userOf(answer.user) };
}

function userOf(raw: unknown): User {
  if (typeof raw === 'string') return { name: raw, role: '' };
  const user = (raw ?? {}) as Record<string, unknown>;
  const roles = Array.isArray(user.roles) ? user.roles : [];
  const due = user.passwordChangeRequired === true ? { passwordChangeRequired: true } : {};
  const permissions = Array.isArray(user.permissions) ? { permissions: user.permissions.map(String) } : {};
  return {
    name: String(user.name ?? user.username ?? ''),
    role: String(user.role ?? roles[0] ?? ''),
    ...permissions,
    ...due,
  };
}

function tagOf(raw: Record<string, unknown>): TagDefinition {
  const name = String(raw.name);
  const factor = Number(raw.displayFactor);
  const tag = {
    name,
    type: String(raw.type ?? 'float64'),
    unit: String(raw.unit ?? ''),
    description: String(raw.description ?? ''),
    area: areaOf(name, raw.area),
    low: finite(raw.rangeLow),
    high: finite(raw.rangeHigh),
    writable: raw.writable === true,
    isSigned: raw.signature === 'required',
  };
  if (typeof raw.displayUnit !== 'string' || !(Math.abs(factor) > 0)) return tag;
  return { ...tag, display: { unit: raw.displayUnit, factor, offset: Number(raw.displayOffset ?? 0) } };
}

function finite(raw: unknown): number | null {
  return typeof raw === 'number' && Number.isFinite(raw) ? raw : null;
}
