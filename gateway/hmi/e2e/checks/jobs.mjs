import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { until } from '../desk.mjs';

export const user = 'supervisor';

const open = async (desk, kind) => {
  const { page } = desk;
  await desk.go('jobs');
  await page.getByRole('button', { name: 'New job' }).click();
  await page.getByLabel('Kind', { exact: true }).last().selectOption(kind);
};

const exported = async (desk) => {
  const { page } = desk;
  await open(desk, 'export');
  await page.getByLabel('Tags', { exact: true }).fill('Feed.TK101.*');
  await page.getByRole('button', { name: 'Queue the job' }).click();
  const detail = page.locator('rm-job-detail');
  await detail.getByRole('button', { name: 'Fetch the result' }).waitFor({ timeout: 30_000 });
  const [file] = await Promise.all([page.waitForEvent('download'), detail.getByRole('button', { name: 'Fetch the result' }).click()]);
  assert.match(await readFile(await file.path(), 'utf8'), /Feed\.TK101\.Level/);
  await detail.getByRole('button', { name: 'Delete' }).click();
  await page.locator('rm-confirm').getByRole('button', { name: 'Delete' }).click();
  await detail.locator('dialog[open]').waitFor({ state: 'detached' });
};

const cancelled = async (desk) => {
  const { page } = desk;
  await open(desk, 'verify');
  await page.getByRole('button', { name: 'Queue the job' }).click();
  const detail = page.locator('rm-job-detail');
  await detail.getByRole('button', { name: 'Cancel the job' }).click();
  await until('it is cancelled', async () => /cancelled/.test(await detail.locator('h2').first().textContent()), 30_000);
  await page.keyboard.press('Escape');
};

const refused = async (desk) => {
  const { page } = desk;
  await open(desk, 'what-if');
  await page.getByRole('button', { name: 'Queue the job' }).click();
  await page.locator('rm-new-job .problem').getByText(/site: is missing.*parameters-invalid/).waitFor();
  await page.keyboard.press('Escape');
};

const offered = async (desk) => {
  const { page } = desk;
  await open(desk, 'import');
  const kinds = await page.locator('rm-new-job #kind option').evaluateAll((options) => options.map((option) => option.value));
  assert.ok(!kinds.includes('backup') && kinds.includes('import'), String(kinds));
  await page.keyboard.press('Escape');
  const guest = await desk.as('guest');
  try {
    await guest.page.evaluate(() => (location.hash = '#/jobs'));
    await guest.page.getByText('Your role may not see this page.').waitFor();
  } finally {
    await guest.close();
  }
};

const seen = async (desk) => {
  await desk.go('jobs');
  await desk.assertSeen('jobs');
  await open(desk, 'export');
  await desk.shot('jobs-new');
  await desk.assertAccessible('the form of a job');
  await desk.page.keyboard.press('Escape');
};

export const checks = [
  ['an export is made and its file fetched', exported],
  ['a job is cancelled', cancelled],
  ['what is wrong with a form is said beside it', refused],
  ['kinds and the page are offered by what a role may', offered],
  ['it can be seen in every width and theme', seen],
];
