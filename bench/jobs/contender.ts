import type { Closeable } from '../harness/run-bench.js';

export type Backend = 'postgres' | 'redis';

/** `empty`: nothing but the job itself. `effect`: it inserts one row. */
export type Kind = 'empty' | 'effect';

/** Somebody who has jobs done: Ketnoi, and bare BullMQ on the same server. */
export interface Contender extends Closeable {
  readonly name: string;
  /** Asks for so many jobs and waits until every one is done; the texts of effects begin with `label`. */
  run(kind: Kind, label: string, count: number): Promise<void>;
}

/** Counts jobs as they are done, for whoever waits for the last one. */
export class Countdown {
  private left = 0;
  private ring: () => void = () => undefined;

  from(count: number): Promise<void> {
    this.left = count;
    return new Promise((resolve) => (this.ring = resolve));
  }

  done(): void {
    if (--this.left === 0) this.ring();
  }
}
