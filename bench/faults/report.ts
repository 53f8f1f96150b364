import { table } from '../../src/platform/text/styles.js';
import { holds, type Verdict } from './fault.js';

/** Of each kind of trouble, so many are told; their number is told always. */
const MOST_TOLD = 5;

/** A line for one fault, and below it what was not as it should have been. */
export function lineOf(verdict: Verdict): string {
  const { queue, fault, lost, twice, wrong, healthySeconds, seconds, note } = verdict;
  const figures = `${lost.length} lost, ${twice.length} twice, healthy after ${healthySeconds.toFixed(1)} s`;
  const line = `${holds(verdict) ? '✓' : '✗'} ${queue} ${fault}: ${figures}; ${note} (${seconds.toFixed(0)} s)`;
  return [line, ...told('lost', lost), ...told('twice', twice), ...told('wrong', wrong)].join('\n');
}

export function tableOf(verdicts: readonly Verdict[]): string {
  const head = ['queue', 'fault', 'lost', 'twice', 'healthy, s', 'took, s', 'verdict'];
  const rows = verdicts.map((verdict) => {
    const { queue, fault, lost, twice, wrong, healthySeconds, seconds } = verdict;
    const others = wrong.length > 0 ? `failed (${wrong.length} wrong)` : 'failed';
    const figures = [lost.length, twice.length, healthySeconds.toFixed(1), seconds.toFixed(0)].map(String);
    return [queue, fault, ...figures, holds(verdict) ? 'held' : others];
  });
  return table(head, rows);
}

function told(kind: string, found: readonly string[]): string[] {
  const more = found.length > MOST_TOLD ? [`    … and ${found.length - MOST_TOLD} more`] : [];
  return [...found.slice(0, MOST_TOLD).map((one) => `    ${kind}: ${one}`), ...more];
}
