import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { system } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { HopelessJobError, type JobHandler, type JobRun } from '../jobs/job.js';
import { JobRegistry } from '../jobs/job-registry.js';
import { PinoLogger } from '../logging/pino-logger.js';
import { Retention } from '../retention/retention.js';
import { Letters, SEND_MAIL } from './letters.js';
import { MAIL_CARRIER, type MailCarrier, MailRefusedError } from './mail-carrier.js';
import { renderMail } from './render-mail.js';

/**
 * Sends one mail. A worker that dies between the mail server’s yes and the commit sends it a second time, as the same
 * message: its id is the outbox row’s, and so is the token in it.
 */
@Injectable()
export class SendMailHandler implements JobHandler<{ letter: string; about: object }> {
  readonly job = SEND_MAIL;

  constructor(
    registry: JobRegistry,
    private readonly letters: Letters,
    private readonly unitOfWork: UnitOfWork,
    private readonly log: PinoLogger,
    @Inject(MAIL_CARRIER) private readonly carrier: MailCarrier,
    @Inject(CONFIG) private readonly config: Config,
    retention: Retention,
  ) {
    registry.register(this);
    retention.register({
      period: 'mails',
      hasBefore: async (moment) => (await carrier.sentBefore(moment)).length > 0,
      removeBefore: async (moment) => {
        const old = await carrier.sentBefore(moment);
        await carrier.remove(old);
        return old.length;
      },
    });
  }

  async handle(payload: { letter: string; about: object }, run: JobRun): Promise<void> {
    const letter = this.letters.letter(payload.letter);
    if (!letter) throw new HopelessJobError(`there is no letter ${payload.letter}`);
    const mail = await this.unitOfWork.run(system(SEND_MAIL.name), () => letter.compose(payload.about), {
      readOnly: true,
    });
    if (mail) {
      const { to, subject } = mail;
      const rendered = renderMail(mail, this.config.mail.webUrl);
      await this.carry({ id: run.outboxId, to, subject, ...rendered }, payload.letter);
    }
    await run.commit(() => Promise.resolve());
  }

  /** An address that does not exist is nothing an operator could mend: it is said, and done with. */
  private async carry(envelope: Parameters<MailCarrier['carry']>[0], letter: string): Promise<void> {
    try {
      await this.carrier.carry(envelope);
    } catch (error) {
      if (!(error instanceof MailRefusedError)) throw error;
      this.log.warn({ outboxId: envelope.id, letter, err: error }, 'mail refused for good');
    }
  }
}
