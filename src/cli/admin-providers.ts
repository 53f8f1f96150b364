import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { ProviderClient } from '../identity/providers/provider-client.js';
import { ProviderUnreachable } from '../identity/providers/provider-transport.js';
import { troubleWithProvider } from '../identity/providers/provider-trouble.js';
import type { SignInProvider } from '../identity/providers/sign-in-provider.js';
import { SignInProvidersService } from '../identity/providers/sign-in-providers.service.js';
import { system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { userErrorsOf } from '../platform/graphql/mutation-payload.js';
import { Refusal } from '../platform/graphql/problems.js';
import type { Language } from '../platform/i18n/message.js';
import { table } from '../platform/text/styles.js';
import { InputRefused, output, UsageError } from './terminal.js';
import { withApplication } from './with-application.js';

interface Common {
  json?: boolean;
  lang: Language;
}

interface Settings extends Common {
  clientId: string;
  clientSecretFile?: string;
  redirectUri: string;
  domain: string[];
  claim: string[];
  factor: string[];
  only?: boolean;
}

/** Where the officials of an authority sign in with accounts that the authority has already. */
export function addProviderCommands(sub: (name: string, description: string) => Command): void {
  sub('set-sign-in-provider <authority> <issuer>', 'lets officials of an authority sign in at their own provider')
    .requiredOption('--client-id <id>', 'under which the provider knows Ketnoi')
    .option('--client-secret-file <file>', 'what Ketnoi proves itself with there; - for standard input')
    .requiredOption('--redirect-uri <uri>', 'page of the front end that people come back to, as the provider knows it')
    .requiredOption('--domain <domains...>', 'of the mail addresses that may come from there')
    .option('--claim <pairs...>', 'name=value that the provider must say of whoever comes, all of them', [])
    .option('--factor <pairs...>', 'acr=value or amr=value, any of which counts as the second factor', [])
    .option('--only', 'members of the authority sign in there or not at all')
    .addHelpText(
      'after',
      '\nExample:\n  $ ketnoi admin set-sign-in-provider "Sở Công Thương Hà Nội" https://id.example.vn --client-id ketnoi \\\n      --client-secret-file secret.txt --redirect-uri https://ketnoi.example.vn/sign-in --domain soct.example.vn',
    )
    .action(async (authority: string, issuer: string, options: Settings) => {
      const settings = {
        issuer,
        clientId: options.clientId,
        clientSecret: await readSecret(options.clientSecretFile),
        redirectUri: options.redirectUri,
        domains: options.domain,
        claims: options.claim,
        factors: options.factor,
        isOnlyWay: options.only ?? false,
      };
      const { answer, trouble } = await asAdmin(options, (providers) => providers.set(authority, settings), true);
      show([answer], options);
      if (trouble === null) return;
      const { note } = output(options.json ?? false);
      note(
        options.lang === 'vi'
          ? `Chưa dùng được: hệ thống này ${trouble}.`
          : `It cannot be used yet: this provider ${trouble}.`,
      );
    });

  sub('list-sign-in-providers', 'shows where officials of which authority sign in')
    .addHelpText('after', '\nExample:\n  $ ketnoi admin list-sign-in-providers')
    .action(async (options: Common) => show((await asAdmin(options, (providers) => providers.list())).answer, options));

  sub('drop-sign-in-provider <authority>', 'ends all sessions that the provider has opened; passwords are good again')
    .addHelpText('after', '\nExample:\n  $ ketnoi admin drop-sign-in-provider "Sở Công Thương Hà Nội"')
    .action(async (authority: string, options: Common) => {
      const { answer } = await asAdmin(options, (providers) => providers.drop(authority));
      const out = output(options.json ?? false);
      if (out.json) out.line({ dropped: answer.issuer, authority: answer.authority });
      else
        out.print(
          options.lang === 'vi'
            ? `${answer.authority} không còn đăng nhập qua ${answer.issuer}.`
            : `${answer.authority} signs in at ${answer.issuer} no more.`,
        );
    });
}

/** On the command line itself everybody who looks at the processes of the machine would read it. */
async function readSecret(file: string | undefined): Promise<string | null> {
  if (file === undefined) return null;
  try {
    return (await readFile(file === '-' ? '/dev/stdin' : file, 'utf8')).trim();
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/** `trouble`: of the one that was set, what stands in the way of using it. */
async function asAdmin<Answer extends SignInProvider | SignInProvider[]>(
  { lang }: Common,
  work: (providers: SignInProvidersService) => Promise<Answer | Refusal>,
  isTested = false,
): Promise<{ answer: Answer; trouble: string | null }> {
  const { answer, trouble } = await withApplication(async (app) => {
    const answer = await app.get(UnitOfWork).run(system('admin'), () => work(app.get(SignInProvidersService)));
    const isOne = isTested && !(answer instanceof Refusal) && !Array.isArray(answer);
    return { answer, trouble: isOne ? await troubleOf(app.get(ProviderClient), answer) : null };
  });
  if (!(answer instanceof Refusal)) return { answer, trouble };
  for (const { path, message, code } of userErrorsOf(answer, lang)) {
    process.stderr.write(`${path.join('.')}: ${message} (${code})\n`);
  }
  throw new InputRefused();
}

async function troubleOf(client: ProviderClient, provider: SignInProvider): Promise<string | null> {
  try {
    await client.test(provider);
    return null;
  } catch (error) {
    const trouble = troubleWithProvider(error);
    if (!trouble) throw error;
    return error instanceof ProviderUnreachable ? error.message : trouble.reason;
  }
}

function show(providers: SignInProvider[], { json, lang }: Common): void {
  const out = output(json ?? false);
  if (out.json) {
    return providers.forEach(
      ({ authority, issuer, clientId, redirectUri, domains, claims, factors, isOnlyWay }) =>
        out.line({ authority, issuer, clientId, redirectUri, domains, claims, factors, isOnlyWay }), // prettier-ignore
    );
  }
  const head =
    lang === 'vi'
      ? ['Cơ quan', 'Hệ thống', 'Tên miền', 'Điều kiện', 'Yếu tố thứ hai', 'Mật khẩu']
      : ['Authority', 'Provider', 'Domains', 'Claims', 'Second factor', 'Passwords'];
  const [own, none, good] = lang === 'vi' ? ['của Ketnoi', 'không', 'được'] : ["Ketnoi's", 'no', 'yes'];
  out.print(
    table(
      head,
      providers.map(({ authority, issuer, domains, claims, factors, isOnlyWay }) => [
        authority,
        issuer,
        domains.join(', '),
        claims.join(', ') || '–',
        factors.join(', ') || own,
        isOnlyWay ? none : good,
      ]),
    ),
  );
}
