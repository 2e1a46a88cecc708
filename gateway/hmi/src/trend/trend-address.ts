import { t } from '../model/text.js';
import type { Trend } from './trend.js';
import { LONGEST_MS, PRESETS } from './view.js';

/** Pens and span of the trend, as its address has them. */
export function addressOf({ view, pens }: Trend): Record<string, string> {
  const preset = PRESETS.find(([, ms]) => Math.abs(ms - view.span) < 500);
  const range: Record<string, string> = preset ? { range: preset[0] } : {};
  const span = view.isLive ? range : { from: new Date(view.from).toISOString(), to: new Date(view.to).toISOString() };
  return { tags: pens.map((pen) => pen.tag).join(','), ...span };
}

/** Why such a span can not be shown as it is; empty where it can. */
export function refusalOf(from: number, to: number): string {
  if (!(from < to)) return t('The end must be after the beginning.');
  return to - from > LONGEST_MS ? t('At most two years can be shown at once.') : '';
}

/** Has the trend show what such an address asks for; the answer is what of it can not be shown. */
export function follow(trend: Trend, parameters: URLSearchParams): string {
  const wanted = (parameters.get('tags') ?? '').split(',').filter(Boolean);
  if (wanted.length > 0) {
    for (const { tag } of trend.pens) if (!wanted.includes(tag)) trend.remove(tag);
    for (const tag of wanted) trend.add(tag);
  }
  const preset = PRESETS.find(([key]) => key === parameters.get('range'));
  const from = Date.parse(parameters.get('from') ?? '');
  const to = Date.parse(parameters.get('to') ?? '');
  if (preset) trend.view.setSpan(preset[1]);
  if (from < to) trend.view.setWindow(from, to);
  const hasSpan = parameters.has('from') || parameters.has('to');
  return hasSpan ? refusalOf(from, to) : '';
}

/** What a span that is offered is called. */
export function presetText(key: string): string {
  const texts: Record<string, string> = {
    '2m': t('2 min'),
    '10m': t('10 min'),
    '30m': t('30 min'),
    '1h': t('1 h'),
    '8h': t('8 h'),
    '1d': t('1 day'),
    '1w': t('1 week'),
    '30d': t('30 days'),
    '1y': t('1 year'),
  };
  return texts[key] ?? key;
}
