import { app } from './app.js';
import { Topic } from './topic.js';

/** The server has other screens than these by now: what of them is fetched later is not there any more. */
export const upgraded = new Topic();

let isOther = false;

export function isUpgraded(): boolean {
  return isOther;
}

/** Compares the program that runs here with the one that a browser would be given now. */
export async function lookForUpgrade(): Promise<boolean> {
  const own = new URL(document.querySelector<HTMLScriptElement>('script[type="module"]')?.src ?? '', location.href).pathname.split('/').pop() ?? '';
  try {
    const response = await fetch('index.html', { cache: 'no-cache', signal: AbortSignal.timeout(5_000) });
    const page = response.ok ? await response.text() : own;
    if (own !== '' && !page.includes(own) && !isOther) {
      isOther = true;
      upgraded.emit();
    }
  } catch {
    // looked for again with the next link
  }
  return isOther;
}

/** Looks whenever the server has come back. */
export function watchUpgrades(): void {
  let wasLive = false;
  app.client.listen({
    onHello: () => {
      if (wasLive) void lookForUpgrade();
      wasLive = true;
    },
  });
}
