import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { until } from '../desk.mjs';

const rows = (page) => page.locator('rm-datalog-page rm-table .body .row');

const recorded = async (desk) => {
  const { page } = desk;
  await desk.go('datalog', '?tags=Feed.TK101.Level,Feed.TK102.Level');
  await until('samples', async () => (await rows(page).count()) > 5, 20_000);
  assert.match(await rows(page).first().textContent(), /\d/);
};

const resampled = async (desk) => {
  const { page } = desk;
  await page.getByLabel('Shown').selectOption('Average');
  await page.getByLabel('Every').fill('1m');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await until('a row a minute', async () => /^1[01] rows/.test(await page.locator('rm-datalog-page [role=status]').first().textContent()));
};

const asCsv = async (desk) => {
  const { page } = desk;
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV', exact: true }).click()]);
  const text = await readFile(await file.path(), 'utf8');
  assert.match(text, /time,Feed\.TK101\.Level \[%\]/);
};

const saved = async (desk) => {
  const { page } = desk;
  await page.getByLabel('Name to save it under').fill('checks');
  await page.getByRole('button', { name: 'Save selection' }).click();
  await page.getByLabel('Saved').selectOption({ label: 'checks' });
  await until('its rows', async () => (await rows(page).count()) > 5);
  await desk.rest('DELETE', '/layouts/datalog/checks');
};

/** The export leads to its job, whose result is fetched there. */
const exported = async (desk) => {
  const { page } = desk;
  for (const [format, begin] of [['CSV', 'tag,type,source_time'], ['Parquet', 'PAR1']]) {
    await desk.go('datalog', '?tags=Feed.TK101.Level');
    await page.getByRole('button', { name: `Export all, ${format}` }).click();
    await page.locator('rm-datalog-page .note a').click();
    const fetch = page.locator('rm-job-detail').getByRole('button', { name: 'Fetch the result' });
    await fetch.waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), fetch.click()]);
    assert.equal((await readFile(await file.path())).subarray(0, begin.length).toString('latin1'), begin);
    await page.keyboard.press('Escape');
    await until('the list again', async () => new URL(page.url()).hash === '#/jobs');
  }
  await desk.go('datalog', '?tags=Feed.TK101.Level');
};

const seen = async (desk) => {
  await desk.assertSeen('datalog');
};

export const checks = [
  ['what was recorded is a table', recorded],
  ['it is resampled in intervals', resampled],
  ['it is a file for a spreadsheet', asCsv],
  ['a selection is saved and opened', saved],
  ['an export is a job whose file is fetched', exported],
  ['it can be seen in every width and theme', seen],
];
