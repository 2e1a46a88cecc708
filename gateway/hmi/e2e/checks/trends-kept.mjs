import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { until } from '../desk.mjs';
import { pens, trendPage, view } from '../trend-desk.mjs';

const LEVEL = 'Feed.TK101.Level';
const NAME = `Check ${Date.now() % 1e6}`;

export const user = 'operator';

async function cleanUp(desk) {
  for (const { name, shared, etag, owner } of (await desk.rest('GET', '/layouts?kind=trend')).items) {
    if (!name.startsWith('Check ') || (shared && owner !== 'operator')) continue;
    const session = JSON.parse(await desk.page.evaluate(() => sessionStorage.getItem('ringmain.session')));
    await fetch(`${desk.url}/api/v1/layouts/trend/${encodeURIComponent(name)}?shared=${shared}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${session.token}`, 'if-match': etag },
    });
  }
}

const keepsLayouts = async (desk) => {
  const { page } = desk;
  await trendPage(desk, [LEVEL, 'Feed.RawWater.Flow'], '&range=30m');
  await page.getByRole('button', { name: 'Limits' }).click();
  await page.getByRole('button', { name: 'Saved trends' }).click();
  const dialog = page.locator('rm-layout-dialog');
  await dialog.getByLabel('Save as').fill(NAME);
  await dialog.getByLabel('Shared with all').check();
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.getByRole('button', { name: `Rename ${NAME}` }).waitFor();
  await page.keyboard.press('Escape');
  await until('the address names it', async () => (await page.evaluate(() => decodeURIComponent(location.hash))).includes(`layout=shared:${NAME.replace(' ', '+')}`));
};

const survives = async (desk) => {
  const { page } = desk;
  await page.getByRole('button', { name: /Log out/ }).click();
  await desk.logIn(desk.demo.passwords.operator);
  await desk.go('overview');
  await desk.go('trends', `?layout=${encodeURIComponent(`shared:${NAME}`)}`);
  await until('its pens are there', async () => (await pens(page)).length === 2);
  assert.equal((await view(page)).span, 1_800_000);
  await page.getByRole('button', { name: 'Limits', pressed: true }).waitFor();
};

const othersSee = async (desk) => {
  const guest = await desk.as('guest');
  try {
    await guest.go('trends', `?layout=${encodeURIComponent(`shared:${NAME}`)}`);
    await until('a guest has it too', async () => (await pens(guest.page)).length === 2);
    await guest.page.getByRole('button', { name: NAME }).click();
    const dialog = guest.page.locator('rm-layout-dialog');
    await dialog.getByRole('button', { name: NAME }).first().waitFor();
    assert.equal(await dialog.getByLabel('Shared with all').count(), 0, 'a guest shares nothing');
    assert.equal(await dialog.getByRole('button', { name: `Remove ${NAME}` }).count(), 0, 'nor removes what others share');
    await assert.rejects(guest.rest('PUT', '/layouts/trend/Guest?shared=true', { pens: [] }), /403/);
    guest.assertQuiet();
  } finally {
    await guest.close();
  }
};

const file = async (desk) => {
  const { page } = desk;
  await trendPage(desk, [LEVEL], '&range=2m');
  await until('the line is there', async () => (await pens(page))[0].points > 5);
  // a window that ends in the past: what belongs to it has come
  await page.getByRole('application').press('Shift+ArrowLeft');
  const { from, to } = await view(page);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByLabel('Semicolon, decimal point').check();
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save CSV' }).click()]);
  const lines = (await readFile(await saved.path(), 'utf8')).replace('\uFEFF', '').trim().split('\r\n');
  const head = lines.findIndex((line) => line.startsWith('time;tag;value;unit;quality'));
  assert.ok(head > 0, lines.slice(0, 8).join('\n'));
  const iso = (ms) => new Date(ms).toISOString();
  const { items } = await desk.rest('GET', `/history/${LEVEL}?from=${iso(from)}&to=${iso(to)}&limit=10000`);
  const rows = lines.slice(head + 1).map((line) => line.split(';'));
  assert.deepEqual(rows.map(([time, , value]) => [time, Number(value)]), items.map(({ time, value }) => [time, value]));
  assert.ok(rows.every(([, tag]) => tag === LEVEL));
};

const annotation = async (desk) => {
  const { page } = desk;
  await trendPage(desk, [LEVEL], '&range=10m');
  const chart = page.getByRole('application');
  await chart.press('b');
  await page.getByRole('slider', { name: 'Cursor B' }).press('End');
  await page.getByRole('slider', { name: 'Cursor B' }).press('Shift+ArrowLeft');
  const at = (await view(page)).cursors.b;
  await page.getByRole('button', { name: 'Write to the log book' }).click();
  await page.getByLabel('Entry').fill(`Valve checked by hand ${NAME}`);
  await page.getByRole('button', { name: 'Write', exact: true }).click();
  await page.locator('rm-note-dialog').waitFor({ state: 'detached' });
  const flags = () => page.evaluate(() => document.querySelector('rm-app').shadowRoot.querySelector('rm-trends-page').annotations.flags);
  let flag;
  await until('it is a flag at that moment', async () => (flag = (await flags()).find(({ text }) => text.includes(NAME))) !== undefined, 20_000);
  assert.ok(Math.abs(flag.time - at) <= 1000, 'where the cursor was');
};

const alarmShows = async (desk) => {
  const supervisor = await desk.as('supervisor');
  const name = `Check.Trend${Date.now() % 1e6}`;
  try {
    await supervisor.rest('POST', '/alarms', { name, tag: LEVEL, kind: 'HI', limit: -1000, priority: 2, message: 'Raised by a check' });
    const { page } = desk;
    await trendPage(desk, [LEVEL], '&range=10m');
    const mark = page.getByRole('button', { name: new RegExp(`Alarm ${name}, priority 2`) });
    await mark.first().waitFor({ timeout: 25_000 });
    await mark.first().click();
    await page.locator('rm-mark-dialog').getByText('Raised by a check').waitFor();
    await page.keyboard.press('Escape');
  } finally {
    const session = JSON.parse(await supervisor.page.evaluate(() => sessionStorage.getItem('ringmain.session')));
    await fetch(`${desk.url}/api/v1/alarms/${name}`, { method: 'DELETE', headers: { authorization: `Bearer ${session.token}`, 'if-match': '*' } });
    await supervisor.close();
    await cleanUp(desk);
  }
};

export const checks = [
  ['a trend is saved for all', keepsLayouts],
  ['it survives a logout', survives],
  ['others see it, a guest shares nothing', othersSee],
  ['a CSV file holds what the history holds', file],
  ['an entry of the log book stands where the cursor was', annotation],
  ['an alarm that goes active is marked on its tag', alarmShows],
];
