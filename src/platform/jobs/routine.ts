/** Work done again and again: never twice at once, soon after a wake-up call, and at the latest after the interval. */
export class Routine {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private isWanted = false;
  private isStopped = false;

  constructor(
    private readonly everyMilliseconds: number,
    private readonly work: () => Promise<unknown>,
    private readonly onError: (error: unknown) => Promise<void>,
  ) {}

  start(): void {
    this.wake();
  }

  wake(): void {
    if (this.isStopped) return;
    this.isWanted = true;
    this.running ??= this.turn().finally(() => {
      this.running = null;
      this.rest();
    });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private async turn(): Promise<void> {
    while (this.isWanted && !this.isStopped) {
      this.isWanted = false;
      try {
        await this.work();
      } catch (error) {
        await this.onError(error);
        return;
      }
    }
  }

  private rest(): void {
    if (this.isStopped) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.wake(), this.everyMilliseconds);
  }
}
