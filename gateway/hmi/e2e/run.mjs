// Browser checks of the screens against a real demo, as TAP; the last line is "N passed, N failed".
//   node e2e/run.mjs [--only alarms,trends] [--screenshots DIR]
//   node e2e/run.mjs --url http://127.0.0.1:8080 --passwords FILE ...    a demo that runs already; FILE is what it printed
// Without --url a demo is started, killed and started again on the way. CHROMIUM names the browser (/usr/bin/chromium).
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { Demo, running } from './demo.mjs';
import { Desk } from './desk.mjs';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    passwords: { type: 'string' },
    only: { type: 'string' },
    screenshots: { type: 'string' },
  },
});
if (options.url && !options.passwords) {
  console.error('run.mjs: --url needs --passwords FILE, what the demo printed');
  process.exit(2);
}

const CHECKS = path.join(path.dirname(fileURLToPath(import.meta.url)), 'checks');
const files = (await readdir(CHECKS)).filter((name) => name.endsWith('.mjs')).sort();
const wanted = options.only?.split(',');
const unknown = wanted?.filter((name) => !files.includes(`${name}.mjs`)) ?? [];
if (unknown.length > 0) {
  console.error(`run.mjs: no checks called ${unknown.join(', ')}; there are ${files.map((f) => f.slice(0, -4)).join(', ')}`);
  process.exit(2);
}
if (options.screenshots) await mkdir(options.screenshots, { recursive: true });

const demo = options.url ? await running(options.url, options.passwords) : await Demo.start();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
});

let passed = 0;
let failed = 0;
console.log('TAP version 13');
for (const file of files) {
  const name = file.slice(0, -4);
  if (wanted && !wanted.includes(name)) continue;
  const { checks, user = 'operator', needsOwnDemo = false } = await import(path.join(CHECKS, file));
  if (needsOwnDemo && !demo.kill) {
    console.log(`# only with a demo of its own: ${name}`);
    continue;
  }
  const desk = await Desk.open(browser, demo, user, options.screenshots);
  for (const [title, check] of [...checks, ['no errors in the console, no request to elsewhere', (d) => d.assertQuiet()]]) {
    const number = passed + failed + 1;
    const begun = Date.now();
    try {
      await check(desk);
      passed++;
      console.log(`ok ${number} - ${name}: ${title} # ${Date.now() - begun} ms`);
    } catch (error) {
      failed++;
      console.log(`not ok ${number} - ${name}: ${title}\n  ---\n  ${String(error.message).split('\n').slice(0, 12).join('\n  ')}\n  ...`);
      await desk.shot(`failed-${name}-${number}`).catch(() => undefined);
    }
  }
  await desk.close();
}
console.log(`1..${passed + failed}`);
await browser.close();
await demo.end();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
