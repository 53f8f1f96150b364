import { Command } from 'commander';
import { jsonLines } from '../demo/json-lines.js';
import { OFFICIAL } from '../demo/operator.js';
import { wordingOf } from '../demo/print-lines.js';
import { printedResult } from '../demo/print-result.js';
import { Progress } from '../demo/progress.js';
import { DEMO_PASSWORD } from '../demo/sessions.js';
import { readRegistry } from '../demo/demo-registry.js';
import { type DemoResult, playStory } from '../demo/story.js';
import { type DemoWords, demoWordsIn } from '../demo/words.js';
import { Clock } from '../platform/clock.js';
import { BUDGET_NAMES } from '../platform/budgets/budgets.js';
import { type Config, readConfig } from '../platform/config/config.js';
import type { Language } from '../platform/i18n/message.js';
import { createLogger } from '../platform/logging/pino-logger.js';
import { nextSignal } from '../serve.js';
import { startService } from '../service.js';
import { demoOperator, oneAtATime } from './demo-operator.js';
import { languageOption } from './language-option.js';
import { portNumber } from './serve.js';
import { bold, dim } from '../platform/text/styles.js';
import { type Output, output, UsageError } from './terminal.js';

interface Options {
  json?: boolean;
  lang: Language;
  serve?: boolean;
  port?: number;
}

export function demoCommand(): Command {
  return new Command('demo')
    .description('loads a fictional registry and requests, matches them, and shows what everybody sees')
    .option('--json', 'one JSON line per match, verdicts included, and per what else there is to tell')
    .option('--serve', 'leaves the service running afterwards')
    .option('--port <port>', 'where to listen (default: a free port; with --serve PORT or 3000)', portNumber)
    .addOption(languageOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ ketnoi demo --lang en\n  $ ketnoi demo --json | jq \'select(.kind == "match")\'',
    )
    .action(demonstrate);
}

async function demonstrate(options: Options): Promise<void> {
  const { lang: language } = options;
  const words = demoWordsIn(language);
  const out = output(options.json ?? false);
  const progress = new Progress(language);
  const startedAt = performance.now();
  const config = demoConfig(options, words);

  progress.note(dim(words.starting));
  const service = await progress.step(words.steps.service, null, () =>
    startService(config, createLogger(config), 'all'),
  );
  const stopped = nextSignal();
  const interrupted = stopped.then(() => Promise.reject(new Error(words.interrupted)));
  const tell = (result: DemoResult): void => {
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    const wording = wordingOf(words, language);
    if (out.json) for (const line of jsonLines(result, seconds)) out.line(line);
    else for (const text of printedResult(result, wording)) out.print(text);
    progress.note(`\n${words.done(wording.number(seconds, 1))}`);
  };
  let result: DemoResult;
  try {
    const { app, url } = service;
    const story = oneAtATime(
      app,
      () => progress.note(words.waiting),
      () => playStory({ operator: demoOperator(app), today: app.get(Clock).today(), url, language, words, progress }),
    );
    result = await Promise.race([story, interrupted]);
    if (options.serve) {
      tell(result);
      tellAddresses(url, result, words, out);
      await stopped;
    }
  } finally {
    await service.close();
  }
  // With nothing left to close, a reader that has seen enough (`| head`) may end the process.
  if (!options.serve) tell(result);
}

/** Reachable from this machine only, unless it is to stay and was told otherwise. */
function demoConfig({ serve, port }: Options, words: DemoWords): Config {
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env });
  if (config.mode === 'production') throw new UsageError(words.production);
  const { http } = config;
  // Many firms sign up at once, all from this machine.
  const budgets = Object.fromEntries(BUDGET_NAMES.map((name) => [name, { points: 100_000_000, seconds: 60 }]));
  return {
    ...config,
    budgets,
    http: { ...http, host: serve ? http.host : '127.0.0.1', port: port ?? (serve ? http.port : 0) },
  };
}

function tellAddresses(
  url: string,
  { officialPassword, officialSecret }: DemoResult,
  words: DemoWords,
  out: Output,
): void {
  const { firms, buyers } = readRegistry();
  const account = (kind: keyof DemoWords['account'], email: string, password: string): string =>
    `  ${words.account[kind].padEnd(13)} ${email.padEnd(36)} ${words.password} ${bold(password)}`;
  const text = [
    `\n${bold(words.serving)}`,
    `  ${'GraphQL'.padEnd(13)} ${url}/graphql`,
    `  ${'GraphiQL'.padEnd(13)} ${url}/graphiql`,
    account('official', OFFICIAL.email, officialPassword),
    `  ${''.padEnd(13)} ${words.authenticator} ${bold(officialSecret)}`,
    account('buyer', buyers[0]!.contact.email, DEMO_PASSWORD),
    account('supplier', firms[0]!.contact.email, DEMO_PASSWORD),
    dim(words.stop),
  ].join('\n');
  if (out.json) out.note(text);
  else out.print(text);
}
