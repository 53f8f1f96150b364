/** Exit codes of a benchmark: 1 the input was refused, or results that must be equal are not; 2 wrong usage; 3 it failed. */
export class BenchFailure extends Error {
  override name = 'BenchFailure';
  constructor(
    message: string,
    readonly exitCode: 1 | 2,
  ) {
    super(message);
  }
}

/** Results go to standard output; whatever else there is to say goes here. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Something open that must not outlive the process. */
export interface Closeable {
  close(): Promise<void>;
}

/** Opens, works, closes: also when the work fails, and when somebody presses Ctrl-C. */
export async function using<Resource extends Closeable, T>(
  resource: Resource,
  work: (resource: Resource) => Promise<T>,
): Promise<T> {
  const interrupted = (): void => void resource.close().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    return await work(resource);
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await resource.close();
  }
}

/** Runs a benchmark as a process of its own. */
export async function runBench(bench: () => Promise<void>): Promise<never> {
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', () => process.exit(0));
  try {
    await bench();
    process.exit(0);
  } catch (error) {
    const isKnown = error instanceof BenchFailure;
    process.stderr.write(`${isKnown ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(isKnown ? error.exitCode : 3);
  }
}
