import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.token.js';
import { system } from '../../platform/database/actor.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Problems, Refusal, refuse } from '../../platform/graphql/problems.js';
import { PersonData } from '../../platform/personal-data/person-data.js';
import { IDENTITY } from '../identity.errors.js';
import { isEmail } from '../sign-up-rules.js';
import { ErasureBlocks } from './erasure-blocks.js';
import { ErasuresService } from './erasures.service.js';
import { PersonKeysService } from './person-keys.service.js';

const HOUR = 3_600_000;
/** An operator is warned when so much of the time is left. */
const NEAR = 1 / 4;

/** What somebody has asked for about their own data and has not got yet. */
export interface DataRequest {
  id: string;
  kind: 'COPY' | 'ERASURE';
  personId: string;
  askedAt: Date;
  /** By when the law, as configured, wants it answered. */
  answerBy: Date;
  standing: 'IN_TIME' | 'NEAR' | 'LATE';
}

/** For an operator: who waits for an answer, and those who ask on paper. */
@Injectable()
export class DataRequestsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: PersonKeysService,
    private readonly data: PersonData,
    private readonly blocks: ErasureBlocks,
    private readonly erasures: ErasuresService,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Those that wait, the most urgent first. */
  async list(): Promise<DataRequest[]> {
    const asked = await this.unitOfWork.run(
      system('admin'),
      () =>
        this.unitOfWork.query<Pick<DataRequest, 'id' | 'kind' | 'personId' | 'askedAt'>>(
          `SELECT id, 'COPY' AS kind, person_id AS "personId", asked_at AS "askedAt" FROM personal_data_export WHERE made_at IS NULL
           UNION ALL
           SELECT id, 'ERASURE', person_id, asked_at FROM erasure WHERE cancelled_at IS NULL AND done_at IS NULL
           ORDER BY "askedAt", id`,
        ),
      { readOnly: true },
    );
    const time = this.config.personalData.deadlineHours * HOUR;
    return asked.map((request) => {
      const left = request.askedAt.getTime() + time - this.clock.now().getTime();
      const standing = left < 0 ? 'LATE' : left < time * NEAR ? 'NEAR' : 'IN_TIME';
      return { ...request, answerBy: new Date(request.askedAt.getTime() + time), standing };
    });
  }

  /** The copy of somebody who asked on paper, written piece by piece. The record of it is kept before the first. */
  async export(email: string, write: (piece: Buffer) => Promise<void>): Promise<{ personId: string } | Refusal> {
    const personId = await this.unitOfWork.run(system('admin'), async () => {
      const found = await this.personOf(email);
      if (found instanceof Refusal) return found;
      await this.audit.record('person.export', 'person', found, { asked: 'ON_PAPER' }, { personId: found });
      return found;
    });
    if (personId instanceof Refusal) return personId;
    await this.unitOfWork.run(
      system('admin'),
      async () => {
        const keys = await this.keys.of(personId);
        if (keys) for await (const piece of this.data.tell(keys, this.clock.now())) await write(piece);
      },
      { readOnly: true, attempts: 1 },
    );
    return { personId };
  }

  /** What stands in the way of erasing somebody; nothing is done. */
  whatStandsInTheWay(email: string): Promise<Refusal | null> {
    return this.unitOfWork.run(system('admin'), async () => {
      const personId = await this.personOf(email);
      return personId instanceof Refusal ? personId : this.refusal(personId);
    });
  }

  /** Erases somebody who asked on paper, at once: whoever asks that way cannot take it back with a password. */
  erase(email: string): Promise<{ personId: string } | Refusal> {
    return this.unitOfWork.run(system('admin'), async () => {
      const personId = await this.personOf(email);
      if (personId instanceof Refusal) return personId;
      const refusal = await this.refusal(personId);
      if (refusal) return refusal;
      await this.audit.record('person.request-erasure', 'person', personId, { asked: 'ON_PAPER' }, { personId });
      await this.erasures.carryOutNow(personId);
      return { personId };
    });
  }

  private async refusal(personId: string): Promise<Refusal | null> {
    const problems = new Problems();
    for (const message of await this.blocks.of(personId)) problems.add(message, ['email']);
    return problems.any ? problems.refusal() : null;
  }

  private async personOf(email: string): Promise<string | Refusal> {
    const text = email.normalize('NFC').trim();
    const [person] = isEmail(text)
      ? await this.unitOfWork.query<{ id: string }>('SELECT id FROM person WHERE email = $1', [text])
      : [];
    return person?.id ?? refuse(IDENTITY.EMAIL_OF_NOBODY, ['email']);
  }
}
