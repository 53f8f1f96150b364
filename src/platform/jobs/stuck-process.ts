import { url as debuggerUrl } from 'node:inspector';
import { Worker } from 'node:worker_threads';

const BEAT_MILLISECONDS = 500;
const LEAST_SECONDS = 5;

export interface StuckWatch {
  /** What counts the seconds without a sign of life; the main thread writes the first number. */
  beats: Int32Array;
  mostSeconds: number;
}

/**
 * A job that never lets go of the event loop takes the process from everything else: it renews no lease, its jobs are done by
 * others, and no signal reaches it. A thread beside it ends a process that has given no sign of life for twice the
 * lease, so that whoever runs it starts another. A stopped process is not stuck: its thread is stopped with it. Nor is one
 * that somebody looks into with a debugger.
 */
export function endWhereStuck(leaseSeconds: number): () => void {
  if (debuggerUrl()) return () => undefined;
  const beats = new Int32Array(new SharedArrayBuffer(8));
  const mostSeconds = Math.max(LEAST_SECONDS, 2 * leaseSeconds);
  const watch = new Worker(new URL('./stuck-process.thread.js', import.meta.url), {
    workerData: { beats, mostSeconds } satisfies StuckWatch,
  });
  watch.unref();
  const heart = setInterval(() => Atomics.add(beats, 0, 1), BEAT_MILLISECONDS).unref();
  return () => {
    clearInterval(heart);
    void watch.terminate();
  };
}
