/** What goes over the wire, in the shapes of the gateway's REST and WebSocket interfaces. */

export type Scalar = number | boolean | string | null;
export type Value = Scalar | number[] | boolean[];

/** Answer of a login and of a refresh. */
export interface Session {
  token: string;
  expiresAt: string;
  user: User;
}

export interface User {
  name: string;
  role: string;
  permissions?: string[];
  /** Nothing but changing the password is allowed. */
  passwordChangeRequired?: boolean;
}

/** A user as the server knows it. `grants` limit changes to areas, each with all below it; none is the whole site. */
export interface Caller {
  name: string;
  role: string;
  permissions: string[];
  grants: { permission: string; areas: string[] }[];
  expiresAt: string;
}

export interface TagDefinition {
  name: string;
  type: string;
  /** Of values, ranges and limits: the engineering unit. */
  unit: string;
  description: string;
  /** Where rights are asked for: its own area, else what its name begins with. */
  area: string;
  low: number | null;
  high: number | null;
  writable: boolean;
  /** Commands to it need the password and a reason. */
  isSigned?: boolean;
  /** Where people are shown another unit: `value * factor + offset` is in it. */
  display?: { unit: string; factor: number; offset: number };
}

/** One change of one tag. `quality` is an OPC UA status code as an unsigned number, `time` is ms since the epoch. */
export interface Update {
  tag: string;
  value: Value;
  quality: number;
  time: number;
}

export type AlarmState =
  | 'NORM'
  | 'UNACK'
  | 'ACKED'
  | 'RTNUN'
  | 'LTUNK'
  | 'LTACK'
  | 'SHLVD'
  | 'DSUPR'
  | 'OOSRV';

/** One of the limits of an alarm that has several. */
export interface AlarmLimit {
  level: string;
  limit: number;
  deadband: number;
  onDelayMs: number;
  offDelayMs: number;
  priority: number;
}

/** Definition and present state of an alarm. What an older server does not tell is optional. */
export interface Alarm {
  name: string;
  tag: string;
  kind: string;
  limit: number | null;
  deadband?: number | null;
  unit?: string;
  /** As it was written for the alarm or its tag; empty for none. */
  area?: string;
  /** `required` where every command to it has to be signed. */
  signature?: string;
  /** 4 critical, 3 high, 2 medium, 1 low. */
  priority: number;
  level?: string | null;
  message: string;
  onDelayMs?: number;
  offDelayMs?: number;
  latching?: boolean;
  ackRequired?: boolean;
  confirmRequired?: boolean;
  reAlarmMs?: number;
  maxShelveMs?: number;
  firstOutGroup?: string;
  suppressedBy?: string;
  suppressionGroups?: string[];
  class?: string;
  cause?: string;
  consequence?: string;
  action?: string;
  timeToRespondMs?: number;
  state: AlarmState;
  /** What the state is beneath a shelf, a suppression or out of service. */
  base?: AlarmState;
  letter: string;
  active?: boolean;
  acknowledged: boolean;
  acknowledgedAt?: string | null;
  confirmed?: boolean;
  qualityBad: boolean;
  enabled?: boolean;
  shelf?: 'UNSHELVED' | 'TIMED' | 'ONE_SHOT';
  shelvedUntil?: string | null;
  plannedShelf?: { from: string; until: string } | null;
  suppressed?: boolean;
  suppressedByDesign?: boolean;
  outOfService?: boolean;
  silenced?: boolean;
  /** The first of its group that went active. */
  firstOut?: boolean;
  occurrence: number | string;
  occurrences?: number;
  activeSince: string | null;
  changed?: string | null;
  sequence?: number;
  /** Of some kinds of condition: from which tag a deviation is, how fast a rate, what is normal, what is evaluated. */
  setpoint?: string;
  high?: number | null;
  low?: number | null;
  direction?: string;
  windowMs?: number;
  normal?: (number | string)[];
  staleMs?: number;
  expression?: string;
  levels?: AlarmLimit[];
}

/** A frame of the stream as it came: op is machine, state, event or cmd, `seq` its place in the journal. */
export interface StreamFrame {
  op: string;
  seq: number;
  [key: string]: unknown;
}

/** A frame of a replay as it came: op is v, alarm, machine or state. Of v, `t` is the moment in ms. */
export interface ReplayFrame {
  op: string;
  replay: string;
  at?: string;
  t?: number;
  sequence?: number;
  [key: string]: unknown;
}

/** How a command ended: DONE, or it is thrown as an ApiError with the standard's name as its code. */
export interface Outcome {
  cmd: string;
  state: string;
  code: string;
}

export interface RawSample {
  time: string;
  value: Value;
  quality: number | string;
  sequence: number;
}

export interface Bucket {
  time: string;
  min: number | null;
  max: number | null;
  avg: number | null;
  last: number | null;
  count: number;
  bad: number;
}

export interface Page<T> {
  items: T[];
  next?: string | null;
}

/** What the server says of itself in answer to `hello`. */
export interface Hello {
  recovered: boolean;
  hb: number;
  maxFrame: number;
  maxTags: number;
  role: string;
}

/** live: frames arrive; lost: a connection is being sought; refused: the server does not want us back. */
export type LinkState = 'idle' | 'connecting' | 'live' | 'lost' | 'refused';
