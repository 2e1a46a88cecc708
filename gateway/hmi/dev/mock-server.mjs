// Speaks the gateway's REST and WebSocket contract in front of the mock plant: the fixture of the HMI's own tests.
//   node dev/mock-server.mjs [port]        every user (admin, supervisor, operator, auditor, guest) has the password "ringmain"
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { WebSocketServer } from 'ws';
import { MockPlant } from './mock-plant.mjs';

export const PASSWORD = 'ringmain';
const ROLES = { admin: 'administrator', supervisor: 'supervisor', operator: 'operator', auditor: 'auditor', guest: 'guest' };
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const CSP = "default-src 'self'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";
const DIST = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'dist');
const HEARTBEAT_MS = 500;

/** A running mock; `plant` outlives `stop` and may be handed to the next one, as a plant does when a server restarts. */
export async function startMock({ port = 0, plant = new MockPlant(), sessions = new Map() } = {}) {
  const tickets = new Map();
  const sockets = new Set();
  const server = createServer((request, response) => {
    answer(request, response, { plant, sessions, tickets }).catch((error) => {
      if (error.status === undefined) console.error(error);
      const body = { type: 'about:blank', title: 'Refused', status: error.status ?? 500, code: error.code ?? 'internal', detail: error.message };
      response.writeHead(body.status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(body));
    });
  });
  const wss = new WebSocketServer({ noServer: true, handleProtocols: () => 'ringmain.v1.json' });
  server.on('upgrade', (request, socket, head) =>
    wss.handleUpgrade(request, socket, head, (ws) => {
      sockets.add(ws);
      ws.on('close', () => sockets.delete(ws));
      serve(ws, plant, tickets);
    }),
  );
  plant.onAlarm = (alarm, seq) => sockets.forEach((ws) => ws.alarm?.(alarm, seq));
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const stop = async () => {
    for (const ws of sockets) ws.terminate();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${server.address().port}`, port: server.address().port, plant, sessions, sockets, stop };
}

async function answer(request, response, { plant, sessions, tickets }) {
  const url = new URL(request.url, 'http://localhost');
  if (!url.pathname.startsWith('/api/v1/')) return file(url.pathname, response);
  const [resource, ...rest] = url.pathname.slice('/api/v1/'.length).split('/').map(decodeURIComponent);
  const name = rest.join('/');
  const body = request.method === 'GET' ? {} : JSON.parse((await text(request)) || '{}');
  const send = (data) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(data));
  if (resource === 'auth' && name === 'login') {
    if (!(body.username in ROLES) || body.password !== PASSWORD) refuse(401, 'login-failed', 'User name or password is wrong.');
    return send(session(sessions, userOf(body.username, ROLES[body.username])));
  }
  const token = (request.headers.authorization ?? '').replace('Bearer ', '');
  const user = sessions.get(token) ?? refuse(401, 'unauthorized', 'A token is needed.');
  const mayWrite = user.role !== 'auditor' && user.role !== 'guest';
  if (request.method !== 'GET' && resource !== 'auth' && !mayWrite) refuse(403, 'forbidden', `The role ${user.role} may not do this.`);
  if (resource === 'auth' && name === 'refresh') return send(session(sessions, user));
  if (resource === 'auth' && name === 'logout') return sessions.delete(token), send({});
  if (resource === 'auth' && name === 'ws-ticket') {
    const ticket = randomUUID();
    tickets.set(ticket, user);
    return send({ ticket });
  }
  if (resource === 'tags') return send({ items: [...plant.tags.values()].map(({ past, ...tag }) => tag), next: null });
  if (resource === 'alarms' && name === 'active') return send({ items: [...plant.alarms.values()].filter((a) => a.state !== 'NORM'), next: null });
  if (resource === 'alarms' && name === '') return send({ items: [...plant.alarms.values()], next: null });
  if (resource === 'alarms') return send(alarmCommand(plant, name, body));
  if (resource === 'values' && request.method === 'PUT') return send(write(plant, name, body));
  if (resource === 'history') return send({ items: history(plant, name, url.searchParams), next: null });
  if (resource === 'system' && user.role === 'guest') refuse(403, 'forbidden', 'The role guest may not do this.');
  if (resource === 'system') return send(system(plant));
  return refuse(404, 'not-found', `There is no ${url.pathname}.`);
}

function userOf(name, role) {
  const looks = role === 'guest' ? ['view'] : ['view', 'view-system'];
  return { name, role, permissions: role === 'guest' || role === 'auditor' ? looks : [...looks, 'acknowledge', 'write'] };
}

function session(sessions, user) {
  const token = randomUUID();
  sessions.set(token, user);
  return { token, expiresAt: new Date(Date.now() + 3_600_000).toISOString(), user };
}

function alarmCommand(plant, path, body) {
  const [, name, verb] = /^(.*):([a-z-]+)$/.exec(path) ?? [];
  const alarm = plant.alarms.get(name) ?? refuse(404, 'alarm-unknown', `There is no alarm ${name}.`);
  const code = verb === 'acknowledge' ? plant.acknowledge(alarm, body.occurrence) : 'BadInvalidState';
  if (code) refuse(409, code, `The command was refused: ${code}.`);
  return alarm;
}

function write(plant, name, body) {
  const tag = plant.tags.get(name) ?? refuse(404, 'tag-unknown', `There is no tag ${name}.`);
  if (!tag.writable) refuse(409, 'BadNotWritable', 'The tag is not writable.');
  if (typeof body.value === 'number' && (body.value < tag.rangeLow || body.value > tag.rangeHigh)) refuse(422, 'BadOutOfRange', 'Out of range.');
  plant.write(name, body.value);
  return { cmd: randomUUID(), state: 'DONE', code: 'Good' };
}

function history(plant, name, query) {
  const tag = plant.tags.get(name) ?? refuse(404, 'tag-unknown', `There is no tag ${name}.`);
  const from = Date.parse(query.get('from'));
  const to = Date.parse(query.get('to'));
  const samples = tag.past.filter(([t]) => t >= from && t < to);
  if (query.get('aggregate') !== 'minmax') {
    return samples.slice(0, Number(query.get('limit') ?? 1000)).map(([t, value, quality], i) => ({ time: new Date(t).toISOString(), value, quality, sequence: i }));
  }
  const width = (to - from) / Number(query.get('buckets'));
  const buckets = new Map();
  for (const [t, value, quality] of samples) {
    const start = from + Math.floor((t - from) / width) * width;
    const bucket = buckets.get(start) ?? { time: new Date(start).toISOString(), good: [], bad: 0 };
    if (quality >>> 31) bucket.bad++;
    else bucket.good.push(Number(value));
    buckets.set(start, bucket);
  }
  return [...buckets.values()].map(({ time, good, bad }) => ({
    time, min: good.length ? Math.min(...good) : null, max: good.length ? Math.max(...good) : null,
    avg: good.length ? good.reduce((a, b) => a + b, 0) / good.length : null, last: good.at(-1) ?? null, count: good.length, bad,
  }));
}

function system(plant) {
  const stage = (name, lag) => ({ name, lag, longestCycleNs: 182_000 + lag * 9_000, errors: 0, drops: 0 });
  return {
    site: 'Mock plant',
    healthy: true,
    reasons: [],
    version: '1.0.0',
    startedAt: new Date(Date.now() - 3_725_000).toISOString(),
    accounting: [{ source: 'plant', received: plant.sequence * 40, accepted: plant.sequence * 40 - 3, rejected: 3, ratePerSecond: 412.5 }],
    stages: [stage('normalise', 0), stage('logic', 1), stage('journal', 2), stage('outcomes', 0)],
    journal: { sequence: plant.sequence, sizeBytes: 48_211_332, epoch: 3, syncP99Ns: 1_840_000, isHealthy: true },
    projections: { history: { lagSequence: 120, lagMs: 240, state: 'OK' }, records: { lagSequence: 0, lagMs: 0, state: 'OK' } },
  };
}

/** One WebSocket connection. */
function serve(ws, plant, tickets) {
  let n = 0;
  let user = null;
  const subs = new Map();
  const handles = [...plant.tags.keys()];
  const frame = (body) => ws.readyState === 1 && ws.send(JSON.stringify({ ...body, n: ++n }));
  const values = (sub, isSnapshot) => {
    const t = Date.now();
    const d = [];
    for (const [name, seen] of sub.tags) {
      const tag = plant.tags.get(name);
      if (!isSnapshot && tag.version === seen) continue;
      sub.tags.set(name, tag.version);
      d.push([handles.indexOf(name), tag.value, tag.quality, tag.time - t]);
    }
    if (isSnapshot || d.length > 0) frame({ op: 'v', sub: sub.id, t, ...(isSnapshot ? { snap: true } : {}), d });
  };
  const operations = {
    hello(m) {
      user = tickets.get(m.ticket);
      tickets.delete(m.ticket);
      if (!user) return { ok: false, code: 'ticket-unknown', detail: 'The ticket is not known.' };
      ws.alarm = (alarm, seq) => frame({ op: 'alarm', seq, alarm });
      return { ok: true, recovered: false, hb: HEARTBEAT_MS, maxFrame: 65536, maxTags: 20000, role: user.role };
    },
    sub(m) {
      const regex = (glob) => new RegExp(`^${glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
      const found = m.tags.map((tag) => [tag, handles.filter((name) => regex(tag).test(name))]);
      const names = found.flatMap(([, list]) => list);
      const sub = { id: m.sub, tags: new Map(names.map((name) => [name, 0])) };
      sub.timer = setInterval(() => values(sub, false), 1000 / (m.hz ?? 1));
      subs.set(m.sub, sub);
      queueMicrotask(() => values(sub, true));
      return {
        ok: true,
        def: names.map((name) => [handles.indexOf(name), name, plant.tags.get(name).type, plant.tags.get(name).unit]),
        bad: found.filter(([, list]) => list.length === 0).map(([tag]) => [tag, 'unknown']),
      };
    },
    unsub(m) {
      clearInterval(subs.get(m.sub)?.timer);
      return { ok: subs.delete(m.sub) };
    },
  };
  const beat = setInterval(() => frame({ op: 'hb', t: Date.now() }), HEARTBEAT_MS);
  ws.on('message', (data) => {
    const message = JSON.parse(data);
    const reply = user || message.op === 'hello' ? operations[message.op]?.(message) : { ok: false, code: 'hello-first' };
    ws.send(JSON.stringify({ re: message.id, ...(reply ?? { ok: false, code: 'unknown-op' }) }));
  });
  ws.on('close', () => {
    clearInterval(beat);
    for (const sub of subs.values()) clearInterval(sub.timer);
  });
}

async function file(pathname, response) {
  const target = path.join(DIST, pathname === '/' ? 'index.html' : path.normalize(pathname));
  try {
    const content = await readFile(target);
    response.writeHead(200, { 'content-type': TYPES[path.extname(target)] ?? 'application/octet-stream', 'content-security-policy': CSP }).end(content);
  } catch {
    response.writeHead(404).end();
  }
}

async function text(request) {
  let all = '';
  for await (const chunk of request) all += chunk;
  return all;
}

function refuse(status, code, detail) {
  throw Object.assign(new Error(detail), { status, code });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const mock = await startMock({ port: Number(process.argv[2] ?? 8081) });
  console.log(`Mock gateway ready at ${mock.url}; operator / ${PASSWORD}`);
}
