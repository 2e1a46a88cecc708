import assert from 'node:assert/strict';
import { PHONE, until, WIDE } from '../desk.mjs';

export const user = 'supervisor';

const goTo = (page, hash) => page.evaluate((to) => (location.hash = to), hash);

/** An address that names nothing is said, and is still in the address bar. */
const wrong = async (desk) => {
  const { page } = desk;
  await goTo(page, '#/nosuch');
  await page.getByText('There is no page nosuch').waitFor();
  await page.locator('rm-overview-page h1').first().waitFor({ state: 'attached' });
  await desk.assertAccessible('an unknown page');
  await goTo(page, '#/connectors/none');
  await page.getByText('There is no connector none.').waitFor();
  await goTo(page, '#/alarms/standing?name=No.Such');
  await page.getByText('There is no alarm No.Such.').waitFor();
  await goTo(page, '#/trends?from=1970-01-01T00:00:00Z&to=2026-01-01T00:00:00Z');
  await page.getByText('At most two years can be shown at once.').waitFor();
};

/** What lies over the page of a phone is what Back takes away. */
const back = async (desk) => {
  const { page } = desk;
  await page.setViewportSize(PHONE);
  try {
    await desk.go('tags');
    await desk.go('machines');
    const faceplate = page.locator('rm-faceplate dialog[open]');
    const open = () => page.evaluate(() => document.querySelector('rm-app').shadowRoot.querySelector('rm-alarm-banner').shadowRoot.querySelector('.entry').click());
    await page.locator('rm-alarm-banner .entry').first().waitFor({ timeout: 60_000 });
    await open();
    await faceplate.waitFor();
    await page.goBack();
    await faceplate.waitFor({ state: 'detached' });
    await until('nothing is open', () => page.evaluate(() => document.querySelector('rm-app').shadowRoot.querySelector('rm-faceplate').tag === null));
    assert.match(page.url(), /#\/machines$/);
    await open();
    await faceplate.getByRole('button', { name: 'Close' }).first().click();
    await faceplate.waitFor({ state: 'detached' });
    await until('the faceplate has left the history', () => page.evaluate(() => history.state?.faceplate !== true));
    await page.goBack();
    await page.locator('rm-tags-page').waitFor();
  } finally {
    await page.setViewportSize(WIDE);
  }
};

const names = async (desk) => {
  const { page } = desk;
  await desk.go('trends');
  await page.getByRole('button', { name: 'Saved trends …' }).click();
  await page.getByLabel('Save as').fill('day/night');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('A name has letters, digits, blanks').waitFor();
  assert.equal(await page.getByLabel('Save as').inputValue(), 'day/night');
  await page.keyboard.press('Escape');
};

/** Enter alone asks for nothing. */
const noKind = async (desk) => {
  const { page } = desk;
  await desk.go('jobs');
  await page.getByRole('button', { name: 'New job' }).click();
  await page.getByRole('button', { name: 'Queue the job' }).and(page.locator(':disabled')).waitFor();
  await page.keyboard.press('Enter');
  await page.getByLabel('Kind', { exact: true }).last().waitFor();
  await page.keyboard.press('Escape');
};

export const checks = [
  ['addresses that name nothing are said', wrong],
  ['Back closes the faceplate of a phone and leaves the page', back],
  ['a name that can not be stored is refused where it is typed', names],
  ['a new job has no kind until one is chosen', noKind],
];
