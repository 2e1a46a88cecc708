import { beginOf, isoOf } from '../../model/log-spans.js';

/** What of events and log book is wanted; as it stands in the address of the page. */
export interface Filter {
  /** Empty for everything, `log` for the log book alone, else a class of events. */
  kind: string;
  span: string;
  from: string;
  to: string;
  text: string;
  priority: string;
  criticality: string;
  about: string;
  user: string;
  area: string;
  category: string;
}

export const CLASSES = ['alarm', 'tag', 'user', 'machine', 'connector', 'system'] as const;

const NONE: Filter = {
  kind: '',
  span: '',
  from: '',
  to: '',
  text: '',
  priority: '',
  criticality: '',
  about: '',
  user: '',
  area: '',
  category: '',
};

export function filterOf(parameters: URLSearchParams): Filter {
  const filter = { ...NONE };
  for (const key of Object.keys(NONE) as (keyof Filter)[]) filter[key] = parameters.get(key) ?? '';
  return filter;
}

/** What is set, for the address. */
export function settings(filter: Filter): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
}

/** The question to the server. */
export function pathOf(filter: Filter, nowMs: number): string {
  const isLog = filter.kind === 'log';
  const query = new URLSearchParams();
  const set = (name: string, value: string) => value !== '' && query.set(name, value);
  const begin = beginOf(filter.span, nowMs);
  if (begin !== null) set('from', new Date(begin).toISOString());
  if (filter.span === 'own') {
    set('from', isoOf(filter.from));
    set('to', isoOf(filter.to));
  }
  set('text', filter.text.trim());
  set('user', filter.user.trim());
  const about = filter.about.trim();
  if (isLog) {
    set('category', filter.category.trim());
    set('alarm', about);
    return `/logbook?${query}`;
  }
  set('class', filter.kind);
  set('priority', filter.priority);
  set('criticality', filter.criticality);
  set('area', filter.area);
  for (const name of ['alarm', 'tag', 'machine']) set(name, about);
  return `/events?${query}`;
}
