import { execFileSync } from 'node:child_process';
import { until } from '../desk.mjs';

/** The process that keeps the history is killed; its parent starts another. */
export const needsOwnDemo = true;

/** One that outlived its parent has been adopted: it is known by its folder. */
const historyOf = ({ demo }) => {
  try {
    return execFileSync('pgrep', ['-f', `${demo.folder}/data/questdb`], { encoding: 'utf8' }).trim().split('\n').map(Number);
  } catch {
    return []; // none yet
  }
};

const killHistory = async (desk) => {
  await until('a history', () => historyOf(desk).length > 0);
  for (const pid of historyOf(desk)) process.kill(pid, 'SIGKILL');
};

const system = async (desk) => {
  const supervisor = await desk.as('supervisor');
  try {
    await supervisor.go('system');
    await supervisor.page.getByText('Nothing is wrong').waitFor();
    await killHistory(desk);
    await supervisor.page.getByText(/history questdb is down/).first().waitFor();
    await supervisor.shot('system-degraded');
    await supervisor.page.getByText('Nothing is wrong').waitFor({ timeout: 40_000 });
  } finally {
    await supervisor.close();
  }
};

export const checks = [
  ['the system page tells what is down, until it is back', system],
];
