import { PAGES, type PageEntry } from '../pages/registry.js';
import { app } from './app.js';
import { t } from './text.js';

export type Group = PageEntry['group'];

/** Names of the lists of pages that do not stand in the navigation one by one. */
export function groupTitle(group: Group): string {
  if (group === 'engineer') return t('Engineering');
  return group === 'manage' ? t('Management') : t('Operation');
}

/** Pages that the user may see, in the order of the navigation. */
export function offeredPages(group?: Group): PageEntry[] {
  return PAGES.filter((page) => (group === undefined || page.group === group) && app.may(page.permission));
}
