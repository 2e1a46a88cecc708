// Browser checks of the screens, as TAP. Against any gateway, or against the mock:
//   node e2e/run.mjs --url http://127.0.0.1:8080 --user operator --password ... [--screenshots DIR] [--outage-pid PID]
//   node e2e/run.mjs --mock [--screenshots DIR]
// CHROMIUM names the browser (/usr/bin/chromium). --outage-pid stops and continues that server process on the way.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { checks } from './checks.mjs';
import { mockOutage, processOutage } from './outage.mjs';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    user: { type: 'string', default: 'operator' },
    password: { type: 'string', default: '' },
    screenshots: { type: 'string' },
    'outage-pid': { type: 'string' },
    mock: { type: 'boolean', default: false },
  },
});
if (!options.mock && !options.url) {
  console.error('run.mjs: --url URL or --mock is needed');
  process.exit(2);
}

const outage = options.mock ? await mockOutage() : options['outage-pid'] ? processOutage(Number(options['outage-pid'])) : null;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const complaints = [];
const foreign = [];
const url = outage?.url ?? options.url.replace(/\/$/, '');
page.on('pageerror', (error) => complaints.push(error.message));
page.on('console', (message) => {
  const isExpected = /Failed to load resource|WebSocket connection|ERR_/.test(message.text());
  if (message.type() === 'error' && !isExpected) complaints.push(message.text());
});
page.on('request', (request) => {
  if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).host !== new URL(url).host) foreign.push(request.url());
});
if (options.screenshots) await mkdir(options.screenshots, { recursive: true });

const context = {
  page,
  url,
  user: options.user,
  password: options.mock ? outage.password : options.password,
  outage,
  complaints,
  foreign,
  shot: async (name) => {
    if (options.screenshots) await page.screenshot({ path: path.join(options.screenshots, `${name}.png`) });
  },
};

let passed = 0;
let failed = 0;
console.log('TAP version 13');
for (const [name, check] of checks) {
  const number = passed + failed + 1;
  if (check.needsOutage && outage === null) {
    console.log(`# not asked for: ${name}`);
    continue;
  }
  try {
    await check(context);
    passed++;
    console.log(`ok ${number} - ${name}`);
  } catch (error) {
    failed++;
    console.log(`not ok ${number} - ${name}\n  ---\n  ${String(error.message).split('\n').slice(0, 12).join('\n  ')}\n  ...`);
    await context.shot(`failed-${number}`);
  }
}
console.log(`1..${passed + failed}`);
console.log(`${passed} passed, ${failed} failed`);
await browser.close();
await outage?.end?.();
process.exit(failed === 0 && passed > 0 ? 0 : 1);
