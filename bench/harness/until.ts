import { setTimeout as wait } from 'node:timers/promises';

/** Long enough for a machine that is ten times slower: how long things take is never what a test asks. */
const PATIENCE_MILLISECONDS = 240_000;

/** Waits until the condition holds; says what it waited for when it never does. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  patienceMilliseconds = PATIENCE_MILLISECONDS,
): Promise<void> {
  for (const deadline = Date.now() + patienceMilliseconds; !(await condition()); await wait(15)) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
  }
}
