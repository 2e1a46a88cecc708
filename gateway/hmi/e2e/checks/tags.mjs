import { until } from '../desk.mjs';

const tagSearch = async (desk) => {
  const { page } = desk;
  await desk.go('tags');
  await page.getByLabel('Search tags').fill('tk101 level');
  await until('one tag', async () => (await page.locator('rm-tags-page .body .row').count()) === 1);
  await until('its value', async () => /\d/.test(await page.locator('rm-tags-page .body .value').first().textContent()));
};

const seen = async (desk) => {
  await desk.go('tags');
  await desk.assertSeen('tags');
};

export const checks = [
  ['the tag table finds a tag and shows its value', tagSearch],
  ['it can be seen in every width and theme', seen],
];
