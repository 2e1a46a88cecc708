import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAllowed } from '../src/display/sanitise.js';
import { matchesGlob, valuesOf, wordsOf } from '../src/display/words.js';
import { DisplayTree, type DisplayInfo } from '../src/model/display-tree.js';

function display(name: string, level: number, parent = '', order = 0): DisplayInfo {
  return { name, title: name, type: 'html', size: 1, etag: '"1"', level, parent, area: '', order };
}

const plant = display('plant.html', 1);
const feed = display('feed.html', 2, 'plant.html', 2);
const reaction = display('reaction.html', 2, 'plant.html', 1);
const reactor = display('reactor.html', 3, 'reaction.html');
const tree = new DisplayTree([feed, plant, reaction, reactor]);

test('one begins at the display of level 1, else at one without a parent, else at the first', () => {
  assert.equal(tree.home(), plant);
  assert.equal(new DisplayTree([feed, reactor]).home(), feed);
  assert.equal(new DisplayTree([display('a.html', 0, 'b.html'), display('b.html', 0)]).home()?.name, 'b.html');
  assert.equal(new DisplayTree([]).home(), undefined);
});

test('the path leads from the top down to a display', () => {
  assert.deepEqual(tree.path(reactor), [plant, reaction, reactor]);
});

test('a display whose parent is missing hangs below the level above it', () => {
  const lost = display('lost.html', 2, 'gone.html');
  assert.equal(new DisplayTree([plant, lost]).parent(lost), plant);
});

test('parents that are each other do not go on for ever', () => {
  const [a, b] = [display('a.html', 0, 'b.html'), display('b.html', 0, 'a.html')];
  assert.deepEqual(new DisplayTree([a, b]).path(a), [b, a]);
});

test('siblings stand in their order, and the last leads to the first', () => {
  assert.deepEqual(tree.siblings(feed), [reaction, feed]);
  assert.equal(tree.sibling(feed, 1), reaction);
  assert.equal(tree.sibling(reaction, -1), feed);
  assert.equal(tree.sibling(reactor, 1), undefined);
  assert.deepEqual(tree.children(plant), [reaction, feed]);
});

test('words of values are told by their text', () => {
  assert.equal(wordsOf('0=Off; 1=On;true=Yes').get('1'), 'On');
  assert.deepEqual([...valuesOf('1; TRUE')], ['1', 'true']);
});

test('a star stands for any characters, dots too', () => {
  assert.ok(matchesGlob('Feed.P*', 'Feed.P101A.Fault'));
  assert.ok(!matchesGlob('Feed.P', 'Feed.P101A'));
  assert.ok(!matchesGlob('Feed.P*', 'FeedxP1'));
});

test('an address that is a program is left out under any prefix', () => {
  const link = { localName: 'a' };
  for (const name of ['href', 'xlink:href', 'x:href', 'X:HREF', 'a:b:src']) assert.ok(!isAllowed(link, name, 'javascript:alert(1)'), name);
  assert.ok(isAllowed(link, 'x:href', '#part'));
  assert.ok(isAllowed({ localName: 'image' }, 'x:href', 'data:image/png;base64,AA'));
  assert.ok(isAllowed(link, 'tag', 'Feed.Level'));
});
