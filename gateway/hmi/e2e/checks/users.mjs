import assert from 'node:assert/strict';
import { Desk, until } from '../desk.mjs';

export const user = 'admin';

const NAME = 'e2e-anna';
const ROLE = 'e2e-feeder';

const remove = async (desk) => {
  for (const path of [`/users/${NAME}`, `/roles/${ROLE}`]) {
    const session = JSON.parse(await desk.page.evaluate(() => sessionStorage.getItem('ringmain.session')));
    const headers = { authorization: `Bearer ${session.token}` };
    const found = await fetch(`${desk.url}/api/v1${path}`, { headers });
    if (found.ok) await fetch(`${desk.url}/api/v1${path}`, { method: 'DELETE', headers: { ...headers, 'if-match': found.headers.get('etag') } });
  }
};

const roleMade = async (desk) => {
  const { page } = desk;
  await remove(desk);
  await desk.go('users', '/roles');
  await page.getByRole('button', { name: 'New role' }).click();
  await page.getByLabel('Name', { exact: true }).fill(ROLE);
  await page.locator('rm-role-form #p-acknowledge').check();
  await page.locator('rm-role-form #a-acknowledge').fill('Feed');
  await page.locator('rm-role-form #p-log').check();
  await page.getByRole('button', { name: 'Make the role' }).click();
  await page.locator('.matrix').getByRole('button', { name: ROLE }).waitFor();
  const role = await desk.rest('GET', `/roles/${ROLE}`);
  assert.deepEqual(role.permissions.find(({ permission }) => permission === 'acknowledge').areas, ['Feed']);
};

/** Makes the user by hand, logs in as them elsewhere, and disables them: their session ends. */
const otherNavigation = async (desk) => {
  const { page } = desk;
  await desk.go('users');
  await page.getByRole('button', { name: 'New user' }).click();
  await page.getByLabel('Name', { exact: true }).fill(NAME);
  await page.locator('rm-user-form #role').selectOption(ROLE);
  await page.getByLabel('Areas, with commas between them').fill('Feed');
  await page.getByLabel('Has to change the password at the next login').uncheck();
  await page.getByRole('button', { name: 'Make the user' }).click();
  const password = await page.locator('rm-secret-shown code').textContent();
  await page.getByRole('button', { name: 'I have written it down' }).click();
  await page.locator('rm-users-page rm-table').getByText(NAME).waitFor();

  const other = await Desk.open(desk.browser, desk.demo, undefined, desk.screenshots);
  try {
    await other.logIn(password, NAME);
    const links = await other.page.locator('a[href^="#/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    for (const hidden of ['#/users', '#/jobs', '#/audit', '#/system']) assert.ok(!links.includes(hidden), `${hidden} in ${links}`);
    await other.go('logbook');
    await other.page.getByRole('button', { name: 'New entry' }).waitFor();
    await page.locator('rm-users-page rm-table').getByText(NAME).click();
    await page.getByLabel('Disabled: can not log in').check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await other.page.getByLabel('User name').waitFor({ timeout: 20_000 });
  } finally {
    await other.close();
  }
  await page.locator('rm-users-page rm-table').getByText('disabled').first().waitFor();
};

const ownAccount = async (desk) => {
  const { page } = desk;
  await desk.go('users');
  await page.locator('rm-users-page rm-table').getByText('(you)').click();
  await page.getByText('This is your own account').waitFor();
  assert.equal(await page.locator('rm-user-form').getByRole('button', { name: 'Delete' }).count(), 0);
  await page.keyboard.press('Escape');
};

const tokens = async (desk) => {
  const { page } = desk;
  const name = `e2e ${Date.now()}`;
  await desk.go('users', '/tokens');
  await page.getByRole('button', { name: 'New API token' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Make the token' }).click();
  const token = (await page.locator('rm-secret-shown code').textContent()).trim();
  await page.getByRole('button', { name: 'I have written it down' }).click();
  const ask = () => fetch(`${desk.url}/api/v1/auth/me`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal((await ask()).status, 200);
  await page.getByRole('button', { name: `Revoke ${name}` }).first().click();
  await page.locator('rm-confirm').getByRole('button', { name: 'Revoke' }).click();
  await until('the token is refused', async () => (await ask()).status === 401);
};

const notOffered = async (desk) => {
  const other = await desk.as('supervisor');
  try {
    await other.page.evaluate(() => (location.hash = '#/users'));
    await other.page.getByText('Your role may not see this page.').waitFor();
  } finally {
    await other.close();
  }
};

const seen = async (desk) => {
  await desk.go('users');
  await desk.page.locator('rm-users-page rm-table .body .row').first().waitFor();
  await desk.assertSeen('users');
  for (const part of ['roles', 'sessions']) {
    await desk.go('users', `/${part}`);
    await desk.shot(`users-${part}`);
    await desk.assertAccessible(part);
  }
  await remove(desk);
};

export const checks = [
  ['a role of its own is made, with an area', roleMade],
  ['a user made here sees other pages, and is out at once when disabled', otherNavigation],
  ['nobody changes their own account', ownAccount],
  ['an API token is shown once, works, and is revoked', tokens],
  ['who may not manage users is not offered the page', notOffered],
  ['it can be seen in every width and theme', seen],
];
