import type { Command } from 'commander';
import { system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { userErrorsOf } from '../platform/graphql/mutation-payload.js';
import { Refusal } from '../platform/graphql/problems.js';
import type { Language } from '../platform/i18n/message.js';
import { ReviewRulesService } from '../review/review-rules.service.js';
import { InputRefused, output } from './terminal.js';
import { withApplication } from './with-application.js';

/** How an authority reviews, for whoever runs Ketnoi for it. */
export function addReviewCommands(sub: (name: string, description: string) => Command): void {
  sub('set-four-eyes <authority>', 'has approvals of an authority confirmed by a second official')
    .option('--off', 'one official approves again')
    .addHelpText('after', '\nExample:\n  $ ketnoi admin set-four-eyes "Sở Công Thương Hà Nội"')
    .action(
      async (authority: string, { off = false, json, lang }: { off?: boolean; json?: boolean; lang: Language }) => {
        const result = await withApplication((app) =>
          app.get(UnitOfWork).run(system('admin'), () => app.get(ReviewRulesService).set(authority, !off)),
        );
        if (result instanceof Refusal) {
          for (const { path, message, code } of userErrorsOf(result, lang)) {
            process.stderr.write(`${path.join('.')}: ${message} (${code})\n`);
          }
          throw new InputRefused();
        }
        const out = output(json ?? false);
        const { approvalsNeedTwo } = result;
        if (out.json) return out.line({ authority, approvalsNeedTwo });
        const said = {
          vi: approvalsNeedTwo ? 'Từ nay cần hai cán bộ phê duyệt.' : 'Từ nay một cán bộ phê duyệt là đủ.',
          en: approvalsNeedTwo ? 'From now on two officials approve.' : 'From now on one official approves.',
        };
        return out.print(said[lang]);
      },
    );
}
