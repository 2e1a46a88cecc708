import { t } from './text.js';

const NAME = /^[\p{Alphabetic}\p{Nd}_(]([\p{Alphabetic}\p{Nd} ._,()+#%&=°-]{0,78}[\p{Alphabetic}\p{Nd}_)%+])?$/u;

/** Names stand in addresses and in names of files; the server has the same rule. */
export function isLayoutName(name: string): boolean {
  return NAME.test(name);
}

export function layoutNameHelp(): string {
  return t('A name has letters, digits, blanks and . _ , ( ) + # % & = ° -, and begins and ends with a letter or digit.');
}
