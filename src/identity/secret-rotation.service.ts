import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.token.js';
import { SealedColumns, type SealedCounts } from '../platform/config/sealed-columns.js';
import { system } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { RecoveryCodes } from './recovery-codes.js';

/** A mail with a token is tried for an hour and a half; nothing else that was signed and is not kept is good for longer than an access token. */
const LONGEST_MAIL_MINUTES = 120;

export interface SecretStanding extends SealedCounts {
  hasPrevious: boolean;
  /** What recovery codes were hashed with under the secret before is kept, and it is needed for them no more. */
  areCodesKept: boolean;
  /** From when on nothing that was signed with the secret before is good any more; null while it is not known. */
  signedUntil: Date | null;
}

/** Exchanging Ketnoi’s own secret while everything goes on. In units of work of its own. */
@Injectable()
export class SecretRotationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sealed: SealedColumns,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly audit: Audit,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Seals everything anew that depends on the secret before. May be done again, and stopped at any time. */
  async reseal(): Promise<number> {
    await this.asAdmin(() => this.recoveryCodes.keepFormerKeys());
    let count = 0;
    for (let some = 1; some > 0; count += some) some = await this.asAdmin(() => this.sealed.resealSome());
    await this.asAdmin(() => this.audit.record('secrets.reseal', 'secret', 'ketnoi', { count }));
    return count;
  }

  async standing(): Promise<SecretStanding> {
    return this.asAdmin(async () => {
      const keptAt = await this.recoveryCodes.formerKeysKeptAt();
      const minutes = Math.max(this.config.auth.accessTokenMinutes, LONGEST_MAIL_MINUTES);
      return {
        ...(await this.sealed.counts()),
        hasPrevious: this.config.auth.previousSecret !== null,
        areCodesKept: keptAt !== null,
        signedUntil: keptAt && new Date(keptAt.getTime() + minutes * 60_000),
      };
    });
  }

  private asAdmin<T>(work: () => Promise<T>): Promise<T> {
    return this.unitOfWork.run(system('admin'), work);
  }
}
