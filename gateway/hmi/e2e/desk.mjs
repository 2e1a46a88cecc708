// A user in front of a browser of their own, and what the checks do there.
import assert from 'node:assert/strict';
import path from 'node:path';
import axe from 'axe-core';

export const WIDE = { width: 1440, height: 900 };
export const TABLET = { width: 1024, height: 768 };
export const PHONE = { width: 390, height: 844 };

export class Desk {
  /** A browser context with the login page, or logged in where a user is named. */
  static async open(browser, demo, user, screenshots) {
    const context = await browser.newContext({ viewport: WIDE });
    const desk = new Desk(browser, demo, context, await context.newPage(), user, screenshots);
    desk.listen();
    await desk.page.goto(demo.url);
    if (user) await desk.logIn(demo.passwords[user]);
    return desk;
  }

  constructor(browser, demo, context, page, user, screenshots) {
    Object.assign(this, { browser, demo, context, page, user, screenshots });
    this.url = demo.url;
    this.complaints = [];
    this.foreign = [];
  }

  listen() {
    this.page.on('pageerror', (error) => this.complaints.push(error.message));
    this.page.on('console', (message) => {
      // what a refused request or a lost server makes the browser say of itself
      const isExpected = /Failed to load resource|WebSocket connection|ERR_/.test(message.text());
      if (message.type() === 'error' && !isExpected) this.complaints.push(message.text());
    });
    this.page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).host !== new URL(this.url).host) this.foreign.push(request.url());
    });
  }

  assertQuiet() {
    assert.deepEqual(this.complaints, []);
    assert.deepEqual(this.foreign, []);
  }

  close() {
    return this.context.close();
  }

  /** Another user at another browser; the caller closes it. */
  as(user) {
    return Desk.open(this.browser, this.demo, user, this.screenshots);
  }

  async logIn(password, user = this.user) {
    await this.page.getByLabel('User name').fill(user);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Log in' }).click();
    await this.page.locator('rm-page-room').waitFor();
  }

  /** Goes to a page, with the rest of the address behind its name: `go('trends', '?tags=A.B')`. */
  async go(name, rest = '') {
    await this.page.evaluate((hash) => (location.hash = hash), `#/${name}${rest}`);
    await this.page.locator(`rm-${name}-page`).waitFor();
  }

  async shot(name) {
    if (this.screenshots) await this.page.screenshot({ path: path.join(this.screenshots, `${name}.png`) });
  }

  /** Calls the gateway's REST interface as the user of this desk does; answers the body, throws what is refused. */
  async rest(method, where, body) {
    const session = JSON.parse(await this.page.evaluate(() => sessionStorage.getItem('ringmain.session')));
    const response = await fetch(`${this.url}/api/v1${where}`, {
      method,
      headers: { authorization: `Bearer ${session.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${where}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  async theme(theme) {
    await this.page.evaluate((wanted) => {
      localStorage.setItem('ringmain.theme', wanted);
      document.documentElement.dataset.theme = wanted;
      dispatchEvent(new Event('themechange'));
    }, theme);
  }

  async violations() {
    await this.page.evaluate(axe.source);
    return this.page.evaluate(async () => {
      const result = await globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
      return result.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.flat().join(' > ')} ${n.failureSummary?.split('\n')[1]?.trim()}`));
    });
  }

  async assertAccessible(where) {
    const found = await this.violations();
    assert.equal(found.length, 0, `${where}:\n${found.slice(0, 8).join('\n')}`);
  }

  /**
   * The page as it stands is looked at in three widths and two themes: a picture of each, nothing wider than the window, nothing
   * that axe finds.
   */
  async assertSeen(name) {
    try {
      for (const [width, size] of Object.entries({ wide: WIDE, tablet: TABLET, phone: PHONE })) {
        await this.page.setViewportSize(size);
        for (const theme of ['light', 'dark']) {
          await this.theme(theme);
          await this.page.waitForTimeout(150);
          await this.shot(`${name}-${width}-${theme}`);
          const wide = await this.page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(wide <= size.width, `${name} is ${wide} px wide in a window of ${size.width}`);
          await this.assertAccessible(`${name}, ${width}, ${theme}`);
        }
      }
    } finally {
      await this.page.setViewportSize(WIDE);
      await this.theme('light');
    }
  }
}

/** Asks again and again until the probe says yes. */
export async function until(what, probe, ms = 10_000) {
  const end = Date.now() + ms;
  for (;;) {
    if (await probe()) return;
    if (Date.now() > end) throw new Error(`${what}: not within ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
