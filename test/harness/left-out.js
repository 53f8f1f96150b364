import { readdirSync } from 'node:fs';
import process from 'node:process';

/** Says in one line what a whole run has left out. */
export default class LeftOut {
  constructor(run) {
    this.isWhole = run.testPathPatterns.patterns.length === 0;
  }

  onRunComplete(contexts) {
    const [{ config }] = [...contexts];
    if (!this.isWhole || !config.testMatch.includes('!**/*.long.spec.ts')) return;
    const files = ['src', 'test', 'bench'].flatMap((folder) =>
      readdirSync(`${config.rootDir}/${folder}`, { recursive: true }).map(String),
    );
    const long = files.filter((file) => file.endsWith('.long.spec.ts')).length;
    const queue = process.env.REDIS_URL ? '' : ', and the queue on Redis (REDIS_URL)';
    process.stderr.write(`Left out: ${long} files of long tests (npm run test:long)${queue}\n`);
  }
}
