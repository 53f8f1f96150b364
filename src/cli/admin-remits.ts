import type { Type } from '@nestjs/common';
import type { Command } from 'commander';
import { ProgrammesService } from '../identity/programmes.service.js';
import { type Remit, RemitsService } from '../identity/remits.service.js';
import { system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { userErrorsOf } from '../platform/graphql/mutation-payload.js';
import { Refusal } from '../platform/graphql/problems.js';
import type { Language } from '../platform/i18n/message.js';
import { table } from '../platform/text/styles.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import { InputRefused, output, UsageError } from './terminal.js';
import { withApplication } from './with-application.js';

export interface Common {
  json?: boolean;
  lang: Language;
}

/** What authorities are there for: their territory, and the programmes they take part in. */
export function addRemitCommands(sub: (name: string, description: string) => Command): void {
  sub('set-territory <authority> [provinces...]', 'says which provinces an authority is there for')
    .option('--whole-country', 'the authority sees all provinces')
    .addHelpText('after', '\nExample:\n  $ ketnoi admin set-territory "Sở Công Thương Hà Nội" "Hà Nội"')
    .action((authority: string, provinces: string[], options: Common & { wholeCountry?: boolean }) =>
      asAdmin(RemitsService, options, (remits) =>
        remits.setTerritory(authority, given(provinces, options.wholeCountry, '--whole-country'), options.lang),
      ).then(({ answer, taxonomy }) => showRemits([answer], taxonomy, options)),
    );

  sub('set-programmes <authority> [codes...]', 'says which programmes an authority takes part in')
    .option('--all', 'the authority sees firms of every sector')
    .addHelpText('after', '\nExample:\n  $ ketnoi admin set-programmes "Sở Công Thương Hà Nội" cnht-2030')
    .action((authority: string, codes: string[], options: Common & { all?: boolean }) =>
      asAdmin(RemitsService, options, (remits) =>
        remits.setProgrammes(authority, given(codes, options.all, '--all')),
      ).then(({ answer, taxonomy }) => showRemits([answer], taxonomy, options)),
    );

  sub('list-authorities', 'shows what each authority is there for')
    .addHelpText('after', '\nExample:\n  $ ketnoi admin list-authorities')
    .action((options: Common) =>
      asAdmin(RemitsService, options, (remits) => remits.list()).then(({ answer, taxonomy }) =>
        showRemits(answer, taxonomy, options),
      ),
    );

  sub('set-programme <code> <sectors...>', 'makes a programme, or changes what it covers')
    .requiredOption('--name <name>', 'what it is called')
    .addHelpText(
      'after',
      '\nExample:\n  $ ketnoi admin set-programme cnht-2030 "cơ khí" "điện tử" --name "Công nghiệp hỗ trợ 2030"',
    )
    .action(async (code: string, sectors: string[], options: Common & { name: string }) => {
      const { answer } = await asAdmin(ProgrammesService, options, (programmes) =>
        programmes.set(code, options.name, sectors, options.lang),
      );
      const out = output(options.json ?? false);
      if (out.json) out.line(answer);
      else out.print(`${answer.code}: ${answer.name} (${answer.sectors.join(', ')})`);
    });
}

/** The words that were given, or null for all; not both, and not nothing. */
function given(words: string[], isAll: boolean | undefined, flag: string): string[] | null {
  if (words.length > 0 === (isAll === true)) throw new UsageError(`Name some, or give ${flag}.`);
  return isAll ? null : words;
}

/** What an operator does with a service, as Ketnoi itself; a refusal is printed and ends the command. */
export async function asAdmin<Service, Answer>(
  service: Type<Service>,
  { lang }: Common,
  work: (service: Service) => Promise<Answer | Refusal>,
): Promise<{ answer: Answer; taxonomy: Taxonomy }> {
  const { answer, taxonomy } = await withApplication(async (app) => ({
    answer: await app.get(UnitOfWork).run(system('admin'), () => work(app.get(service))),
    taxonomy: app.get<Taxonomy>(TAXONOMY),
  }));
  if (!(answer instanceof Refusal)) return { answer, taxonomy };
  for (const { path, message, code } of userErrorsOf(answer, lang)) {
    process.stderr.write(`${path.join('.')}: ${message} (${code})\n`);
  }
  throw new InputRefused();
}

function showRemits(remits: Remit[], { administrativeUnits }: Taxonomy, { json, lang }: Common): void {
  const out = output(json ?? false);
  if (out.json) return remits.forEach((remit) => out.line(remit));
  const isVietnamese = lang === 'vi';
  const all = isVietnamese
    ? { country: 'cả nước', programmes: 'tất cả' }
    : { country: 'the whole country', programmes: 'all' };
  const head = isVietnamese ? ['Cơ quan', 'Địa bàn', 'Chương trình'] : ['Authority', 'Territory', 'Programmes'];
  out.print(
    table(
      head,
      remits.map(({ authority, provinces, programmes }) => [
        authority,
        provinces?.map((code) => administrativeUnits.get(code)?.name ?? code).join(', ') ?? all.country,
        programmes?.join(', ') ?? all.programmes,
      ]),
    ),
  );
}
