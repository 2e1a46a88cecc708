import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Router } from '../src/model/router.js';

let hear: () => void;

beforeEach(() => {
  const location = { hash: '#/trends?tags=A' };
  const history = { replaceState: (_: unknown, __: string, address: string) => (location.hash = address) };
  Object.assign(globalThis, { location, history, addEventListener: (_: string, heard: () => void) => (hear = heard) });
});

function started(): Router {
  const router = new Router(['overview', 'trends', 'tags']);
  router.start();
  return router;
}

test('the address is page, item and parameters', () => {
  location.hash = '#/tags/A%20B?sort=name';
  const { page, item, parameters } = started();
  assert.deepEqual([page, item, parameters.get('sort')], ['tags', 'A B', 'name']);
});

test('an address that names no page is that of the first', () => {
  location.hash = '#/nothing/at-all';
  const router = started();
  assert.deepEqual([router.page, router.item, router.unknown], ['overview', '', 'nothing']);
  location.hash = '#/tags';
  hear();
  assert.equal(router.unknown, '');
});

test('a page keeps its parameters in the address', () => {
  const router = started();
  router.replace({ tags: 'A,B' });
  assert.equal(location.hash, '#/trends?tags=A%2CB');
});

test('a page that keeps its parameters late does not call back who leaves it', () => {
  const router = started();
  location.hash = '#/overview';
  router.replace({ tags: 'A,B' });
  hear();
  assert.deepEqual([location.hash, router.page], ['#/overview', 'overview']);
});

test('a page that is being left does not take the next one\'s item for its own', () => {
  location.hash = '#/overview/feed';
  const router = started();
  location.hash = '#/tags/A';
  hear();
  assert.deepEqual([router.itemOf('overview'), router.itemOf('tags'), router.itemOf('trends')], ['feed', 'A', '']);
});
