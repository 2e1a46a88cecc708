import assert from 'node:assert/strict';
import { AlarmBench } from '../alarm-bench.mjs';
import { until } from '../desk.mjs';

const AREA = `Bench${Date.now() % 100_000}`;
const CALLS = ['UNACK', 'RTNUN', 'LTUNK'];
let supervisor;
let bench;
let alarms;

const row = (desk, alarm) => desk.page.locator(`rm-alarms-page .row[data-alarm="${alarm}"]`);
const dialog = (desk) => desk.page.locator('rm-alarm-command');
const firstOfBanner = (desk) => desk.page.locator('rm-alarm-banner li').first().getAttribute('data-alarm', { timeout: 2_000 }).catch(() => '');

/** The page with only the alarms of this run. */
async function openList(desk, tab = 'standing') {
  await desk.go('alarms', `/${tab}`);
  await desk.page.getByLabel('Search in alarms').fill(AREA);
}

const made = async (desk) => {
  supervisor = await desk.as('supervisor');
  for (const { page } of [desk, supervisor]) page.setDefaultTimeout(20_000);
  bench = new AlarmBench(supervisor, AREA);
  alarms = await bench.make({
    P1: { priority: 4, 'first-out': AREA, cause: 'Valve V-1 is closed', consequence: 'The relief valve opens', action: 'Open V-1', 'time-to-respond': '3m' },
    P2: { 'first-out': AREA },
    P3: { priority: 2, latching: true },
    P4: { priority: 1 },
  });
  await openList(desk);
};

const appears = async (desk) => {
  const { page } = desk;
  await bench.raise(alarms[0]);
  await row(desk, alarms[0]).waitFor();
  await until('it leads the banner', async () => (await firstOfBanner(desk)) === alarms[0]);
  assert.equal(await row(desk, alarms[0]).getAttribute('data-state'), 'UNACK');
  const sound = page.locator('rm-alarm-banner [data-sound]');
  await until('it is heard', async () => (await sound.getAttribute('data-sound')) === 'sounding');
  await page.keyboard.press('F9');
  await until('it is silenced', async () => {
    if ((await sound.getAttribute('data-sound')) === 'silent') return true;
    await page.keyboard.press('F9');
    return false;
  });
  await bench.raise(alarms[1]);
  await until('the next one breaks the silence', async () => (await sound.getAttribute('data-sound')) === 'sounding');
};

const details = async (desk) => {
  const { page } = desk;
  await row(desk, alarms[0]).click();
  const detail = page.locator('rm-alarm-detail');
  await detail.getByText('Valve V-1 is closed').waitFor();
  await detail.getByText('Open V-1').waitFor();
  await detail.getByText('3 min', { exact: true }).waitFor();
  await detail.locator('.flag', { hasText: 'FIRST' }).waitFor();
  await detail.locator('.story li[data-input=ACTIVATE]').first().waitFor();
  await detail.locator('rm-alarm-trend path').waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
  await detail.getByRole('button', { name: 'Close the details' }).click();
};

const asksOnce = async (desk) => {
  const { page } = desk;
  await desk.go('overview');
  await openList(desk);
  await row(desk, alarms[0]).click();
  await page.locator('rm-alarm-detail').getByRole('button', { name: 'Comment' }).dblclick();
  await dialog(desk).getByRole('button', { name: 'Cancel' }).waitFor();
  assert.equal(await dialog(desk).count(), 1);
  await page.evaluate(() => (location.hash = '#/overview'));
  await dialog(desk).waitFor({ state: 'detached' });
  await openList(desk);
};

const acknowledgedByMouse = async (desk) => {
  await desk.page.getByRole('button', { name: `Acknowledge ${alarms[1]}` }).last().click();
  await desk.page.locator('rm-notices').getByText(`${alarms[1]}: Acknowledge done`).waitFor();
  await bench.untilState(alarms[1], 'ACKED');
  await until('the row shows it', async () => (await row(desk, alarms[1]).getAttribute('data-state')) === 'ACKED');
};

const acknowledgedByKey = async (desk) => {
  await until('acknowledged by F8', async () => {
    if ((await firstOfBanner(desk)) === alarms[0]) await desk.page.keyboard.press('F8');
    return (await bench.state(alarms[0])).state === 'ACKED';
  });
  assert.equal((await bench.state(alarms[0])).acknowledged, true);
};

const bulk = async (desk) => {
  const { page } = desk;
  for (const alarm of alarms.slice(0, 3)) await bench.clear(alarm);
  for (const alarm of alarms.slice(0, 3)) await bench.raise(alarm);
  await bench.clear(alarms[2]);
  await bench.untilState(alarms[2], 'LTUNK');
  await until('all call', async () => (await page.locator('rm-alarms-page .row.open').count()) === 3);
  await page.locator('rm-alarm-list').getByLabel('Choose all').check();
  await page.locator('rm-alarm-desk').getByRole('button', { name: 'Acknowledge (3)' }).click();
  await dialog(desk).getByLabel('Comment').fill('seen by the browser check');
  await page.keyboard.press('Enter');
  await page.locator('rm-notices').getByText('Acknowledge: 3 of 3 done').waitFor();
  await bench.untilState(alarms[0], 'ACKED');
  // a latched one waits for its reset
  await page.getByRole('button', { name: `Reset ${alarms[2]}` }).click();
  await bench.untilState(alarms[2], 'NORM');
};

async function shelve(desk, alarm, seconds) {
  const { page } = desk;
  await openList(desk);
  await row(desk, alarm).getByRole('checkbox').check();
  await page.locator('rm-alarm-desk').getByRole('button', { name: /^Shelve/ }).click();
  await dialog(desk).getByLabel('Another time').check();
  await dialog(desk).getByLabel('Time', { exact: true }).fill(String(seconds));
  await dialog(desk).getByLabel('Unit of time').selectOption('s');
  await dialog(desk).getByRole('button', { name: 'Shelve' }).click();
  await dialog(desk).getByText('A reason is needed.').waitFor();
  await dialog(desk).getByLabel('Reason').fill('sensor is being cleaned');
  await dialog(desk).getByRole('button', { name: 'Shelve' }).click();
  await bench.untilState(alarm, 'SHLVD');
}

const shelfExpires = async (desk) => {
  await shelve(desk, alarms[0], 4);
  await openList(desk, 'shelved');
  await row(desk, alarms[0]).getByText(/^\d\d:0\d$/).waitFor();
  // the clock of the site ends it, nobody else
  await bench.untilState(alarms[0], 'ACKED');
  await row(desk, alarms[0]).waitFor({ state: 'detached' });
  await shelve(desk, alarms[0], 600);
  await openList(desk, 'shelved');
  await desk.page.getByRole('button', { name: `Unshelve ${alarms[0]}` }).click();
  await bench.untilState(alarms[0], 'ACKED');
};

const otherWasFirst = async (desk) => {
  const { page } = desk;
  await openList(desk);
  await bench.raise(alarms[3]);
  await row(desk, alarms[3]).getByRole('checkbox').check();
  await page.locator('rm-alarm-desk').getByRole('button', { name: 'Acknowledge (1)' }).click();
  await dialog(desk).getByLabel('Comment').fill('mine');
  await openList(supervisor);
  await supervisor.page.getByRole('button', { name: `Acknowledge ${alarms[3]}` }).last().click();
  await bench.untilState(alarms[3], 'ACKED');
  await dialog(desk).getByRole('button', { name: 'Acknowledge' }).click();
  await dialog(desk).getByText(/Somebody has acknowledged it already\. \(BadConditionBranchAlreadyAcked\)/).waitFor();
  assert.equal(await dialog(desk).getByLabel('Comment').inputValue(), 'mine');
  await dialog(desk).getByRole('button', { name: 'Close', exact: true }).last().click();
};

const takenAway = async (desk) => {
  const { page } = supervisor;
  for (const [verb, back, state] of [['Remove from service', 'Return to service', 'OOSRV'], ['Suppress', 'End suppression', 'DSUPR']]) {
    await openList(supervisor);
    await row(supervisor, alarms[3]).getByRole('checkbox').check();
    await page.locator('rm-alarm-desk').getByRole('button', { name: `${verb} (1)` }).click();
    await dialog(supervisor).getByLabel(/^Reason/).fill('out for repair');
    await page.keyboard.press('Enter');
    await bench.untilState(alarms[3], state);
    await openList(supervisor, 'suppressed');
    await row(supervisor, alarms[3]).waitFor();
    // an operator sees it there and can do nothing about it
    await openList(desk, 'suppressed');
    await row(desk, alarms[3]).waitFor();
    assert.equal(await desk.page.getByRole('button', { name: `${back} ${alarms[3]}` }).count(), 0);
    await page.getByRole('button', { name: `${back} ${alarms[3]}` }).click();
    if (verb === 'Remove from service') {
      await dialog(supervisor).getByLabel('Reason').fill('repaired');
      await page.keyboard.press('Enter');
    }
    await bench.untilState(alarms[3], 'ACKED');
  }
};

const history = async (desk) => {
  const { page } = desk;
  await desk.go('alarms', `/history?alarm=${alarms[3]}`);
  const one = page.locator('rm-alarm-history details').first();
  await until('all is recorded', async () => {
    await page.locator('rm-alarm-history').getByRole('button', { name: 'Refresh' }).click();
    return (await one.locator('.story li').evaluateAll((items) => items.map((item) => item.dataset.input))).includes('UNSUPPRESS');
  });
  await one.locator('summary').click();
  const inputs = await one.locator('.story li').evaluateAll((items) => items.map((item) => item.dataset.input));
  assert.deepEqual(inputs, ['ACTIVATE', 'ACKNOWLEDGE', 'REMOVE_FROM_SERVICE', 'RETURN_TO_SERVICE', 'SUPPRESS', 'UNSUPPRESS']);
  for (const text of ['out for repair', 'repaired']) await one.getByText(text).first().waitFor();
  await one.getByText('supervisor').first().waitFor();
};

const nothingOffered = async (desk) => {
  await bench.clear(alarms[0]);
  await bench.raise(alarms[0]);
  const admin = await desk.as('admin');
  const name = `elsewhere${AREA.toLowerCase()}`;
  const { password } = await admin.rest('POST', '/users', { name, role: 'operator', areas: ['Elsewhere'], mustChange: false });
  desk.demo.passwords[name] = password;
  for (const user of [name, 'guest']) {
    const other = await desk.as(user);
    await openList(other);
    await row(other, alarms[0]).waitFor();
    assert.equal(await other.page.getByRole('button', { name: `Acknowledge ${alarms[0]}` }).count(), 0, user);
    assert.equal(await row(other, alarms[0]).getByRole('button').count(), 0, user);
    if (user !== name) assert.equal(await other.page.locator('rm-alarms-page .actions').count(), 0, user);
    await row(other, alarms[0]).click();
    await other.page.locator('rm-alarm-detail').getByText('Valve V-1 is closed').waitFor();
    assert.equal(await other.page.locator('rm-alarm-detail').getByRole('button', { name: /Acknowledge|Shelve|Comment/ }).count(), 0, user);
    await other.close();
  }
  await admin.rest('POST', `/users/${name}:disable`, {});
  await admin.close();
};

const figures = async (desk) => {
  const { page } = desk;
  await desk.go('alarms', '/figures');
  // those of the span that stands there first
  await page.locator('rm-alarm-kpi tr[data-figure]').first().waitFor();
  const answer = page.waitForResponse((response) => response.url().includes('/alarms/report?'));
  await page.getByLabel('Span').selectOption('1h');
  const report = await (await answer).json();
  for (const target of report.targets) {
    const cell = page.locator(`rm-alarm-kpi tr[data-figure="${target.id}"] td.number`);
    await until(`${target.id} is ${target.value}`, async () => {
      const text = (await cell.textContent({ timeout: 5_000 })).replace(/[^\d.]/g, '');
      return target.value === null ? text === '' : Math.abs(Number(text) - target.value) <= 0.5;
    });
  }
  const worst = report.mostFrequent[0];
  const entry = page.locator(`rm-alarm-kpi tr[data-alarm="${worst.name}"]`).first();
  assert.equal(await entry.locator('.number').first().textContent(), String(worst.count));
  await entry.getByRole('link').click();
  await page.locator(`rm-alarm-history details[data-alarm="${worst.name}"]`).first().waitFor();
};

const flood = async (desk) => {
  const { page } = desk;
  const tags = await bench.makeFlood(300);
  await openList(desk);
  await page.getByLabel('Search in alarms').fill(`${AREA}.Flood`);
  await page.locator('rm-alarm-list').getByText('No alarm in this selection.').waitFor();
  for (const tag of tags) await bench.write(tag, 90);
  await page.getByRole('status').getByText(/^300 of \d+$/).waitFor();
  assert.ok((await page.locator('rm-alarm-list .row').count()) < 60, 'only the rows in view are drawn');
  await page.locator('rm-alarm-banner').getByText(/^Flood: \d+ in 10 min$/).waitFor({ timeout: 20_000 });
  await page.locator('rm-alarm-list .grid').focus();
  await page.keyboard.press('End');
  await page.locator('rm-alarm-list .row.active[aria-rowindex="301"]').waitFor();
  await page.keyboard.press('Control+a');
  await page.locator('rm-alarm-desk').getByRole('button', { name: 'Acknowledge (300)' }).click();
  await dialog(desk).getByLabel('Comment').focus();
  await page.keyboard.press('Enter');
  await page.locator('rm-notices').getByText('Acknowledge: 300 of 300 done').waitFor();
  await until('none calls', async () => (await page.locator('rm-alarm-list .row.open').count()) === 0);
  for (const tag of tags) await bench.write(tag, 20);
};

/** While somebody points into the list nothing moves there, and they are told of what waits. */
const held = async (desk) => {
  const { page } = desk;
  await openList(desk);
  await bench.clear(alarms[1]);
  await row(desk, alarms[1]).waitFor({ state: 'detached' });
  await row(desk, alarms[0]).hover();
  await bench.raise(alarms[1]);
  await until('it waits', async () => {
    await page.mouse.move(400 + Math.random() * 20, 330);
    return (await page.locator('rm-alarm-list .waiting').count()) === 1;
  });
  assert.equal(await row(desk, alarms[1]).count(), 0);
  await page.locator('rm-alarm-list .waiting').click();
  await row(desk, alarms[1]).waitFor();
};

const seen = async (desk) => {
  await bench.command(alarms[3], 'shelve', { duration: '1h', reason: 'sensor is being cleaned' });
  await bench.command(alarms[2], 'remove-from-service', { reason: 'out for repair' });
  await desk.go('overview');
  for (const tab of ['standing', 'shelved', 'suppressed', 'history', 'figures']) {
    await desk.go('alarms', `/${tab}`);
    if (tab === 'figures') await desk.page.locator('rm-alarm-kpi tr.target').first().waitFor();
    await desk.assertSeen(`alarms-${tab}`);
  }
  await desk.go('alarms', `/standing?name=${alarms[0]}`);
  await desk.page.locator('rm-alarm-detail .story li').first().waitFor();
  await desk.assertSeen('alarms-details');
};

const cleaned = async () => {
  for (const alarm of alarms) {
    const { state } = await bench.state(alarm);
    if (state === 'SHLVD') await bench.command(alarm, 'unshelve', {});
    if (CALLS.includes(state)) await bench.command(alarm, 'acknowledge', { comment: '' });
  }
  await bench.clean();
  supervisor.assertQuiet();
  await supervisor.close();
};

export const checks = [
  ['tags and alarms are made for it', made],
  ['an alarm appears in list and banner and is heard; the next one breaks the silence', appears],
  ['the details say what to do and what has happened', details],
  ['a double click asks once, another page takes the question away', asksOnce],
  ['an alarm is acknowledged by mouse', acknowledgedByMouse],
  ['the most urgent is acknowledged by key', acknowledgedByKey],
  ['the chosen ones are acknowledged together, a latched one is reset', bulk],
  ['a shelved alarm comes back by itself, or is taken from the shelf', shelfExpires],
  ['who is second is told that somebody has acknowledged before', otherWasFirst],
  ['alarms are taken out of service and suppressed by a supervisor', takenAway],
  ['the history has every transition with who and why', history],
  ['nothing is offered in another area and to guests', nothingOffered],
  ['the figures are those of the report, and lead to the history', figures],
  ['a flood of 300 alarms can be gone through and acknowledged', flood],
  ['the list holds still under the pointer', held],
  ['every list can be seen in every width and theme', seen],
  ['what was made is taken away', cleaned],
];
