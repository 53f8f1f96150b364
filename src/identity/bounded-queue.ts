/** So many wait already that another one had better come back later. */
export class QueueFull extends Error {
  override name = 'QueueFull';
}

/** Lets so many work at once and so many wait for them, first come, first served. One more is told at once. */
export class BoundedQueue {
  private working = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly limits: { atOnce: number; waiting: number }) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.working < this.limits.atOnce) this.working++;
    else if (this.waiting.length >= this.limits.waiting) throw new QueueFull('Too many are waiting');
    else await new Promise<void>((goOn) => this.waiting.push(goOn));
    try {
      return await work();
    } finally {
      // Whoever waits takes over the place, so that nobody who comes just now slips in before.
      const next = this.waiting.shift();
      if (next) next();
      else this.working--;
    }
  }
}
