import assert from 'node:assert/strict';
import { until } from '../desk.mjs';

export const user = 'supervisor';

const TAG = 'Feed.TK101.Level';
const PAGES = ['overview', 'trends', 'alarms', 'tags', 'travel'];

const bar = (desk) => desk.page.locator('rm-travel-bar');
const shown = (desk) => desk.page.evaluate(() => document.documentElement.hasAttribute('data-past'));
const moment = async (desk) => Date.parse(await bar(desk).locator('time').getAttribute('datetime'));

/** Ends what earlier runs have left open: a user has two. */
async function tidy(desk) {
  for (const { id } of (await desk.rest('GET', '/replays')).items) await desk.rest('DELETE', `/replays/${id}`);
}

async function leave(desk) {
  await desk.page.getByRole('button', { name: 'Back to live' }).first().click();
  await until('live', async () => !(await shown(desk)));
}

/** The replay that the page looks at. */
async function replay(desk) {
  return (await desk.rest('GET', '/replays')).items[0];
}

/** What stood and was at a moment, noted down while it was the present: by REST, and when. */
async function note(desk) {
  const alarms = (await desk.rest('GET', '/alarms/active?limit=1000')).items.map((a) => `${a.name} ${a.state}`).sort();
  const machines = (await desk.rest('GET', '/machines')).items.map((m) => `${m.name} ${m.state}`).sort();
  return { alarms, machines };
}

const goes = async (desk) => {
  const { page } = desk;
  await tidy(desk);
  await desk.go('travel');
  await page.locator('rm-travel-line .line').waitFor();
  await page.getByRole('button', { name: '1 min ago' }).click();
  await until('the past', () => shown(desk));
  const at = await moment(desk);
  assert.ok(Math.abs(Date.now() - 60_000 - at) < 10_000, `it is ${new Date(at).toISOString()}`);
  assert.match(await page.title(), /^⟲ PAST \d\d:\d\d:\d\d · /);
  for (const name of PAGES) {
    await desk.go(name);
    assert.ok(await bar(desk).getByText('PAST', { exact: true }).isVisible(), `no bar on ${name}`);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).borderTopStyle), 'solid');
  }
  await desk.go('travel');
  await desk.assertSeen('travel-past');
  await desk.go('overview');
  await desk.assertSeen('travel-overview');
  await leave(desk);
  assert.doesNotMatch(await page.title(), /PAST/);
  assert.equal((await desk.rest('GET', '/replays')).items.length, 0);
};

export const checks = [
  ['a moment is gone to, and every page says that it is past', goes],
];
