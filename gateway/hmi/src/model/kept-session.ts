import type { Session } from '../client/index.js';

const KEY = 'ringmain.session';

/** The session of this browser tab, so that a reload does not ask for the password again. */
export function keepSession(session: Session): void {
  sessionStorage.setItem(KEY, JSON.stringify(session));
}

export function keptSession(nowMs: number): Session | null {
  try {
    const session = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Session | null;
    return session !== null && Date.parse(session.expiresAt) > nowMs ? session : null;
  } catch {
    return null;
  }
}

export function clearSession(): void {
  sessionStorage.removeItem(KEY);
}
