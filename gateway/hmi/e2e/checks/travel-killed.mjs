import assert from 'node:assert/strict';
import { until } from '../desk.mjs';

export const user = 'supervisor';
/** The server is taken away. */
export const needsOwnDemo = true;

/** Replays end with their server: what comes back is neither shown as past nor as live until somebody chooses. */
const killed = async (desk) => {
  const { page, demo } = desk;
  const at = new Date(Date.now() - 5_000).toISOString();
  await page.evaluate((hash) => (location.hash = hash), `#/travel?at=${at}&page=overview`);
  await page.locator('rm-travel-bar time').waitFor();
  await page.locator('rm-value b').first().waitFor();
  await demo.kill();
  await page.getByText(/Link lost at/).waitFor({ timeout: 5_000 });
  assert.equal(await page.locator('rm-value button:not(.stale):not(.waiting):not(.unknown):visible').count(), 0);
  await demo.run();
  await page.getByText('This replay has ended').waitFor();
  assert.equal(await page.locator('rm-value:visible').count(), 0);
  assert.ok(await page.evaluate(() => document.documentElement.hasAttribute('data-past')));
  await page.getByRole('button', { name: 'Back to live' }).click();
  await until('live', async () => !(await page.evaluate(() => document.documentElement.hasAttribute('data-past'))));
  await page.locator('rm-value button:not(.stale):not(.waiting):not(.unknown) b').first().waitFor();
};

export const checks = [['a killed server ends the past, and nothing is shown until somebody chooses', killed]];
