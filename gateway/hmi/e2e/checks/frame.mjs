import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Desk, PHONE, until, WIDE } from '../desk.mjs';
import { liveValues } from '../values.mjs';

const pagesOf = async ({ page }) => {
  await page.locator('rm-page-nav a').first().waitFor();
  return page.locator('rm-page-nav').evaluate((nav) => {
    const menus = [...nav.shadowRoot.querySelectorAll('rm-page-menu')];
    const links = [...nav.shadowRoot.querySelectorAll('a'), ...menus.flatMap((menu) => [...menu.shadowRoot.querySelectorAll('a')])];
    return links.map((link) => link.getAttribute('href').slice(2));
  });
};

/** Puts the settings back that a check has changed. */
const reset = (desk) => desk.rest('DELETE', '/layouts/settings/mine').catch(() => undefined);

const roles = async (desk) => {
  const [guest, auditor] = [await desk.as('guest'), await desk.as('auditor')];
  try {
    const [ofGuest, ofOperator, ofAuditor] = [await pagesOf(guest), await pagesOf(desk), await pagesOf(auditor)];
    assert.ok(!ofGuest.includes('system') && ofOperator.includes('system') && ofAuditor.includes('system'), 'system');
    assert.ok(!ofGuest.includes('users') && !ofOperator.includes('users') && !ofAuditor.includes('users'), 'users');
    assert.ok(!ofGuest.includes('audit') && !ofOperator.includes('audit'), 'audit');
    for (const one of [ofGuest, ofOperator, ofAuditor]) assert.ok(one.includes('alarms') && one.includes('settings'));
    await guest.page.evaluate(() => (location.hash = '#/system'));
    await guest.page.getByText('Your role may not see this page.').waitFor();
    await guest.go('alarms');
    assert.equal(await guest.page.getByRole('button', { name: /^(Acknowledge|Shelve)/ }).count(), 0);
  } finally {
    await guest.close();
    await auditor.close();
  }
};

const keyboard = async (desk) => {
  const { page } = desk;
  await desk.go('overview');
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await focusedId(page), 'main');
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await page.locator('rm-alarms-page').waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await desk.assertAccessible('keys');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'hidden' });
  const menu = page.getByRole('button', { name: /^Management/ });
  await menu.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.locator('rm-settings-page').waitFor();
};

function focusedId(page) {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.id;
  });
}

const palette = async (desk) => {
  const { page } = desk;
  await desk.go('alarms');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: /^Page, tag/ });
  await field.fill('tk101 level');
  await page.getByRole('option', { name: /Feed\.TK101\.Level .*Tag/ }).waitFor();
  await desk.assertAccessible('search');
  await desk.shot('search');
  while (!(await page.locator('[role=option][aria-selected=true]').textContent()).includes('Tag')) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText(/^Feed\.TK101\.Level$/).first().waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await field.fill('trends');
  await page.keyboard.press('Enter');
  await page.locator('rm-trends-page').waitFor();
};

const noSingleKeys = async (desk) => {
  const { page } = desk;
  await desk.go('settings');
  await page.getByLabel('Shortcuts of single keys').uncheck();
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await page.keyboard.press('?');
  assert.equal(await page.getByRole('dialog', { name: 'Keys' }).count(), 0);
  assert.ok(page.url().endsWith('#/settings'));
  await page.getByLabel('Shortcuts of single keys').check();
};

const spanish = async (desk) => {
  const { page } = desk;
  await desk.go('settings');
  await page.getByLabel('Language').selectOption('es');
  try {
    await page.getByRole('heading', { name: 'Ajustes' }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'es');
    await desk.assertSeen('settings-es');
    await desk.go('overview');
    await until('decimal commas', async () => (await liveValues(page)).some((text) => /\d,\d/.test(text)));
    await desk.shot('overview-es');
  } finally {
    await desk.go('settings');
    await page.locator('#language').selectOption('en');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
  }
};

/** A file in the site's folder is all it takes; the browser's own language chooses it before the login. */
const dropped = async (desk) => {
  const { demo, browser } = desk;
  if (!demo.folder) return console.log('# only with a demo of its own: a third language');
  const folder = path.join(demo.folder, 'data', 'text');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'fr.json'), JSON.stringify({ 'User name': 'Utilisateur', 'Log in': 'Se connecter' }));
  await writeFile(path.join(folder, 'de.json'), '{ broken');
  const context = await browser.newContext({ locale: 'fr-FR', viewport: WIDE });
  try {
    const page = await context.newPage();
    await page.goto(demo.url);
    await page.getByRole('button', { name: 'Se connecter' }).waitFor();
    await page.getByLabel('Utilisateur').waitFor();
    assert.deepEqual(await page.locator('#language option').evaluateAll((all) => all.map(({ value }) => value)), ['en', 'es', 'fr']);
    assert.equal(await page.locator('html').getAttribute('lang'), 'fr');
  } finally {
    await context.close();
    await rm(folder, { recursive: true });
  }
};

const ofTheUser = async (desk) => {
  const { page } = desk;
  await desk.go('settings');
  await page.getByLabel('Theme', { exact: true }).selectOption('dark');
  await until('stored', async () => (await desk.rest('GET', '/layouts/settings/mine').catch(() => ({}))).theme === 'dark');
  const [same, other] = [await desk.as('operator'), await desk.as('supervisor')];
  try {
    await until('dark for the same user elsewhere', () => same.page.evaluate(() => document.documentElement.dataset.theme === 'dark'));
    assert.equal(await other.page.locator('html').getAttribute('data-theme'), 'light');
  } finally {
    await same.close();
    await other.close();
    await page.getByLabel('Theme', { exact: true }).selectOption('light');
  }
};

const zones = async (desk) => {
  const { page } = desk;
  await desk.go('settings');
  await page.getByLabel('Time zone').selectOption('other');
  await page.getByLabel('Name of the zone').fill('Asia/Tokyo');
  await page.getByLabel('Name of the zone').press('Enter');
  try {
    await page.locator('rm-top-bar .site').getByText('Site:').waitFor();
    await page.locator('rm-top-bar').getByText('You: UTC+09:00').waitFor();
    await desk.shot('two-clocks');
    await desk.assertAccessible('two clocks');
  } finally {
    await page.locator('#zone').selectOption('site');
  }
};

const noMotion = async (desk) => {
  const { page } = desk;
  await desk.go('settings');
  const flash = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--flash').trim());
  assert.equal(await flash(), '');
  await page.getByLabel('Motion').selectOption('reduced');
  await until('nothing flashes', async () => (await flash()) === 'none');
  await page.getByLabel('Motion').selectOption('system');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  assert.equal(await flash(), 'none');
  await page.emulateMedia({ reducedMotion: null });
};

const phone = async (desk) => {
  const { page } = desk;
  await page.setViewportSize(PHONE);
  try {
    await desk.go('overview');
    await page.getByRole('link', { name: 'Alarms', exact: true }).click();
    await page.locator('rm-alarms-page').waitFor();
    const more = page.getByRole('button', { name: /^More/ });
    await more.click();
    await desk.shot('phone-more');
    await desk.assertAccessible('phone, more');
    await page.keyboard.press('Escape');
    assert.equal(await more.getAttribute('aria-expanded'), 'false');
    await more.click();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.locator('rm-settings-page').waitFor();
  } finally {
    await page.setViewportSize(WIDE);
  }
};

const sessions = async (desk) => {
  const { page } = desk;
  const other = await desk.as('operator');
  try {
    await desk.go('overview');
    await desk.go('settings');
    await page.getByRole('button', { name: /^End the session/ }).first().click();
    const dialog = page.getByRole('dialog', { name: /^End the session/ });
    await dialog.waitFor();
    await desk.assertSeen('confirm');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    const count = await page.getByRole('button', { name: /^End the session/ }).count();
    await page.getByRole('button', { name: /^End the session/ }).first().click();
    await page.keyboard.press('Enter');
    await until('one less', async () => (await page.getByRole('button', { name: /^End the session/ }).count()) < count);
  } finally {
    await other.close();
  }
};

/** Printed for who reads the output; machines differ. */
const firstValue = async (desk) => {
  const fresh = await Desk.open(desk.browser, desk.demo, '', desk.screenshots);
  try {
    await fresh.page.getByLabel('User name').fill('operator');
    await fresh.page.getByLabel('Password').fill(desk.demo.passwords.operator);
    await fresh.page.waitForLoadState('networkidle');
    await fresh.page.evaluate(() => {
      const isLive = () => {
        const found = [];
        const visit = (root) => {
          for (const element of root.querySelectorAll('*')) {
            if (element.localName === 'rm-value') found.push(element);
            if (element.shadowRoot) visit(element.shadowRoot);
          }
        };
        visit(document);
        return found.some((one) => /\d/.test(one.shadowRoot?.querySelector('button:not(.stale):not(.waiting):not(.unknown) b')?.textContent ?? ''));
      };
      const look = () => (isLive() ? (globalThis.firstValueAt = performance.now()) : requestAnimationFrame(look));
      addEventListener('keydown', () => { globalThis.enterAt = performance.now(); look(); }, { once: true, capture: true });
    });
    await fresh.page.keyboard.press('Enter');
    await until('a live value', () => fresh.page.evaluate(() => globalThis.firstValueAt !== undefined), 30_000);
    const times = await fresh.page.evaluate(() => [globalThis.enterAt, globalThis.firstValueAt]);
    console.log(`# first live value ${Math.round(times[1] - times[0])} ms after the login was sent`);
    const begun = Date.now();
    await fresh.page.reload();
    await until('a live value', async () => (await liveValues(fresh.page)).some((text) => /\d/.test(text)), 30_000);
    console.log(`# first live value ${Date.now() - begun} ms after a reload`);
  } finally {
    await fresh.close();
  }
};

const seen = async (desk) => {
  await desk.go('settings');
  await desk.assertSeen('settings');
  await reset(desk);
};

export const checks = [
  ['each role is offered its own pages and commands', roles],
  ['the frame works by keyboard', keyboard],
  ['the search goes to a tag and to a page', palette],
  ['single keys can be switched off', noSingleKeys],
  ['the screens speak Spanish, numbers too', spanish],
  ['a language that is dropped into the site folder is offered at once', dropped],
  ['settings go with the user', ofTheUser],
  ['two clocks where the zones differ', zones],
  ['nothing flashes for who wants no motion', noMotion],
  ['a phone has every page', phone],
  ['a session of mine can be ended', sessions],
  ['the first live value after a login and after a reload', firstValue],
  ['the settings can be seen in every width and theme', seen],
];
