import { open, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { type DataRequest, DataRequestsService } from '../identity/personal-data/data-requests.service.js';
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

const HEAD = {
  vi: ['Yêu cầu', 'Người', 'Lúc', 'Trả lời trước', 'Tình trạng'],
  en: ['Asks for', 'Person', 'Asked at', 'Answer before', 'Standing'],
};
const NOBODY = { vi: 'Không ai đang chờ.', en: 'Nobody waits.' };
const WORDS: Record<Language, Record<DataRequest['kind'] | DataRequest['standing'], string>> = {
  vi: { COPY: 'bản sao', ERASURE: 'xóa', IN_TIME: 'còn hạn', NEAR: 'sắp hết hạn', LATE: 'quá hạn' },
  en: { COPY: 'a copy', ERASURE: 'erasure', IN_TIME: 'in time', NEAR: 'nearly late', LATE: 'late' },
};
const CONFIRM = {
  vi: 'Xóa dữ liệu là không thể hoàn tác. Gõ lại địa chỉ e-mail để xóa: ',
  en: 'Erasure cannot be undone. Type the e-mail address once more to erase: ',
};
const ERASED = { vi: 'Đã xóa mọi dữ liệu nói về người này.', en: 'All that told of this person was erased.' };
const NOT_ERASED = { vi: 'Không có gì bị xóa.', en: 'Nothing was erased.' };

/** What an operator does with requests about personal data: sees who waits, and answers those who ask on paper. */
export function addDataRequestCommands(sub: (name: string, description: string) => Command): void {
  sub('list-data-requests', 'shows who waits for a copy of their data or to be erased, and until when')
    .addHelpText('after', '\nExample:\n  $ ketnoi admin list-data-requests')
    .action(async ({ json, lang }: Common) => {
      const requests = await withApplication((app) => app.get(DataRequestsService).list());
      const out = output(json ?? false);
      if (out.json) for (const request of requests) out.line(request);
      else
        out.print(
          requests.length === 0
            ? NOBODY[lang]
            : table(
                HEAD[lang],
                requests.map((one) => rowOf(one, lang)),
              ),
        );
    });

  sub('export-person <email>', 'writes all that is kept of somebody who asks for it on paper, as JSON')
    .option('--to <file>', 'a new file that only you may read (default: standard output)')
    .addHelpText('after', '\nExample:\n  $ ketnoi admin export-person an@example.vn --to an.json')
    .action(async (email: string, { to, json, lang }: Common & { to?: string }) => {
      const { personId } = await orRefused(lang, () => exportTo(to ?? null, email));
      const out = output(json ?? false);
      if (to === undefined) return;
      if (out.json) out.line({ exported: personId, to });
      else out.print(to);
    });

  sub('erase-person <email>', 'erases somebody who asks for it on paper, at once')
    .option('--yes', 'without asking once more')
    .addHelpText('after', '\nExample:\n  $ ketnoi admin erase-person an@example.vn')
    .action(async (email: string, { yes = false, json, lang }: Common & { yes?: boolean }) => {
      if (!yes && !process.stdin.isTTY) throw new UsageError('There is nobody to ask here: say --yes.');
      const out = output(json ?? false);
      const answer = await withApplication(async (app) => {
        const requests = app.get(DataRequestsService);
        const refusal = await requests.whatStandsInTheWay(email);
        if (refusal) return refusal;
        return yes || (await isConfirmed(email, lang)) ? requests.erase(email) : null;
      });
      const erased = await orRefused(lang, () => Promise.resolve(answer));
      if (erased === null) {
        out.note(NOT_ERASED[lang]);
        throw new InputRefused();
      }
      if (out.json) out.line({ erased: erased.personId });
      else out.print(ERASED[lang]);
    });
}

async function exportTo(to: string | null, email: string): Promise<{ personId: string } | Refusal> {
  // Made before anything is read: one that is there already, or cannot be made, leaves no record of a copy.
  const file = to === null ? null : await open(to, 'wx', 0o600).catch(() => null);
  if (to !== null && file === null) throw new UsageError(`${to} is there already, or cannot be made.`);
  const write = async (piece: Buffer): Promise<void> => {
    if (file) await file.write(piece);
    else if (!process.stdout.write(piece)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  };
  let exported: { personId: string } | Refusal | null = null;
  try {
    return (exported = await withApplication((app) => app.get(DataRequestsService).export(email, write)));
  } finally {
    await file?.close();
    // Half a copy would pass for a whole one.
    if (to !== null && (exported === null || exported instanceof Refusal)) await rm(to);
  }
}

async function isConfirmed(email: string, lang: Language): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(CONFIRM[lang])).trim().toLowerCase() === email.trim().toLowerCase();
  } finally {
    terminal.close();
  }
}

async function orRefused<T>(lang: Language, work: () => Promise<T | Refusal>): Promise<T> {
  const result = await work();
  if (!(result instanceof Refusal)) return result;
  for (const { message, code } of userErrorsOf(result, lang)) process.stderr.write(`${message} (${code})\n`);
  throw new InputRefused();
}

const rowOf = ({ kind, personId, askedAt, answerBy, standing }: DataRequest, lang: Language): string[] => [
  WORDS[lang][kind],
  personId,
  ...[askedAt, answerBy].map((moment) => moment.toISOString().slice(0, 16).replace('T', ' ')),
  WORDS[lang][standing],
];
