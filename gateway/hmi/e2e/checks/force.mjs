import assert from 'node:assert/strict';
import { until } from '../desk.mjs';

export const user = 'supervisor';
const TAG = 'Feed.TK101.Level';

/** The faceplate that the vessel opens, beside its display. */
async function faceplate(desk) {
  await desk.go('overview', '/feed.html');
  await desk.page.locator(`rm-tank[tag="${TAG}"] button`).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByText('Source time').waitFor();
  return dialog;
}

const mark = (desk) => desk.page.locator(`rm-tank[tag="${TAG}"] .forced`);

const forces = async (desk) => {
  const { page } = desk;
  const dialog = await faceplate(desk);
  await dialog.getByText('Force the value').click();
  await dialog.getByLabel('Forced value').fill('55');
  await dialog.getByRole('button', { name: 'Force …' }).click();
  const ask = page.locator('rm-confirm');
  await ask.getByRole('button', { name: 'Force', exact: true }).click();
  await ask.getByText('A reason is needed.').waitFor();
  await ask.getByLabel('Reason').fill('check of the mark');
  await ask.getByRole('button', { name: 'Force', exact: true }).click();
  await dialog.getByText('Good, forced').waitFor();
  await mark(desk).waitFor();
  assert.match(await page.locator(`rm-tank[tag="${TAG}"]`).evaluate((tank) => tank.shadowRoot.textContent), /, forced/);
  await desk.shot('forced');
};

const isOfferedWhereTheTagIs = async (desk) => {
  const { page } = desk;
  await desk.go('tags', `/${TAG}`);
  await page.locator('rm-tag-detail').getByText('Overridden by hand').waitFor();
  await page.locator('rm-tag-detail').getByRole('button', { name: 'Release …' }).waitFor();
};

const releases = async (desk) => {
  const dialog = await faceplate(desk);
  await dialog.getByRole('button', { name: 'Release …' }).click();
  const ask = desk.page.locator('rm-confirm');
  await ask.getByLabel('Reason').fill('check is over');
  await ask.getByRole('button', { name: 'Release', exact: true }).click();
  await until('no mark any more', async () => (await mark(desk).count()) === 0);
};

export const checks = [
  ['a forced value is told from what the plant says, on displays too', forces],
  ['what was forced elsewhere can be released at its tag', isOfferedWhereTheTagIs],
  ['a released value follows its source, without a mark', releases],
];
