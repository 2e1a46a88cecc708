import { Protocol, SUBPROTOCOL, type ProtocolEvents } from './protocol.js';
import { ApiError } from './rest.js';
import type { Alarm, Hello, LinkState, ReplayFrame, StreamFrame, Update } from './types.js';

/** Silence after which a link counts as lost, in heartbeats. */
const MISSED_HEARTBEATS = 2.5;
const OPEN_TIMEOUT_MS = 3_000;
const FIRST_DELAY_MS = 200;
const LAST_DELAY_MS = 2_000;

export interface Socket {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

/** The outside of a link: time and the socket are inputs, so that tests bring their own. */
export interface LinkWorld {
  open(protocol: string): Socket;
  ticket(timeoutMs: number): Promise<string>;
  now(): number;
  later(ms: number, run: () => void): () => void;
}

export interface LinkEvents {
  onState(state: LinkState, reason: string): void;
  onReady(hello: Hello): void;
  onValues(sub: string, updates: Update[], isSnapshot: boolean): void;
  onUnknownTags(sub: string, tags: string[]): void;
  onAlarm(alarm: Alarm): void;
  onStream?(frame: StreamFrame): void;
  onReplay?(frame: ReplayFrame): void;
  onReplayRefused?(sub: string, code: string, detail: string): void;
  onGap(): void;
}

/** Delay before attempt number `attempt` (0 is the first): doubles up to 2 s, so that a returned server is seen within 3 s. */
export function backoffMs(attempt: number): number {
  return Math.min(LAST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);
}

/** Keeps one connection alive for as long as it is wanted. */
export class Link {
  state: LinkState = 'idle';
  protocol: Protocol | null = null;
  private socket: Socket | null = null;
  private attempt = 0;
  private resumeSeq = 0;
  private cancelTimer: () => void = () => {};
  private lastFrameAt = 0;
  private generation = 0;

  constructor(
    private readonly world: LinkWorld,
    private readonly events: LinkEvents,
  ) {}

  start(): void {
    this.generation++;
    this.attempt = 0;
    this.become('connecting', '');
    void this.connect(this.generation);
  }

  stop(): void {
    this.generation++;
    this.resumeSeq = 0;
    this.drop();
    this.become('idle', '');
  }

  private async connect(generation: number): Promise<void> {
    try {
      const ticket = await this.world.ticket(OPEN_TIMEOUT_MS);
      if (generation === this.generation) this.open(ticket, generation);
    } catch (error) {
      if (generation !== this.generation) return;
      if (error instanceof ApiError && error.status === 401) return this.refuse('The session is over.');
      this.retry(0, error instanceof ApiError ? error.message : 'The server does not answer.');
    }
  }

  private open(ticket: string, generation: number): void {
    const socket = this.world.open(SUBPROTOCOL);
    const protocol = new Protocol((text) => socket.send(text), this.protocolEvents(), this.resumeSeq);
    this.socket = socket;
    this.protocol = protocol;
    this.timer(OPEN_TIMEOUT_MS, () => this.lose('The server does not answer.'));
    socket.onopen = () => protocol.hello(ticket);
    socket.onmessage = (event) => {
      if (generation !== this.generation || socket !== this.socket) return;
      this.lastFrameAt = this.world.now();
      protocol.receive(String(event.data));
      this.resumeSeq = protocol.resumeSeq;
    };
    socket.onclose = (event) => {
      if (generation !== this.generation || socket !== this.socket) return;
      if (event.code >= 4500 && event.code < 5000) this.refuse(event.reason);
      else this.lose(event.reason);
    };
  }

  private protocolEvents(): ProtocolEvents {
    return {
      onReady: (hello) => {
        this.attempt = 0;
        this.become('live', '');
        this.watch(hello.hb);
        this.events.onReady(hello);
      },
      onRefused: (code, detail) => this.lose(detail || code),
      onValues: (sub, updates, isSnapshot) => this.events.onValues(sub, updates, isSnapshot),
      onUnknownTags: (sub, tags) => this.events.onUnknownTags(sub, tags),
      onAlarm: (alarm) => this.events.onAlarm(alarm),
      onStream: (frame) => this.events.onStream?.(frame),
      onReplay: (frame) => this.events.onReplay?.(frame),
      onReplayRefused: (sub, code, detail) => this.events.onReplayRefused?.(sub, code, detail),
      onGap: () => this.events.onGap(),
      onBye: (_code, reason, retry, afterMs) => {
        if (!retry) return this.refuse(reason);
        this.drop();
        this.retry(afterMs, reason);
      },
    };
  }

  /** Looks four times a heartbeat whether frames still come. */
  private watch(hb: number): void {
    this.timer(hb / 4, () => {
      if (this.world.now() - this.lastFrameAt > MISSED_HEARTBEATS * hb) this.lose('The server has gone silent.');
      else this.watch(hb);
    });
  }

  private lose(reason: string): void {
    this.drop();
    this.retry(0, reason);
  }

  private retry(afterMs: number, reason: string): void {
    this.become('lost', reason);
    const generation = this.generation;
    this.timer(Math.min(LAST_DELAY_MS, Math.max(afterMs, backoffMs(this.attempt++))), () => {
      void this.connect(generation);
    });
  }

  private refuse(reason: string): void {
    this.drop();
    this.become('refused', reason);
  }

  private drop(): void {
    this.cancelTimer();
    const socket = this.socket;
    this.socket = null;
    this.protocol = null;
    socket?.close();
  }

  private timer(ms: number, run: () => void): void {
    this.cancelTimer();
    this.cancelTimer = this.world.later(ms, run);
  }

  private become(state: LinkState, reason: string): void {
    if (state === this.state && state !== 'lost') return;
    this.state = state;
    this.events.onState(state, reason);
  }
}
