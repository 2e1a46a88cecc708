import { ApiError, RingmainClient, type LinkState, type Session } from '../client/index.js';
import { AlarmStore } from './alarms.js';
import { PAGES } from '../pages/registry.js';
import { Router } from './router.js';
import { Rights } from './rights.js';
import { clearSession, keepSession, keptSession } from './kept-session.js';
import { UserSettings } from './settings.js';
import { TagStore } from './tags.js';
import { t } from './text.js';
import { Topic } from './topic.js';
import { Travel, type TravelPhase } from './travel.js';

export interface Notice {
  id: number;
  kind: 'done' | 'refused';
  text: string;
}

const NOTICE_MS = 8_000;

/** The page to which browsers come back that have logged in by an identity provider. */
const PICK_UP = '#oidc';

/** The state the screens share. One per page. */
export class App {
  readonly client = new RingmainClient();
  readonly tags = new TagStore(this.client);
  readonly alarms = new AlarmStore(this.client);
  /** Where in time the screens are. */
  readonly travel = new Travel(this.client, () => import('../ui/travel-bar.js'));
  readonly router = new Router(PAGES.map((page) => page.name));
  readonly settings = new UserSettings({ call: (method, path, body) => this.client.rest.call(method, path, body) });
  readonly changed = new Topic();
  link: LinkState = 'idle';
  linkReason = '';
  lostSince = 0;
  role = '';
  site = 'Ringmain';
  /** Name of the zone in which the site lies; empty until it is known. */
  siteZone = '';
  notices: Notice[] = [];
  /** Tag whose faceplate is open. */
  faceplate: string | null = null;
  /** Tags whose alarms belong on the open faceplate too. */
  faceplateAlso: string[] = [];
  /** The control loop that the open faceplate belongs to; empty for what the tag's name tells. */
  faceplateLoop = '';
  /** The one who opens it is about to write. */
  isToField = false;
  loginMessage = '';
  private held = Rights.NONE;
  private looking = Rights.NONE;
  private lastPhase: TravelPhase = 'present';
  private isLeaving = false;
  private nextNotice = 1;
  private refreshTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.client.rest.holdBack = () => (this.link === 'lost' ? t('The link is lost: nothing was sent.') : '');
    this.client.listen({
      onLink: (state, reason) => this.linkChanged(state, reason),
      onHello: (hello) => {
        this.role = hello.role || this.role;
        this.changed.emit();
        void this.load();
      },
      onSessionEnd: () => this.ended(),
    });
    this.travel.changed.add(() => {
      if (this.travel.phase === this.lastPhase) return;
      this.lastPhase = this.travel.phase;
      this.open(null);
    });
    this.travel.jumped.add(() => this.tags.wither());
    this.router.changed.add(() => {
      if (this.faceplate !== null) this.open(null);
    });
  }

  get isLoggedIn(): boolean {
    return this.client.session !== null;
  }

  get userName(): string {
    return this.client.session?.user.name ?? '';
  }

  /** What may be done now: in the past nothing that changes something. */
  get rights(): Rights {
    return this.travel.isAway ? this.looking : this.held;
  }

  private hold(rights: Rights): void {
    this.held = rights;
    this.looking = rights.onlyLooking();
  }

  get mayAcknowledge(): boolean {
    return this.may('acknowledge');
  }

  get mayWrite(): boolean {
    return this.may('write');
  }

  /** How loud alarms are heard, 0 to 1. */
  get sound(): number {
    return this.settings.sound ? this.settings.volume : 0;
  }

  /**
   * Whether to offer something: the permission is held in this area where one is named, somewhere where none is. The server
   * decides again.
   */
  may(permission: string, area?: string): boolean {
    return this.rights.may(permission, area);
  }

  resume(): void {
    if (location.hash === PICK_UP) {
      history.replaceState(null, '', location.pathname);
      this.pickUp().catch((error: unknown) => {
        this.loginMessage = String((error as Error).message);
        this.changed.emit();
      });
      return;
    }
    const session = keptSession(Date.now());
    if (session !== null) {
      this.takeUser(session);
      this.travel.resume();
      this.client.use(session);
      this.planRefresh();
      void this.settings.follow(session.user.name);
    }
    this.changed.emit();
  }

  async login(username: string, password: string, wanted = ''): Promise<void> {
    this.begin(await this.client.login(username, password, wanted));
  }

  private async pickUp(): Promise<void> {
    this.begin(await this.client.pickUp());
  }

  private begin(session: Session): void {
    this.loginMessage = '';
    this.takeUser(session);
    keepSession(session);
    this.planRefresh();
    void this.welcome(session.user.name);
    this.changed.emit();
  }

  /** A user who has not asked for a page is shown the one they begin with. */
  private async welcome(user: string): Promise<void> {
    const isFree = location.hash === '';
    await this.settings.follow(user);
    if (isFree && location.hash === '' && this.settings.start !== '') location.replace(`#/${this.settings.start}`);
  }

  private takeUser({ user }: Session): void {
    this.role = user.role;
    this.hold(Rights.of(user.permissions ?? ['view']));
  }

  async logout(): Promise<void> {
    this.isLeaving = true;
    this.travel.leave();
    await this.client.logout().catch(() => undefined);
    this.isLeaving = false;
    this.changed.emit();
  }

  /** With `toField` the focus goes to where the tag is written. */
  open(tag: string | null, also: string[] = [], loop = '', toField = false): void {
    this.isToField = toField;
    this.faceplate = tag;
    this.faceplateAlso = also;
    this.faceplateLoop = loop;
    this.changed.emit();
  }

  notify(kind: Notice['kind'], text: string): void {
    const notice = { id: this.nextNotice++, kind, text };
    this.notices = [...this.notices.slice(-3), notice];
    setTimeout(() => this.dismiss(notice.id), NOTICE_MS);
    this.changed.emit();
  }

  dismiss(id: number): void {
    this.notices = this.notices.filter((notice) => notice.id !== id);
    this.changed.emit();
  }

  private async load(): Promise<void> {
    void this.nameSite();
    try {
      const { role, grants } = await this.client.rest.caller();
      this.role = role;
      this.hold(new Rights(grants));
      this.changed.emit();
      await this.tags.load();
      this.changed.emit();
    } catch (error) {
      if (error instanceof ApiError && error.status !== 0) this.notify('refused', `${error.code}: ${error.message}`);
    }
  }

  private async nameSite(): Promise<void> {
    try {
      const { name, zone } = (await this.client.rest.call('GET', '/site')) as { name: string; zone: string };
      this.site = name;
      this.siteZone = zone;
      document.title = `${name} · Ringmain`;
      this.changed.emit();
    } catch {
      // asked again with the next link
    }
  }

  private linkChanged(state: LinkState, reason: string): void {
    if (state === 'lost' && this.link !== 'lost') this.lostSince = Date.now();
    this.link = state;
    this.linkReason = reason;
    document.documentElement.toggleAttribute('data-stale', state !== 'live');
    this.changed.emit();
  }

  private ended(): void {
    clearTimeout(this.refreshTimer);
    clearSession();
    this.loginMessage = this.isLeaving ? '' : t('The session is over. Please log in again.');
    this.role = '';
    this.hold(Rights.NONE);
    this.faceplate = null;
    this.tags.clear();
    this.alarms.clear();
    this.settings.leave();
    this.changed.emit();
  }

  /** Renews the token after four fifths of what is left of it. */
  private planRefresh(): void {
    clearTimeout(this.refreshTimer);
    const session = this.client.session;
    if (session === null) return;
    const left = Date.parse(session.expiresAt) - Date.now();
    const wait = Math.min(Math.max(10_000, left * 0.8), 2 ** 31 - 1);
    this.refreshTimer = setTimeout(() => {
      this.client
        .refresh()
        .then(keepSession)
        .catch(() => undefined)
        .finally(() => this.planRefresh());
    }, wait);
  }
}

export const app = new App();
