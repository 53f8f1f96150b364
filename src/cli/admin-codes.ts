import { type Command, Option } from 'commander';
import { table } from '../platform/text/styles.js';
import { TaxCodeDecisionsService } from '../suppliers/tax-code-decisions.service.js';
import { asAdmin, type Common } from './admin-remits.js';
import { output } from './terminal.js';

/** The longest page of the service; who has more decides some first. */
const FIRST = 100;

/** Whose tax codes are, where no authority decides it. */
export function addCodeCommands(sub: (name: string, description: string) => Command): void {
  sub('list-code-claims', 'shows claims to tax codes that wait for a decision, the oldest first')
    .addHelpText('after', '\nExample:\n  $ ketnoi admin list-code-claims')
    .action(async (options: Common) => {
      const { answer } = await asAdmin(TaxCodeDecisionsService, options, (decisions) =>
        decisions.list(['OPEN'], { first: FIRST }),
      );
      const claims = answer.edges.map(({ node }) => node);
      const out = output(options.json ?? false);
      if (out.json) {
        for (const { id, taxCode, claimantName, holderId, answerUntil, answer: answered } of claims)
          out.line({ id, taxCode, claimant: claimantName, holderId, answerUntil, answer: answered });
        return;
      }
      const head =
        options.lang === 'vi'
          ? ['Yêu cầu', 'Mã số thuế', 'Bên yêu cầu', 'Trả lời đến', 'Trả lời']
          : ['Claim', 'Tax code', 'Claimant', 'Answer until', 'Answer'];
      out.print(
        table(
          head,
          claims.map(({ id, taxCode, claimantName, answerUntil, answer: answered }) => [
            id,
            taxCode,
            claimantName,
            answerUntil.toISOString().slice(0, 10),
            answered ?? '–',
          ]),
        ),
      );
    });

  sub('decide-code-claim <claim>', 'decides whose a claimed tax code is')
    .addOption(new Option('--outcome <outcome>', 'whose it is').choices(['moves', 'stays']).makeOptionMandatory())
    .requiredOption('--reason <reason>', 'why; both sides read it')
    .addHelpText(
      'after',
      '\nExample:\n  $ ketnoi admin decide-code-claim 01900000-… --outcome moves --reason "GCN số 0100109106"',
    )
    .action(async (id: string, options: Common & { outcome: 'moves' | 'stays'; reason: string }) => {
      const { answer } = await asAdmin(TaxCodeDecisionsService, options, (decisions) =>
        decisions.decide(id, options.outcome === 'moves', options.reason),
      );
      const out = output(options.json ?? false);
      const { state, taxCode, claimantName } = answer;
      if (out.json) return out.line({ id, state, taxCode });
      const said = {
        vi: state === 'MOVED' ? `${taxCode} thuộc về ${claimantName}.` : `${taxCode} không chuyển.`,
        en: state === 'MOVED' ? `${taxCode} is ${claimantName}’s.` : `${taxCode} stays where it is.`,
      };
      return out.print(said[options.lang]);
    });

  sub('release-code <tax-code>', 'frees the tax code of a supplier that was never looked at and is not used any more')
    .addHelpText('after', '\nExample:\n  $ ketnoi admin release-code 0100109106')
    .action(async (taxCode: string, options: Common) => {
      const { answer } = await asAdmin(TaxCodeDecisionsService, options, (decisions) => decisions.releaseCode(taxCode));
      const out = output(options.json ?? false);
      if (out.json) return out.line({ released: taxCode, organisationId: answer });
      return out.print(options.lang === 'vi' ? `Mã ${taxCode} đã tự do.` : `${taxCode} is free.`);
    });
}
