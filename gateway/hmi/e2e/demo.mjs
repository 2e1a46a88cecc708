// A real demo of its own for the browser checks: started, held up, killed and started again.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HOME = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const READY_MS = 240_000;

/** The passwords in what a demo has printed, by user. */
export function passwordsIn(text) {
  return Object.fromEntries([...text.matchAll(/^(admin|supervisor|operator|auditor|guest) (\S+)$/gm)].map((m) => [m[1], m[2]]));
}

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export class Demo {
  static async start() {
    const demo = new Demo(await freePort(), await mkdtemp(path.join(tmpdir(), 'ringmain-e2e-')));
    await demo.run();
    return demo;
  }

  constructor(port, folder) {
    this.url = `http://127.0.0.1:${port}`;
    this.port = port;
    this.folder = folder;
    this.passwords = {};
  }

  /** The text of what the process has printed since it began. */
  get log() {
    return path.join(this.folder, 'demo.log');
  }

  async run() {
    const child = spawn(path.join(HOME, 'ringmain'), ['demo', '--port', String(this.port), '--data', path.join(this.folder, 'data')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    this.ended = new Promise((resolve) => child.once('exit', resolve));
    let text = '';
    const isReady = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the demo is not ready:\n${text.slice(-2000)}`)), READY_MS);
      const take = (chunk) => {
        text += chunk;
        if (/^Ringmain ready/m.test(text)) {
          clearTimeout(timer);
          resolve();
        }
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      child.once('exit', (code) => reject(new Error(`the demo ended with ${code}:\n${text.slice(-2000)}`)));
    });
    await isReady;
    Object.assign(this.passwords, passwordsIn(text));
    await writeFile(this.log, text);
  }

  /** Hangs: nothing is closed, nothing answers. */
  pause() {
    this.child.kill('SIGSTOP');
  }

  resume() {
    this.child.kill('SIGCONT');
  }

  async kill() {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  async end() {
    this.resume();
    this.child.kill('SIGTERM');
    await this.ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A gateway that somebody else runs; it can not be taken away. */
export async function running(url, passwordsFile) {
  return { url: url.replace(/\/$/, ''), passwords: passwordsIn(await readFile(passwordsFile, 'utf8')), end: async () => {} };
}
