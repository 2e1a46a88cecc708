import { qualityCode } from './quality.js';
import type { Alarm, Hello, StreamFrame, Update, Value } from './types.js';

export const SUBPROTOCOL = 'ringmain.v1.json';

/** What a connection tells its owner. */
export interface ProtocolEvents {
  onReady(hello: Hello): void;
  onRefused(code: string, detail: string): void;
  onValues(sub: string, updates: Update[], isSnapshot: boolean): void;
  onUnknownTags(sub: string, tags: string[]): void;
  onAlarm(alarm: Alarm): void;
  /** machine, state, event and cmd. */
  onStream?(frame: StreamFrame): void;
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

/**
 * One WebSocket connection's worth of the protocol `ringmain.v1.json`: no socket, no clock. Texts go in through
 * `receive`, texts come out through the `send` given.
 */
export class Protocol {
  private nextId = 1;
  private nextN = 1;
  private readonly pending = new Map<number, (frame: Frame) => void>();
  private readonly names = new Map<string, Map<number, string>>();
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

  subscribe(sub: string, tags: string[], hz: number): void {
    this.names.set(sub, new Map());
    this.request({ op: 'sub', sub, tags, hz }, (frame) => {
      const names = this.names.get(sub);
      if (names === undefined) return;
      for (const [handle, name] of (frame.def ?? []) as [number, string][]) names.set(handle, name);
      const bad = ((frame.bad ?? []) as [string, string][]).map(([name]) => name);
      if (frame.ok !== true) this.events.onUnknownTags(sub, tags);
      else if (bad.length > 0) this.events.onUnknownTags(sub, bad);
    });
  }

  unsubscribe(sub: string): void {
    if (this.names.delete(sub)) this.request({ op: 'unsub', sub }, () => {});
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
    if (typeof frame.seq === 'number' && frame.seq > this.resumeSeq) this.resumeSeq = frame.seq;
    if (typeof frame.re === 'number') {
      const reply = this.pending.get(frame.re);
      this.pending.delete(frame.re);
      reply?.(frame);
      return;
    }
    switch (frame.op) {
      case 'v':
        this.values(frame);
        break;
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
    const sub = String(frame.sub);
    const names = this.names.get(sub);
    if (names === undefined) return; // sent before our unsub arrived
    const base = Number(frame.t);
    const updates: Update[] = [];
    for (const [handle, value, quality, offset] of frame.d as [number, Value, number, number][]) {
      const tag = names.get(handle);
      if (tag !== undefined) updates.push({ tag, value, quality: qualityCode(quality), time: base + (offset ?? 0) });
    }
    this.events.onValues(sub, updates, frame.snap === true);
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
