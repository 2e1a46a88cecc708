import { Link, type LinkWorld, type Socket } from './link.js';
import { ApiError, randomId, Rest, type Fetch } from './rest.js';
import type { Sight } from './sight.js';
import type { Alarm, Hello, LinkState, Outcome, ReplayFrame, Session, StreamFrame, Update } from './types.js';

const PROBE_MS = 3_000;
const COMMAND_MS = 15_000;
/** A replay on its way is asked again so soon. */
const REPLAY_RETRY_MS = 300;
/** A subscription to nothing: whoever looks at a replay hears of its alarms and machines, and keeps it from ending. */
const REPLAY_SUB = 'replay';

export interface ClientOptions {
  /** Origin of the gateway, '' for the page's own. */
  base?: string;
  fetch?: Fetch;
  world?: Partial<LinkWorld>;
}

export interface Watch {
  close(): void;
}

export interface WatchHandler {
  onUpdates(updates: Update[], isSnapshot: boolean): void;
  onUnknown?(tags: string[]): void;
}

/** Everything a client can be told, each an optional callback; several listeners may be added. */
export interface ClientListener {
  onLink?(state: LinkState, reason: string): void;
  onHello?(hello: Hello): void;
  /** An alarm of what is looked at: of the present, or of a replay. */
  onAlarm?(alarm: Alarm): void;
  /** An alarm of the present while something else is looked at. */
  onPresentAlarm?(alarm: Alarm): void;
  /** Something else is looked at from now on; values of before are none any more. */
  onSight?(sight: Sight): void;
  /** What the replay that is looked at does. */
  onReplay?(frame: ReplayFrame): void;
  /** The replay that is looked at has ended or can not be had. */
  onReplayLost?(code: string, detail: string): void;
  /** Machines, link states, events of the log and outcomes of this login's commands. */
  onStream?(frame: StreamFrame): void;
  /** The alarm stream could not be resumed without a hole: ask for the standing alarms again. */
  onAlarmsLost?(): void;
  onSessionEnd?(): void;
}

interface Subscription {
  tags: string[];
  hz: number;
  handler: WatchHandler;
}

/** A session with a Ringmain gateway: REST calls, value subscriptions and the alarm stream, reconnecting by itself. */
export class RingmainClient {
  readonly rest: Rest;
  session: Session | null = null;
  private readonly link: Link;
  private readonly subscriptions = new Map<string, Subscription>();
  private readonly listeners = new Set<ClientListener>();
  private readonly commands = new Map<string, (outcome: Outcome) => void>();
  private nextSub = 1;
  private isResumable = false;

  constructor(options: ClientOptions = {}) {
    const base = options.base ?? '';
    this.rest = options.fetch === undefined ? new Rest(base) : new Rest(base, options.fetch);
    this.rest.onUnauthorised = () => this.end();
    this.rest.onReplayLost = (code, detail) => this.each((l) => l.onReplayLost?.(code, detail));
    this.link = new Link(
      {
        open: (protocol) => new WebSocket(socketUrl(base), protocol) as unknown as Socket,
        ticket: (timeoutMs) => this.rest.ticket(timeoutMs),
        now: () => Date.now(),
        later: (ms, run) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
        ...options.world,
      },
      {
        onState: (state, reason) => this.linkChanged(state, reason),
        onReady: (hello) => this.ready(hello),
        onValues: (sub, updates, snap) => this.subscriptions.get(sub)?.handler.onUpdates(updates, snap),
        onUnknownTags: (sub, tags) => this.subscriptions.get(sub)?.handler.onUnknown?.(tags),
        onAlarm: (alarm) => this.each((l) => (this.sight === 'present' ? l.onAlarm?.(alarm) : l.onPresentAlarm?.(alarm))),
        onStream: (frame) => this.stream(frame),
        onReplay: (frame) => this.replayed(frame),
        onReplayRefused: (sub, code, detail) => this.replayRefused(sub, code, detail),
        onGap: () => this.resubscribe(),
      },
    );
  }

  get linkState(): LinkState {
    return this.link.state;
  }

  get sight(): Sight {
    return this.rest.sight;
  }

  /** @param wanted a new password, for who has to change it first; else that is refused with `password-change-required` */
  async login(username: string, password: string, wanted = ''): Promise<Session> {
    this.rest.token = null;
    let session = await this.rest.login(username, password);
    if (session.user.passwordChangeRequired) {
      if (wanted === '') throw new ApiError(403, 'password-change-required', 'Please choose a password of your own.');
      session = await this.withNewPassword(session, password, wanted);
    }
    this.use(session);
    return session;
  }

  private async withNewPassword(session: Session, password: string, wanted: string): Promise<Session> {
    this.rest.token = session.token;
    try {
      await this.rest.changePassword(password, wanted);
    } catch (error) {
      this.rest.token = null;
      throw error;
    }
    return { ...session, user: { ...session.user, passwordChangeRequired: false } };
  }

  /** Takes the session over of a login by the identity provider. */
  async pickUp(): Promise<Session> {
    this.rest.token = null;
    const session = await this.rest.pickUp();
    this.use(session);
    return session;
  }

  /** Continues a session that was kept, for example in sessionStorage. */
  use(session: Session): void {
    this.session = session;
    this.rest.token = session.token;
    this.link.start();
  }

  /** Exchanges the token for a newer one without touching the link. */
  async refresh(): Promise<Session> {
    const fresh = await this.rest.refresh();
    if (this.session === null) throw new ApiError(0, 'SessionEnded', 'The session ended meanwhile.');
    this.session = fresh.user.name === '' ? { ...fresh, user: this.session.user } : fresh;
    this.rest.token = fresh.token;
    return this.session;
  }

  async logout(): Promise<void> {
    try {
      await this.rest.logout();
    } finally {
      this.end();
    }
  }

  /** Live values of the tags (names or globs), at most `hz` frames a second. Survives reconnects. */
  watch(tags: string[], handler: WatchHandler, hz = 5): Watch {
    const sub = `s${this.nextSub++}`;
    this.subscriptions.set(sub, { tags, hz, handler });
    if (this.link.state === 'live') this.ask(sub);
    return {
      close: () => {
        if (this.subscriptions.delete(sub)) this.link.protocol?.unsubscribe(sub);
      },
    };
  }

  /** Looks at another time: all subscriptions and reads are of that one from here on, and nothing can be changed but in the present. */
  look(sight: Sight): void {
    this.rest.sight = sight;
    this.each((l) => l.onSight?.(sight));
    this.resubscribe();
  }

  /** Values of the present, or of the replay that is looked at; none while it is not known which. */
  private ask(sub: string): void {
    const { sight } = this;
    const wanted = this.subscriptions.get(sub) ?? { tags: [], hz: 5 };
    if (sight === 'nothing') return;
    this.link.protocol?.subscribe(sub, wanted.tags, wanted.hz, sight === 'present' ? null : sight.replay);
  }

  private replayed(frame: ReplayFrame): void {
    const { sight } = this;
    if (typeof sight !== 'object' || frame.replay !== sight.replay) return;
    if (frame.op === 'alarm') this.each((l) => l.onAlarm?.(frame.alarm as Alarm));
    else if (frame.op === 'machine' || frame.connector !== undefined) this.each((l) => l.onStream?.({ seq: 0, ...frame }));
    else this.each((l) => l.onReplay?.(frame));
    if (typeof frame.missed === 'number') this.each((l) => l.onAlarmsLost?.());
  }

  private replayRefused(sub: string, code: string, detail: string): void {
    const { sight } = this;
    if (typeof sight !== 'object') return;
    if (code !== 'replay-seeking') return this.each((l) => l.onReplayLost?.(code, detail));
    setTimeout(() => sight === this.sight && this.link.state === 'live' && (sub === REPLAY_SUB || this.subscriptions.has(sub)) && this.ask(sub), REPLAY_RETRY_MS);
  }

  /**
   * A command over the WebSocket: `write {tag, value, reason?}`, `ack {alarm, occurrence?, comment?}`, `transition {machine, to}` and
   * the others of the protocol. Resolves when it is done, rejects with the standard's code when it is refused or fails. An
   * outcome that comes while the link is lost is told when it is back.
   */
  command(op: string, body: object, timeoutMs = COMMAND_MS): Promise<Outcome> {
    const protocol = this.link.protocol;
    if (this.sight !== 'present') {
      return Promise.reject(new ApiError(409, 'replay-read-only', 'What is past can not be changed. Go back to live first.'));
    }
    if (this.link.state !== 'live' || protocol === null) {
      return Promise.reject(new ApiError(0, 'Unreachable', 'There is no link to the server.'));
    }
    const cmd = randomId();
    return new Promise<Outcome>((resolve, reject) => {
      const end = (error: ApiError) => {
        clearTimeout(timer);
        this.commands.delete(cmd);
        reject(error);
      };
      const timer = setTimeout(() => end(new ApiError(0, 'Timeout', 'The outcome is not known yet.')), timeoutMs);
      this.commands.set(cmd, (outcome) => {
        if (outcome.state !== 'DONE') return end(new ApiError(409, outcome.code, `The command ended as ${outcome.state}.`));
        clearTimeout(timer);
        this.commands.delete(cmd);
        resolve(outcome);
      });
      protocol.command(op, cmd, body, (code, detail) => end(new ApiError(409, code, detail)));
    });
  }

  listen(listener: ClientListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** A refusal may mean that the session is over: asking for a ticket tells, and a 401 ends it here too. */
  private linkChanged(state: LinkState, reason: string): void {
    this.each((l) => l.onLink?.(state, reason));
    if (state === 'refused' && this.session !== null) this.rest.ticket(PROBE_MS).catch(() => undefined);
  }

  private stream(frame: StreamFrame): void {
    if (frame.op === 'cmd') {
      this.commands.get(String(frame.cmd))?.({
        cmd: String(frame.cmd),
        state: String(frame.state),
        code: String(frame.code),
      });
    }
    const isOfPresent = frame.op === 'machine' || frame.connector !== undefined;
    if (isOfPresent && this.sight !== 'present') return;
    this.each((l) => l.onStream?.(frame));
  }

  private ready(hello: Hello): void {
    this.askAll();
    this.each((l) => l.onHello?.(hello));
    if (!hello.recovered || !this.isResumable) this.each((l) => l.onAlarmsLost?.());
    this.isResumable = true;
  }

  private resubscribe(): void {
    if (this.link.state === 'live') {
      for (const sub of [...this.subscriptions.keys(), REPLAY_SUB]) this.link.protocol?.unsubscribe(sub);
      this.askAll();
    }
    if (this.sight !== 'nothing') this.reload();
  }

  private askAll(): void {
    if (typeof this.sight === 'object') this.ask(REPLAY_SUB);
    for (const sub of this.subscriptions.keys()) this.ask(sub);
  }

  /** Lists of alarms and what else is kept by streams are to be asked for again. */
  reload(): void {
    this.each((l) => l.onAlarmsLost?.());
  }

  private end(): void {
    if (this.session === null) return;
    this.session = null;
    this.rest.token = null;
    this.isResumable = false;
    this.link.stop();
    this.each((l) => l.onSessionEnd?.());
  }

  private each(tell: (listener: ClientListener) => void): void {
    for (const listener of [...this.listeners]) tell(listener);
  }
}

function socketUrl(base: string): string {
  const url = new URL('/api/v1/ws', base || location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
