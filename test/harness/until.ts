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

/** A door that those who pass wait at until it is opened. */
export class Gate {
  private static readonly closed = new Set<Gate>();

  /** After a test: one that failed before it opened its gates leaves nobody waiting for ever. */
  static openAll(): void {
    for (const gate of Gate.closed) gate.open();
  }

  private release!: () => void;
  private readonly opened = new Promise<void>((resolve) => (this.release = resolve));
  /** How many have come to it. */
  arrivals = 0;

  constructor() {
    Gate.closed.add(this);
  }

  async pass(): Promise<void> {
    this.arrivals++;
    await this.opened;
  }

  open(): void {
    Gate.closed.delete(this);
    this.release();
  }
}
