import assert from 'node:assert/strict';
import { until } from '../desk.mjs';

const pages = async (desk) => (await desk.page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g).length;

const display = async (desk) => {
  const { page } = desk;
  await desk.go('overview', '/feed.html');
  await page.locator('rm-display rm-tank').first().waitFor();
  const before = await page.locator('rm-display').evaluate((drawing) => drawing.scale);
  assert.equal(await pages(desk), 1);
  await until('as it was', async () => (await page.locator('rm-display').evaluate((drawing) => drawing.scale)) === before);
};

/** The whole list, in the colours of paper, and nothing that is there to click. */
const list = async (desk) => {
  const { page } = desk;
  await page.setViewportSize({ width: 1040, height: 400 });
  await desk.theme('dark');
  try {
    await desk.go('tags');
    const rows = page.locator('rm-tags-page rm-table .body .row');
    await until('rows', async () => (await rows.count()) > 3);
    const inView = await rows.count();
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await until('all rows', async () => (await rows.count()) > 2 * inView);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), 'light');
    assert.equal(await page.getByRole('navigation', { name: 'Pages' }).isVisible(), false);
    assert.equal(await page.getByRole('button', { name: 'Log out' }).isVisible(), false);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ media: null });
    await until('those in view', async () => (await rows.count()) <= inView + 1);
  } finally {
    await page.emulateMedia({ media: null });
    await desk.theme('light');
    await page.setViewportSize({ width: 1440, height: 900 });
  }
};

export const checks = [
  ['a display is printed on one sheet', display],
  ['a list is printed with the rows out of view, light and without buttons', list],
];
