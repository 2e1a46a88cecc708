import assert from 'node:assert/strict';
import { until } from '../desk.mjs';

const writes = async (desk) => {
  const { page } = desk;
  await desk.go('tags');
  await page.getByLabel('Search tags').fill('.SP setpoint');
  await page.locator('rm-tags-page rm-table .body .row').filter({ hasText: /\.SP/ }).first().click();
  await page.getByRole('button', { name: 'Faceplate' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Source time').waitFor();
  const field = dialog.getByLabel(/New value/);
  const now = (await dialog.locator('.big b').textContent()).replace('−', '-');
  await field.fill(now);
  await dialog.getByRole('button', { name: 'Write' }).click();
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await dialog.locator('.outcome').filter({ hasText: 'DONE' }).waitFor();
  await page.keyboard.press('Escape');
};

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

const writeFits = async (desk) => {
  const { page } = desk;
  try {
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const dialog = await askWrite(desk);
      await page.evaluate(() => (location.hash = '#/overview'));
      await until('closed by the change of page', async () => !(await dialog.isVisible()));
    }
  } finally {
    await page.setViewportSize({ width: 1440, height: 900 });
  }
};

export const checks = [
  ['a setpoint can be written and the outcome is shown', writes],
  ['the faceplate of a writable tag fits and closes with its page', writeFits],
];
