// Takes the server away and gives it back.
import { PASSWORD, startMock } from '../dev/mock-server.mjs';

/** The mock on a port of its own; its plant and its sessions outlive its server. */
export async function mockOutage() {
  let mock = await startMock();
  const { port, plant, sessions, url } = mock;
  return {
    url,
    password: PASSWORD,
    begin: () => mock.stop(),
    finish: async () => {
      mock = await startMock({ port, plant, sessions });
    },
    end: async () => {
      plant.stop();
      await mock.stop();
    },
  };
}

/** A process that hangs: nothing is closed, nothing answers. */
export function processOutage(pid) {
  return { begin: () => process.kill(pid, 'SIGSTOP'), finish: () => process.kill(pid, 'SIGCONT') };
}
