import assert from 'node:assert/strict';
import { until } from '../desk.mjs';

export const user = 'supervisor';

const NAME = 'checked.html';
const TEXT = `<!-- kept as it is -->
<rm-display  heading='Checked' level="3" parent="plant.html" order="99" width="1000" height="500">
  <rm-value x="40" y="30" w="160" tag="Feed.TK101.Level"></rm-value>
</rm-display>
`;

async function clear(desk) {
  const { items } = await desk.rest('GET', '/displays');
  const old = items.find((one) => one.name === NAME);
  if (old) await send(desk, 'DELETE', { 'if-match': old.etag });
}

async function send(desk, method, headers, body, name = NAME) {
  const token = JSON.parse(await desk.page.evaluate(() => sessionStorage.getItem('ringmain.session'))).token;
  const answer = await fetch(`${desk.url}/api/v1/displays/${name}`, { method, headers: { authorization: `Bearer ${token}`, ...headers }, body });
  assert.ok(answer.ok, `${method}: ${answer.status}`);
}

const text = (desk) => desk.page.getByLabel('Text of the display');
const source = (desk) => text(desk).inputValue();

const makes = async (desk) => {
  const { page } = desk;
  await clear(desk);
  await desk.go('displays');
  await page.getByRole('button', { name: 'New display' }).click();
  await page.getByLabel(/Name of the file/).fill('checked');
  await page.getByRole('button', { name: 'Create' }).click();
  await until('the text', async () => /<rm-display/.test(await source(desk)));
  await text(desk).fill(TEXT);
  await page.locator('rm-display-preview rm-value button.good b').waitFor();
};

const moves = async (desk) => {
  const { page } = desk;
  const box = await page.locator('rm-display-preview rm-value').boundingBox();
  await page.mouse.move(box.x + 20, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 58, { steps: 4 });
  await page.mouse.up();
  await until('moved in the text', async () => !(await source(desk)).includes('x="40"'));
  const moved = await source(desk);
  const [, x, y] = /x="(\d+)" y="(\d+)"/.exec(moved);
  assert.ok(Number(x) > 100 && Number(y) > 60, moved);
  assert.equal(moved.replace(`x="${x}" y="${y}"`, 'x="40" y="30"'), TEXT);
  await page.getByRole('group', { name: /Preview/ }).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await until('moved by a key', async () => (await source(desk)).includes(`x="${Number(x) + 10}"`));
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await source(desk), moved);
};

const refused = async (desk) => {
  const { page } = desk;
  const good = await source(desk);
  await text(desk).fill(good.replace('</rm-display>', '  <form>no</form>\n</rm-display>'));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'To line 4' }).click();
  assert.match(await text(desk).evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd)), /<form>/);
  await text(desk).fill(good);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText(`${NAME} saved`).waitFor();
};

const others = async (desk) => {
  const { page } = desk;
  const mine = (await source(desk)).replace('Checked', 'Mine');
  await send(desk, 'PUT', { 'if-match': '*', 'content-type': 'text/html' }, TEXT.replace('Checked', 'Theirs'));
  await text(desk).fill(mine);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('The file has been changed meanwhile.').waitFor();
  assert.equal(await source(desk), mine);
  await page.getByRole('button', { name: 'Save mine in its place' }).click();
  await page.getByText(`${NAME} saved`).first().waitFor();
  await desk.assertSeen('display-editor');
};

const follows = async (desk) => {
  const { page } = desk;
  await desk.go('overview', `/${NAME}`);
  await page.locator('rm-overview-page h1', { hasText: 'Mine' }).waitFor();
  await page.locator('rm-display rm-value button.good b').waitFor();
  await send(desk, 'PUT', { 'if-match': '*', 'content-type': 'text/html' }, TEXT.replace('tag="Feed.TK101.Level"', 'tag="Feed.TK102.Level"'));
  await page.locator('rm-display rm-value[tag="Feed.TK102.Level"]').waitFor();
};

/** Our elements inside a drawing: live, in its coordinates, and they open the faceplate. */
const drawn = async (desk) => {
  const { page } = desk;
  const name = 'checked.svg';
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 400" width="800" height="400" data-level="3" data-order="98">
  <title>Drawn</title>
  <g class="vessel"><rect x="200" y="80" width="160" height="240"/></g>
  <rm-value x="220" y="180" w="120" tag="Feed.TK101.Level"></rm-value>
</svg>
`;
  const { items } = await desk.rest('GET', '/displays');
  const old = items.find((one) => one.name === name);
  await send(desk, 'PUT', { ...(old ? { 'if-match': old.etag } : { 'if-none-match': '*' }), 'content-type': 'image/svg+xml' }, drawing, name);
  try {
    await desk.go('overview', `/${name}`);
    await page.locator('rm-overview-page h1', { hasText: 'Drawn' }).waitFor();
    const value = page.locator('rm-display rm-value button.good');
    await value.waitFor();
    const [box, vessel] = [await value.boundingBox(), await page.locator('rm-display rect').boundingBox()];
    assert.ok(box.x > vessel.x && box.x + box.width < vessel.x + vessel.width, 'it stands in the vessel');
    await value.click();
    await page.getByRole('dialog').getByText('Source time').waitFor();
    await page.keyboard.press('Escape');
  } finally {
    await send(desk, 'DELETE', { 'if-match': '*' }, undefined, name);
  }
};

const removes = async (desk) => {
  const { page } = desk;
  await desk.go('displays');
  await desk.assertSeen('displays');
  await page.getByRole('button', { name: `Delete ${NAME}` }).click();
  await page.locator('rm-confirm').getByRole('button', { name: 'Delete', exact: true }).click();
  await until('removed', async () => (await page.getByRole('link', { name: NAME }).count()) === 0);
};

const operators = async (desk) => {
  const other = await desk.as('operator');
  try {
    assert.equal(await other.page.locator('a[href="#/displays"]').count(), 0);
  } finally {
    await other.close();
  }
};

export const checks = [
  ['a display is made, and its preview is live', makes],
  ['what is dragged and moved by keys moves in the text, the rest of which stays', moves],
  ['what the server refuses is shown with its line', refused],
  ['a change by somebody else loses nothing', others],
  ['an open display follows its file', follows],
  ['it can be seen in every width and theme, and be removed', removes],
  ['a drawing with our elements is live', drawn],
  ['who may not change displays is not offered it', operators],
];
