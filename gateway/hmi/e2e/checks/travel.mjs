import assert from 'node:assert/strict';
import { until } from '../desk.mjs';

export const user = 'supervisor';

const TAG = 'Feed.TK101.Level';
const PAGES = ['overview', 'trends', 'alarms', 'tags', 'travel'];
/** A tag and an alarm of the check's own. */
const OWN = 'Check.Travel.Level';
const ALARM = `${OWN}.HI`;

const bar = (desk) => desk.page.locator('rm-travel-bar');
const isPast = (desk) => desk.page.evaluate(() => document.documentElement.hasAttribute('data-past'));
const moment = async (desk) => Date.parse(await bar(desk).locator('time').getAttribute('datetime'));

/** Ends what earlier runs have left open: a user has two. */
async function tidy(desk) {
  for (const { id } of (await desk.rest('GET', '/replays')).items) await desk.rest('DELETE', `/replays/${id}`).catch(() => undefined);
}

async function leave(desk) {
  await bar(desk).getByRole('button', { name: 'Back to live' }).click();
  await until('live', async () => !(await isPast(desk)));
}

const everyPage = async (desk) => {
  const { page } = desk;
  await tidy(desk);
  await desk.go('travel');
  await page.locator('rm-travel-line .line').waitFor();
  await page.getByRole('button', { name: '1 min ago' }).click();
  await until('the past', () => isPast(desk));
  const at = await moment(desk);
  assert.ok(Math.abs(Date.now() - 60_000 - at) < 10_000, `it is ${new Date(at).toISOString()}`);
  assert.match(await page.title(), /^⟲ PAST \d\d:\d\d:\d\d · /);
  for (const name of PAGES) {
    await desk.go(name);
    assert.ok(await bar(desk).getByText('PAST', { exact: true }).isVisible(), `no bar on ${name}`);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).borderTopStyle), 'solid');
  }
  await desk.assertSeen('travel-past');
  await leave(desk);
  assert.doesNotMatch(await page.title(), /PAST/);
  await until('the replay is ended', async () => (await desk.rest('GET', '/replays')).items.length === 0);
};

/** Follows a link to a moment on a page. */
function link(desk, ms, where) {
  return desk.page.evaluate((hash) => (location.hash = hash), `#/travel?at=${new Date(ms).toISOString()}&page=${where}`);
}

/** Whether the list of alarms shows these: what is in view of it, and how many there are. */
async function standsAs(desk, alarms) {
  const { page } = desk;
  if ((await page.getByText(`${alarms.length} of ${alarms.length}`, { exact: true }).count()) === 0) return false;
  const rows = await page.locator('rm-alarms-page [data-alarm][data-state]').evaluateAll((all) => all.map((row) => `${row.dataset.alarm} ${row.dataset.state}`));
  return rows.length > 0 && rows.every((row) => alarms.includes(row));
}

function search(desk, text) {
  return desk.page.locator('rm-alarms-page').getByRole('searchbox').fill(text);
}

async function recorded(desk) {
  const { items } = await desk.rest('GET', '/alarms/active?limit=1000');
  return items.filter((a) => !['SHLVD', 'DSUPR', 'OOSRV'].includes(a.state)).map((a) => `${a.name} ${a.state}`).sort();
}

async function states(desk) {
  return (await desk.rest('GET', '/machines')).items.map((m) => `${m.name} ${m.state}`).sort();
}

/** A moment at which it is known what was: noted over REST while it was the present. */
async function note(desk) {
  for (;;) {
    const before = await recorded(desk);
    const machines = await states(desk);
    const value = await desk.rest('GET', `/values/${TAG}`);
    const after = await states(desk);
    const alarms = await recorded(desk);
    if (before.join() === alarms.join() && machines.join() === after.join()) return { alarms, machines, value: value.value, at: Math.ceil(Date.parse(value.ingressTime) + 1) };
  }
}

/** Removes the alarm and the tag, as they stand. */
function drop(admin) {
  return admin.page.evaluate(async (paths) => {
    const authorization = `Bearer ${JSON.parse(sessionStorage.getItem('ringmain.session')).token}`;
    for (const path of paths) {
      const etag = (await fetch(`/api/v1${path}`, { headers: { authorization } })).headers.get('etag');
      if (etag !== null) await fetch(`/api/v1${path}`, { method: 'DELETE', headers: { authorization, 'if-match': etag } });
    }
  }, [`/alarms/${ALARM}`, `/tags/${OWN}`]);
}

async function withOwnAlarm(desk, run) {
  const admin = await desk.as('admin');
  await drop(admin);
  try {
    await admin.rest('POST', '/tags', { name: OWN, type: 'float64', unit: '%', range: [0, 100], writable: true, area: 'Check' });
    await admin.rest('PUT', `/values/${OWN}`, { value: 10 });
    await admin.rest('POST', '/alarms', { name: ALARM, tag: OWN, kind: 'HI', limit: 50, priority: 3, message: 'The level of the check is high' });
    await run(admin);
  } finally {
    await drop(admin);
    await admin.close();
  }
}

const before = async (desk) => {
  const { page } = desk;
  await tidy(desk);
  await withOwnAlarm(desk, async (admin) => {
    const then = await note(desk);
    await admin.rest('PUT', `/values/${OWN}`, { value: 80 });
    await desk.go('alarms');
    await search(desk, OWN);
    await page.locator(`rm-alarms-page [data-alarm="${ALARM}"]`).waitFor();
    await search(desk, '');
    await link(desk, then.at, 'alarms');
    await until('the alarms of then', async () => (await isPast(desk)) && (await standsAs(desk, then.alarms)), 10_000);
    assert.equal(await moment(desk), then.at);
    assert.equal(await page.getByRole('button', { name: /^Acknowledge/ }).count(), 0);
    await page.locator('rm-travel-bar .present').getByText(/live alarms? unacknowledged/).waitFor();

    await desk.go('machines');
    await until('the machines of then', async () => {
      const rows = await page.locator('rm-machines-page rm-table .row').evaluateAll((all) => all.map((row) => [...row.querySelectorAll('[role=gridcell]')].slice(0, 2).map((cell) => cell.textContent.trim()).join(' ')));
      return rows.sort().join() === then.machines.join();
    });

    await desk.go('overview');
    const shown = page.locator(`rm-value[tag="${TAG}"] b`).first();
    await until('the value of then', async () => {
      const text = (await shown.textContent()).trim().replace('−', '-');
      return text === then.value.toFixed(text.split('.')[1]?.length ?? 0);
    });
    await desk.go('tags');
    await page.getByLabel('Search tags').fill('.SP setpoint');
    await page.locator('rm-tags-page rm-table .body .row').filter({ hasText: /\.SP/ }).first().click();
    await page.getByRole('button', { name: 'Faceplate' }).click();
    await page.getByRole('button', { name: 'Faceplate' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Source time').waitFor();
    assert.equal(await dialog.getByRole('button', { name: /Write/ }).count(), 0);
    await page.keyboard.press('Escape');

    await desk.go('alarms');
    await search(desk, OWN);
    // not faster than the present, which would be caught up with
    await bar(desk).getByLabel('Speed').selectOption('1');
    await bar(desk).getByRole('button', { name: 'Play' }).click();
    await page.locator(`rm-alarms-page [data-alarm="${ALARM}"]`).waitFor();
    await bar(desk).getByRole('button', { name: 'Pause' }).click();
    assert.ok((await moment(desk)) > then.at);
    await bar(desk).getByRole('button', { name: 'Back 1 min' }).click();
    await until('a minute before', async () => (await page.locator(`rm-alarms-page [data-alarm="${ALARM}"]`).count()) === 0);
    await leave(desk);
    await page.locator(`rm-alarms-page [data-alarm="${ALARM}"]`).waitFor();
  });
};

const reloaded = async (desk) => {
  const { page } = desk;
  await tidy(desk);
  await link(desk, Date.now() - 30_000, 'overview');
  await until('the past', () => isPast(desk));
  const at = await moment(desk);
  await page.reload();
  await until('the same moment', async () => (await isPast(desk)) && (await bar(desk).locator('time').count()) === 1 && (await moment(desk)) === at);
  await bar(desk).getByRole('button', { name: 'On by 10 s' }).click();
  await until('moved', async () => (await moment(desk)) === at + 10_000);
  const sequence = async () => (await desk.rest('GET', '/replays')).items[0].sequence;
  const before = await sequence();
  await bar(desk).getByRole('button', { name: 'One event on' }).click();
  await until('an event on', async () => (await sequence()) > before);
  await page.evaluate(() => (location.hash = '#/system'));
  await page.getByText('System shows the present only').waitFor();
  await leave(desk);
  await page.locator('rm-system-page').waitFor();
};

/** Ended behind the screen's back: neither the past nor the present is shown until somebody chooses. */
const ended = async (desk) => {
  const { page } = desk;
  await link(desk, Date.now() - 30_000, 'overview');
  await until('the past', () => isPast(desk));
  await page.locator('rm-value b').first().waitFor();
  await tidy(desk);
  await page.getByText('This replay has ended').waitFor();
  assert.ok(await isPast(desk));
  assert.equal(await page.locator('rm-value:visible').count(), 0);
  assert.equal(await page.locator('rm-alarm-banner:visible').count(), 0);
  await desk.shot('travel-ended');
  await desk.assertAccessible('an ended replay');
  await page.getByRole('button', { name: /^Go to .* again$/ }).click();
  await bar(desk).locator('time').waitFor();
  await leave(desk);
};

const taken = async (desk) => {
  const { page } = desk;
  await tidy(desk);
  const at = new Date(Date.now() - 30_000).toISOString();
  await desk.rest('POST', '/replays', { at });
  await desk.rest('POST', '/replays', { at });
  await desk.go('travel');
  await page.getByRole('button', { name: '1 min ago' }).click();
  await page.getByText(/You have as many replays open as you may/).waitFor();
  assert.equal(await isPast(desk), false);
  await page.getByRole('button', { name: /^End the replay/ }).first().click();
  await until('one ended', async () => (await desk.rest('GET', '/replays')).items.length === 1);
  await tidy(desk);
};

const guest = async (desk) => {
  const other = await desk.as('guest');
  try {
    await other.page.evaluate(() => (location.hash = '#/travel'));
    await other.page.getByText('Your role may not see this page.').waitFor();
  } finally {
    await other.close();
  }
};

export const checks = [
  ['a moment is gone to, and every page says that it is past', everyPage],
  ['before an alarm everything is as it was, and plays on to it', before],
  ['a reload stays at its moment, pages of the present say so', reloaded],
  ['a replay that ends shows nothing, neither past nor live', ended],
  ['too many replays are told, and can be ended', taken],
  ['who may not travel is not let in', guest],
];
