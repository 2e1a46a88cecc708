import assert from 'node:assert/strict';
import { until } from '../desk.mjs';

const wordsFirst = async (desk) => {
  const { page } = desk;
  await desk.go('system');
  const verdict = page.locator('rm-system-now .verdict');
  await until('what is wrong, or that nothing is', async () => /Nothing is wrong|looked after|can not serve/.test(await verdict.textContent()));
  const { reasons } = await (await fetch(`${desk.url}/health/ready`)).json();
  for (const reason of reasons) assert.ok((await verdict.textContent()).includes(reason.slice(0, 30)), reason);
};

const pipelineLive = async (desk) => {
  const { page } = desk;
  await desk.go('system');
  const figures = () => page.locator('rm-system-now .drawing .figure').allTextContents();
  await until('a rate of events', async () => (await figures()).some((text) => /^[1-9].* \/s$/.test(text)));
  const text = () => page.locator('rm-system-now .card').first().textContent();
  const before = await text();
  await until('other figures', async () => (await text()) !== before);
};

const balances = async (desk) => {
  const { page } = desk;
  await desk.go('system');
  await page.getByText('balances: nothing is unaccounted for').waitFor();
  const report = await desk.rest('GET', '/system');
  const rows = await page.locator('section[aria-label="Accounting"] tbody th[scope="row"]').allTextContents();
  for (const { name } of report.sources) assert.ok(rows.includes(name), `${name} in ${rows}`);
};

const latencies = async (desk) => {
  const { page } = desk;
  await desk.go('system');
  await until('bars of four histograms', async () => (await page.locator('rm-system-now .histograms figure:has(rect.bar)').count()) === 4);
  await page.getByText(/half within .*, 99 of 100 within/).first().waitFor();
};

const seen = async (desk) => {
  await desk.go('system');
  await desk.page.locator('rm-system-now .spark polyline').first().waitFor();
  await desk.assertSeen('system');
};

export const checks = [
  ['says in words first what is wrong', wordsFirst],
  ['the pipeline shows live rates', pipelineLive],
  ['the accounting of every source balances', balances],
  ['latencies of each stage are histograms with words', latencies],
  ['it can be seen in every width and theme', seen],
];
