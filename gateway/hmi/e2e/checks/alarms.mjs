import assert from 'node:assert/strict';
import { until } from '../desk.mjs';

const ALARM_MS = 75_000;
// The demo's disturbances come up to 100 s apart.
const NEXT_ALARM_MS = 200_000;

const alarmAcknowledged = async (desk) => {
  const { page } = desk;
  await desk.go('alarms');
  const button = page.locator('rm-alarms-page').getByRole('button', { name: /^Acknowledge / }).and(page.locator('td button')).first();
  await button.waitFor({ timeout: ALARM_MS });
  await desk.shot('alarm-unacknowledged');
  await page.locator('rm-alarm-banner .entry').first().waitFor();
  const name = (await button.getAttribute('aria-label')).replace('Acknowledge ', '');
  const row = page.locator(`rm-alarms-page tr[data-alarm="${name}"]`);
  assert.ok(['UNACK', 'RTNUN', 'LTUNK'].includes(await row.getAttribute('data-state')));
  await page.getByLabel('Comment').fill('seen by the browser check');
  await button.click();
  await page.locator('rm-notices').getByText(`${name}: acknowledge done`).waitFor();
  await until('acknowledged', async () => {
    const state = (await row.count()) === 0 ? 'NORM' : await row.getAttribute('data-state');
    return ['ACKED', 'LTACK', 'NORM'].includes(state);
  });
};

const bulkAcknowledged = async (desk) => {
  const { page } = desk;
  await desk.go('alarms');
  await page.locator('rm-alarms-page tr.open').first().waitFor({ timeout: NEXT_ALARM_MS });
  await page.getByLabel('Choose all').check();
  await page.getByRole('button', { name: /^Acknowledge chosen/ }).click();
  await page.locator('rm-notices').getByText(/\d+ of \d+ acknowledged/).waitFor();
};

const seen = async (desk) => {
  await desk.go('alarms');
  await desk.assertSeen('alarms');
};

export const checks = [
  ['an alarm appears and is acknowledged by hand', alarmAcknowledged],
  ['the chosen alarms are acknowledged together', bulkAcknowledged],
  ['it can be seen in every width and theme', seen],
];
