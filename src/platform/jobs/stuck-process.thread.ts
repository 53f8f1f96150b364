import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import type { StuckWatch } from './stuck-process.js';

const { beats, mostSeconds } = workerData as StuckWatch;
const STDERR = 2;

for (let last = -1, silent = 0; silent < mostSeconds;) {
  // Nobody ever writes the second number: it is a pause that needs no event loop.
  Atomics.wait(beats, 1, 0, 1_000);
  const now = Atomics.load(beats, 0);
  silent = now === last ? silent + 1 : 0;
  last = now;
}
const msg = `nothing has run in this process for ${mostSeconds} seconds: a job keeps it to itself. It ends; its jobs go to others`;
writeSync(STDERR, `${JSON.stringify({ level: 'fatal', time: new Date().toISOString(), msg })}\n`);
process.kill(process.pid, 'SIGKILL');
