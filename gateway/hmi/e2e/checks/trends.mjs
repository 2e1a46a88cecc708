import assert from 'node:assert/strict';
import { until } from '../desk.mjs';
import { chartBox, pens, trendPage, view } from '../trend-desk.mjs';

const LEVEL = 'Feed.TK101.Level';

const hasPast = async (desk) => {
  const { page } = desk;
  const opened = Date.now() / 1000;
  await desk.go('trends');
  await page.locator('rm-pen-table tbody tr').first().waitFor();
  await page.getByLabel('Add a tag').fill('Pressure');
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: '2 min', exact: true }).click();
  await until('samples from before the page was opened', async () => {
    const all = await pens(page);
    return all.length >= 2 && all.every(({ first, points }) => points > 3 && first < opened - 2);
  }, 45_000);
  const before = (await pens(page))[0].last;
  await until('it grows without another question', async () => (await pens(page))[0].last > before);
};

const hands = async (desk) => {
  const { page } = desk;
  await trendPage(desk, [LEVEL], '&range=10m');
  const box = await chartBox(page);
  const live = await view(page);
  assert.equal(live.isLive, true);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.6);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + box.width / 4, box.y + box.height * 0.6, { steps: 4 });
  await page.mouse.up();
  const dragged = await view(page);
  assert.equal(dragged.isLive, false, 'dragging to the right goes back in time');
  assert.ok(Math.abs(live.to - dragged.to - dragged.span / 4) < 15_000, 'by a quarter of the window');
  await page.mouse.move(box.x + box.width / 4, box.y + box.height * 0.6);
  const pivot = dragged.from + dragged.span / 4;
  await page.mouse.wheel(0, -100);
  await until('the wheel zooms', async () => (await view(page)).span < dragged.span);
  const zoomed = await view(page);
  assert.ok(Math.abs(zoomed.from + zoomed.span / 4 - pivot) < 0.02 * dragged.span, 'the time under the pointer stays');
  await page.keyboard.down('Shift');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.6);
  await page.mouse.down();
  await page.mouse.move(box.x + (box.width * 3) / 4, box.y + box.height * 0.6, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  const boxed = await view(page);
  assert.ok(Math.abs(boxed.span - zoomed.span / 4) < 0.02 * zoomed.span, 'a box is gone to');
  await page.getByRole('button', { name: 'View before' }).click();
  assert.equal(Math.round((await view(page)).span), Math.round(zoomed.span));
  await page.getByRole('button', { name: 'View after' }).click();
  assert.equal(Math.round((await view(page)).span), Math.round(boxed.span));
};

const keys = async (desk) => {
  const { page } = desk;
  await trendPage(desk, [LEVEL], '&range=10m');
  const chart = page.getByRole('application');
  await chart.press('ArrowLeft');
  await page.getByRole('button', { name: 'Go live' }).waitFor();
  const before = await view(page);
  await chart.press('+');
  assert.equal(Math.round((await view(page)).span), before.span / 2);
  await chart.press('Home');
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByLabel('From', { exact: true }).fill('2026-01-01T00:00:00');
  await page.getByLabel('To', { exact: true }).fill('2026-01-01T06:00:00');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  const absolute = await view(page);
  assert.equal(absolute.span, 6 * 3_600_000);
  await page.getByRole('button', { name: 'Go live' }).click();
};

const cursorsTell = async (desk) => {
  const { page } = desk;
  await trendPage(desk, [LEVEL], '&range=2m');
  await until('the line is there', async () => (await pens(page))[0].points > 20);
  await page.getByRole('button', { name: 'Pause' }).click();
  const chart = page.getByRole('application');
  await chart.press('a');
  await chart.press('b');
  const handle = page.getByRole('slider', { name: 'Cursor A' });
  await handle.press('End');
  const at = await handle.getAttribute('aria-valuetext');
  await handle.press('Shift+ArrowLeft');
  await until('the keyboard moves it', async () => (await handle.getAttribute('aria-valuetext')) !== at);
  const { a } = (await view(page)).cursors;
  const iso = (ms) => new Date(ms).toISOString();
  const { items } = await desk.rest('POST', '/history:query', { tags: [LEVEL], from: iso(a), to: iso(a + 1), aggregate: 'interpolative' });
  const shown = Number((await page.locator('rm-pen-table td.value').nth(1).textContent()).replace('−', '-'));
  assert.ok(Math.abs(shown - items[0].items[0].value) < 0.1, `the cursor says ${shown}, the history ${items[0].items[0].value}`);
};

const axesByUnit = async (desk) => {
  const { page } = desk;
  const tags = await desk.rest('GET', '/tags?limit=1000');
  const floats = tags.items.filter(({ type }) => type === 'float64');
  const unit = floats[0].unit;
  const same = floats.filter((tag) => tag.unit === unit).slice(0, 2);
  const other = floats.find((tag) => tag.unit !== unit);
  const bool = tags.items.find(({ type }) => type === 'bool');
  const names = [...same, other, bool].map(({ name }) => name);
  await trendPage(desk, names);
  const axes = await page.evaluate(() => document.querySelector('rm-app').shadowRoot.querySelector('rm-trends-page').trend.axes.map((axis) => axis.pens.length));
  assert.deepEqual(axes, [same.length, 1], 'pens of a unit share an axis, states have none');
  await page.getByRole('button', { name: `Axis of ${other.name}` }).click();
  await page.locator('rm-axis-dialog').getByLabel('Fixed').check();
  await page.locator('rm-axis-dialog').getByLabel('Low').fill('5');
  await page.locator('rm-axis-dialog').getByLabel('High').fill('3');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('High must be more than low.').waitFor();
  await page.locator('rm-axis-dialog').getByLabel('High').fill('15');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.locator('rm-axis-dialog').waitFor({ state: 'detached' });
};

const statistics = async (desk) => {
  const { page } = desk;
  await trendPage(desk, [LEVEL], '&range=2m');
  await page.getByRole('application').press('Shift+ArrowLeft');
  await page.getByRole('button', { name: 'Statistics' }).click();
  const { from, to } = await view(page);
  const iso = (ms) => new Date(ms).toISOString();
  const ask = async (aggregate) => (await desk.rest('POST', '/history:query', { tags: [LEVEL], from: iso(from), to: iso(to), aggregate })).items[0].items[0].value;
  const names = ['minimum', 'maximum', 'average', 'timeAverage', 'count'];
  await until('they are there', async () => (await page.evaluate(() => document.querySelector('rm-app').shadowRoot.querySelector('rm-trends-page').statistics.size)) > 0);
  const told = await page.evaluate((tag) => document.querySelector('rm-app').shadowRoot.querySelector('rm-trends-page').statistics.get(tag), LEVEL);
  for (const name of names) assert.equal(told[name], await ask(name), name);
  await page.getByRole('columnheader', { name: 'Mean over time' }).waitFor();
  await page.getByRole('button', { name: 'Statistics' }).click();
};

const seen = async (desk) => {
  const tags = await desk.rest('GET', '/tags?limit=1000');
  const bool = tags.items.find(({ type }) => type === 'bool').name;
  const floats = tags.items.filter(({ type }) => type === 'float64').slice(0, 3).map(({ name }) => name);
  await trendPage(desk, [...floats, bool], '&range=10m');
  await desk.page.getByRole('button', { name: 'A', exact: true }).click();
  await desk.assertSeen('trends');
};

export const checks = [
  ['a trend draws, has a past and grows', hasPast],
  ['dragging moves, the wheel zooms at the pointer, a box is gone to, and back', hands],
  ['everything moves by keyboard and by written times', keys],
  ['a cursor says what the history says', cursorsTell],
  ['pens share axes by unit, which can be fixed', axesByUnit],
  ["statistics are the server's aggregates", statistics],
  ['it can be seen in every width and theme', seen],
];
