import type { RingmainClient, StreamFrame, Value } from '../client/index.js';
import { Topic } from './topic.js';

/** Machines that change often are asked for at most so often. */
const SETTLE_MS = 400;
const RETRY_MS = 3_000;

export interface Transition {
  from: string;
  to: string;
  /** Operators may ask for it. */
  operator: boolean;
  confirmed: boolean;
  /** The second step has to be somebody else's. */
  otherUser: boolean;
}

/** An attribute as it is set. */
export interface Setting {
  name: string;
  type: string;
  value: Value;
  default: Value;
  minimum?: number | null;
  maximum?: number | null;
  unit: string;
  operator: boolean;
  set: boolean;
}

export interface Port {
  name: string;
  type: string;
  tag: string | null;
}

/** A machine as the server shows it. */
export interface Machine {
  name: string;
  type: string;
  signature: 'none' | 'required';
  areas: string[];
  intervalMs: number;
  intervalSet: boolean;
  state: string;
  faulted: boolean;
  error?: string;
  since: string | null;
  steps: number;
  missedIntervals: number;
  faults: number;
  lastStep: string | null;
  longestStepNs: number;
  pending: { to: string; confirm: number; until: string } | null;
  settings: Setting[];
  registers: Record<string, number | null>;
  bindings: Record<string, string>;
  inputs: Port[];
  outputs: Port[];
  states: string[];
  safeState: string;
  transitions: Transition[];
  allowed: string[];
}

/** The last change of state that was seen. */
export interface Step {
  from: string;
  to: string;
  cause: string;
  time: number;
}

/** Machines with their states, of the present or of the moment that is looked at; loaded when somebody first looks. */
export class MachineStore {
  readonly changed = new Topic();
  isLoaded = false;
  /** False from when the link is lost, or nobody looks any more, until the list came anew. */
  isFresh = false;
  private readonly machines = new Map<string, Machine>();
  private readonly steps = new Map<string, Step>();
  private readonly due = new Set<string>();
  private followers = 0;
  private turn = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly client: RingmainClient) {
    client.listen({
      onStream: (frame) => this.hear(frame),
      onAlarmsLost: () => this.followers > 0 && void this.load(),
      onHello: () => this.followers > 0 && !this.isFresh && void this.load(),
      onSight: () => this.clear(),
      onSessionEnd: () => this.clear(),
      onLink: (state) => {
        if (state === 'live' || !this.isFresh) return;
        this.isFresh = false;
        this.changed.emit();
      },
    });
  }

  /** Somebody looks, until the returned function is called. */
  follow(): () => void {
    if (this.followers++ === 0) void this.load();
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      if (--this.followers === 0) this.isFresh = false; // nothing is heard any more
    };
  }

  get(name: string): Machine | undefined {
    return this.machines.get(name);
  }

  all(): Machine[] {
    return [...this.machines.values()];
  }

  /** The last change of state since somebody looks. */
  lastStep(name: string): Step | undefined {
    return this.steps.get(name);
  }

  /** Asks for one machine anew; what is asked for within a moment goes together. */
  refresh(name: string): void {
    this.due.add(name);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const names = [...this.due];
      this.due.clear();
      for (const due of names) void this.fetch(due);
    }, SETTLE_MS);
  }

  /** What an answer to a command brought. */
  take(machine: Machine): void {
    this.machines.set(machine.name, machine);
    this.changed.emit();
  }

  private async load(): Promise<void> {
    const turn = ++this.turn;
    try {
      const machines = await this.client.rest.all<Machine>('/machines');
      if (turn !== this.turn) return;
      this.machines.clear();
      for (const machine of machines) this.machines.set(machine.name, machine);
      this.isLoaded = true;
      this.isFresh = this.client.linkState === 'live' && this.followers > 0;
      this.changed.emit();
    } catch {
      setTimeout(() => turn === this.turn && this.followers > 0 && this.client.linkState === 'live' && void this.load(), RETRY_MS);
    }
  }

  private async fetch(name: string): Promise<void> {
    const { turn } = this;
    try {
      const machine = (await this.client.rest.call('GET', `/machines/${encodeURIComponent(name)}`)) as Machine;
      if (turn === this.turn && this.isLoaded) this.take(machine);
    } catch {
      // The list is asked for anew when the link is back.
    }
  }

  private hear(frame: StreamFrame): void {
    if (this.followers === 0) return;
    if (frame.op === 'state' && frame.configuration !== undefined) return void this.load();
    if (frame.op !== 'machine') return;
    const told = frame.machine as { name: string; state: string; faulted: boolean; cause: string; since?: string };
    const before = this.machines.get(told.name);
    if (before !== undefined && told.since !== undefined) {
      const time = Date.parse(told.since);
      if (before.state !== told.state) this.steps.set(told.name, { from: before.state, to: told.state, cause: told.cause, time });
      this.take({ ...before, state: told.state, faulted: told.faulted, since: told.since, pending: null, allowed: allowedFrom(before, told.state, told.faulted) });
    }
    this.refresh(told.name);
  }

  private clear(): void {
    this.turn++;
    this.isLoaded = false;
    this.isFresh = false;
    this.machines.clear();
    this.steps.clear();
    this.changed.emit();
  }
}

/** States that operators may ask for, from a state; a machine that has failed only goes back to where it begins. */
export function allowedFrom(machine: Machine, state: string, isFaulted: boolean): string[] {
  if (isFaulted) return machine.states.slice(0, 1);
  return machine.transitions.filter((way) => way.from === state && way.operator).map((way) => way.to);
}
