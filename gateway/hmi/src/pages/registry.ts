/** A page: where it stands in the navigation, what it takes to see it, and how it is fetched. */
export interface PageEntry {
  /** In the address, and in the name of its element: `rm-NAME-page`. */
  readonly name: string;
  /** English, a key of the catalogues. */
  readonly title: string;
  /** Where the navigation puts it: what operators live in, what engineers change, what is looked after. */
  readonly group: 'operate' | 'engineer' | 'manage';
  /** One of the permissions of roles; who has it nowhere is not offered the page. */
  readonly permission: string;
  /** Shows the past as well: values, alarms, machines, or records. Others say in the past that they can not. */
  readonly past?: boolean;
  /** Fetches the page's part of the program, which defines its element. */
  load(): Promise<unknown>;
}

/** Every page, in the order of the navigation. The first is where one begins. */
export const PAGES: readonly PageEntry[] = [
  { name: 'overview', title: 'Overview', group: 'operate', permission: 'view', past: true, load: () => import('./overview.js') },
  { name: 'displays', title: 'Displays', group: 'engineer', permission: 'configure', load: () => import('./displays.js') },
  { name: 'trends', title: 'Trends', group: 'operate', permission: 'view', past: true, load: () => import('./trends.js') },
  { name: 'alarms', title: 'Alarms', group: 'operate', permission: 'view', past: true, load: () => import('./alarms.js') },
  { name: 'machines', title: 'Machines', group: 'operate', permission: 'view', past: true, load: () => import('./machines.js') },
  { name: 'travel', title: 'Time travel', group: 'operate', permission: 'time-travel', past: true, load: () => import('./travel.js') },
  { name: 'tags', title: 'Tags', group: 'engineer', permission: 'view', past: true, load: () => import('./tags.js') },
  { name: 'connectors', title: 'Connectors', group: 'engineer', permission: 'view-system', load: () => import('./connectors.js') },
  { name: 'datalog', title: 'Data log', group: 'engineer', permission: 'view', past: true, load: () => import('./datalog.js') },
  { name: 'logbook', title: 'Events and log book', group: 'operate', permission: 'view', past: true, load: () => import('./logbook.js') },
  { name: 'jobs', title: 'Jobs', group: 'manage', permission: 'run-jobs', load: () => import('./jobs.js') },
  { name: 'users', title: 'Users and roles', group: 'manage', permission: 'manage-users', load: () => import('./users.js') },
  { name: 'audit', title: 'Audit', group: 'manage', permission: 'view-audit', past: true, load: () => import('./audit.js') },
  { name: 'system', title: 'System', group: 'manage', permission: 'view-system', load: () => import('./system.js') },
  { name: 'settings', title: 'Settings', group: 'manage', permission: 'view', past: true, load: () => import('./settings.js') },
];
