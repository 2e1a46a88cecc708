import assert from 'node:assert/strict';
import { until } from '../desk.mjs';

export const user = 'supervisor';
const PREFIX = 'Checks.Nodes';

const listed = async (desk) => {
  const { page } = desk;
  await desk.go('connectors');
  const row = page.locator('rm-connectors-page rm-table .body .row').first();
  await until('it is connected', async () => /plant/.test(await row.textContent()) && /Connected/.test(await row.textContent()));
};

async function browse(desk) {
  const { page } = desk;
  await desk.go('connectors', '/plant');
  if ((await page.locator('rm-connector-browser').count()) === 0) await page.getByRole('button', { name: 'Browse the device' }).click();
  const tree = page.getByRole('tree', { name: 'Nodes of the device' });
  await tree.getByText('Feed', { exact: true }).waitFor();
  return tree;
}

const makeByKeys = async (desk) => {
  const { page } = desk;
  const tree = await browse(desk);
  await tree.focus();
  await page.keyboard.type('Feed');
  await page.keyboard.press('ArrowRight');
  await tree.getByText('TK101', { exact: true }).waitFor();
  await page.keyboard.type('TK101');
  await page.keyboard.press('ArrowRight');
  await tree.getByText('Level', { exact: true }).waitFor();
  await page.keyboard.type('Level');
  await page.keyboard.press('Space');
  await page.getByLabel('Name begins with').fill(PREFIX);
  await page.getByRole('button', { name: 'Make tags of 1 chosen' }).click();
  await page.getByRole('button', { name: 'Create 1 tags' }).click();
  await lives(desk, `${PREFIX}.Feed.TK101.Level`);
};

const makeByDragging = async (desk) => {
  const { page } = desk;
  const tree = await browse(desk);
  await page.getByLabel('Name begins with').fill(PREFIX);
  await tree.getByText('Level', { exact: true }).dragTo(page.locator('rm-connector-browser .drop'));
  await page.getByRole('button', { name: 'Create 1 tags' }).click();
  await lives(desk, `${PREFIX}.Feed.TK101.Level`);
};

/** The new tag has a value of the device; then it goes again. */
async function lives(desk, name) {
  await until('a live value', async () => typeof (await desk.rest('GET', `/values/${name}`).catch(() => ({}))).value === 'number');
  await desk.rest('POST', '/tags:batch', { remove: [name], ifMatch: { [name]: '*' } });
}

const restarts = async (desk) => {
  const { page } = desk;
  await desk.go('connectors', '/plant');
  await page.getByRole('button', { name: 'Restart …' }).click();
  await page.getByRole('button', { name: 'Restart', exact: true }).click();
  await page.getByText('plant: done.').waitFor();
  await until('it is back', async () => (await desk.rest('GET', '/connectors/plant')).state === 'OK', 20_000);
};

const operatorLooksOnly = async (desk) => {
  const operator = await desk.as('operator');
  try {
    await operator.go('connectors', '/plant');
    await operator.page.getByRole('heading', { name: 'Settings' }).waitFor();
    for (const name of ['Restart …', 'Edit …', 'Delete …', 'Browse the device', 'New connector …']) {
      assert.equal(await operator.page.getByRole('button', { name }).count(), 0, name);
    }
  } finally {
    await operator.close();
  }
};

const seen = async (desk) => {
  await browse(desk);
  await desk.assertSeen('connectors');
};

export const checks = [
  ['connectors are listed with their state', listed],
  ['a node becomes a tag by the keyboard', makeByKeys],
  ['a node becomes a tag by dragging', makeByDragging],
  ['an operator looks only', operatorLooksOnly],
  ['it can be seen in every width and theme', seen],
  ['a connector is restarted', restarts],
];
