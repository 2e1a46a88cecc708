import { qualityCode } from './quality.js';
import type { Alarm, Hello, ReplayFrame, StreamFrame, Update, Value } from './types.js';

export const SUBPROTOCOL = 'ringmain.v1.json';

/** What a connection tells its owner. */
export interface ProtocolEvents {
  onReady(hello: Hello): void;
  onRefused(code: string, detail: string): void;
  onValues(sub: string, updates: Update[], isSnapshot: boolean): void;
  onUnknownTags(sub: string, tags: string[]): void;
  /** A subscription to a replay was refused. */
  onReplayRefused?(sub: string, code: string, detail: string): void;
  onAlarm(alarm: Alarm): void;
  /** machine, state, event and cmd. */
  onStream?(frame: StreamFrame): void;
  /** What a replay does, and what changes in it: alarm, machine, state, and of v the moment only. */
  onReplay?(frame: ReplayFrame): void;
  /** A frame got lost: what was subscribed has to be asked for again. */
  onGap(expected: number, got: number): void;
  onBye(code: number, reason: string, retry: boolean, afterMs: number): void;
}

interface Frame {
  op?: string;
  re?: number;
  n?: number;
  seq?: number;
  [key: string]: unknown;
}

/** A subscription, and what the numbers in its frames stand for. */
interface Subscribed {
  sub: string;
  names: Map<number, string>;
  isAnswered?: boolean;
}

/**
 * One WebSocket connection's worth of the protocol `ringmain.v1.json`: no socket, no clock. Texts go in through
 * `receive`, texts come out through the `send` given.
 */
export class Protocol {
  private nextId = 1;
  private nextN = 1;
  private readonly pending = new Map<number, (frame: Frame) => void>();
  /** By the name it has on the wire. */
  private readonly subscribed = new Map<string, Subscribed>();
  private readonly wires = new Map<string, string>();
  /** Highest journal sequence seen, from which a later connection resumes. */
  resumeSeq: number;

  constructor(
    private readonly send: (text: string) => void,
    private readonly events: ProtocolEvents,
    resumeSeq = 0,
  ) {
    this.resumeSeq = resumeSeq;
  }

  hello(ticket: string): void {
    const resume = this.resumeSeq > 0 ? { resume: { seq: this.resumeSeq } } : {};
    this.request({ op: 'hello', ticket, ...resume }, (frame) => {
      if (frame.ok !== true) return this.events.onRefused(String(frame.code ?? 'refused'), String(frame.detail ?? ''));
      this.events.onReady({
        recovered: frame.recovered === true,
        hb: Number(frame.hb ?? 1000),
        maxFrame: Number(frame.maxFrame ?? 65536),
        maxTags: Number(frame.maxTags ?? 20000),
        role: String(frame.role ?? ''),
      });
    });
  }

  /** @param replay whose values are wanted, null for those of the present */
  subscribe(sub: string, tags: string[], hz: number, replay: string | null = null): void {
    // a subscription to a replay is answered when that has arrived: by then the next one may be asked for
    const wire = replay === null ? sub : `${sub}.${this.nextId}`;
    const made: Subscribed = { sub, names: new Map() };
    this.subscribed.set(wire, made);
    this.wires.set(sub, wire);
    this.request({ op: 'sub', sub: wire, tags, hz, ...(replay === null ? {} : { replay }) }, (frame) => {
      if (this.subscribed.get(wire) !== made) {
        if (replay !== null && frame.ok === true) this.request({ op: 'unsub', sub: wire }, () => {});
        return;
      }
      for (const [handle, name] of (frame.def ?? []) as [number, string][]) made.names.set(handle, name);
      const bad = ((frame.bad ?? []) as [string, string][]).map(([name]) => name);
      if (frame.ok !== true) {
        this.forget(sub);
        if (replay === null) this.events.onUnknownTags(sub, tags);
        else this.events.onReplayRefused?.(sub, String(frame.code ?? ''), String(frame.detail ?? ''));
      } else {
        made.isAnswered = true;
        if (bad.length > 0) this.events.onUnknownTags(sub, bad);
      }
    });
  }

  unsubscribe(sub: string): void {
    const wire = this.wires.get(sub);
    const made = this.forget(sub);
    if (made === undefined || wire === undefined) return;
    if (wire === sub || made.isAnswered) this.request({ op: 'unsub', sub: wire }, () => {});
  }

  private forget(sub: string): Subscribed | undefined {
    const wire = this.wires.get(sub) ?? '';
    const made = this.subscribed.get(wire);
    this.wires.delete(sub);
    this.subscribed.delete(wire);
    return made;
  }

  /** Sends a command; `onRefused` hears of its refusal only, its outcome comes as a frame `cmd`. */
  command(op: string, cmd: string, body: object, onRefused: (code: string, detail: string) => void): void {
    this.request({ op, cmd, ...body }, (frame) => {
      if (frame.ok !== true) onRefused(String(frame.code ?? 'refused'), String(frame.detail ?? ''));
    });
  }

  receive(text: string): void {
    const frame = JSON.parse(text) as Frame;
    if (typeof frame.n === 'number') this.count(frame.n);
    // The answer to hello says how far the journal is: where the stream goes on, what lies before that is still to come.
    const isSeen = frame.re === undefined || frame.recovered === false;
    if (isSeen && typeof frame.seq === 'number' && frame.seq > this.resumeSeq) this.resumeSeq = frame.seq;
    if (typeof frame.re === 'number') {
      const reply = this.pending.get(frame.re);
      this.pending.delete(frame.re);
      reply?.(frame);
      return;
    }
    if (frame.op === 'v') this.values(frame);
    if (typeof frame.replay === 'string') return this.events.onReplay?.(frame as ReplayFrame);
    switch (frame.op) {
      case 'alarm':
        this.events.onAlarm(frame.alarm as Alarm);
        break;
      case 'bye':
        this.bye(frame);
        break;
      case 'machine':
      case 'state':
      case 'event':
      case 'cmd':
        this.events.onStream?.(frame as StreamFrame);
        break;
      default:
      // hb keeps the count
    }
  }

  private count(n: number): void {
    const expected = this.nextN;
    this.nextN = n + 1;
    if (n !== expected) this.events.onGap(expected, n);
  }

  private values(frame: Frame): void {
    const made = this.subscribed.get(String(frame.sub));
    if (made === undefined) return; // sent before our unsub arrived
    const base = Number(frame.t);
    const updates: Update[] = [];
    for (const [handle, value, quality, offset] of frame.d as [number, Value, number, number][]) {
      const tag = made.names.get(handle);
      if (tag !== undefined) updates.push({ tag, value, quality: qualityCode(quality), time: base + (offset ?? 0) });
    }
    this.events.onValues(made.sub, updates, frame.snap === true);
  }

  private bye(frame: Frame): void {
    const code = Number(frame.code ?? 0);
    const retry = frame.retry !== false && code < 4500;
    this.events.onBye(code, String(frame.reason ?? ''), retry, Number(frame.afterMs ?? 0));
  }

  private request(body: object, onReply: (frame: Frame) => void): void {
    const id = this.nextId++;
    this.pending.set(id, onReply);
    this.send(JSON.stringify({ id, ...body }));
  }
}
