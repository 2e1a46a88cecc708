import { qualityCode, severityOf, type Bucket, type RawSample, type TagDefinition, type Value } from '../client/index.js';
import { numberOf } from '../model/format.js';
import { append, continueWith, emptySeries, gap, ofBuckets, type Series } from '../model/series.js';
import { shownBuckets, shownSamples } from '../model/shown.js';
import type { Gap, Pen } from './pens.js';

/** Up to this span every sample is drawn, beyond it buckets of minimum and maximum. */
export const RAW_SPAN_MS = 300_000;
const BUCKETS = 1_000;
/** The server answers at most 100,000 items at once. */
const MOST_ITEMS = 100_000;
const MOST_OF_A_TAG = 10_000;
/** Beside the window, so that moving it a little asks for nothing. */
const MARGIN = 0.3;
const MOST_CHUNKS = 6;
/** What came in the last seconds may still be followed by late samples: it is not kept. */
const SETTLED_MS = 10_000;

/** A REST call of the client. */
export type Call = (method: string, path: string, body: object) => Promise<unknown>;

interface Answer {
  tag: string;
  items: (RawSample & Bucket)[];
  next?: string | null;
  before?: RawSample;
  gaps?: { from: string; to: string; reason: string }[];
  code?: string;
  detail?: string;
}

/** A pen's past between two times. */
export interface Chunk {
  from: number;
  to: number;
  bucketMs: number;
  series: Series;
  texts: string[];
  gaps: Gap[];
  isCut: boolean;
  error: string;
}

/** What is to be asked for: the window with its margins, all samples or buckets. */
export function wanted(from: number, to: number, now: number): { from: number; to: number; bucketMs: number } {
  const span = to - from;
  const begin = from - MARGIN * span;
  const end = Math.min(to + MARGIN * span, Math.max(now, to));
  return { from: begin, to: end, bucketMs: span <= RAW_SPAN_MS ? 0 : (end - begin) / BUCKETS };
}

/** Whether it holds all of the window, fine enough to be drawn. */
export function serves(chunk: Chunk, from: number, to: number): boolean {
  const span = to - from;
  const isFine = span <= RAW_SPAN_MS ? chunk.bucketMs === 0 : chunk.bucketMs <= (2 * span) / BUCKETS;
  // far finer than needed is slow to draw
  const isCoarse = chunk.bucketMs > 0 || span <= 4 * RAW_SPAN_MS;
  return chunk.from <= from && chunk.to >= to && isFine && isCoarse;
}

/** The past of tags, one request for all that is missing; keeps the last spans of each tag. */
export class TrendHistory {
  private readonly chunks = new Map<string, Chunk[]>();

  constructor(
    private readonly call: Call,
    private readonly definition: (tag: string) => TagDefinition | undefined,
  ) {}

  clear(): void {
    this.chunks.clear();
  }

  kept(tag: string, from: number, to: number): Chunk | undefined {
    return this.chunks.get(tag)?.find((chunk) => serves(chunk, from, to));
  }

  /** Asks for the window of these tags; texts and spans that are short come as samples, the rest as buckets. */
  async load(tags: readonly string[], from: number, to: number, now: number): Promise<Map<string, Chunk>> {
    const span = wanted(from, to, now);
    const isText = (tag: string) => this.definition(tag)?.type === 'string';
    const raw = tags.filter((tag) => span.bucketMs === 0 || isText(tag));
    const found = new Map<string, Chunk>();
    const [samples, buckets] = await Promise.all([
      raw.length > 0 ? this.samples(raw, span.from, span.to) : [],
      raw.length < tags.length ? this.buckets(tags.filter((tag) => !raw.includes(tag)), span) : [],
    ]);
    // a short span with more samples than are answered at once: as buckets then
    const crowded = samples.filter((chunk) => chunk.isCut && !isText(chunk.tag)).map(({ tag }) => tag);
    const instead = crowded.length > 0 ? await this.buckets(crowded, { ...span, bucketMs: (span.to - span.from) / BUCKETS }) : [];
    for (const { tag, ...chunk } of [...samples, ...buckets, ...instead]) {
      found.set(tag, chunk);
      if (chunk.to < now - SETTLED_MS && chunk.error === '' && chunk.gaps.length === 0) this.keep(tag, chunk);
    }
    return found;
  }

  private keep(tag: string, chunk: Chunk): void {
    this.chunks.set(tag, [chunk, ...(this.chunks.get(tag) ?? [])].slice(0, MOST_CHUNKS));
  }

  private async samples(tags: readonly string[], from: number, to: number): Promise<(Chunk & { tag: string })[]> {
    const limit = Math.min(MOST_OF_A_TAG, Math.floor(MOST_ITEMS / tags.length));
    const answers = await this.query({ tags, from: iso(from), to: iso(to), limit });
    return answers.map((answer) => {
      const texts: string[] = [];
      const { series, cutAt } = ofAnswer(answer, texts, this.definition(answer.tag));
      const end = answer.next ? cutAt : to;
      return { ...chunkOf(answer, from, end, 0), series, texts, isCut: answer.next != null, tag: answer.tag };
    });
  }

  private async buckets(tags: readonly string[], span: { from: number; to: number; bucketMs: number }): Promise<(Chunk & { tag: string })[]> {
    const asked = { tags, from: iso(span.from), to: iso(span.to) };
    // buckets do not tell what may be missing in them, samples do
    const [answers, samples] = await Promise.all([this.query({ ...asked, aggregate: 'minmax', buckets: BUCKETS }), this.query({ ...asked, limit: 1 })]);
    const gaps = new Map(samples.map((answer) => [answer.tag, answer.gaps]));
    return answers.map((answer) => ({
      ...chunkOf({ ...answer, gaps: gaps.get(answer.tag) ?? [] }, span.from, span.to, span.bucketMs),
      series: ofBuckets(shownBuckets(answer.items ?? [], this.definition(answer.tag))),
      tag: answer.tag,
    }));
  }

  private async query(body: object): Promise<Answer[]> {
    return ((await this.call('POST', '/history:query', body)) as { items: Answer[] }).items;
  }
}

function chunkOf(answer: Answer, from: number, to: number, bucketMs: number): Chunk {
  const gaps = (answer.gaps ?? []).map((one) => ({ from: Date.parse(one.from), to: Date.parse(one.to), reason: one.reason }));
  const error = answer.code === undefined ? '' : `${answer.code}: ${answer.detail ?? ''}`;
  return { from, to, bucketMs, series: emptySeries(), texts: [], gaps, isCut: false, error };
}

/** Samples as points, from what stood before the span on; a text is the number of its place in `texts`. */
function ofAnswer(answer: Answer, texts: string[], tag: TagDefinition | undefined): { series: Series; cutAt: number } {
  const series = emptySeries();
  let cutAt = 0;
  for (const sample of shownSamples([...(answer.before ? [answer.before] : []), ...(answer.items ?? [])], tag)) {
    cutAt = Date.parse(sample.time);
    if (severityOf(qualityCode(sample.quality)) === 'bad') gap(series, cutAt);
    else append(series, cutAt, pointOf(sample.value, texts));
  }
  return { series, cutAt };
}

/** The number that is drawn for a value. */
export function pointOf(value: Value | undefined, texts: string[]): number | null {
  if (typeof value !== 'string') return numberOf(value);
  const known = texts.indexOf(value);
  return known >= 0 ? known : texts.push(value) - 1;
}

/** Puts a chunk under a pen; where it reaches the present, what came since then goes on. */
export function show(pen: Pen, chunk: Chunk, isPresent: boolean): void {
  const { series } = chunk;
  const copy = { time: [...series.time], mid: [...series.mid], low: [...series.low], high: [...series.high] };
  // texts that came meanwhile keep their numbers: those of the chunk are told anew
  const numbers = chunk.texts.map((text) => pointOf(text, pen.texts)!);
  if (numbers.length > 0) copy.mid = copy.mid.map((point) => (point === null ? null : numbers[point]!));
  pen.series = isPresent ? continueWith(copy, pen.recent) : copy;
  pen.gaps = chunk.gaps;
  pen.bucketMs = chunk.bucketMs;
  pen.isCut = chunk.isCut;
  pen.error = chunk.error;
  pen.covered = { from: chunk.from, to: chunk.to };
  pen.isGrowing = isPresent;
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
