import { Inject, Injectable } from '@nestjs/common';
import { type TaxCodeHolder, TaxCodeHolders } from '../identity/tax-code-holders.service.js';
import { headOfficeOf, readVietnameseTaxCode } from '../identity/vietnamese-tax-code.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.token.js';
import { type PersonActor, system } from '../platform/database/actor.js';
import { isId, newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Problems, Refusal, refuse } from '../platform/graphql/problems.js';
import { StoredFiles } from '../platform/storage/stored-files.js';
import { cleanText } from '../platform/text/clean-text.js';
import { TaxCodeClaimedLetter } from './letters/tax-code-claimed.letter.js';
import { LONGEST } from './limits.js';
import { TaxCodeClaim } from './tax-code-claim.entity.js';
import type { TaxCodeClaimInput } from './tax-code-claim.model.js';
import { CLAIM } from './tax-code-claims.errors.js';
import { TaxCodeMoves } from './tax-code-moves.service.js';

/** Of one firm: it has one open at a time. */
const MOST_CLAIMS_SHOWN = 50;
const DAY = 86_400_000;

/**
 * What a firm does whose tax code another has signed up with, and what that other answers. A claimant is told nothing of who has the
 * code; whoever has it is told the name of the claimant, since it is to answer.
 */
@Injectable()
export class TaxCodeClaimsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly holders: TaxCodeHolders,
    private readonly moves: TaxCodeMoves,
    private readonly files: StoredFiles,
    private readonly claimed: TaxCodeClaimedLetter,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Own ones and those against the own organisation, the latest first. */
  list({ organisationId }: PersonActor): Promise<TaxCodeClaim[]> {
    return this.unitOfWork.repository(TaxCodeClaim).find({
      where: [{ organisationId }, { holderId: organisationId }],
      order: { id: 'DESC' },
      take: MOST_CLAIMS_SHOWN,
    });
  }

  /** Null for a code that nobody has: it is the claimant’s from now on, as it would have been at sign-up. */
  async claim(actor: PersonActor, input: TaxCodeClaimInput): Promise<TaxCodeClaim | null | Refusal> {
    const problems = new Problems();
    const reading = readVietnameseTaxCode(input.taxCode);
    if (!reading.isValid) problems.add(CLAIM.CLAIM_CODE_INVALID, ['input', 'taxCode']);
    const statement = cleanText(input.statement, ['input', 'statement'], problems, {
      required: true, max: LONGEST.note, multiline: true,
    }); // prettier-ignore
    const fileId = isId(input.fileId) ? input.fileId.toLowerCase() : null;
    const files = fileId ? await this.files.hold(actor, 'REGISTRATION_CERTIFICATE', [fileId]) : new Set<string>();
    if (!fileId || !files.has(fileId)) problems.add(CLAIM.CLAIM_FILE_NOT_FOUND, ['input', 'fileId']);
    if (!reading.isValid || statement === null || problems.any) return problems.refusal();
    const { taxCode } = reading;
    const made = await this.unitOfWork.actAs(system('suppliers.claim-tax-code'), async () => {
      const claimant = await this.holders.one(actor.organisationId);
      const holder = await this.holders.holding(taxCode);
      const refusal = await this.whyNot(claimant, holder, taxCode);
      if (refusal || !claimant) return refusal ?? refuse(CLAIM.CLAIM_CODE_NOT_NEEDED, ['input', 'taxCode']);
      if (!holder) return this.moves.give(claimant, taxCode).then(() => null);
      const claim = this.newClaim(actor, claimant, holder, { taxCode, statement, fileId: fileId! });
      // Of two at once, the later runs again and finds the first.
      await this.unitOfWork.query(
        `INSERT INTO tax_code_claim (id, organisation_id, claimant_name, holder_id, area_id, tax_code, file_id, statement, claimed_by,
           claimed_at, answer_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
        [
          claim.id, claim.organisationId, claim.claimantName, claim.holderId, holder.areaId, taxCode, claim.fileId, statement,
          claim.claimedBy, claim.claimedAt, claim.answerUntil,
        ], // prettier-ignore
      );
      for (const personId of await this.holders.ownersOf(holder.id))
        await this.claimed.ask({ claimId: claim.id, personId }, holder.id);
      return claim;
    });
    if (made instanceof Refusal) return made;
    await this.audit.record('tax-code.claim', 'organisation', actor.organisationId, { claimId: made?.id ?? null });
    return made;
  }

  /** Before it is decided. */
  async withdraw(actor: PersonActor, id: string): Promise<TaxCodeClaim | Refusal> {
    const claim = await this.hold(id, { organisationId: actor.organisationId });
    if (!claim) return refuse(CLAIM.CLAIM_NOT_FOUND, ['id']);
    if (claim.state !== 'OPEN') return refuse(CLAIM.CLAIM_ENDED, ['id']);
    return this.change(claim, { state: 'WITHDRAWN', endedAt: this.clock.now() }, 'tax-code.withdraw-claim');
  }

  /** By whoever has the code, once and in time. */
  async answer(actor: PersonActor, id: string, text: string): Promise<TaxCodeClaim | Refusal> {
    const problems = new Problems();
    const answer = cleanText(text, ['answer'], problems, { required: true, max: LONGEST.note, multiline: true });
    const claim = await this.hold(id, { holderId: actor.organisationId });
    const now = this.clock.now();
    if (!claim) problems.add(CLAIM.CLAIM_NOT_FOUND, ['id']);
    else if (claim.state !== 'OPEN') problems.add(CLAIM.CLAIM_ENDED, ['id']);
    else if (claim.answeredAt !== null) problems.add(CLAIM.CLAIM_ANSWERED, ['id']);
    else if (claim.answerUntil <= now) problems.add(CLAIM.CLAIM_ANSWER_TOO_LATE, ['id']);
    if (!claim || problems.any) return problems.refusal();
    return this.change(claim, { answer, answeredBy: actor.personId, answeredAt: now }, 'tax-code.answer-claim');
  }

  private async whyNot(
    claimant: TaxCodeHolder | null,
    holder: TaxCodeHolder | null,
    taxCode: string,
  ): Promise<Refusal | null> {
    const path = ['input', 'taxCode'];
    const headOffice = headOfficeOf(taxCode);
    if (claimant && claimant.taxCode === taxCode) return refuse(CLAIM.CLAIM_CODE_OWN, path);
    const isOwnBranch = headOffice !== taxCode && claimant?.taxCode === headOffice;
    if (!claimant || (claimant.taxCode !== null && !(isOwnBranch && holder)))
      return refuse(CLAIM.CLAIM_CODE_NOT_NEEDED, path);
    const open = await this.unitOfWork
      .repository(TaxCodeClaim)
      .existsBy({ organisationId: claimant.id, state: 'OPEN' });
    if (open) return refuse(CLAIM.CLAIM_OPEN, ['input']);
    if (isOwnBranch || holder || headOffice === taxCode) return null;
    const ofBranch = await this.holders.holding(headOffice);
    return ofBranch && refuse(CLAIM.CLAIM_CODE_OF_BRANCH, path, { taxCode: headOffice });
  }

  private newClaim(
    { personId }: PersonActor,
    claimant: TaxCodeHolder,
    holder: TaxCodeHolder,
    said: Pick<TaxCodeClaim, 'taxCode' | 'statement' | 'fileId'>,
  ): TaxCodeClaim {
    const claimedAt = this.clock.now();
    return Object.assign(new TaxCodeClaim(), {
      ...said,
      id: newId(),
      organisationId: claimant.id,
      claimantName: claimant.name,
      holderId: holder.id,
      claimedBy: personId,
      claimedAt,
      answerUntil: new Date(claimedAt.getTime() + this.config.taxCodes.answerDays * DAY),
      ...{ answer: null, answeredBy: null, answeredAt: null, state: 'OPEN' as const },
      ...{ endedAt: null, decidedBy: null, authorityId: null, reason: null },
    });
  }

  /** Nobody else changes it until this unit of work has ended. */
  private hold(id: string, of: { organisationId: string } | { holderId: string }): Promise<TaxCodeClaim | null> {
    return this.unitOfWork.actAs(system('suppliers.hold-claim'), async () =>
      isId(id)
        ? this.unitOfWork
            .repository(TaxCodeClaim)
            .findOne({ where: { id, ...of }, lock: { mode: 'pessimistic_write' } })
        : null,
    );
  }

  private async change(claim: TaxCodeClaim, changes: Partial<TaxCodeClaim>, action: string): Promise<TaxCodeClaim> {
    await this.unitOfWork.actAs(system('suppliers.change-claim'), () =>
      this.unitOfWork.repository(TaxCodeClaim).update({ id: claim.id }, changes),
    );
    await this.audit.record(action, 'tax_code_claim', claim.id);
    return Object.assign(claim, changes);
  }
}
