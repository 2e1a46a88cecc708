import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { until } from '../desk.mjs';

export const user = 'supervisor';

const names = async (desk) => (await desk.rest('GET', '/tags?glob=E2e.*&limit=50')).items.map(({ name }) => name);

/** A new tag is a version; what it changed is shown, and rolled back. */
const compareAndBack = async (desk) => {
  const { page } = desk;
  const name = `E2e.Config${Date.now()}`;
  const before = (await desk.rest('GET', '/system/config/versions?limit=1')).items[0].version;
  await desk.rest('POST', '/tags', { name, type: 'float64', description: 'of a browser check' });
  await desk.go('system', '/configuration');
  const shown = page.locator('rm-system-configuration .differences');
  await page.getByRole('button', { name: `Show what version ${before + 1} changed` }).click();
  await shown.getByText(name).first().waitFor();
  assert.match(await shown.textContent(), /tags · created.*of a browser check/s);
  await page.getByRole('button', { name: `Roll back to version ${before}`, exact: true }).click();
  const confirm = page.locator('rm-confirm');
  await confirm.getByText(/0 created, 0 changed, 1 removed/).waitFor();
  await confirm.getByLabel('Reason').fill('browser check');
  await confirm.getByRole('button', { name: 'Roll back' }).click();
  await shown.getByText('removed', { exact: false }).first().waitFor();
  await until('the tag is gone', async () => !(await names(desk)).includes(name));
};

const inAndOut = async (desk) => {
  const { page } = desk;
  await desk.go('system', '/configuration');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export as JSON' }).click()]);
  const bundle = await readFile(await file.path(), 'utf8');
  assert.ok(JSON.parse(bundle).tags.length > 100);
  await page.getByRole('button', { name: 'Import …' }).click();
  await page.getByLabel('Definitions', { exact: true }).fill('{"alarms":[{"name":"E2e.A","tag":"No.Such","kind":"HI","limit":1}]}');
  await page.getByRole('button', { name: 'Try without changing anything' }).click();
  await page.locator('rm-import-form .problem').getByText(/It can not be put in place/).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Put in place' }).count(), 0);
  await page.getByLabel('Definitions', { exact: true }).fill(bundle);
  await page.getByRole('button', { name: 'Try without changing anything' }).click();
  await page.getByText(/0 created, 0 changed, 0 removed, \d+ unchanged/).waitFor();
  await page.keyboard.press('Escape');
};

const whatIf = async (desk) => {
  const { page } = desk;
  await desk.go('system', '/what-if');
  await page.getByRole('button', { name: 'Begin with the present one' }).click();
  const site = page.getByLabel('Other site file (YAML)');
  await until('the present site', async () => /tags:/.test(await site.inputValue()));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('section[aria-label="Result"]').getByText(/events from/).waitFor({ timeout: 60_000 });
};

const onlyRead = async (desk) => {
  const other = await desk.as('operator');
  try {
    await other.go('system', '/configuration');
    await other.page.getByRole('button', { name: /^Show what version/ }).first().waitFor();
    for (const name of [/^Roll back/, /^Import/, /^Export/, /^Read the site/]) {
      assert.equal(await other.page.getByRole('button', { name }).count(), 0, String(name));
    }
  } finally {
    await other.close();
  }
};

const seen = async (desk) => {
  await desk.go('system', '/configuration');
  await desk.page.locator('rm-system-configuration .versions td').first().waitFor();
  await desk.assertSeen('config');
};

export const checks = [
  ['what a version changed is shown, and rolled back', compareAndBack],
  ['definitions go out, and come in after a dry run', inAndOut],
  ['a what-if run shows what would have been', whatIf],
  ['an operator reads and is offered no change', onlyRead],
  ['it can be seen in every width and theme', seen],
];
