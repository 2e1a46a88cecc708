import assert from 'node:assert/strict';
import { liveValues } from '../values.mjs';
import { until } from '../desk.mjs';

const heading = (desk, name) => desk.page.locator('rm-overview-page h1', { hasText: name }).waitFor();

const liveOverview = async (desk) => {
  await desk.go('overview');
  await until('live values', async () => (await liveValues(desk.page)).length >= 10, 20_000);
  const before = (await liveValues(desk.page)).join();
  await until('another value', async () => (await liveValues(desk.page)).join() !== before);
};

const downAndUp = async (desk) => {
  const { page } = desk;
  await desk.go('overview');
  await page.locator('rm-display rm-link[to="reaction.html"] a').click({ position: { x: 20, y: 12 } });
  await heading(desk, 'Reaction');
  await page.locator('rm-display rm-link[to="reactor.html"] a').click();
  await heading(desk, 'Reactor in detail');
  await page.keyboard.press('Alt+ArrowUp');
  await heading(desk, 'Reaction');
  await page.keyboard.press('Alt+PageDown');
  await heading(desk, 'Product');
  await page.keyboard.press('Alt+PageUp');
  await heading(desk, 'Reaction');
  await page.keyboard.press('Alt+ArrowDown');
  await heading(desk, 'Reactor in detail');
  await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'Plant' }).click();
  await heading(desk, 'Plant');
  await page.goBack();
  await heading(desk, 'Reactor in detail');
};

const unknownDisplay = async (desk) => {
  await desk.go('overview', '/nowhere.html');
  await desk.page.getByText('There is no display nowhere.html').waitFor();
  await desk.page.getByRole('link', { name: 'To the overview' }).click();
  await heading(desk, 'Plant');
};

const phone = async (desk) => {
  const { page } = desk;
  try {
    await page.setViewportSize({ width: 390, height: 844 });
    await desk.go('overview', '/feed.html');
    await heading(desk, 'Feed');
    await page.locator('rm-area-list h2', { hasText: 'Feed' }).waitFor();
    assert.equal(await page.locator('rm-area-list h2').count(), 1);
  } finally {
    await page.setViewportSize({ width: 1440, height: 900 });
  }
};

const faceplate = async (desk) => {
  const { page } = desk;
  await desk.go('overview');
  await page.locator('rm-value[tag="Reactor.R201.Temperature"] button, rm-value button').first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Source time').waitFor();
  await desk.shot('faceplate');
  await desk.assertAccessible('faceplate');
  await page.keyboard.press('Escape');
  await until('closed', async () => !(await dialog.isVisible()));
};

/** Writes the value that is there, so that nothing changes in the plant. */
const writesSetpoint = async (desk) => {
  const { page } = desk;
  await desk.go('overview', '/reactor.html');
  await page.locator('rm-loop[loop="Reactor.PIC201"] rm-setpoint[label="SP"] button').click();
  const dialog = page.getByRole('dialog');
  await until('the focus in the field', () => dialog.getByLabel(/New value/).evaluate((field) => field.getRootNode().activeElement === field));
  await until('a value', async () => /\d/.test(await dialog.locator('.big b').textContent()));
  await dialog.getByLabel(/New value/).fill((await dialog.locator('.big b').textContent()).replace('−', '-'));
  await dialog.getByRole('button', { name: 'Write' }).click();
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await dialog.locator('.outcome').filter({ hasText: 'DONE' }).waitFor();
  assert.ok(await page.locator('rm-loop[loop="Reactor.PIC201"] rm-setpoint[label="SP"] button').isVisible(), 'the display is still in view');
  await page.keyboard.press('Escape');
  await until('closed', async () => !(await dialog.isVisible()));
};

/** Whatever the room, all of the drawing is in view, and what is clicked is large enough for axe. */
const whole = async (desk) => {
  const { page } = desk;
  const isWhole = () =>
    page.locator('rm-display').evaluate((drawing) => {
      const view = drawing.renderRoot.querySelector('.view');
      return view.scrollWidth <= view.clientWidth && view.scrollHeight <= view.clientHeight;
    });
  try {
    for (const name of ['plant', 'feed', 'reactor']) {
      await desk.go('overview', `/${name}.html`);
      await page.locator('rm-display rm-trend').first().waitFor();
      for (const theme of ['light', 'dark']) {
        await desk.theme(theme);
        for (const size of [{ width: 820, height: 1180 }, { width: 1440, height: 900 }]) {
          await page.setViewportSize(size);
          const isBeside = size.width > 1000;
          if (isBeside) await page.locator('rm-display rm-trend').first().click();
          await until(`${name} is whole`, isWhole);
          await desk.shot(`overview-${name}-${size.width}-${theme}${isBeside ? '-faceplate' : ''}`);
          await desk.assertAccessible(`${name}, ${size.width}, ${theme}`);
          if (isBeside) await page.keyboard.press('Escape');
        }
      }
    }
  } finally {
    await page.setViewportSize({ width: 1440, height: 900 });
    await desk.theme('light');
  }
};

/** In a window too low for the drawing a line leads to the rest of it, and back. */
const goesOn = async (desk) => {
  const { page } = desk;
  try {
    await page.setViewportSize({ width: 1280, height: 560 });
    await desk.go('overview', '/feed.html');
    await page.locator('rm-edges').getByRole('button', { name: /below/ }).click();
    await page.locator('rm-edges').getByRole('button', { name: /above/ }).click();
    await page.locator('rm-edges').getByRole('button', { name: /below/ }).waitFor();
    await desk.assertAccessible('a drawing that goes on');
  } finally {
    await page.setViewportSize({ width: 1440, height: 900 });
  }
};

/** Of an alarm that stands unacknowledged; the demo's first comes within a minute. */
const acknowledges = async (desk) => {
  const { page } = desk;
  const open = async () => (await desk.rest('GET', '/alarms/active')).items.find((alarm) => ['UNACK', 'RTNUN'].includes(alarm.state));
  let alarm;
  await until('an alarm', async () => (alarm = await open()) !== undefined, 70_000);
  await desk.go('overview');
  await page.locator(`rm-alarms button`).first().click();
  const button = page.getByRole('dialog').getByRole('button', { name: /^Acknowledge / }).first();
  const name = (await button.getAttribute('aria-label')).replace('Acknowledge ', '');
  await button.click();
  await until('acknowledged', async () => !['UNACK', 'RTNUN'].includes((await desk.rest('GET', `/alarms/${name}`)).state));
  await page.keyboard.press('Escape');
};

const seen = (name) => async (desk) => {
  await desk.go('overview', name === '' ? '' : `/${name}.html`);
  await until('values', async () => (await liveValues(desk.page)).length >= 4, 20_000);
  await desk.assertSeen(name === '' ? 'overview' : `overview-${name}`);
};

export const checks = [
  ['values on the overview are live and change', liveOverview],
  ['mouse and keyboard lead from level 1 to 3 and back', downAndUp],
  ['an address without a display says so', unknownDisplay],
  ['on a phone the list of the area takes the place of its display', phone],
  ['a value opens its faceplate', faceplate],
  ['a setpoint is written beside its display', writesSetpoint],
  ['a display is whole on a tablet and beside a faceplate', whole],
  ['a display that goes on below says so', goesOn],
  ['an alarm is acknowledged on a faceplate', acknowledges],
  ['level 1 can be seen in every width and theme', seen('')],
  ['level 2 can be seen in every width and theme', seen('feed')],
  ['level 3 can be seen in every width and theme', seen('reactor')],
];
