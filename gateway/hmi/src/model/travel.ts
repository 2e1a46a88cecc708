import { ApiError, type ReplayFrame, type RingmainClient } from '../client/index.js';
import { LiveAlarms } from './live-alarms.js';
import { Topic } from './topic.js';

const KEY = 'ringmain.travel';
const SEEKING_POLL_MS = 300;
const PLAYING_POLL_MS = 1_000;
const STANDING_POLL_MS = 10_000;
/** The fastest that a replay can be asked to play: it takes what it can. */
export const FASTEST = 1_000_000;

export type ReplayState = 'seeking' | 'paused' | 'playing' | 'ended' | 'failed' | 'closed';

/** A replay as the server tells it. */
export interface Replay {
  id: string;
  user: string;
  state: ReplayState;
  at: string;
  sequence: number;
  speed: number;
  target: string;
  progress: number;
  range: { from: string; to: string };
  created: string;
  mismatches: string[];
  problem: { code: string; detail: string } | null;
}

/**
 * present: everything is live. opening: a replay is being found again after a reload, nothing is shown meanwhile. past: everything
 * shown is of the replay's moment. lost: the replay has ended, and nothing is shown until somebody says what is wanted.
 */
export type TravelPhase = 'present' | 'opening' | 'past' | 'lost';

/**
 * Where in time the screens are. While they are in the past, values, alarms and machines are those of a replay, and nothing that
 * changes the plant is offered; the client refuses it, too.
 */
export class Travel {
  /** The phase, the moment, or what the replay does has changed; several times a second while it plays. */
  readonly changed = new Topic();
  /** Another moment has been reached other than by going on, or the present: what was drawn up to the last one is to be drawn anew. */
  readonly jumped = new Topic();
  phase: TravelPhase = 'present';
  /** The replay as last told; of a lost one, as it was. */
  replay: Replay | null = null;
  /** Why it was lost. */
  reason: { code: string; detail: string } | null = null;
  readonly liveAlarms: LiveAlarms;
  /** Counts the moments that were jumped to. */
  jumps = 0;
  private isOpening = false;
  /** The replay of before a reload. */
  private keptId = '';
  /** Counts what is asked for and told, so that an older answer changes nothing. */
  private told = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param prepare fetches what says on the screen that this is the past; there is no travel without it */
  constructor(
    private readonly client: RingmainClient,
    private readonly prepare: () => Promise<unknown>,
  ) {
    this.liveAlarms = new LiveAlarms(client);
    client.listen({
      onHello: () => void (this.phase === 'opening' || this.phase === 'past' ? this.ask() : undefined),
      onReplay: (frame) => this.hear(frame),
      onReplayLost: (code, detail) => this.lose(code, detail),
      onSessionEnd: () => this.reset(),
    });
  }

  /** Anywhere but in the present. */
  get isAway(): boolean {
    return this.phase !== 'present';
  }

  /** The moment that is shown, ms since the epoch; null when everything is live. */
  get moment(): number | null {
    if (this.phase === 'present') return null;
    return this.replay === null ? 0 : Date.parse(this.replay.at);
  }

  /** What time it is on the screens: the moment, or now. */
  now(): number {
    return this.moment ?? Date.now();
  }

  get isSeeking(): boolean {
    return this.phase === 'past' && this.replay?.state === 'seeking';
  }

  get isPlaying(): boolean {
    return this.phase === 'past' && this.replay !== null && this.replay.speed > 0;
  }

  /** Goes to a moment: with the replay at hand, or with a new one. Throws what the server refuses; the screens stay as they are then. */
  async goTo(ms: number): Promise<void> {
    const at = new Date(ms).toISOString();
    if (this.phase === 'past' && this.replay !== null) {
      await this.seek(at);
      return;
    }
    if (this.phase === 'opening') await this.settled();
    if (this.isOpening) return;
    this.isOpening = true;
    try {
      await this.prepare();
      this.enter((await this.client.rest.call('POST', '/replays', { at })) as Replay);
    } finally {
      this.isOpening = false;
    }
  }

  /** Once it is known whether the replay of before a reload is still there. */
  private settled(): Promise<void> {
    return new Promise((resolve) => {
      const end = this.changed.add(() => {
        if (this.phase === 'opening') return;
        end();
        resolve();
      });
    });
  }

  /** Looks through a replay that is open already. */
  async join(id: string): Promise<void> {
    await this.prepare();
    this.enter((await this.client.rest.call('GET', `/replays/${encodeURIComponent(id)}`)) as Replay);
  }

  /** A new replay at the moment at which the last one was lost. */
  reopen(): Promise<void> {
    const at = this.moment;
    return at === null ? Promise.resolve() : this.goTo(at);
  }

  play(speed: number): Promise<void> {
    return this.control('play', { speed });
  }

  pause(): Promise<void> {
    return this.control('pause', {});
  }

  stepEvent(): Promise<void> {
    return this.control('step', { events: 1 });
  }

  /** Forwards or backwards by a duration, not beyond what is recorded. */
  move(ms: number): Promise<void> {
    if (this.replay === null) return Promise.resolve();
    const from = this.isSeeking ? Date.parse(this.replay.target) : Date.parse(this.replay.at);
    return this.goTo(Math.min(Date.now() - 1000, Math.max(Date.parse(this.replay.range.from), from + ms)));
  }

  /** Back to live, at once; the replay is ended behind it. */
  leave(): void {
    const { replay, phase } = this;
    this.reset();
    this.client.look('present');
    if (replay !== null && phase !== 'lost') void this.end(replay.id).catch(() => undefined);
  }

  async end(id: string): Promise<void> {
    await this.client.rest.call('DELETE', `/replays/${encodeURIComponent(id)}`);
  }

  /** After a reload of the page: nothing is shown until it is known whether the replay is still there. */
  resume(): void {
    const id = sessionStorage.getItem(KEY);
    if (id === null) return;
    this.phase = 'opening';
    this.client.look('nothing');
    this.keptId = id;
    void this.prepare().then(
      () => this.changed.emit(),
      () => this.leave(),
    );
  }

  private enter(replay: Replay): void {
    const isOther = this.replay?.id !== replay.id || this.phase !== 'past';
    this.phase = 'past';
    this.reason = null;
    this.replay = replay;
    sessionStorage.setItem(KEY, replay.id);
    if (isOther) {
      this.jumps++;
      this.client.look({ replay: replay.id });
      this.jumped.emit();
    }
    this.changed.emit();
    this.plan();
  }

  private async control(verb: string, body: object): Promise<void> {
    const id = this.replay?.id;
    if (id === undefined || this.phase !== 'past') return;
    const told = ++this.told;
    const status = (await this.client.rest.call('POST', `/replays/${encodeURIComponent(id)}:${verb}`, body)) as Replay;
    if (told === this.told) this.take(status);
  }

  /** Only the newest of several jumps counts: who drags asks for many. */
  private async seek(at: string): Promise<void> {
    const before = this.replay;
    if (before === null) return;
    this.replay = { ...before, state: 'seeking', target: at, progress: 0 };
    this.changed.emit();
    this.plan();
    try {
      await this.control('seek', { at });
    } catch (error) {
      if (error instanceof ApiError && error.code === 'replay-moved') return;
      if (this.replay?.target === at) this.replay = { ...this.replay, state: before.state === 'seeking' ? 'paused' : before.state };
      this.changed.emit();
      throw error;
    }
  }

  private async ask(): Promise<void> {
    const id = this.phase === 'opening' ? this.keptId : this.replay?.id;
    if (id === undefined) return;
    const told = this.told;
    try {
      const status = (await this.client.rest.call('GET', `/replays/${encodeURIComponent(id)}`)) as Replay;
      if (this.phase === 'opening') this.enter(status);
      else if (told === this.told) this.take(status);
    } catch (error) {
      if (error instanceof ApiError && (error.code === 'replay-unknown' || error.status === 404)) this.lose(error.code, error.message);
    }
    this.plan();
  }

  /** The stream tells what happens; asking now and then tells how far a seek has come, and what a quiet site's clock says. */
  private plan(): void {
    clearTimeout(this.timer);
    if (this.phase !== 'past') return;
    const ms = this.isSeeking ? SEEKING_POLL_MS : this.isPlaying ? PLAYING_POLL_MS : STANDING_POLL_MS;
    this.timer = setTimeout(() => (this.client.linkState === 'live' ? void this.ask() : this.plan()), ms);
  }

  private hear(frame: ReplayFrame): void {
    const { replay } = this;
    if (replay === null || this.phase !== 'past') return;
    if (frame.op === 'v') {
      if (typeof frame.t !== 'number' || replay.state === 'seeking' || new Date(frame.t).toISOString() <= replay.at) return;
      this.replay = { ...replay, at: new Date(frame.t).toISOString() };
      return this.changed.emit();
    }
    if (frame.state === undefined) return;
    this.told++;
    if (frame.state === 'closed') return this.lose(String(frame.code ?? 'replay-unknown'), String(frame.detail ?? ''));
    const problem = frame.code === undefined ? null : { code: String(frame.code), detail: String(frame.detail ?? '') };
    this.take({
      ...replay,
      state: frame.state as ReplayState,
      speed: Number(frame.speed ?? 0),
      at: String(frame.at ?? replay.at),
      target: String(frame.target ?? replay.target),
      sequence: Number(frame.sequence ?? replay.sequence),
      progress: frame.state === 'seeking' ? 0 : 1,
      problem,
    });
    this.plan();
  }

  private take(status: Replay): void {
    const before = this.replay;
    if (before === null || before.id !== status.id || this.phase !== 'past') return;
    const isArrival = before.state === 'seeking' && status.state !== 'seeking';
    // frames of values are ahead of what was asked for
    const isBehind = !isArrival && Date.parse(status.at) < Date.parse(before.at);
    this.replay = isBehind ? { ...status, at: before.at } : status;
    if (isArrival) {
      this.jumps++;
      this.jumped.emit();
      this.client.reload();
    }
    this.changed.emit();
    this.plan();
  }

  private lose(code: string, detail: string): void {
    if (this.phase !== 'past' && this.phase !== 'opening') return;
    this.phase = 'lost';
    this.reason = { code, detail };
    sessionStorage.removeItem(KEY);
    clearTimeout(this.timer);
    this.client.look('nothing');
    this.changed.emit();
  }

  private reset(): void {
    clearTimeout(this.timer);
    sessionStorage.removeItem(KEY);
    this.phase = 'present';
    this.replay = null;
    this.reason = null;
    this.told++;
    this.client.rest.sight = 'present';
    this.changed.emit();
    this.jumps++;
    this.jumped.emit();
  }
}
