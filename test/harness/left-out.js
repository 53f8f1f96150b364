import { readdirSync } from 'node:fs';
import process from 'node:process';

/** Says in one line what a whole run has left out. */
export default class LeftOut {
  constructor(run) {
    this.isWhole = run.testPathPatterns.patterns.length === 0;
  }

  onRunComplete(contexts) {
    if (!this.isWhole) return;
    const parts = [];
    for (const { rootDir, testPathIgnorePatterns } of [...contexts].map(({ config }) => config)) {
      const ignored = testPathIgnorePatterns.map((pattern) => new RegExp(pattern));
      const files = ['src', 'test', 'bench'].flatMap((folder) =>
        readdirSync(`${rootDir}/${folder}`, { recursive: true }).map(String),
      );
      const left = files.filter((file) => file.endsWith('.spec.ts') && ignored.some((pattern) => pattern.test(file)));
      if (left.length > 0) parts.push(`${left.length} files of long tests (npm run test:long)`);
    }
    if (!process.env.REDIS_URL) parts.push('the queue on Redis (REDIS_URL)');
    if (parts.length > 0) process.stderr.write(`Left out: ${parts.join(', ')}\n`);
  }
}
