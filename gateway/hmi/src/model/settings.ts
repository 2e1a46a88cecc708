import { Topic } from './topic.js';

export type Theme = 'light' | 'dark';

/** How one user wants the screens. */
export interface Settings {
  theme: Theme | 'system';
  /** Code of a language, such as `es`; empty for the browser's. */
  language: string;
  /** `site`, `browser`, or the name of a zone of the IANA database. */
  zone: string;
  /** Whether alarms are heard. */
  sound: boolean;
  /** 0 to 1. */
  volume: number;
  motion: 'system' | 'reduced' | 'full';
  /** Whether single keys are shortcuts (WCAG 2.1.4). */
  keys: boolean;
  /** Page after the login; empty for the first. */
  start: string;
}

export const DEFAULTS: Readonly<Settings> = {
  theme: 'light',
  language: '',
  zone: 'site',
  sound: true,
  volume: 0.6,
  motion: 'system',
  keys: true,
  start: '',
};

/** What this browser shows before anybody has logged in, and to who has chosen nothing. */
const STATION = 'ringmain.settings';
const KIND = '/layouts/settings/mine';
const SETTLE_MS = 600;

/** Where settings are kept for a user. */
export interface Shelf {
  call(method: string, path: string, body?: object): Promise<unknown>;
}

/**
 * The settings in force: at first those of this browser, from the login on the user's, which the server keeps. Changes show at
 * once and are stored a moment later.
 */
export class UserSettings {
  readonly changed = new Topic();
  /** Why they could not be stored, empty when they were. */
  error = '';
  private value: Settings = { ...DEFAULTS, ...kept(STATION) };
  private user = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly shelf: Shelf) {}

  get theme(): Settings['theme'] { return this.value.theme; }
  get language(): string { return this.value.language; }
  get zone(): string { return this.value.zone; }
  get sound(): boolean { return this.value.sound; }
  get volume(): number { return this.value.volume; }
  get motion(): Settings['motion'] { return this.value.motion; }
  get keys(): boolean { return this.value.keys; }
  get start(): string { return this.value.start; }

  /** Takes the settings of who has logged in. */
  async follow(user: string): Promise<void> {
    this.user = user;
    this.put({ ...this.value, ...kept(keyOf(user)) });
    let found: Partial<Settings> | null = null;
    try {
      found = contentOf(await this.shelf.call('GET', KIND));
    } catch {
      // none stored yet, or a server that can not be reached: those of this browser
    }
    if (this.user === user && found !== null && this.timer === undefined) {
      this.put({ ...DEFAULTS, ...found });
      keep(keyOf(user), this.value);
    }
  }

  /** Nobody is logged in any more: the next one is shown what this browser shows. */
  leave(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.user = '';
    this.put({ ...DEFAULTS, ...kept(STATION) });
  }

  change(part: Partial<Settings>): void {
    this.put({ ...this.value, ...part });
    if (this.user === '') return keep(STATION, this.value);
    keep(keyOf(this.user), this.value);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.store(), SETTLE_MS);
  }

  private async store(): Promise<void> {
    this.timer = undefined;
    try {
      await this.shelf.call('PUT', KIND, { ...this.value });
      this.error = '';
    } catch (error) {
      this.error = (error as Error).message;
    }
    this.changed.emit();
  }

  private put(value: Settings): void {
    this.value = sound(value);
    this.changed.emit();
  }
}

function keyOf(user: string): string {
  return `${STATION}.${user}`;
}

function kept(key: string): Partial<Settings> {
  try {
    return contentOf(JSON.parse(localStorage.getItem(key) ?? '{}')) ?? {};
  } catch {
    return {};
  }
}

function keep(key: string, value: Settings): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // a browser that keeps nothing
  }
}

/** What a store answers: the content itself, or with its name and owner around it. */
function contentOf(answer: unknown): Partial<Settings> | null {
  if (typeof answer !== 'object' || answer === null) return null;
  const { content } = answer as { content?: unknown };
  return (typeof content === 'object' && content !== null ? content : answer) as Partial<Settings>;
}

/** Each value as it may be, the default where it is something else: what is stored may be of another version. */
function sound(value: Settings): Settings {
  const one = <T>(wanted: T, allowed: readonly T[], fallback: T): T => (allowed.includes(wanted) ? wanted : fallback);
  return {
    theme: one(value.theme, ['light', 'dark', 'system'], DEFAULTS.theme),
    language: typeof value.language === 'string' ? value.language : '',
    zone: typeof value.zone === 'string' && value.zone !== '' ? value.zone : DEFAULTS.zone,
    sound: value.sound !== false,
    volume: Number.isFinite(value.volume) ? Math.min(1, Math.max(0, value.volume)) : DEFAULTS.volume,
    motion: one(value.motion, ['system', 'reduced', 'full'], DEFAULTS.motion),
    keys: value.keys !== false,
    start: typeof value.start === 'string' ? value.start : '',
  };
}
