import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError, Rest } from '../src/client/rest.js';

function server(...answers: [number, unknown][]) {
  const calls: { url: string; init: RequestInit }[] = [];
  const rest = new Rest('', async (url, init) => {
    calls.push({ url, init: init! });
    const [status, body] = answers.shift()!;
    return new Response(JSON.stringify(body), { status });
  });
  return { rest, calls };
}

test('login accepts a user as a name or as an object', async () => {
  const { rest } = server(
    [200, { token: 't', expiresAt: 'x', user: 'operator' }],
    [200, { token: 't', expiresAt: 'x', user: { name: 'anna', roles: ['supervisor'] } }],
  );
  assert.deepEqual((await rest.login('a', 'b')).user, { name: 'operator', role: '' });
  assert.deepEqual((await rest.login('a', 'b')).user, { name: 'anna', role: 'supervisor' });
});

test('a problem document becomes an error with its code', async () => {
  const { rest } = server([409, { code: 'BadConditionBranchAlreadyAcked', detail: 'done before' }]);
  await assert.rejects(rest.call('POST', '/alarms/x:acknowledge', {}), (error: ApiError) => {
    assert.deepEqual([error.status, error.code, error.message], [409, 'BadConditionBranchAlreadyAcked', 'done before']);
    return true;
  });
});

test('401 with a token ends the session, a wrong password does not', async () => {
  const { rest } = server([401, { code: 'login-failed' }], [401, { code: 'token-expired' }]);
  let ends = 0;
  rest.onUnauthorised = () => ends++;
  await assert.rejects(rest.login('a', 'b'));
  assert.equal(ends, 0);
  rest.token = 't';
  await assert.rejects(rest.system());
  assert.equal(ends, 1);
});

test('a list is read to its last page', async () => {
  const { rest, calls } = server([200, { items: [1, 2], next: 'c+1' }], [200, { items: [3], next: null }]);
  assert.deepEqual(await rest.all('/tags'), [1, 2, 3]);
  assert.match(calls[1]!.url, /cursor=c%2B1/);
});

test('commands carry an idempotency key and the token', async () => {
  const { rest, calls } = server([200, {}]);
  rest.token = 'abc';
  await rest.write('A.B', 42, '');
  const headers = calls[0]!.init.headers as Record<string, string>;
  assert.equal(headers.authorization, 'Bearer abc');
  assert.match(headers['idempotency-key']!, /^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  assert.equal(calls[0]!.init.body, '{"value":42}');
});

test('a server that is not there is an error with status 0', async () => {
  const rest = new Rest('', async () => {
    throw new TypeError('fetch failed');
  });
  await assert.rejects(rest.system(), (error: ApiError) => error.status === 0 && error.code === 'Unreachable');
});

test('while the link is lost nothing that changes something is sent, to be carried out who knows when', async () => {
  const { rest, calls } = server([200, {}], [200, {}], [200, {}]);
  let why = 'The link is lost.';
  rest.holdBack = () => why;
  await assert.rejects(rest.write('Feed.LIC101.SP', 3, ''), (error: ApiError) => error.status === 0 && error.message === 'The link is lost.');
  await assert.rejects(rest.call('POST', '/jobs', {}));
  assert.equal(calls.length, 0);
  await rest.call('POST', '/history:query', {});
  await rest.call('GET', '/system');
  why = '';
  await rest.write('Feed.LIC101.SP', 3, '');
  assert.equal(calls.length, 3);
});
