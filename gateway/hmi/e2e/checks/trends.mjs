import { until } from '../desk.mjs';

/** Pixels of the chart that are not empty. */
function inked(page) {
  return page.locator('rm-trends-page canvas').evaluate((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let i = 3; i < data.length; i += 4) if (data[i] > 0) count++;
    return count;
  });
}

const trendHasPast = async (desk) => {
  const { page } = desk;
  const opened = Date.now() / 1000;
  await desk.go('trends');
  await page.locator('rm-pen-table tbody tr').first().waitFor();
  await page.getByLabel('Add a tag').fill('Pressure');
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: '2 min', exact: true }).click();
  await until('samples from before the page was opened', async () => {
    const starts = await page.evaluate(() =>
      document.querySelector('rm-app').shadowRoot.querySelector('rm-trends-page').trend.pens.map(({ series }) => {
        const times = series.time.filter((_, i) => series.mid[i] !== null);
        return times.length > 3 ? times[0] : Infinity;
      }),
    );
    return starts.length >= 2 && starts.every((start) => start < opened - 2);
  }, 45_000);
  await until('the chart is drawn', async () => (await inked(page)) > 2000);
  for (const range of ['10 min', '2 min']) {
    await page.getByRole('button', { name: range, exact: true }).click();
    const chart = await page.locator('rm-trends-page canvas').boundingBox();
    await page.mouse.move(chart.x + chart.width / 2, chart.y + chart.height / 2);
    await page.locator('rm-pen-table th').filter({ hasText: /\d\d:\d\d:\d\d/ }).waitFor();
  }
  const chart = page.getByRole('application');
  await chart.press('ArrowLeft');
  await page.getByRole('button', { name: 'Go live' }).waitFor();
  await chart.press('Home');
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await desk.shot('trends-2min');
};

const seen = async (desk) => {
  await desk.go('trends');
  await desk.assertSeen('trends');
};

export const checks = [
  ['a trend draws and has a past', trendHasPast],
  ['it can be seen in every width and theme', seen],
];
