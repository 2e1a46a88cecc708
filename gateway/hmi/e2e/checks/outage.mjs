import assert from 'node:assert/strict';
import { until } from '../desk.mjs';
import { liveValues } from '../values.mjs';

/** The server is taken away. */
export const needsOwnDemo = true;

/** The faceplate of a writable tag, and the question before a write. */
async function askWrite(desk) {
  const { page } = desk;
  await desk.go('tags');
  await page.getByLabel('Search tags').fill('.SP setpoint');
  await page.locator('rm-tags-page rm-table .body .row').filter({ hasText: /\.SP/ }).first().click();
  await page.getByRole('button', { name: 'Faceplate' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Source time').waitFor();
  await fits(page, dialog);
  await dialog.getByLabel(/New value/).fill((await dialog.locator('.big b').textContent()).replace('−', '-'));
  await dialog.getByRole('button', { name: 'Write' }).click();
  await dialog.getByRole('button', { name: 'Confirm' }).waitFor();
  await fits(page, dialog);
  return dialog;
}

/** Nothing in the dialog is cut off at the right. */
async function fits(page, dialog) {
  const box = await dialog.boundingBox();
  for (const part of await dialog.locator('button:visible, .quality, dd').all()) {
    const { x, width } = await part.boundingBox();
    assert.ok(x + width <= box.x + box.width, `${await part.textContent()} is cut off`);
  }
  assert.ok(box.x >= 0 && box.x + box.width <= page.viewportSize().width, 'the dialog is cut off');
}

const outage = async (desk) => {
  const { page, demo } = desk;
  await desk.go('overview');
  await until('live values', async () => (await liveValues(page)).length >= 10);
  await page.evaluate(() => (globalThis.notReloaded = true));
  demo.pause();
  try {
    await page.getByText(/Link lost at/).waitFor({ timeout: 5_000 });
    assert.equal((await liveValues(page)).length, 0, 'a value still looks live');
    await desk.shot('overview-lost');
    await desk.assertAccessible('lost link');
  } finally {
    demo.resume();
  }
  await until('live again', async () => (await liveValues(page)).length >= 10, 6_000);
  assert.equal(await page.getByText(/Link lost at/).count(), 0);
  assert.equal(await page.evaluate(() => globalThis.notReloaded), true);
};

const writeDropped = async (desk) => {
  const { page, demo } = desk;
  const dialog = await askWrite(desk);
  demo.pause();
  try {
    await dialog.getByText('The link was lost: nothing was written.').waitFor({ timeout: 5_000 });
    assert.equal(await dialog.getByRole('button', { name: 'Confirm' }).count(), 0);
    assert.ok(await dialog.getByRole('button', { name: 'Write' }).isDisabled());
  } finally {
    demo.resume();
  }
  await until('writable again', async () => dialog.getByRole('button', { name: 'Write' }).isEnabled());
  assert.equal(await dialog.getByRole('button', { name: 'Confirm' }).count(), 0);
  await page.keyboard.press('Escape');
};

/** Killed and started again on the same port and data: the page finds back by itself, with the same login. */
const killed = async (desk) => {
  const { page, demo } = desk;
  await desk.go('overview');
  await until('live values', async () => (await liveValues(page)).length >= 10);
  await page.evaluate(() => (globalThis.notReloaded = true));
  await demo.kill();
  await page.getByText(/Link lost at/).waitFor({ timeout: 5_000 });
  assert.equal((await liveValues(page)).length, 0, 'a value still looks live');
  await demo.run();
  const ready = Date.now();
  await until('live again', async () => (await liveValues(page)).length >= 10, 20_000);
  console.log(`# live again ${Date.now() - ready} ms after the server was ready`);
  assert.equal(await page.evaluate(() => globalThis.notReloaded), true);
};

export const checks = [
  ['a lost server greys everything and comes back without a reload', outage],
  ['a pending write does not outlive the link', writeDropped],
  ['a killed server that is started again is found without a reload', killed],
];
