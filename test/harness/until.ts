export { until } from '../../bench/harness/until.js';

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
