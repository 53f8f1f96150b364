import cliProgress from 'cli-progress';
import { dim, green } from '../platform/text/styles.js';
import type { Language } from '../platform/i18n/message.js';

/** Tells on standard error how the work goes: a bar on a terminal, a line per step elsewhere. */
export class Progress {
  private bar: cliProgress.SingleBar | null = null;

  constructor(
    private readonly language: Language,
    private readonly stream: NodeJS.WriteStream = process.stderr,
  ) {}

  /** Does a step; `advance` counts one of the total. */
  async step<T>(label: string, total: number | null, work: (advance: () => void) => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    if (this.stream.isTTY) this.startBar(label, total);
    let done = 0;
    try {
      const result = await work(() => {
        done++;
        this.bar?.update(done);
      });
      const seconds = ((performance.now() - startedAt) / 1000).toLocaleString(this.language, {
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
      });
      this.stopBar();
      const count = total === null ? '' : ` (${done})`;
      this.note(`${green('✓')} ${label}${count} ${dim(`${seconds} s`)}`);
      return result;
    } finally {
      this.stopBar();
    }
  }

  note(text: string): void {
    this.stream.write(`${text}\n`);
  }

  private startBar(label: string, total: number | null): void {
    const format = total === null ? `  ${label} …` : `  ${label} {bar} {value}/{total}`;
    const options = { format, stream: this.stream, clearOnComplete: true, hideCursor: true, barsize: 30 };
    this.bar = new cliProgress.SingleBar(options, cliProgress.Presets.shades_classic);
    this.bar.start(total ?? 1, 0);
  }

  private stopBar(): void {
    this.bar?.stop();
    this.bar = null;
  }
}
