import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { newId } from '../../src/platform/database/new-id.js';
import type { Letter, Mail } from '../../src/platform/mail/letter.js';
import { Letters, SEND_MAIL } from '../../src/platform/mail/letters.js';
import { onlyMailTo, readMail, type ReceivedMail, sendWaitingMails } from '../harness/mailbox.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { until } from '../harness/until.js';

const TOKEN = 'a-token-of-forty-three-characters-0123456789';
const aMail = (changes: Partial<Mail> = {}): Mail => ({
  to: { name: 'Nguyễn Văn An', address: 'an@co-khi.example.vn' },
  language: 'vi',
  subject: 'Đặt lại mật khẩu',
  opening: ['Chào <b>An</b>,'],
  closing: ['Hết.'],
  action: { label: 'Đặt lại', page: 'password-reset', token: TOKEN.slice(0, 43) },
  ...changes,
});

/** A letter about a key of `MAILS`. */
const MAILS = new Map<string, Mail | null>();
const LETTER: Letter<{ key: string }> = {
  name: 'test.letter',
  compose: ({ key }) => Promise.resolve(MAILS.get(key) ?? null),
};

interface Delivery {
  to: string[];
  mail: ReceivedMail;
}

/** A real SMTP server that answers each recipient as it is told, the last answer for ever. */
async function smtpServer(...answers: (number | 'take')[]) {
  const deliveries: Delivery[] = [];
  let asked = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(_address, _session, callback) {
      const answer = answers[Math.min(asked++, answers.length - 1)] ?? 'take';
      callback(
        answer === 'take' ? null : Object.assign(new Error('not an@co-khi.example.vn'), { responseCode: answer }),
      );
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        deliveries.push({ to, mail: readMail(Buffer.concat(chunks).toString()) });
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    deliveries,
    recipientsAsked: () => asked,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

describe('mail', () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(() => Promise.all(closing.splice(0).map((close) => close())));
  afterAll(() => MAILS.clear());

  async function serviceWith(environment: Record<string, string>, withJobs = false): Promise<TestService> {
    const service = await startTestService({
      withJobs,
      environment,
      prepare: (app) => app.get(Letters).register(LETTER),
    });
    closing.push(() => service.close());
    return service;
  }
  const withServer = async (...answers: (number | 'take')[]) => {
    const server = await smtpServer(...answers);
    closing.push(() => server.close());
    return server;
  };
  const overSmtp = (url: string) => ({ SMTP_URL: url, MAIL_FROM: 'Kết nối <thu@ketnoi.example.vn>' });
  const send = async (service: TestService, mail: Mail | null): Promise<void> => {
    const key = newId();
    MAILS.set(key, mail);
    await service.asSystem(() => service.get(Letters).send(LETTER, { key }, { subject: key, organisationId: null }));
  };
  const rows = (service: TestService) =>
    service.asSystem((unitOfWork) =>
      unitOfWork.query<{ id: string; state: string; failures: number; lastError: string | null; row: string }>(
        `SELECT id, state, failures, last_error AS "lastError", outbox::text AS row FROM outbox WHERE job = $1`,
        [SEND_MAIL.name],
      ),
    );

  it('goes through a mail server to whom it is for, in text and HTML, under the id of its outbox row', async () => {
    const server = await withServer('take');
    const service = await serviceWith({ ...overSmtp(server.url), WEB_URL: 'https://ketnoi.example.vn/' }, true);
    await send(service, aMail());
    await until(() => server.deliveries.length > 0, 'the mail has come');
    const [{ to, mail }] = server.deliveries as [Delivery];
    const [row] = await rows(service);
    expect(to).toEqual(['an@co-khi.example.vn']);
    expect(mail).toMatchObject({ subject: 'Đặt lại mật khẩu', to: 'Nguyễn Văn An <an@co-khi.example.vn>' });
    expect(mail.headers['message-id']).toBe(`<${row!.id}@ketnoi.example.vn>`);
    expect(mail.text).toContain(`https://ketnoi.example.vn/password-reset#token=${TOKEN.slice(0, 43)}`);
    expect(mail.html).toContain('Chào &lt;b&gt;An&lt;/b&gt;,');
  });

  it('is tried again where the server does not take it for now, and comes once', async () => {
    const server = await withServer(451, 'take');
    const service = await serviceWith(overSmtp(server.url), true);
    await send(service, aMail());
    await until(async () => (await rows(service))[0]!.state === 'DONE', 'it was taken');
    expect(server.deliveries).toHaveLength(1);
    expect(await rows(service)).toMatchObject([{ state: 'DONE', failures: 1 }]);
  });

  it('is tried again where the server drops the connection, and neither address nor token is written down', async () => {
    const dropping: Server = createServer((socket) => socket.end('220 here\r\n').destroySoon());
    await new Promise<void>((resolve) => dropping.listen(0, '127.0.0.1', () => resolve()));
    closing.push(() => new Promise((resolve) => dropping.close(resolve)));
    const service = await serviceWith(overSmtp(`smtp://127.0.0.1:${(dropping.address() as AddressInfo).port}`));
    await send(service, aMail());
    await sendWaitingMails(service);
    const [row] = await rows(service);
    expect(row).toMatchObject({ state: 'PENDING', failures: 1 });
    expect(row!.lastError).toMatch(/^MailNotTakenError: the mail server answered E?\w+$/);
    expect(row!.row).not.toMatch(/co-khi|a-token/);
  });

  it('is not tried again where the server will never take it, and keeps nobody busy', async () => {
    const server = await withServer(550);
    const service = await serviceWith(overSmtp(server.url));
    await send(service, aMail());
    await sendWaitingMails(service);
    expect(await rows(service)).toMatchObject([{ state: 'DONE', failures: 0 }]);
    expect(server.recipientsAsked()).toBe(1);
  });

  it('waits for the server to come back', async () => {
    const before = await smtpServer('take');
    await before.close();
    const service = await serviceWith(overSmtp(before.url));
    await send(service, aMail());
    await sendWaitingMails(service);
    expect(await rows(service)).toMatchObject([{ state: 'PENDING', failures: 1 }]);
  });

  it('is a file that only its owner reads where there is no server', async () => {
    const service = await serviceWith({});
    await send(service, aMail());
    const mail = await onlyMailTo(service, 'an@co-khi.example.vn');
    expect(mail).toMatchObject({ mode: 0o600, token: TOKEN.slice(0, 43) });
    expect(mail.headers.from).toBe('Ketnoi <ketnoi@localhost>');
    expect(mail.text).toContain(`Mã của bạn: ${TOKEN.slice(0, 43)}`);
  });

  it('lets no name, subject or text become a header or another recipient', async () => {
    const server = await withServer('take');
    const service = await serviceWith(overSmtp(server.url));
    const hostile = 'An\r\nBcc: kẻ-gian@example.com\r\n\r\n<script>';
    await send(
      service,
      aMail({
        to: { name: `${hostile}" <x@example.com>, y@example.com`, address: 'an@co-khi.example.vn' },
        subject: hostile,
      }),
    );
    await sendWaitingMails(service);
    const [{ to, mail }] = server.deliveries as [Delivery];
    expect(to).toEqual(['an@co-khi.example.vn']);
    expect(Object.keys(mail.headers).filter((name) => ['bcc', 'cc'].includes(name))).toEqual([]);
    expect(mail.html).not.toContain('<script>');
  });

  it('is not sent where there is nothing to say any more', async () => {
    const server = await withServer('take');
    const service = await serviceWith(overSmtp(server.url));
    await send(service, null);
    await sendWaitingMails(service);
    expect(await rows(service)).toMatchObject([{ state: 'DONE' }]);
    expect(server.recipientsAsked()).toBe(0);
  });
});
