import assert from 'node:assert/strict';
import { until } from '../desk.mjs';

const NEW = 'Feed.Checks.Level';
const rows = (page) => page.locator('rm-tags-page rm-table .body .row');

const tagSearch = async (desk) => {
  const { page } = desk;
  await desk.go('tags');
  await page.getByLabel('Search tags').fill('level tk101');
  await until('one tag', async () => (await rows(page).count()) > 0 && /TK101\.Level/.test(await rows(page).first().textContent()));
  await until('its value', async () => /\d/.test(await rows(page).first().locator('.value').textContent()));
  await page.getByLabel('Search tags').fill('');
};

const levels = async (desk) => {
  const { page } = desk;
  const tree = page.getByRole('tree');
  await tree.focus();
  await page.keyboard.type('Feed');
  await page.keyboard.press('Enter');
  await tree.getByText('TK101', { exact: true }).waitFor();
  await until('the level only', async () => /Feed\./.test(await rows(page).first().textContent()));
  await page.getByRole('button', { name: /Show all levels/ }).click();
};

const operatorSeesNoEngineering = async (desk) => {
  const { page } = desk;
  await desk.go('tags', '/Feed.TK101.Level');
  await page.getByRole('heading', { name: 'Definition' }).waitFor();
  for (const name of ['New tag …', 'Import …', 'Edit …', 'Delete …', 'Override …']) assert.equal(await page.getByRole('button', { name }).count(), 0, name);
};

/** A mistake is told at its field, mended, and the tag lives; then two people change it at once. */
const makesAndChanges = async (desk) => {
  const engineer = await desk.as('supervisor');
  const { page } = engineer;
  try {
    await engineer.rest('POST', '/tags:batch', { remove: [NEW], ifMatch: { [NEW]: '*' } }).catch(() => undefined);
    await engineer.go('tags');
    await page.getByRole('button', { name: 'New tag …' }).click();
    await page.getByLabel('Name', { exact: true }).fill(NEW);
    await page.getByLabel('Unit', { exact: true }).fill('blub');
    await page.getByText(/'blub' is no known unit/).waitFor();
    await page.getByLabel('Unit', { exact: true }).fill('%');
    await page.getByLabel('Range from').fill('0');
    await page.getByLabel('Range to').fill('100');
    await page.getByLabel('Connector').selectOption('plant');
    await page.getByLabel('Address').fill('ns=2;s=Feed.TK101.Level');
    await page.getByRole('button', { name: 'Create' }).click();
    const detail = page.locator('rm-tag-detail');
    await detail.getByRole('heading', { name: NEW }).waitFor();
    await until('a live value', async () => /\d/.test(await detail.locator('.big b').textContent()));
    await detail.getByRole('button', { name: 'Edit …' }).click();
    await page.getByLabel('Description').fill('mine');
    const other = await fetch(`${desk.url}/api/v1/tags/${NEW}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'if-match': '*', authorization: `Bearer ${JSON.parse(await page.evaluate(() => sessionStorage.getItem('ringmain.session'))).token}` },
      body: '{"description":"theirs"}',
    });
    assert.equal(other.status, 200);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('cell', { name: 'theirs' }).waitFor();
    await page.getByRole('button', { name: 'Write mine over it' }).click();
    await until('mine', async () => /mine/.test(await detail.locator('.head').first().textContent()));
    await detail.getByRole('button', { name: 'Delete …' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await until('gone', async () => (await detail.count()) === 0);
  } finally {
    await engineer.close();
  }
};

/** A table is tried before anything is changed; a fault is told with its line. */
const importsATable = async (desk) => {
  const engineer = await desk.as('supervisor');
  const { page } = engineer;
  const table = (text) => ({ name: 'tags.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  try {
    await engineer.go('tags');
    await page.getByRole('button', { name: 'Import …' }).click();
    await page.getByLabel(/CSV file/).setInputFiles(table('name,type\nFeed.Checks.A,floatx\n'));
    await page.getByText(/'floatx' is not allowed/).waitFor();
    assert.ok(await page.getByRole('button', { name: 'Apply all' }).isDisabled());
    await page.getByLabel(/CSV file/).setInputFiles(table('name,type\nFeed.Checks.A,bool\n'));
    await until('one to be made', async () => (await page.locator('rm-tag-import .counts b').first().textContent()) === '1');
    await page.locator('rm-tag-import .differences li').filter({ hasText: 'Feed.Checks.A' }).waitFor();
    await page.getByRole('button', { name: 'Apply all' }).click();
    await until('made', async () => (await engineer.rest('GET', '/tags?below=Feed.Checks')).items.length === 1);
  } finally {
    await engineer.rest('POST', '/tags:batch', { remove: ['Feed.Checks.A'], ifMatch: { 'Feed.Checks.A': '*' } }).catch(() => undefined);
    await engineer.close();
  }
};

const seen = async (desk) => {
  await desk.go('tags', '/Feed.TK101.Level');
  await desk.assertSeen('tag');
  await desk.go('tags');
  await desk.assertSeen('tags');
};

export const checks = [
  ['the tag table finds a tag and shows its value', tagSearch],
  ['the levels of names lead to tags by the keyboard', levels],
  ['an operator is offered no engineering', operatorSeesNoEngineering],
  ['a tag is made, changed by two at once, and deleted', makesAndChanges],
  ['a table of tags is tried and put in place', importsATable],
  ['it can be seen in every width and theme', seen],
];
