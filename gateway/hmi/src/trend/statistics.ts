import type { TagDefinition, Value } from '../client/index.js';
import { shownNumber } from '../model/shown.js';
import { rateOf } from './rate.js';

/** What the server makes of the samples of a span, by OPC UA Part 13; null where there is nothing good. */
export interface Statistics {
  minimum: number | null;
  maximum: number | null;
  average: number | null;
  timeAverage: number | null;
  standardDeviation: number | null;
  count: number | null;
  percentGood: number | null;
  /** What has flowed, of a unit that is a rate: in its unit without the time. */
  total: number | null;
  error: string;
}

const AGGREGATES = {
  minimum: 'minimum',
  maximum: 'maximum',
  average: 'average',
  timeAverage: 'timeAverage',
  standardDeviation: 'standardDeviationSample',
  count: 'count',
  percentGood: 'percentGood',
} as const;

const DURATION_GOOD = 'durationGood';

type Call = (method: string, path: string, body: object) => Promise<unknown>;

interface Answer {
  tag: string;
  items?: { value: Value }[];
  code?: string;
  detail?: string;
}

/** Statistics of tags between two times, one number each: a request for each aggregate, of all tags. */
export async function statisticsOf(
  call: Call,
  tags: readonly string[],
  from: number,
  to: number,
  definition: (tag: string) => TagDefinition | undefined,
): Promise<Map<string, Statistics>> {
  const found = new Map<string, Statistics>(tags.map((tag) => [tag, nothing()]));
  if (tags.length === 0 || to <= from) return found;
  const span = { tags, from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const good = new Map<string, number>();
  const names = Object.keys(AGGREGATES) as (keyof typeof AGGREGATES)[];
  const ask = async (aggregate: string) => {
    // one interval is the whole span: points would be laid on whole minutes
    const answer = (await call('POST', '/history:query', { ...span, aggregate })) as { items: Answer[] };
    return answer.items;
  };
  await Promise.all([
    ...names.map(async (name) => {
      for (const one of await ask(AGGREGATES[name])) {
        const statistics = found.get(one.tag)!;
        if (one.code !== undefined) statistics.error = `${one.code}: ${one.detail ?? ''}`;
        statistics[name] = numberIn(one);
      }
    }),
    ask(DURATION_GOOD).then((answers) => answers.forEach((one) => good.set(one.tag, numberIn(one) ?? 0))),
  ]);
  for (const [tag, statistics] of found) {
    asShown(statistics, definition(tag));
    const rate = rateOf(definition(tag)?.unit ?? '');
    const mean = statistics.timeAverage;
    if (rate !== null && mean !== null) statistics.total = (mean * (good.get(tag) ?? 0)) / 1000 / rate.seconds;
  }
  return found;
}

/** Turns what the server has told in the engineering unit into the one that people see. */
function asShown(statistics: Statistics, tag: TagDefinition | undefined): void {
  if (tag?.display === undefined) return;
  const { minimum, maximum, average, timeAverage, standardDeviation } = statistics;
  const isTurned = tag.display.factor < 0;
  statistics.minimum = shownNumber(isTurned ? maximum : minimum, tag);
  statistics.maximum = shownNumber(isTurned ? minimum : maximum, tag);
  statistics.average = shownNumber(average, tag);
  statistics.timeAverage = shownNumber(timeAverage, tag);
  if (standardDeviation !== null) statistics.standardDeviation = standardDeviation * Math.abs(tag.display.factor);
}

function numberIn(answer: Answer): number | null {
  const value = answer.items?.[0]?.value;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function nothing(): Statistics {
  return { minimum: null, maximum: null, average: null, timeAverage: null, standardDeviation: null, count: null, percentGood: null, total: null, error: '' };
}
