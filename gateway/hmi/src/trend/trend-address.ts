import { t } from '../model/text.js';
import type { Trend } from './trend.js';
import { PRESETS } from './view.js';

/** Pens and span of the trend, as its address has them. */
export function addressOf({ view, pens }: Trend): Record<string, string> {
  const preset = PRESETS.find(([, ms]) => Math.abs(ms - view.span) < 500);
  const range: Record<string, string> = preset ? { range: preset[0] } : {};
  const span = view.isLive ? range : { from: new Date(view.from).toISOString(), to: new Date(view.to).toISOString() };
  return { tags: pens.map((pen) => pen.tag).join(','), ...span };
}

/** Has the trend show what such an address asks for. */
export function follow(trend: Trend, parameters: URLSearchParams): void {
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
