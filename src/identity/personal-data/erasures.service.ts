import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.token.js';
import { type PersonActor, system } from '../../platform/database/actor.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Problems, type Refusal, refuse } from '../../platform/graphql/problems.js';
import { defineJob } from '../../platform/jobs/job.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { Letters } from '../../platform/mail/letters.js';
import { MAIL_CARRIER, type MailCarrier } from '../../platform/mail/mail-carrier.js';
import { PersonData } from '../../platform/personal-data/person-data.js';
import { IDENTITY } from '../identity.errors.js';
import { ErasureAskedLetter } from '../letters/erasure-asked.letter.js';
import { SignInService } from '../sign-in.service.js';
import { ErasureBlocks } from './erasure-blocks.js';
import { PersonalDataExportsService } from './personal-data-exports.service.js';
import { PersonKeysService } from './person-keys.service.js';

export const ERASE_PERSON = defineJob<{ erasureId: string }>('identity.erase-person', { attempts: 30 });

export interface Erasure {
  askedAt: Date;
  dueAt: Date;
}

/** What stands in the way when it is due is looked at again after so many hours. */
const LOOK_AGAIN_HOURS = 6;
const HOUR = 3_600_000;

/** How people have everything that tells of them removed, all that the register says, in one transaction. */
@Injectable()
export class ErasuresService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly signIns: SignInService,
    private readonly blocks: ErasureBlocks,
    private readonly exports: PersonalDataExportsService,
    private readonly keys: PersonKeysService,
    private readonly data: PersonData,
    private readonly outbox: Outbox,
    private readonly letters: Letters,
    private readonly letter: ErasureAskedLetter,
    private readonly audit: Audit,
    @Inject(MAIL_CARRIER) private readonly mails: MailCarrier,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Null where nothing waits. */
  async find({ personId }: PersonActor): Promise<Erasure | null> {
    const [erasure] = await this.unitOfWork.query<Erasure>(
      `SELECT asked_at AS "askedAt", due_at AS "dueAt" FROM erasure
       WHERE person_id = $1 AND cancelled_at IS NULL AND done_at IS NULL`,
      [personId],
    );
    return erasure ?? null;
  }

  /**
   * To be done when the time to take it back is over. A refusal has counted a wrong password, so it must not be undone. What
   * somebody asks for as a person is in the trail of no organisation.
   */
  async ask(actor: PersonActor, currentPassword: string): Promise<Erasure | Refusal> {
    const { personId } = actor;
    return this.unitOfWork.actAs(system('identity.request-erasure'), async () => {
      const wrong = await this.signIns.refuseWrongPassword(personId, currentPassword);
      if (wrong) return wrong;
      const problems = new Problems();
      for (const message of await this.blocks.of(personId)) problems.add(message, []);
      if (await this.find(actor)) problems.add(IDENTITY.ERASURE_ASKED_ALREADY, []);
      if (problems.any) return problems.refusal();
      const id = newId();
      const [erasure] = await this.unitOfWork.query<Erasure>(
        `INSERT INTO erasure (id, person_id, due_at) VALUES ($1, $2, now() + make_interval(hours => $3))
         RETURNING asked_at AS "askedAt", due_at AS "dueAt"`,
        [id, personId, this.config.personalData.coolingOffHours],
      );
      const concerns = { subject: personId, organisationId: null };
      await this.outbox.put(ERASE_PERSON, { ...concerns, payload: { erasureId: id }, runAt: erasure!.dueAt });
      await this.letters.send(this.letter, { erasureId: id }, concerns);
      await this.audit.record('person.request-erasure', 'person', personId, {}, { personId });
      return erasure!;
    });
  }

  async cancel(actor: PersonActor): Promise<Refusal | null> {
    const { personId } = actor;
    return this.unitOfWork.actAs(system('identity.cancel-erasure'), async () => {
      const cancelled = await this.unitOfWork.query(
        `UPDATE erasure SET cancelled_at = now() WHERE person_id = $1 AND cancelled_at IS NULL AND done_at IS NULL RETURNING 1`,
        [personId],
      );
      if (cancelled.length === 0) return refuse(IDENTITY.ERASURE_NOT_ASKED);
      await this.audit.record('person.cancel-erasure', 'person', personId, {}, { personId });
      return null;
    });
  }

  /** In the unit of work of the job: all of it is done, or nothing. */
  async carryOut(erasureId: string): Promise<void> {
    const [erasure] = await this.unitOfWork.query<{ personId: string }>(
      `SELECT person_id AS "personId" FROM erasure WHERE id = $1 AND cancelled_at IS NULL AND done_at IS NULL FOR UPDATE`,
      [erasureId],
    );
    if (!erasure) return;
    const { personId } = erasure;
    if ((await this.blocks.of(personId)).length > 0) return this.putOff(erasureId, personId);
    await this.settle(erasureId, personId);
  }

  /** Somebody whom nothing stands in the way of, who may have asked here as well. In an open unit of work, as Ketnoi itself. */
  async carryOutNow(personId: string): Promise<void> {
    const waiting = `SELECT id FROM erasure WHERE person_id = $1 AND cancelled_at IS NULL AND done_at IS NULL FOR UPDATE`;
    const [erasure] = await this.unitOfWork.query<{ id: string }>(waiting, [personId]);
    const id = erasure?.id ?? newId();
    if (!erasure)
      await this.unitOfWork.query('INSERT INTO erasure (id, person_id, due_at) VALUES ($1, $2, now())', [id, personId]);
    await this.settle(id, personId);
  }

  private async settle(erasureId: string, personId: string): Promise<void> {
    const keys = await this.keys.of(personId);
    if (keys) {
      await this.mails.forget(keys.addresses);
      await this.exports.removeAll(personId);
      await this.data.erase(keys);
      await this.unitOfWork.query('UPDATE person SET erased_at = now() WHERE id = $1', [personId]);
    }
    await this.unitOfWork.query('UPDATE erasure SET done_at = now() WHERE id = $1', [erasureId]);
    await this.audit.record('person.erase', 'person', personId, {}, { personId });
  }

  private async putOff(erasureId: string, personId: string): Promise<void> {
    const runAt = new Date(Date.now() + LOOK_AGAIN_HOURS * HOUR);
    await this.outbox.put(ERASE_PERSON, { subject: personId, organisationId: null, payload: { erasureId }, runAt });
  }
}
