import type { Scene } from './scene/scene.js';

export type QueueKind = 'postgresql' | 'redis';

/** One way in which things break. */
export interface Fault {
  /** As `--only` takes it. */
  name: string;
  /** What is done to the service, in a sentence. */
  what: string;
  /** The queue that can suffer it; both unless it says so. */
  only?: QueueKind;
  /**
   * Breaks it, and lets it work again. Answers what was measured on the way, for people; what should not have been it tells the
   * scene (`scene.must`). What was lost or happened twice is counted afterwards, the same for all.
   */
  happen(scene: Scene): Promise<string>;
}

/** What became of the service under a fault. */
export interface Verdict {
  queue: QueueKind;
  fault: string;
  lost: string[];
  twice: string[];
  /** Whatever else should not have been. */
  wrong: string[];
  /** From the end of the fault until every process was ready and a mutation was answered. */
  healthySeconds: number;
  seconds: number;
  note: string;
}

export const holds = ({ lost, twice, wrong }: Verdict): boolean => lost.length + twice.length + wrong.length === 0;
