import assert from 'node:assert/strict';
import { until } from '../desk.mjs';

export const user = 'supervisor';
const TAG = 'Signed.Setpoint';
const MACHINE = 'Signed.Batch';

const question = (desk) => desk.page.locator('rm-confirm');

async function sign(desk, action, reason, password) {
  if (reason !== null) await question(desk).getByLabel('Reason').fill(reason);
  await question(desk).getByLabel('Your password, as a signature').fill(password);
  await question(desk).getByRole('button', { name: action, exact: true }).click();
}

const makes = async (desk) => {
  const admin = await desk.as('admin');
  try {
    await admin.rest('POST', '/tags:batch', { ifMatch: { [TAG]: '*' }, put: [{ name: TAG, type: 'float64', unit: 'Cel', range: [0, 100], writable: true, area: 'Signed', signature: 'required' }] });
    await admin.rest('POST', '/machines:batch', {
      ifMatch: { [MACHINE]: '*' },
      put: [{ name: MACHINE, signature: 'required', states: { IDLE: {}, DOSING: {} }, 'safe-state': 'IDLE', transitions: [{ from: 'IDLE', to: 'DOSING', operator: true, confirm: true }, { from: 'DOSING', to: 'IDLE', operator: true }] }],
    });
  } finally {
    await admin.close();
  }
};

/** A wrong password changes nothing and loses nothing that was typed; the reason is asked for once. */
const writes = async (desk) => {
  const { page } = desk;
  await desk.go('tags', `/${TAG}`);
  await page.getByRole('button', { name: 'Faceplate' }).click();
  const field = page.getByRole('dialog').locator('rm-write-field');
  await field.getByLabel(/New value/).fill('42');
  await field.getByLabel('Reason').fill('batch 811');
  for (const [password, outcome] of [['wrong', 'signature-refused'], [desk.demo.passwords.supervisor, 'Done: 42']]) {
    await field.getByRole('button', { name: 'Write …' }).click();
    await field.getByRole('button', { name: 'Confirm' }).click();
    assert.equal(await question(desk).getByLabel('Reason').inputValue(), 'batch 811');
    await sign(desk, 'Sign and write', null, password);
    await field.locator('.outcome').filter({ hasText: outcome }).waitFor();
    assert.equal(await field.getByLabel(/New value/).inputValue(), '42');
  }
  assert.equal((await desk.rest('GET', `/values/${TAG}`)).value, 42);
  await page.keyboard.press('Escape');
};

const moves = async (desk) => {
  const { page } = desk;
  await desk.go('machines', `/${MACHINE}`);
  const detail = page.locator('rm-machine-detail');
  const outcome = page.locator('rm-machine-moves .outcome');
  await detail.getByRole('button', { name: 'To DOSING …' }).click();
  await sign(desk, 'To DOSING', 'start', 'wrong');
  await outcome.filter({ hasText: 'Refused, signature-refused' }).waitFor();
  await detail.getByRole('button', { name: 'To DOSING …' }).click();
  await sign(desk, 'To DOSING', 'start', desk.demo.passwords.supervisor);
  await question(desk).getByText('The second step.').waitFor();
  assert.equal((await desk.rest('GET', `/machines/${MACHINE}`)).state, 'IDLE', 'not after the first step');
  await sign(desk, 'Confirm', 'checked', desk.demo.passwords.supervisor);
  await outcome.filter({ hasText: 'Done' }).waitFor();
  await until('moved', async () => (await detail.locator('[data-state]').first().textContent()).trim() === 'DOSING');
};

const cleans = async (desk) => {
  const admin = await desk.as('admin');
  try {
    await admin.rest('POST', '/machines:batch', { remove: [MACHINE], ifMatch: { [MACHINE]: '*' } });
    await admin.rest('POST', '/tags:batch', { remove: [TAG], ifMatch: { [TAG]: '*' } });
  } finally {
    await admin.close();
  }
};

export const checks = [
  ['a tag and a machine that ask for a signature are made', makes],
  ['a signed write: refused with a wrong password, then done, with the reason that was given', writes],
  ['a signed transition in two steps', moves],
  ['they are taken away', cleans],
];
