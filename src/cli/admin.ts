import { Command } from 'commander';
import { OfficialsService, type WithPassword } from '../identity/officials.service.js';
import { system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { userErrorsOf } from '../platform/graphql/mutation-payload.js';
import { Refusal } from '../platform/graphql/problems.js';
import type { Language } from '../platform/i18n/message.js';
import { addDataRequestCommands } from './admin-data-requests.js';
import { addJobCommands } from './admin-jobs.js';
import { addProviderCommands } from './admin-providers.js';
import { addCodeCommands } from './admin-codes.js';
import { addRemitCommands } from './admin-remits.js';
import { addSecretCommands } from './admin-secrets.js';
import { addReviewCommands } from './admin-reviews.js';
import { languageOption } from './language-option.js';
import { bold, table } from '../platform/text/styles.js';
import { InputRefused, output } from './terminal.js';
import { withApplication } from './with-application.js';

interface Common {
  json?: boolean;
  lang: Language;
}

/** What only an operator may do. Whoever can run it owns the database anyway. */
export function adminCommand(): Command {
  const admin = new Command('admin')
    .description(
      'manages officials, where they sign in, what their authorities are there for, how they review, claims to tax codes, requests about personal data, jobs and secrets',
    )
    .exitOverride();
  const sub = (name: string, description: string) =>
    admin.command(name).description(description).option('--json', 'one JSON line').addOption(languageOption());

  sub('create-official <email>', 'lets an official in and prints the first password, once')
    .option('--name <name>', 'the official’s name (default: what stands before the @)')
    .option('--authority <name>', 'the authority, made when it is new (default: the only one there is)')
    .addHelpText(
      'after',
      '\nExample:\n  $ ketnoi admin create-official mai@example.vn --authority "Sở Công Thương Hà Nội"',
    )
    .action((email: string, options: Common & { name?: string; authority?: string }) =>
      withOfficials(options, (officials) =>
        officials.create(email, options.name ?? null, options.authority ?? null),
      ).then((result) => showPassword(result, options)),
    );

  sub('reset-password <email>', 'gives an official a new password, prints it once and ends all sessions')
    .addHelpText('after', '\nExample:\n  $ ketnoi admin reset-password mai@example.vn')
    .action((email: string, options: Common) =>
      withOfficials(options, (officials) => officials.resetPassword(email)).then((result) =>
        showPassword(result, options),
      ),
    );

  sub('remove-factor <email>', 'lets somebody in without the second factor they have lost; officials enrol another')
    .addHelpText('after', '\nExample:\n  $ ketnoi admin remove-factor mai@example.vn')
    .action(async (email: string, options: Common) => {
      const person = await withOfficials(options, (officials) => officials.removeFactor(email));
      const out = output(options.json ?? false);
      if (out.json) out.line({ removedFactorOf: person.email });
      else
        out.print(
          options.lang === 'vi'
            ? `Đã gỡ ứng dụng xác thực của ${person.email}; mọi phiên đăng nhập đã kết thúc.`
            : `${person.email} has no second factor any more, and all sessions have ended.`,
        );
    });

  sub('remove-official <email>', 'takes the right to sign in away; what was decided stays')
    .addHelpText('after', '\nExample:\n  $ ketnoi admin remove-official mai@example.vn')
    .action(async (email: string, options: Common) => {
      const removed = await withOfficials(options, (officials) => officials.remove(email));
      const out = output(options.json ?? false);
      if (out.json) out.line({ removed: removed.email });
      else
        out.print(
          options.lang === 'vi' ? `Đã gỡ quyền của ${removed.email}.` : `${removed.email} can no longer sign in.`,
        );
    });

  sub('list-officials', 'shows who may sign in for an authority')
    .addHelpText('after', '\nExample:\n  $ ketnoi admin list-officials')
    .action(async (options: Common) => {
      const officials = await withOfficials(options, (service) => service.list());
      const out = output(options.json ?? false);
      const isVietnamese = options.lang === 'vi';
      if (out.json) officials.forEach(({ email, name, authority }) => out.line({ email, name, authority }));
      else if (officials.length === 0) {
        out.print(
          isVietnamese
            ? 'Chưa có cán bộ nào: ketnoi admin create-official EMAIL'
            : 'Nobody yet: ketnoi admin create-official EMAIL',
        );
      } else {
        const head = isVietnamese ? ['E-mail', 'Họ tên', 'Cơ quan'] : ['E-mail', 'Name', 'Authority'];
        out.print(
          table(
            head,
            officials.map(({ email, name, authority }) => [email, name, authority]),
          ),
        );
      }
    });
  addProviderCommands(sub);
  addCodeCommands(sub);
  addRemitCommands(sub);
  addReviewCommands(sub);
  addDataRequestCommands(sub);
  addJobCommands(sub);
  addSecretCommands(sub);
  return admin;
}

async function withOfficials<T>(
  { lang }: Common,
  work: (officials: OfficialsService) => Promise<T | Refusal>,
): Promise<T> {
  const result = await withApplication((app) =>
    app.get(UnitOfWork).run(system('admin'), () => work(app.get(OfficialsService))),
  );
  if (!(result instanceof Refusal)) return result;
  for (const { path, message, code } of userErrorsOf(result, lang)) {
    process.stderr.write(`${path.join('.')}: ${message} (${code})\n`);
  }
  throw new InputRefused();
}

function showPassword({ official, password }: WithPassword, { json, lang }: Common): void {
  const out = output(json ?? false);
  if (out.json) return out.line({ email: official.email, authority: official.authority, password });
  const isVietnamese = lang === 'vi';
  out.print(`${isVietnamese ? 'Cán bộ' : 'Official'}:  ${official.name} <${official.email}>, ${official.authority}`);
  out.print(`${isVietnamese ? 'Mật khẩu' : 'Password'}: ${bold(password)}`);
  out.note(
    isVietnamese
      ? 'Mật khẩu chỉ hiện một lần này: hãy chuyển tận tay và đổi ngay sau khi đăng nhập.'
      : 'The password is shown this once: hand it over, and have it changed after signing in.',
  );
}
