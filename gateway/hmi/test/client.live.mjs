// The built client against a running server: node client.live.mjs CLIENT.js WS.mjs URL USER PASSWORD. Prints what it sees.
import { pathToFileURL } from 'node:url';

const [clientFile, socketFile, base, user, password] = process.argv.slice(2);
globalThis.WebSocket ??= (await import(pathToFileURL(socketFile).href)).default;
const { RingmainClient, severityOf } = await import(pathToFileURL(clientFile).href);

const client = new RingmainClient({ base });
const say = (...words) => console.log(words.join(' '));
let isLive;
let hasAlarm;
const alarm = new Promise((resolve) => (hasAlarm = resolve));
const live = new Promise((resolve) => (isLive = resolve));
client.listen({
  onLink: (state) => {
    say('link', state);
    if (state === 'live') isLive();
  },
  onAlarm: ({ name, state }) => {
    say('alarm', name, state);
    hasAlarm();
  },
  onStream: (frame) => say('stream', frame.op),
});
await client.login(user, password);
let hasValue;
const value = new Promise((resolve) => (hasValue = resolve));
client.watch(['Plant.Tank.Temperature', 'No.Such'], {
  onUpdates: (updates, isSnapshot) => {
    for (const u of updates) say('value', u.tag, u.value, severityOf(u.quality), isSnapshot);
    hasValue();
  },
  onUnknown: (tags) => say('unknown', ...tags),
}, 0);
await live;
await value;
say('outcome', (await client.command('write', { tag: 'Plant.Pump.Starts', value: 7 })).state);
await client.command('write', { tag: 'Plant.Tank.Temperature', value: 4000 }).catch((e) => say('refused', e.code));
await client.command('suppress', { alarm: 'Plant.Tank.Temperature.HI', reason: 'x' }).catch((e) => say('refused', e.code));
await client.rest.write('Plant.Tank.Temperature', 85, 'test');
await alarm;
await client.logout();
say('end');
process.exit(0);
