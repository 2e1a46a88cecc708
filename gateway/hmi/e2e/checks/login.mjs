import assert from 'node:assert/strict';

/** These checks log in themselves. */
export const user = '';

const wrongPassword = async (desk) => {
  await desk.assertSeen('login');
  await desk.page.getByLabel('User name').fill('operator');
  await desk.page.getByLabel('Password').fill('certainly-wrong');
  await desk.page.getByRole('button', { name: 'Log in' }).click();
  await desk.page.getByRole('alert').filter({ hasText: 'wrong' }).waitFor();
};

const login = async (desk) => {
  await desk.logIn(desk.demo.passwords.operator, 'operator');
  await desk.page.locator('rm-top-bar').getByText('Live', { exact: true }).waitFor();
};

const reload = async ({ page }) => {
  await page.reload();
  await page.locator('rm-top-bar').getByText('Live', { exact: true }).waitFor();
};

const logout = async ({ page }) => {
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByLabel('Password').waitFor();
  assert.equal(await page.getByText('The session is over').count(), 0);
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
};

export const checks = [
  ['a wrong password shows an error', wrongPassword],
  ['login leads to a live link', login],
  ['a reload keeps the session', reload],
  ['logout forgets the session', logout],
];
