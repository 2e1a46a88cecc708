import { app } from './app.js';
import { stateName } from './alarm-order.js';
import { offeredPages } from './navigation.js';
import { t } from './text.js';
import { matches } from './window.js';
import { address } from './router.js';

export type FindKind = 'page' | 'tag' | 'alarm' | 'machine' | 'display' | 'action';

/** Something that can be gone to. */
export interface Find {
  kind: FindKind;
  name: string;
  /** What else helps to recognise it. */
  more: string;
  go(): void;
}

const MOST_OF_A_KIND = 8;

/** What the server lists; asked for once while the search is open. */
export interface Listed {
  machines: { name: string; state?: string }[];
  displays: { name: string; title: string }[];
}

const goTo = (hash: string) => () => {
  location.hash = hash;
};

/** What is known here and has all words: pages, alarms, machines, displays. An empty text shows the pages. */
export function localFinds(text: string, listed: Listed): Find[] {
  const pages = offeredPages().map(({ name, title }): Find => ({ kind: 'page', name: t(title), more: name, go: goTo(`#/${name}`) }));
  if (text.trim() === '') return pages;
  const has = (...texts: string[]) => matches(text.trim(), ...texts);
  const isThere = (name: string) => offeredPages().some((page) => page.name === name);
  const alarms = app.alarms
    .all()
    .filter((alarm) => has(alarm.name, alarm.message))
    .map((alarm): Find => ({
      kind: 'alarm',
      name: alarm.name,
      more: `${alarm.message} · ${stateName(alarm.state)}`,
      go: goTo(`#/alarms?name=${encodeURIComponent(alarm.name)}`),
    }));
  const machines = !isThere('machines')
    ? []
    : listed.machines
        .filter(({ name }) => has(name))
        .map(({ name, state = '' }): Find => ({ kind: 'machine', name, more: state, go: goTo(address('machines', name)) }));
  const displays = listed.displays
    .filter(({ name, title }) => has(name, title))
    .map(({ name, title }): Find => ({ kind: 'display', name: title, more: name, go: goTo(address('overview', name)) }));
  return [
    ...pages.filter((page) => has(page.name, page.more)),
    ...displays.slice(0, MOST_OF_A_KIND),
    ...alarms.slice(0, MOST_OF_A_KIND),
    ...machines.slice(0, MOST_OF_A_KIND),
  ];
}

/** Tags with all words, as the server finds them; among those that are known here where it does not answer. */
export async function tagFinds(text: string): Promise<Find[]> {
  const found = await app.client.rest.findTags(text, '', MOST_OF_A_KIND).then(
    ({ tags }) => tags,
    () => [...app.tags.definitions.values()].filter((tag) => matches(text, tag.name, tag.description)).slice(0, MOST_OF_A_KIND),
  );
  return found.map((tag) => ({ kind: 'tag', name: tag.name, more: tag.description, go: () => app.open(tag.name) }));
}

export function kindText(kind: FindKind): string {
  const words: Record<FindKind, string> = {
    page: t('Page'),
    tag: t('Tag'),
    alarm: t('Alarm'),
    machine: t('Machine'),
    display: t('Display'),
    action: t('Action'),
  };
  return words[kind];
}
