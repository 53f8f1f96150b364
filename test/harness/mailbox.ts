import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { SEND_MAIL } from '../../src/platform/mail/letters.js';
import type { TestService } from './test-service.js';

export interface ReceivedMail {
  headers: Record<string, string>;
  /** Decoded. */
  subject: string;
  to: string;
  text: string;
  html: string;
  /** What it lets its reader do; null where it lets them do nothing. */
  token: string | null;
  mode?: number;
}

/** Does the mail jobs that wait, as a worker would, and answers their ids, oldest first; for a service without workers. */
export async function sendWaitingMails(service: TestService): Promise<string[]> {
  const waiting = await service.asSystem((unitOfWork) =>
    unitOfWork.query<{ id: string }>(`SELECT id FROM outbox WHERE job = $1 AND state = 'PENDING' ORDER BY id`, [
      SEND_MAIL.name,
    ]),
  );
  for (const { id } of waiting) await service.get(JobRunner).deliver({ id, name: SEND_MAIL.name, order: 0 });
  return waiting.map(({ id }) => id);
}

/** What waits to be sent, as its receivers get it. */
export async function newMails(service: TestService): Promise<ReceivedMail[]> {
  const ids = await sendWaitingMails(service);
  return (await Promise.all(ids.map((id) => mailInFolder(service.config.home, id)))).flat();
}

/** The one mail that waits to be sent to this address. */
export async function onlyMailTo(service: TestService, address: string): Promise<ReceivedMail> {
  const mails = await newMails(service);
  const [mail, ...others] = mails.filter(({ to }) => to.includes(`<${address}>`) || to === address);
  if (!mail || others.length > 0) throw new Error(`not one mail to ${address}: ${JSON.stringify(mails)}`);
  return mail;
}

/** Takes the mail out of the folder; none where the letter had nothing to say. */
async function mailInFolder(home: string, id: string): Promise<ReceivedMail[]> {
  const file = join(home, 'mail', `${id}.eml`);
  const raw = await readFile(file, 'utf8').catch(() => null);
  if (raw === null) return [];
  const { mode } = await stat(file);
  await rm(file);
  return [{ ...readMail(raw), mode: mode & 0o777 }];
}

/** As a mail program reads what Ketnoi writes: multipart/alternative, encoded words, quoted-printable or base64. */
export function readMail(raw: string): ReceivedMail {
  const { headers, body } = split(raw);
  const boundary = /boundary="([^"]+)"/.exec(headers['content-type'] ?? '')?.[1];
  const parts = body.split(`--${boundary}`).slice(1, -1).map((part) => split(part.trimStart())); // prettier-ignore
  const partOf = (type: string) => decoded(parts.find(({ headers }) => headers['content-type']?.startsWith(type))!);
  const text = partOf('text/plain');
  const token = /(?:#token=|: )([\w-]{43})$/m.exec(text)?.[1] ?? null;
  const subject = decodedWords(headers.subject!);
  return { headers, subject, to: decodedWords(headers.to!), text, html: partOf('text/html'), token };
}

function split(raw: string): { headers: Record<string, string>; body: string } {
  const text = raw.replace(/\r\n/g, '\n');
  const end = text.indexOf('\n\n');
  const lines = text.slice(0, end).replace(/\n[ \t]+/g, ' ').split('\n'); // prettier-ignore
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { headers, body: text.slice(end + 2) };
}

function decoded({ headers, body }: { headers: Record<string, string>; body: string }): string {
  const encoding = headers['content-transfer-encoding'];
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  return encoding === 'quoted-printable' ? quotedPrintable(body.replace(/=\n/g, '')) : body;
}

const quotedPrintable = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
    'latin1',
  ).toString();

const decodedWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_, encoding: string, word: string) =>
      encoding.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString()
        : quotedPrintable(word.replaceAll('_', ' ')),
    );
