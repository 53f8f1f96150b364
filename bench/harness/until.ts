import { setTimeout as wait } from 'node:timers/promises';

/** Waits until the condition holds; says what it waited for when it never does. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  patienceMilliseconds = 15_000,
): Promise<void> {
  for (const deadline = Date.now() + patienceMilliseconds; !(await condition()); await wait(15)) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
  }
}
