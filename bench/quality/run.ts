import { parseArgs } from 'node:util';
import { startBenchService } from '../harness/bench-service.js';
import { BenchFailure, note, runBench, using } from '../harness/run-bench.js';
import { answerThroughApi } from './api-answers.js';
import { type Answer, answerJson, compare, comparisonText } from './compare.js';
import { CasesRefused, type LabelledCases, readLabelledCases } from './labelled-cases.js';
import { leftOutText } from './left-out.js';

const USAGE = 'Usage: npm run bench:quality -- FILE [--json]';

await runBench(async () => {
  const { file, json } = readArguments();
  const cases = await read(file);
  const started = performance.now();
  const { answers, leftOut } = await using(await startBenchService(), (service) => answerThroughApi(cases, service));
  const seconds = (performance.now() - started) / 1000;
  if (json) {
    for (const answer of withLabelledPairs(answers, cases)) process.stdout.write(`${answerJson(answer)}\n`);
    if (leftOut.length > 0) note(leftOutText(leftOut));
    note(`${seconds.toFixed(1)} seconds`);
    return;
  }
  const { firms, requests, labels } = cases;
  const lines = requests.flatMap((request) => request.lines);
  const head = `${file}, as of ${cases.asOf}: ${firms.length} firms, ${lines.length} lines, ${labels.length} labelled pairs`;
  const about = [comparisonText(compare(labels, answers)), leftOutText(leftOut), `${seconds.toFixed(1)} seconds`];
  process.stdout.write(`${[head, ...about].join('\n\n')}\n`);
});

function readArguments(): { file: string; json: boolean } {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
    if (positionals.length === 1) return { file: positionals[0]!, json: values.json ?? false };
  } catch (error) {
    throw new BenchFailure(`${(error as Error).message}\n${USAGE}`, 2);
  }
  throw new BenchFailure(USAGE, 2);
}

async function read(file: string): Promise<LabelledCases> {
  try {
    return await readLabelledCases(file);
  } catch (error) {
    if (error instanceof CasesRefused) throw new BenchFailure(error.message, 1);
    throw new BenchFailure(`The file ${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`, 2);
  }
}

/** A labelled pair without a match is one Ketnoi found nothing in common for: unsuitable, and nothing said of it. */
function withLabelledPairs(answers: Answer[], { labels }: LabelledCases): Answer[] {
  const pairs = new Set(answers.map(({ line, firm }) => `${line}\n${firm}`));
  const missing = labels.filter(({ line, firm }) => !pairs.has(`${line}\n${firm}`));
  return [
    ...answers,
    ...missing.map(({ line, firm }) => ({
      line,
      firm,
      rank: null,
      eligibility: 'UNSUITABLE' as const,
      verdicts: {},
      gaps: [],
      relevance: 0,
    })),
  ];
}
