import { readFile } from 'node:fs/promises';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { Command } from 'commander';
import { parse as parseYaml } from 'yaml';
import { Clock } from '../platform/clock.js';
import { system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { userErrorsOf } from '../platform/graphql/mutation-payload.js';
import { Problems } from '../platform/graphql/problems.js';
import type { Language } from '../platform/i18n/message.js';
import type { LineMatch } from '../matching/match-line.js';
import { sentencesIn } from '../matching/sentences.js';
import { TrialMatchService } from '../matching/trial-match.service.js';
import { verdictWordsIn } from '../matching/verdict-words.js';
import { readRequest } from '../requests/reading/read-request.js';
import { readDocument } from '../requests/reading/request-document.js';
import { REQUEST } from '../requests/requests.errors.js';
import { FirmSnapshotsService } from '../suppliers/firm-snapshots.service.js';
import { taxonomyForOneInput } from '../taxonomy/one-input.js';
import { PLACE_READER } from '../taxonomy/place-reader.token.js';
import type { PlaceReader } from '../taxonomy/places.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import { languageOption } from './language-option.js';
import { bold, dim, red, table } from '../platform/text/styles.js';
import { InputRefused, type Output, output, UsageError } from './terminal.js';
import { withApplication } from './with-application.js';

interface Options {
  json?: boolean;
  lang: Language;
  limit: number;
}

export function matchCommand(): Command {
  return new Command('match')
    .description('matches the request in a JSON or YAML file against the registry, keeps nothing')
    .argument('<file>', 'a component request as the API’s input takes it')
    .option('--json', 'one JSON line per match')
    .option('--limit <number>', 'matches shown per line, without --json', Number, 10)
    .addOption(languageOption())
    .addHelpText('after', '\nExample:\n  $ ketnoi match bracket.yaml --lang en')
    .action(async (file: string, options: Options) => {
      const document = await readFileAsDocument(file);
      await withApplication(async (app) => {
        const taxonomy = taxonomyForOneInput(app.get<Taxonomy>(TAXONOMY));
        const out = output(options.json ?? false);
        const problems = new Problems();
        const today = app.get(Clock).today();
        const places = app.get<PlaceReader>(PLACE_READER);
        const input = readDocument(app.get(GraphQLSchemaHost).schema, document, problems);
        if (!input) return refuse(problems, options, out);
        const reading = { taxonomy, places, problems, overtaken: problems, language: options.lang, today };
        const request = await readRequest(input, reading, []);
        if (request.lines.length === 0) problems.add(REQUEST.REQUEST_LINES_MISSING, ['lines']);
        input.lines?.forEach(({ operations }, index) => {
          if (!operations?.length) problems.add(REQUEST.LINE_OPERATIONS_MISSING, ['lines', index, 'operations']);
        });
        if (problems.any) return refuse(problems, options, out);
        for (const [index, line] of request.lines.entries()) {
          const { matches, counts, firmsConsidered } = await app
            .get(TrialMatchService)
            .match({ ...line, id: `line-${index + 1}` }, request.excludedTaxCodes);
          const names = await firmNames(app.get(UnitOfWork), app.get(FirmSnapshotsService), matches);
          const shown = { number: index + 1, title: line.title, counts, firmsConsidered };
          if (out.json) printLines(shown.number, matches, names, taxonomy, options, out);
          else printTable(shown, matches, names, taxonomy, options, out);
        }
      });
    });
}

async function readFileAsDocument(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`The file ${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
  try {
    // YAML is a superset of JSON: one reader for both.
    return parseYaml(text.replace(/^\uFEFF/, ''), { maxAliasCount: 100 });
  } catch (error) {
    process.stderr.write(`${file} is neither JSON nor YAML: ${(error as Error).message}\n`);
    throw new InputRefused();
  }
}

function refuse(problems: Problems, { lang }: Options, out: Output): never {
  for (const error of userErrorsOf(problems.refusal(), lang)) {
    if (out.json) out.line({ problem: error });
    const hint = error.suggestions.length > 0 ? `\n    ${dim(`→ ${error.suggestions.join(', ')}`)}` : '';
    out.note(`${red('✗')} ${bold(error.path.join('.'))}: ${error.message} (${error.code})${hint}`);
  }
  throw new InputRefused();
}

async function firmNames(
  unitOfWork: UnitOfWork,
  firms: FirmSnapshotsService,
  matches: LineMatch[],
): Promise<Map<string, string>> {
  const ids = matches.map(({ firmId }) => firmId);
  const found = await unitOfWork.run(system('matching.trial'), () => firms.byIds(ids), { readOnly: true });
  return new Map(found.map(({ id, name }) => [id, name]));
}

function printLines(
  line: number,
  matches: LineMatch[],
  names: Map<string, string>,
  taxonomy: Taxonomy,
  { lang }: Options,
  out: Output,
): void {
  const words = verdictWordsIn(lang, taxonomy);
  const sentences = sentencesIn(lang, taxonomy);
  matches.forEach((match, index) =>
    out.line({
      line,
      rank: index + 1,
      firmId: match.firmId,
      firm: names.get(match.firmId),
      eligibility: match.eligibility,
      confirmed: match.confirmed,
      potential: match.potential,
      verdicts: match.verdicts.map((verdict) => ({
        criterion: verdict.criterion,
        outcome: verdict.outcome,
        level: verdict.level,
        weight: verdict.weight,
        required: words.required(verdict),
        offered: words.offered(verdict),
        margin: words.margin(verdict),
        evidence: verdict.evidence,
        reason: verdict.reason,
        sentence: sentences.verdict(verdict),
      })),
      gaps: match.gaps.map((gap) => ({ ...gap, sentence: sentences.gap(gap) })),
    }),
  );
}

function printTable(
  line: { number: number; title: string | null; counts: Record<string, number>; firmsConsidered: number },
  matches: LineMatch[],
  names: Map<string, string>,
  taxonomy: Taxonomy,
  { lang, limit }: Options,
  out: Output,
): void {
  const isVietnamese = lang === 'vi';
  const sentences = sentencesIn(lang, taxonomy);
  out.print(`\n${bold(`${line.number}. ${line.title ?? ''}`)}`);
  out.print(
    Object.entries(line.counts)
      .map(([eligibility, count]) => `${eligibility} ${count}`)
      .join(' · '),
  );
  if (matches.length === 0) {
    out.print(isVietnamese ? 'Không doanh nghiệp nào có công đoạn liên quan.' : 'No firm has related work.');
    return;
  }
  const head = isVietnamese
    ? ['#', 'Doanh nghiệp', 'Kết luận', 'Điểm', 'Còn thiếu hoặc chưa rõ']
    : ['#', 'Firm', 'Conclusion', 'Score', 'Missing or unknown'];
  const rows = matches.slice(0, limit).map((match, index) => [
    String(index + 1),
    names.get(match.firmId) ?? match.firmId,
    match.eligibility,
    `${match.confirmed.toFixed(2)}–${match.potential.toFixed(2)}`,
    match.verdicts
      .filter(({ outcome, level }) => outcome !== 'MET' && level === 'MUST')
      .map((verdict) => sentences.verdict(verdict))
      .join('\n'),
  ]);
  out.print(table(head, rows, [5, 30, 13, 11, 70]));
}
