import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HANDLER = join('src', 'matching', 'match-line.handler.js');

/** What a job may do to the process that does it. */
export const POISON = {
  throw: `throw new Error('poison')`,
  exit: `process.exit(1)`,
  spin: `for (;;) Math.random()`,
  memory: `for (const all = []; ; ) all.push(Array.from({ length: 100_000 }, () => Math.random()))`,
} as const;

export type PoisonKind = keyof typeof POISON;

/**
 * Changes the build in the folder so that its matching does to its process what the row says, where it says so; `otherwise` is what it
 * does with any other row, before what it always does.
 */
export function poisonBuild(folder: string, otherwise = ''): void {
  const file = join(folder, HANDLER);
  const cases = Object.entries(POISON).map(([kind, code]) => `if (lineId === '${kind}') { ${code}; }`);
  const begin = 'async handle({ lineId, revision }, run) {';
  const source = readFileSync(file, 'utf8');
  if (!source.includes(begin)) throw new Error('the handler begins otherwise');
  writeFileSync(file, source.replace(begin, `${begin} ${cases.join(' ')} ${otherwise}`));
}
