import assert from 'node:assert/strict';
import { until } from '../desk.mjs';

export const user = 'supervisor';
const PREFIX = 'Checks.Nodes';

const listed = async (desk) => {
  const { page } = desk;
  await desk.go('connectors');
  const row = page.locator('rm-connectors-page rm-table .body .row').first();
  await until('it is connected', async () => /plant/.test(await row.textContent()) && /Connected/.test(await row.textContent()));
};

async function browse(desk) {
  const { page } = desk;
  await desk.go('connectors', '/plant');
  if ((await page.locator('rm-connector-browser').count()) === 0) await page.getByRole('button', { name: 'Browse the device' }).click();
  const tree = page.getByRole('tree', { name: 'Nodes of the device' });
  await tree.getByText('Feed', { exact: true }).waitFor();
  return tree;
}

const makeByKeys = async (desk) => {
  const { page } = desk;
  const tree = await browse(desk);
  await tree.focus();
  await page.keyboard.type('Feed');
  await page.keyboard.press('ArrowRight');
  await tree.getByText('TK101', { exact: true }).waitFor();
  await page.keyboard.type('TK101');
  await page.keyboard.press('ArrowRight');
  await tree.getByText('Level', { exact: true }).waitFor();
  await page.keyboard.type('Level');
  await page.keyboard.press('Space');
  await page.getByLabel('Name begins with').fill(PREFIX);
  await page.getByRole('button', { name: 'Make tags of 1 chosen' }).click();
  await page.getByRole('button', { name: 'Create 1 tags' }).click();
  await lives(desk, `${PREFIX}.Feed.TK101.Level`);
};

const makeByDragging = async (desk) => {
  const { page } = desk;
  const tree = await browse(desk);
  await page.getByLabel('Name begins with').fill(PREFIX);
  await tree.getByText('Level', { exact: true }).dragTo(page.locator('rm-connector-browser .drop'));
  await page.getByRole('button', { name: 'Create 1 tags' }).click();
  await lives(desk, `${PREFIX}.Feed.TK101.Level`);
};

/** The new tag has a value of the device; then it goes again. */
async function lives(desk, name) {
  await until('a live value', async () => typeof (await desk.rest('GET', `/values/${name}`).catch(() => ({}))).value === 'number');
  await desk.rest('POST', '/tags:batch', { remove: [name], ifMatch: { [name]: '*' } });
}

const restarts = async (desk) => {
  const { page } = desk;
  await desk.go('connectors', '/plant');
  await page.getByRole('button', { name: 'Restart …' }).click();
  await page.getByRole('button', { name: 'Restart', exact: true }).click();
  await page.getByText('plant: done.').waitFor();
  await until('it is back', async () => (await desk.rest('GET', '/connectors/plant')).state === 'OK', 20_000);
};

const operatorLooksOnly = async (desk) => {
  const operator = await desk.as('operator');
  try {
    await operator.go('connectors', '/plant');
    await operator.page.getByRole('heading', { name: 'Settings' }).waitFor();
    for (const name of ['Restart …', 'Edit …', 'Delete …', 'Browse the device', 'New connector …']) {
      assert.equal(await operator.page.getByRole('button', { name }).count(), 0, name);
    }
  } finally {
    await operator.close();
  }
};

const seen = async (desk) => {
  await browse(desk);
  await desk.assertSeen('connectors');
};

/** The settings that the form begins with, and what the server's refusal of a wrong one says that it knows. */
const offersKnown = async (desk) => {
  const { page } = desk;
  await desk.go('connectors');
  await page.getByRole('button', { name: 'New connector …' }).click();
  const form = page.locator('rm-connector-form');
  for (const type of await form.getByLabel('Type').locator('option').allTextContents()) {
    await form.getByLabel('Type').selectOption(type);
    const offered = await form.locator('input[list=known]').evaluateAll((fields) => fields.map((field) => field.value));
    const refusal = await desk.rest('POST', '/connectors', { name: 'checked', type, 'no-such': '1' }).catch((error) => error.message);
    const known = /known are ([^;"]*)/.exec(refusal)[1].split(', ');
    assert.deepEqual(offered.filter((name) => !known.includes(name)), [], type);
  }
  await form.getByRole('button', { name: 'Cancel' }).click();
};

/** Refused ones leave nothing behind; one whose device does not answer says so, and goes again. */
const madeAndRemoved = async (desk) => {
  const { page } = desk;
  await desk.go('connectors');
  await page.getByRole('button', { name: 'New connector …' }).click();
  const form = page.locator('rm-connector-form');
  await form.getByLabel('Name', { exact: true }).fill('checked');
  await form.getByLabel('Value of endpoint').fill('http://nowhere');
  await form.getByLabel('Value of request-timeout').fill('soon');
  await form.getByRole('button', { name: 'Create' }).click();
  await form.getByText(/^endpoint: 'http:\/\/nowhere' is not an endpoint.*\nrequest-timeout: 'soon'/).waitFor();
  assert.ok((await desk.rest('GET', '/connectors')).items.every(({ name }) => name !== 'checked'));
  await form.getByLabel('Value of endpoint').fill('opc.tcp://127.0.0.1:9/nobody');
  await form.getByLabel('Value of request-timeout').fill('5s');
  await form.getByRole('button', { name: 'Create' }).click();
  const row = page.locator('rm-connectors-page rm-table .body .row', { hasText: 'checked' });
  await row.getByText('Not connected').waitFor();
  assert.match(await row.textContent(), /—/, 'no last data');
  await page.getByRole('button', { name: 'Delete …' }).click();
  await page.locator('rm-confirm').getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('checked was deleted.').waitFor();
};

const writesNode = async (desk) => {
  const { page } = desk;
  const path = `/connectors/plant/value?node=${encodeURIComponent('ns=2;s=Feed.LIC102.SP')}`;
  const { value } = await desk.rest('GET', path);
  const tree = await browse(desk);
  await tree.focus();
  for (const name of ['Feed', 'LIC102']) {
    await tree.getByText(name, { exact: true }).waitFor();
    await page.keyboard.type(name);
    await page.keyboard.press('ArrowRight');
  }
  await tree.getByText('SP', { exact: true }).click();
  await page.getByLabel('New value of the node').fill('59,5');
  await page.getByRole('button', { name: 'Write to the device …' }).click();
  await page.locator('rm-confirm').getByLabel('Reason').fill('check');
  await page.locator('rm-confirm').getByRole('button', { name: 'Write', exact: true }).click();
  await page.getByText('SP: the device has taken 59.5 %.').waitFor();
  await page.locator('rm-connector-browser dd', { hasText: '59.5 %, Good' }).waitFor();
  await desk.rest('PUT', path, { value, reason: 'as it was' });
};

export const checks = [
  ['connectors are listed with their state', listed],
  ['a node becomes a tag by the keyboard', makeByKeys],
  ['a node becomes a tag by dragging', makeByDragging],
  ['a node of the device is written, and is read again', writesNode],
  ['settings that a new connector is offered are those of its type', offersKnown],
  ['a wrong connector leaves nothing behind, one that nobody answers says so', madeAndRemoved],
  ['an operator looks only', operatorLooksOnly],
  ['it can be seen in every width and theme', seen],
  ['a connector is restarted', restarts],
];
