import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { until } from '../desk.mjs';

const unique = () => `e2e ${Date.now()}`;
const rows = (page) => page.locator('rm-logbook-page rm-table .body .row');

const written = async (desk) => {
  const { page } = desk;
  const text = unique();
  await desk.go('logbook');
  await page.getByRole('button', { name: 'New entry' }).click();
  await page.getByLabel('Text', { exact: true }).last().fill(text);
  await page.getByLabel('Category').fill('Maintenance');
  await page.getByRole('button', { name: 'Write the entry' }).click();
  await until('the entry on top', async () => (await rows(page).first().textContent()).includes(text));
  const { items } = await desk.rest('GET', `/logbook?text=${encodeURIComponent(text)}`);
  assert.equal(items[0]?.category, 'Maintenance');
};

const live = async (desk) => {
  const { page } = desk;
  await desk.go('logbook');
  await rows(page).first().waitFor();
  const text = unique();
  await desk.rest('POST', '/logbook', { text });
  await until('what somebody else wrote', async () => (await rows(page).first().textContent()).includes(text));
};

const commented = async (desk) => {
  const { page } = desk;
  const text = unique();
  await desk.rest('POST', '/logbook', { text });
  await desk.go('logbook');
  await page.locator('rm-logbook-page').getByLabel('Text', { exact: true }).fill(text);
  await until('one line', async () => (await rows(page).count()) === 1 && (await rows(page).first().textContent()).includes(text));
  await rows(page).first().click();
  await page.getByLabel('Comment', { exact: true }).fill(`on ${text}`);
  await page.getByRole('button', { name: 'Write the comment' }).click();
  await page.locator('rm-entry-detail .comments').getByText(`on ${text}`).waitFor();
  assert.equal(await page.locator('rm-entry-detail').getByRole('link', { name: 'Site at that time' }).count(), 1);
  await page.keyboard.press('Escape');
};

const filtered = async (desk) => {
  const { page } = desk;
  await desk.go('logbook', '?kind=alarm&criticality=3');
  await until('grave alarms', async () => (await rows(page).count()) > 0);
  const shown = await rows(page).allTextContents();
  assert.ok(shown.every((text) => /Alarm/.test(text) && /[345] (serious|severe|critical)/.test(text)), shown[0]);
  await page.locator('rm-logbook-page .filters select').first().selectOption('log');
  await page.getByLabel('Category').waitFor();
  assert.match(page.url(), /kind=log/);
};

const saved = async (desk) => {
  const { page } = desk;
  await desk.go('logbook', '?kind=alarm');
  await rows(page).first().waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as CSV' }).click()]);
  const lines = (await readFile(await file.path(), 'utf8')).split('\r\n');
  assert.match(lines[0], /^\ufefftime,class,kind/);
  assert.match(lines[1], /,alarm,/);
};

const guest = async (desk) => {
  const other = await desk.as('guest');
  try {
    await other.go('logbook');
    await rows(other.page).first().waitFor();
    assert.equal(await other.page.getByRole('button', { name: 'New entry' }).count(), 0);
    await rows(other.page).first().click();
    await other.page.locator('rm-entry-detail dl').waitFor();
    assert.equal(await other.page.getByLabel('Comment', { exact: true }).count(), 0);
    assert.equal(await other.page.getByRole('link', { name: 'Site at that time' }).count(), 0);
  } finally {
    await other.close();
  }
};

const seen = async (desk) => {
  await desk.go('logbook');
  await rows(desk.page).first().waitFor();
  await desk.assertSeen('logbook');
};

export const checks = [
  ['an entry is written and stands on top', written],
  ['what others write comes by itself', live],
  ['an event is found, opened and commented on', commented],
  ['filters by class and criticality, kept in the address', filtered],
  ['the list is saved as CSV', saved],
  ['a guest reads and is offered nothing to write', guest],
  ['it can be seen in every width and theme', seen],
];
