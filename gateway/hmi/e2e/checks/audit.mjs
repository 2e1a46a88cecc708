import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { until } from '../desk.mjs';

export const user = 'auditor';

const rows = (page) => page.locator('rm-audit-page rm-table .body .row');

const whoWhatWhy = async (desk) => {
  const { page } = desk;
  const supervisor = await desk.as('supervisor');
  try {
    await supervisor.rest('PUT', '/values/Reactor.TIC201.SP', { value: 80, reason: `e2e ${Date.now()}` });
  } finally {
    await supervisor.close();
  }
  await desk.go('audit', '?target=Reactor.TIC201.SP&user=supervisor');
  await until('the write', async () => (await rows(page).count()) > 0);
  await rows(page).first().click();
  const detail = page.locator('rm-audit-page rm-dialog');
  await detail.getByText(/^e2e \d+/).waitFor();
  assert.match(await detail.textContent(), /supervisor.*127\.0\.0\.1.*WRITE/s);
  await page.keyboard.press('Escape');
};

const refusals = async (desk) => {
  const { page } = desk;
  const refused = await fetch(`${desk.url}/api/v1/auth/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: 'auditor', password: 'wrong' }) });
  assert.equal(refused.status, 401);
  await desk.go('audit', '?action=login&state=FAILED');
  await until('the refused login', async () => /refused or failed/.test(await rows(page).first().textContent().catch(() => '')));
};

const chain = async (desk) => {
  await desk.go('audit');
  await desk.page.getByText('The record is chained and signed').waitFor();
};

const saved = async (desk) => {
  const { page } = desk;
  await desk.go('audit', '?action=login');
  await rows(page).first().waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as CSV' }).click()]);
  const lines = (await readFile(await file.path(), 'utf8')).split('\r\n');
  assert.match(lines[0], /^\ufefftime,user,origin,action/);
  assert.match(lines[1], /,login,/);
};

const notOffered = async (desk) => {
  const other = await desk.as('operator');
  try {
    await other.page.evaluate(() => (location.hash = '#/audit'));
    await other.page.getByText('Your role may not see this page.').waitFor();
  } finally {
    await other.close();
  }
};

const seen = async (desk) => {
  await desk.go('audit');
  await rows(desk.page).first().waitFor();
  await desk.assertSeen('audit');
};

export const checks = [
  ['who has written what, from where and why', whoWhatWhy],
  ['a refused login is on record', refusals],
  ['says whether the record is signed', chain],
  ['the list is saved as CSV', saved],
  ['an operator is not offered the page', notOffered],
  ['it can be seen in every width and theme', seen],
];
