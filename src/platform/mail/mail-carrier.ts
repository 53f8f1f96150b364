import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type NodemailerError, type SendMailOptions } from 'nodemailer';
import type { Config } from '../config/config.js';

/** A mail that can be carried, and the id that makes a second delivery of it recognisable as the same. */
export interface Envelope {
  id: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
}

/** Hands mails on: to a mail server, or into a folder. */
export interface MailCarrier {
  carry(envelope: Envelope): Promise<void>;
  /** Of mails that went to these addresses nothing stays here. What a mail server has taken is its receiver’s. */
  forget(addresses: readonly string[]): Promise<void>;
  /** Mails from before a moment that are kept here. */
  sentBefore(moment: Date): Promise<string[]>;
  remove(mails: readonly string[]): Promise<void>;
}

export const MAIL_CARRIER = Symbol('MailCarrier');

/** Not taken for now: to be tried again. Says neither the address nor what the server said of it, for logs and the outbox. */
export class MailNotTakenError extends Error {
  override name = 'MailNotTakenError';
}

/** Never to be taken: nobody has that address, or the server will not have the mail. */
export class MailRefusedError extends Error {
  override name = 'MailRefusedError';
}

export function mailCarrierFor({ mail, home }: Config): MailCarrier {
  return mail.smtpUrl === null ? new MailFolder(home, mail.from) : new SmtpCarrier(mail.smtpUrl, mail.from);
}

/** A server that says nothing must not hold a worker’s hand for long. */
const PATIENCE = { dnsTimeout: 5_000, connectionTimeout: 5_000, greetingTimeout: 10_000, socketTimeout: 15_000 };

class SmtpCarrier implements MailCarrier {
  private readonly transport;

  constructor(
    url: string,
    private readonly from: string,
  ) {
    this.transport = createTransport({ url, ...PATIENCE, ...safety(url) });
  }

  async carry(envelope: Envelope): Promise<void> {
    try {
      await this.transport.sendMail(messageOf(envelope, this.from));
    } catch (error) {
      throw translated(error as NodemailerError);
    }
  }

  forget(): Promise<void> {
    return Promise.resolve();
  }

  sentBefore(): Promise<string[]> {
    return Promise.resolve([]);
  }

  remove(): Promise<void> {
    return Promise.resolve();
  }
}

/** A password is sent to another machine under TLS or not at all. */
function safety(url: string): { requireTLS?: true } {
  const { protocol, password, hostname } = new URL(url);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return protocol === 'smtp:' && password && !isHere ? { requireTLS: true } : {};
}

function translated(error: NodemailerError): Error {
  const { responseCode, code } = error;
  const isFinal = (code === 'EENVELOPE' || code === 'EMESSAGE') && (responseCode === undefined || responseCode >= 500);
  const said = `the mail server answered ${responseCode ?? code ?? 'nothing'}`;
  return isFinal ? new MailRefusedError(said) : new MailNotTakenError(said);
}

/** Every mail a file of its own: all that happens is to be seen without a mail server. A second delivery is the same file. */
class MailFolder implements MailCarrier {
  private readonly folder: string;
  private readonly transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  constructor(
    home: string,
    private readonly from: string,
  ) {
    this.folder = join(home, 'mail');
  }

  /** For the eyes of whoever runs Ketnoi alone: there are tokens in it. */
  async carry(envelope: Envelope): Promise<void> {
    const { message } = await this.transport.sendMail(messageOf(envelope, this.from));
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const file = join(this.folder, `${envelope.id}.eml`);
    const draft = `${file}.${process.pid}.draft`;
    await writeFile(draft, message as Buffer, { mode: 0o600 });
    await rename(draft, file);
  }

  async forget(addresses: readonly string[]): Promise<void> {
    const wanted = addresses.map((address) => address.toLowerCase());
    for (const name of await readdir(this.folder).catch(() => [])) {
      const file = join(this.folder, name);
      const text = await readFile(file, 'utf8').catch(() => '');
      const [, to] = /^To: ((?:.*\r?\n[ \t])*.*)$/im.exec(text) ?? [];
      const receiver = to?.toLowerCase().split(/[\s<>]+/) ?? [];
      if (wanted.some((address) => receiver.includes(address))) await rm(file, { force: true });
    }
  }

  /** Drafts, too, of processes that were killed over them. */
  async sentBefore(moment: Date): Promise<string[]> {
    const old: string[] = [];
    for (const name of await readdir(this.folder).catch(() => [])) {
      const { mtime } = await stat(join(this.folder, name)).catch(() => ({ mtime: null }));
      if (mtime !== null && mtime < moment) old.push(name);
    }
    return old;
  }

  async remove(mails: readonly string[]): Promise<void> {
    for (const name of mails) await rm(join(this.folder, name), { force: true });
  }
}

/** Names and addresses stay apart until they are encoded, so that neither can become a header or another recipient. */
function messageOf({ id, to, subject, text, html }: Envelope, from: string): SendMailOptions {
  const domain = /@([^@>\s]+)>?$/.exec(from)![1]!;
  return {
    from,
    to: { name: to.name, address: to.address },
    subject,
    text,
    html,
    messageId: `<${id}@${domain}>`,
    // Out-of-office replies and mailing lists leave it alone.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
