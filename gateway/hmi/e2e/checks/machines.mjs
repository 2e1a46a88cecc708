import assert from 'node:assert/strict';
import { until } from '../desk.mjs';

export const user = 'operator';

const DUTY = 'Feed.PumpDuty';
const RESET = 'Feed.FeedPumpReset';

const detail = (desk) => desk.page.locator('rm-machine-detail');
const state = async (desk) => (await detail(desk).locator('[data-state]').first().textContent()).trim();
const question = (desk) => desk.page.locator('rm-confirm');

async function open(desk, name) {
  await desk.go('machines', `/${name}`);
  await detail(desk).locator('rm-state-diagram').waitFor();
}

async function move(desk, to) {
  const { page } = desk;
  await detail(desk).getByRole('button', { name: `To ${to} …` }).click();
  await question(desk).getByRole('button', { name: `To ${to}` }).click();
  return page.locator('rm-machine-moves .outcome').filter({ hasText: /Done|Asked for|Refused/ });
}

const listed = async (desk) => {
  const { page } = desk;
  await desk.go('machines');
  await page.getByRole('link', { name: DUTY }).waitFor();
  await desk.assertSeen('machines');
  await page.getByRole('link', { name: DUTY }).click();
  await detail(desk).waitFor();
};

/** Out of use and back, each after a question; the diagram follows. */
const moved = async (desk) => {
  await open(desk, DUTY);
  if ((await state(desk)) !== 'DISABLED') {
    await (await move(desk, 'DISABLED')).filter({ hasText: 'Done' }).waitFor();
  }
  await until('disabled', async () => (await state(desk)) === 'DISABLED');
  const present = detail(desk).locator('rm-state-diagram .present');
  await until('drawn', async () => (await present.getAttribute('data-state')) === 'DISABLED');
  assert.equal((await desk.rest('GET', `/machines/${DUTY}`)).state, 'DISABLED');
  await (await move(desk, 'IDLE')).filter({ hasText: 'Done' }).waitFor();
  await until('back in use', async () => (await state(desk)) !== 'DISABLED');
  await detail(desk).getByText('went from IDLE to DISABLED').or(detail(desk).getByText(/to DISABLED/)).first().waitFor();
  await desk.assertSeen('machine');
};

/** Two steps: the first is answered with a number that the second names; without it nothing happens. */
const confirmed = async (desk) => {
  await open(desk, DUTY);
  const levels = (await desk.rest('GET', `/machines/${DUTY}`)).attributes;
  const set = (start, stop) => desk.rest('PATCH', `/machines/${DUTY}`, { attributes: { 'start-level': start, 'stop-level': stop } });
  try {
    await set(1, 0);
    await twoSteps(desk);
  } finally {
    await set(levels['start-level'], levels['stop-level']);
  }
};

async function twoSteps(desk) {
  await until('a pump runs', async () => /^RUN_/.test(await state(desk)));
  const to = (await state(desk)) === 'RUN_A' ? 'RUN_B' : 'RUN_A';
  await detail(desk).getByRole('button', { name: `To ${to} …` }).click();
  await question(desk).getByRole('button', { name: `To ${to}` }).click();
  await question(desk).getByText('The second step.').waitFor();
  await detail(desk).getByText(new RegExp(`To ${to}: waits for its confirmation`)).waitFor();
  await question(desk).getByRole('button', { name: 'Confirm', exact: true }).click();
  await detail(desk).locator('.outcome').filter({ hasText: `Done: ${DUTY} to ${to}` }).waitFor();
  await until('moved', async () => (await state(desk)) === to);
}

/** The machine has moved on while the question was open: the refusal says why, beside the buttons. */
const refused = async (desk) => {
  await open(desk, DUTY);
  if ((await state(desk)) === 'DISABLED') await move(desk, 'IDLE');
  await detail(desk).getByRole('button', { name: 'To DISABLED …' }).click();
  await question(desk).getByRole('button', { name: 'To DISABLED' }).waitFor();
  await desk.rest('POST', `/machines/${DUTY}:transition`, { to: 'DISABLED' });
  await question(desk).getByRole('button', { name: 'To DISABLED' }).click();
  await detail(desk).locator('.outcome.refused').filter({ hasText: /Refused, Bad\w+: / }).waitFor();
  await desk.rest('POST', `/machines/${DUTY}:transition`, { to: 'IDLE' });
};

const attribute = async (desk) => {
  await open(desk, RESET);
  const row = detail(desk).locator('[data-setting="cooling"]');
  const before = (await desk.rest('GET', `/machines/${RESET}`)).attributes.cooling;
  try {
    await row.getByRole('button', { name: 'Change cooling' }).click();
    await detail(desk).getByLabel('New value').fill('61');
    await detail(desk).getByRole('button', { name: 'Set …' }).click();
    await detail(desk).getByText('Allowed is 5 to 60.').waitFor();
    assert.equal(await detail(desk).getByLabel('New value').inputValue(), '61');
    await detail(desk).getByLabel('New value').fill('9');
    await detail(desk).getByRole('button', { name: 'Set …' }).click();
    await question(desk).getByRole('button', { name: 'Set', exact: true }).click();
    await until('set', async () => (await row.textContent()).includes('9 s'));
    assert.equal((await desk.rest('GET', `/machines/${RESET}`)).attributes.cooling, 9);
  } finally {
    await desk.rest('PATCH', `/machines/${RESET}`, { attributes: { cooling: before } });
  }
};

const guest = async (desk) => {
  const other = await desk.as('guest');
  try {
    await open(other, DUTY);
    await until('a state', async () => (await state(other)) !== '');
    assert.equal(await other.page.locator('rm-machine-moves button, rm-machine-settings button').count(), 0);
  } finally {
    await other.close();
  }
};

/** What engineers set is offered to engineers. */
const engineer = async (desk) => {
  const admin = await desk.as('admin');
  try {
    await open(desk, DUTY);
    await open(admin, DUTY);
    const timeout = (who) => detail(who).locator('[data-setting="feedback-timeout-s"]').getByRole('button');
    await timeout(admin).waitFor();
    assert.equal(await timeout(desk).count(), 0);
  } finally {
    await admin.close();
  }
};

export const checks = [
  ['machines are listed with their states', listed],
  ['a machine is moved after a question, and the diagram shows it', moved],
  ['a transition in two steps', confirmed],
  ['a refused transition says why', refused],
  ['an attribute is changed within its range', attribute],
  ['a guest is offered nothing', guest],
  ['what engineers set is offered to engineers only', engineer],
];
