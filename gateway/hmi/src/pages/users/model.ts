import { t } from '../../model/text.js';

export interface SiteUser {
  name: string;
  role: string;
  areas: string[];
  disabled: boolean;
  mustChange: boolean;
}

export interface RoleGrant {
  permission: string;
  areas: string[];
}

export interface Role {
  name: string;
  builtIn: boolean;
  permissions: RoleGrant[];
}

export interface LoginSession {
  id: string;
  user: string;
  kind: string;
  origin: string;
  began: string;
  lastUsed: string;
  expiresAt: string;
  current: boolean;
}

export interface ApiToken {
  id: string;
  user: string;
  name: string;
  scopes: string[];
  areas: string[];
  created: string;
  expiresAt: string;
  lastUsed: string | null;
  lastOrigin: string;
}

/** Permissions in the order of what they lead to; those in the second list may be limited to areas. */
export const PERMISSIONS = [
  'view', 'view-system', 'view-audit', 'time-travel', 'run-jobs', 'acknowledge', 'log', 'shelve', 'write', 'suppress', 'override',
  'configure', 'admin', 'manage-users',
] as const;

const LIMITED: ReadonlySet<string> = new Set(['acknowledge', 'log', 'shelve', 'write', 'suppress', 'override', 'configure', 'admin']);

export function isLimited(permission: string): boolean {
  return LIMITED.has(permission);
}

export function permissionText(permission: string): string {
  switch (permission) {
    case 'view':
      return t('see tags, values, alarms, machines, log book');
    case 'view-system':
      return t('see the system and its configuration');
    case 'view-audit':
      return t('see who asked for what');
    case 'time-travel':
      return t('look at the past as it was');
    case 'run-jobs':
      return t('start long work');
    case 'acknowledge':
      return t('acknowledge and comment on alarms');
    case 'log':
      return t('write to the log book');
    case 'shelve':
      return t('shelve alarms');
    case 'write':
      return t('write tags, move machines');
    case 'suppress':
      return t('suppress alarms, take them out of service');
    case 'override':
      return t('force values upon tags');
    case 'configure':
      return t('make, change and remove definitions');
    case 'admin':
      return t('the process, all jobs, engineering of machines');
    case 'manage-users':
      return t('users, roles, sessions and tokens of others');
    default:
      return permission;
  }
}

/** `Feed, Tank/1` as a list. */
export function areasOf(text: string): string[] {
  return text.split(',').map((part) => part.trim()).filter((part) => part !== '');
}
