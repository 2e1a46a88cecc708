/** What the server says of itself, and what can be read from two such reports. */

export interface Latency {
  count: number;
  p50Ns: number;
  p90Ns: number;
  p99Ns: number;
  p999Ns: number;
  maxNs: number;
  /** Up to how many nanoseconds, and how many. */
  buckets: [number, number][];
}

export interface Stage {
  name: string;
  position: number;
  lag: number;
  events: number;
  batches: number;
  errors: number;
  busyNs: number;
  longestCycleNs: number;
  latency: Latency;
}

export interface Source {
  name: string;
  received: number;
  applied: number;
  filtered: number;
  conflated: number;
  refused: number;
  quarantined: number;
  inFlight: number;
  backwardTimes: number;
  futureTimes: number;
  ancientTimes: number;
}

export interface Projection {
  name: string;
  up: boolean;
  sequence: number;
  lag: number;
  detail: string;
  rows?: number;
  failures?: number;
  refused?: number;
}

export interface SystemReport {
  site: string;
  version: string;
  webSockets: number;
  healthy: boolean;
  reasons: string[];
  mode: string;
  startedAt: string;
  ringTime: string;
  sequence: number;
  journaledSequence: number;
  firstSequence: number;
  tags: number;
  alarms: number;
  machines: number;
  runningStep: { machine: string; since: string; elapsedNs: number } | null;
  sources: Source[];
  stages: Stage[];
  ring: { slots: number; free: number };
  journal: { recording: boolean; durableSequence: number; lag: number; parked: number; force: Latency };
  links: { name: string; type: string; state: string; since: string; detail: string }[];
  audit: {
    signedSequence: number;
    chainedSequence: number;
    lag: number;
    signedAt: string | null;
    key: string;
    problem: string;
  } | null;
  history: Projection | null;
  records: Projection | null;
  disk: {
    journalBytes: number;
    epochs: number;
    freeBytes: number;
    totalBytes: number;
    warnFreeBytes: number;
    minFreeBytes: number;
    retentionMs: number;
    retentionBytes: number;
  } | null;
  jvm: {
    version: string;
    name: string;
    processors: number;
    uptimeMs: number;
    heapUsedBytes: number;
    heapCommittedBytes: number;
    heapMaxBytes: number;
    nonHeapUsedBytes: number;
    buffersBytes: number;
    threads: number;
    cpuLoad: number;
    collectors: { name: string; collections: number; timeMs: number }[];
  };
}

/** received - (applied + filtered + conflated + refused + quarantined + in flight): 0 when nothing is unaccounted for. */
export function unaccounted(source: Source): number {
  const known =
    source.applied + source.filtered + source.conflated + source.refused + source.quarantined + source.inFlight;
  return source.received - known;
}

export function total(sources: readonly Source[]): Source {
  const sum: Source = {
    name: '',
    received: 0,
    applied: 0,
    filtered: 0,
    conflated: 0,
    refused: 0,
    quarantined: 0,
    inFlight: 0,
    backwardTimes: 0,
    futureTimes: 0,
    ancientTimes: 0,
  };
  for (const source of sources) {
    for (const key of Object.keys(sum) as (keyof Source)[]) if (key !== 'name') sum[key] += source[key];
  }
  return sum;
}

export interface StageRate {
  perSecond: number;
  perBatch: number;
  /** Share of the time spent with work, 0 to 1. */
  busy: number;
}

const WINDOW_MS = 5_000;

/** Rates over the last seconds, from reports as they come. Counts that go back are those of another process. */
export class Rates {
  private reports: { atMs: number; report: SystemReport }[] = [];

  add(report: SystemReport, atMs: number): void {
    const last = this.reports.at(-1);
    if (last && last.report.startedAt !== report.startedAt) this.reports = [];
    this.reports.push({ atMs, report });
    while (this.reports.length > 2 && atMs - this.reports[1]!.atMs >= WINDOW_MS) this.reports.shift();
  }

  clear(): void {
    this.reports = [];
  }

  /** Null until there are two reports. */
  stage(index: number): StageRate | null {
    const ends = this.ends();
    if (ends === null) return null;
    const [from, to] = [ends.from.stages[index], ends.to.stages[index]];
    if (!from || !to) return null;
    const events = to.events - from.events;
    const batches = to.batches - from.batches;
    return {
      perSecond: events / ends.seconds,
      perBatch: batches > 0 ? events / batches : 0,
      busy: Math.min(1, Math.max(0, (to.busyNs - from.busyNs) / (ends.seconds * 1e9))),
    };
  }

  /** Events that a source has brought, a second. */
  source(name: string): number | null {
    const ends = this.ends();
    if (ends === null) return null;
    const count = (report: SystemReport) => report.sources.filter((s) => s.name === name).reduce((n, s) => n + s.received, 0);
    return (count(ends.to) - count(ends.from)) / ends.seconds;
  }

  /** Share of the time spent with collecting garbage, 0 to 1. */
  collecting(): number | null {
    const ends = this.ends();
    if (ends === null) return null;
    const ms = (report: SystemReport) => report.jvm.collectors.reduce((n, c) => n + c.timeMs, 0);
    return Math.max(0, (ms(ends.to) - ms(ends.from)) / (ends.seconds * 1e3));
  }

  private ends(): { from: SystemReport; to: SystemReport; seconds: number } | null {
    const [first, last] = [this.reports[0], this.reports.at(-1)];
    if (!first || !last || last.atMs <= first.atMs) return null;
    return { from: first.report, to: last.report, seconds: (last.atMs - first.atMs) / 1e3 };
  }
}

/** A bar of a histogram: between two powers of two, with the share of its height on a logarithmic scale. */
export interface Bar {
  fromNs: number;
  toNs: number;
  count: number;
  height: number;
}

/** Bars a factor of two wide from the first that holds something to the last; empty ones between stay. */
export function bars(latency: Latency): Bar[] {
  const counts = new Map<number, number>();
  for (const [upTo, count] of latency.buckets) {
    const exponent = Math.max(0, Math.ceil(Math.log2(upTo + 1)));
    counts.set(exponent, (counts.get(exponent) ?? 0) + count);
  }
  const held = [...counts].filter(([, count]) => count > 0).map(([exponent]) => exponent);
  if (held.length === 0) return [];
  const most = Math.max(...counts.values());
  const found: Bar[] = [];
  for (let exponent = Math.min(...held); exponent <= Math.max(...held); exponent++) {
    const count = counts.get(exponent) ?? 0;
    found.push({
      fromNs: 2 ** (exponent - 1),
      toNs: 2 ** exponent,
      count,
      height: count === 0 ? 0 : (Math.log10(count) + 0.4) / (Math.log10(most) + 0.4),
    });
  }
  return found;
}
