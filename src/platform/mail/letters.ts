import { Injectable } from '@nestjs/common';
import { defineJob } from '../jobs/job.js';
import { Outbox, type Work } from '../jobs/outbox.js';
import type { Letter } from './letter.js';

/**
 * Tried for about an hour and a half, at most five minutes apart: a mail server may be away for a while. What is out of date
 * by then is not sent: its letter has nothing to say any more.
 */
export const SEND_MAIL = defineJob<{ letter: string; about: object }>('platform.send-mail', { attempts: 30 });

/** Which letters there are, and how one is asked for. */
@Injectable()
export class Letters {
  private readonly byName = new Map<string, Letter<object>>();

  constructor(private readonly outbox: Outbox) {}

  /** Called by whoever writes letters, from its constructor. */
  register<About extends object>(letter: Letter<About>): void {
    if (this.byName.has(letter.name)) throw new Error(`Letter ${letter.name} is registered twice`);
    this.byName.set(letter.name, letter as unknown as Letter<object>);
  }

  letter(name: string): Letter<object> | undefined {
    return this.byName.get(name);
  }

  /** Inside the open unit of work: the mail is sent if, and only if, the change that asks for it commits. `about`: ids alone. */
  async send<About extends object>(
    { name }: Letter<About>,
    about: NoInfer<About>,
    { subject, organisationId }: Pick<Work<object>, 'subject' | 'organisationId'>,
  ): Promise<void> {
    if (!this.byName.has(name)) throw new Error(`Letter ${name} is not registered`);
    await this.outbox.put(SEND_MAIL, { subject, organisationId, payload: { letter: name, about } });
  }
}
