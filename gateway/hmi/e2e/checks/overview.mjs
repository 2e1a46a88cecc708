import { liveValues } from '../values.mjs';
import { until } from '../desk.mjs';

const liveOverview = async (desk) => {
  await desk.go('overview');
  await until('live values', async () => (await liveValues(desk.page)).length >= 10, 20_000);
  const before = (await liveValues(desk.page)).join();
  await until('another value', async () => (await liveValues(desk.page)).join() !== before);
};

const faceplate = async (desk) => {
  const { page } = desk;
  await page.locator('rm-value[tag="Reactor.R201.Temperature"] button, rm-value button').first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Source time').waitFor();
  await desk.shot('faceplate');
  await desk.assertAccessible('faceplate');
  await page.keyboard.press('Escape');
  await until('closed', async () => !(await dialog.isVisible()));
};

const seen = async (desk) => {
  await desk.go('overview');
  await desk.assertSeen('overview');
};

export const checks = [
  ['values on the overview are live and change', liveOverview],
  ['a value opens its faceplate', faceplate],
  ['it can be seen in every width and theme', seen],
];
