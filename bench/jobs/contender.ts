import type { Closeable } from '../harness/run-bench.js';

export type Backend = 'postgres' | 'redis';

/** `empty`: nothing but the job itself. `effect`: it inserts one row. */
export type Kind = 'empty' | 'effect';

/** Somebody who has jobs done: Ketnoi, and bare BullMQ on the same server. */
export interface Contender extends Closeable {
  readonly name: string;
  /** Asks for so many jobs and waits until every one is done; the texts of effects begin with `label`. */
  run(kind: Kind, label: string, count: number): Promise<void>;
  /** Asks for so many effects for one organisation, then for one for another. How long that one takes, and all together, in ms. */
  beside(count: number): Promise<{ one: number; all: number }>;
}

/** Counts jobs as they are done, for whoever waits for the last one. */
export class Countdown {
  private readonly listeners = new Map<string, () => void>();
  private left = 0;
  private ring: () => void = () => undefined;

  from(count: number): Promise<void> {
    this.left = count;
    return new Promise((resolve) => (this.ring = resolve));
  }

  /** When the job of this text is done. */
  hears(text: string): Promise<void> {
    return new Promise((resolve) => this.listeners.set(text, resolve));
  }

  done(text: string): void {
    this.listeners.get(text)?.();
    if (--this.left === 0) this.ring();
  }
}

/** One job of somebody who comes while another’s many are being done. `ask`: for so many, of the first or the second organisation. */
export async function timedBeside(
  countdown: Countdown,
  count: number,
  ask: (whose: 'first' | 'second', label: string, count: number) => Promise<void>,
): Promise<{ one: number; all: number }> {
  const started = performance.now();
  const allDone = countdown.from(count + 1);
  await ask('first', 'of the first', count);
  const asked = performance.now();
  const done = countdown.hears('of the second 0');
  await ask('second', 'of the second', 1);
  await done;
  const one = performance.now() - asked;
  await allDone;
  return { one, all: performance.now() - started };
}
