// The pictures of the READMEs, of a demo that has run for some minutes.
//   npm run pictures -- [--minutes 4] [--out docs]
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { Demo } from './demo.mjs';
import { Desk, until } from './desk.mjs';

const HMI = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { values: options } = parseArgs({
  options: { minutes: { type: 'string', default: '4' }, out: { type: 'string', default: path.join(HMI, 'docs') } },
});
const SPAN_MS = Number(options.minutes) * 60_000;

const demo = await Demo.start();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const begun = Date.now();
  const desk = await Desk.open(browser, demo, 'supervisor', options.out);
  const { page } = desk;
  await until('something of the past', () => Date.now() - begun > SPAN_MS, SPAN_MS + 60_000);

  await desk.go('overview');
  await until('live values', async () => (await page.locator('rm-value button.good').count()) > 10, 20_000);
  await until('trends', async () => (await page.locator('rm-trend path').first().getAttribute('d'))?.length > 100, 30_000);
  await desk.shot('overview');

  await desk.go('overview', '/reaction.html');
  await until('live values', async () => (await page.locator('rm-value button.good').count()) > 10, 20_000);
  await page.locator('rm-gauge[tag="Reactor.R201.Temperature"] rm-value button').click();
  await page.getByText('Source time').first().waitFor();
  await until('a trend', async () => (await page.locator('rm-trend path').last().getAttribute('d'))?.length > 100, 30_000);
  await desk.shot('unit');
  await page.keyboard.press('Escape');

  await desk.go('alarms');
  await page.locator('rm-alarms-page .row[data-alarm]').first().click();
  await page.locator('rm-alarm-detail .story li').first().waitFor();
  await desk.shot('alarms');

  await desk.go('trends', '?tags=Reactor.R201.Temperature,Reactor.R201.Pressure,Reactor.R201.CoolingFlow,Feed.P101A.Running');
  await page.locator('rm-trends-page canvas').waitFor();
  await page.getByRole('button', { name: '2 min', exact: true }).click();
  await page.waitForTimeout(3_000);
  await desk.shot('trends');

  await desk.go('travel');
  await page.getByRole('button', { name: '1 min ago' }).click();
  await page.locator('rm-travel-bar time').waitFor();
  await desk.go('overview', '/feed.html');
  await until('values of then', async () => (await page.locator('rm-value button.good').count()) > 10, 20_000);
  await page.waitForTimeout(1_000);
  await desk.shot('travel');
} finally {
  await browser.close();
  await demo.end();
}
