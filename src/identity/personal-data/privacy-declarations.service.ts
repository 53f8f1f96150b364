import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { type PersonActor, system } from '../../platform/database/actor.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Problems, type Refusal, refuse } from '../../platform/graphql/problems.js';
import type { Language } from '../../platform/i18n/message.js';
import { type ConsentPurpose, NOTICE_VERSION, PURPOSES } from '../../platform/personal-data/purposes.js';
import { IDENTITY } from '../identity.errors.js';
import type { DeclaredIn, PrivacyDeclarationModel, PrivacyInput } from './privacy.models.js';

/** Which notice is meant by `about`; all else is a purpose. */
const NOTICE = 'NOTICE';

/** What somebody declares, read: never without knowing what was shown to them. */
type Declared = readonly { about: typeof NOTICE | ConsentPurpose; version: number }[];

/**
 * What people declare of the processing of their data: that they were shown the notice, and to what they consent. A consent counts
 * while it is not withdrawn and is to the version of today; whoever does what rests on one asks `stands` each time.
 */
@Injectable()
export class PrivacyDeclarationsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** The latest first. */
  async list({ personId }: PersonActor): Promise<PrivacyDeclarationModel[]> {
    const rows = await this.unitOfWork.query<
      Omit<PrivacyDeclarationModel, 'purpose' | 'isStanding'> & { about: string }
    >(
      `SELECT about, version, language, made_at AS "madeAt", made_in AS "madeIn", withdrawn_at AS "withdrawnAt"
       FROM privacy_declaration WHERE person_id = $1 ORDER BY id DESC`,
      [personId],
    );
    return rows.map(({ about, ...row }) => ({
      ...row,
      purpose: about === NOTICE ? null : (about as ConsentPurpose),
      isStanding: row.withdrawnAt === null && row.version === standingVersion(about),
    }));
  }

  read(input: PrivacyInput | null | undefined, path: string[], problems: Problems): Declared {
    const notice = input?.noticeVersion ?? null;
    const declared: Declared = [
      ...(notice === null ? [] : [{ about: NOTICE, version: notice } as const]),
      ...(input?.consents ?? []).map(({ purpose, version }) => ({ about: purpose, version })),
    ];
    for (const { about, version } of declared) {
      const standing = standingVersion(about);
      if (version !== standing) problems.add(IDENTITY.PRIVACY_OUTDATED, path, { version: standing });
    }
    return declared;
  }

  /** As Ketnoi itself. What stands already is not said twice. In the trail of no organisation: it is the person’s own. */
  async record(personId: string, declared: Declared, language: Language, madeIn: DeclaredIn): Promise<void> {
    for (const { about, version } of declared) {
      const id = newId();
      const rows = await this.unitOfWork.query(
        `INSERT INTO privacy_declaration (id, person_id, about, version, language, made_in) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (person_id, about, version) WHERE withdrawn_at IS NULL DO NOTHING RETURNING 1`,
        [id, personId, about, version, language, madeIn],
      );
      if (rows.length > 0)
        await this.audit.record('privacy.declare', 'privacy_declaration', id, { about, version }, { personId });
    }
  }

  async declare(
    actor: PersonActor,
    input: PrivacyInput,
    language: Language,
  ): Promise<PrivacyDeclarationModel[] | Refusal> {
    const problems = new Problems();
    const declared = this.read(input, ['input'], problems);
    if (problems.any) return problems.refusal();
    await this.unitOfWork.actAs(system('identity.declare-privacy'), () =>
      this.record(actor.personId, declared, language, 'ACCOUNT'),
    );
    return this.list(actor);
  }

  /** In force at once: also for what waits to be done. */
  async withdraw(actor: PersonActor, purpose: ConsentPurpose): Promise<PrivacyDeclarationModel[] | Refusal> {
    const { personId } = actor;
    const withdrawn = await this.unitOfWork.actAs(system('identity.withdraw-consent'), async () => {
      const rows = await this.unitOfWork.query<{ id: string }>(
        `UPDATE privacy_declaration SET withdrawn_at = now()
         WHERE person_id = $1 AND about = $2 AND withdrawn_at IS NULL RETURNING id`,
        [personId, purpose],
      );
      for (const { id } of rows)
        await this.audit.record('privacy.withdraw', 'privacy_declaration', id, { about: purpose }, { personId });
      return rows.length > 0;
    });
    return withdrawn ? this.list(actor) : refuse(IDENTITY.CONSENT_NOT_GIVEN, ['purpose']);
  }

  /** Whether somebody consents to what a purpose means today. As Ketnoi itself. */
  async stands(personId: string, purpose: ConsentPurpose): Promise<boolean> {
    const rows = await this.unitOfWork.query(
      `SELECT FROM privacy_declaration WHERE person_id = $1 AND about = $2 AND version = $3 AND withdrawn_at IS NULL`,
      [personId, purpose, PURPOSES[purpose].version],
    );
    return rows.length > 0;
  }
}

const standingVersion = (about: string): number =>
  about === NOTICE ? NOTICE_VERSION : PURPOSES[about as ConsentPurpose].version;
