import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { OrganisationsService } from '../identity/organisations.service.js';
import { type TaxCodeHolder, TaxCodeHolders } from '../identity/tax-code-holders.service.js';
import { readVietnameseTaxCode } from '../identity/vietnamese-tax-code.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.token.js';
import { isPerson, system } from '../platform/database/actor.js';
import { isId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Connection, PageArgs } from '../platform/graphql/connection.js';
import type { ListOrder } from '../platform/graphql/list-order.js';
import { askedPage, pageOf } from '../platform/graphql/page.js';
import { Problems, Refusal, refuse } from '../platform/graphql/problems.js';
import { cleanText } from '../platform/text/clean-text.js';
import { ConflictsOfInterestService } from './conflicts-of-interest.service.js';
import { Firm } from './firm.entity.js';
import { TaxCodeDecidedLetter } from './letters/tax-code-decided.letter.js';
import { LONGEST } from './limits.js';
import { CONFLICT } from './suppliers.errors.js';
import { TaxCodeClaim, type TaxCodeClaimState } from './tax-code-claim.entity.js';
import { CLAIM } from './tax-code-claims.errors.js';
import { TaxCodeMoves } from './tax-code-moves.service.js';
import { Verification } from './verification.entity.js';

const DAY = 86_400_000;

const OLDEST_FIRST: ListOrder = {
  name: 'claims to tax codes',
  direction: 'ASC',
  parts: [{ column: 'claim.id', kind: 'ID' }],
};

/** Decides whose a tax code is: officials in whose remit the firm lies that has it, and the operator. */
@Injectable()
export class TaxCodeDecisionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly holders: TaxCodeHolders,
    private readonly moves: TaxCodeMoves,
    private readonly conflicts: ConflictsOfInterestService,
    private readonly decided: TaxCodeDecidedLetter,
    private readonly audit: Audit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Those that whoever acts may see, the oldest first. */
  list(states: readonly TaxCodeClaimState[], args: PageArgs): Promise<Connection<TaxCodeClaim>> {
    const query = this.unitOfWork
      .repository(TaxCodeClaim)
      .createQueryBuilder('claim')
      // A list of one is an equality, which an index goes by in the order asked for.
      .where(states.length > 0 ? 'claim.state IN (:...states)' : 'false', { states: [...new Set(states)] });
    return pageOf(query, askedPage(args, OLDEST_FIRST));
  }

  /** A code moves once whoever has it has answered, or the time for that is over; that it stays can be decided at once. */
  async decide(id: string, moves: boolean, text: string): Promise<TaxCodeClaim | Refusal> {
    const problems = new Problems();
    const reason = readReason(text, problems);
    const isSeen = isId(id) && (await this.unitOfWork.repository(TaxCodeClaim).existsBy({ id }));
    if (!isSeen) problems.add(CLAIM.CLAIM_NOT_FOUND, ['id']);
    if (!isSeen || reason === null) return problems.refusal();
    const conflicts = await this.conflicts.standing();
    const { actor } = this.unitOfWork;
    const claim = await this.unitOfWork.actAs(system('suppliers.decide-claim'), async () => {
      // Those who sign up, claim and release go by the organisation first as well.
      const { organisationId, holderId } = await this.unitOfWork.repository(TaxCodeClaim).findOneByOrFail({ id });
      const [first, second] = [organisationId, holderId].toSorted();
      const parties = new Map<string, TaxCodeHolder | null>();
      for (const party of [first!, second!]) parties.set(party, await this.holders.one(party));
      const held = await this.unitOfWork
        .repository(TaxCodeClaim)
        .findOneOrFail({ where: { id }, lock: { mode: 'pessimistic_write' } });
      const [claimant, holder] = [parties.get(organisationId)!, parties.get(holderId)!];
      await this.checkConflict(conflicts, [claimant.id, holder.id], ['id'], problems);
      if (held.state !== 'OPEN') problems.add(CLAIM.CLAIM_ENDED, ['id']);
      else if (moves) this.checkMove(held, holder, problems);
      if (problems.any) return problems.refusal();
      const ended: Partial<TaxCodeClaim> = {
        state: moves ? 'MOVED' : 'STAYED',
        endedAt: this.clock.now(),
        decidedBy: isPerson(actor) ? actor.personId : null,
        authorityId: isPerson(actor) ? actor.organisationId : null,
        reason,
      };
      await this.unitOfWork.repository(TaxCodeClaim).update({ id }, ended);
      if (moves) await this.moves.take(holder);
      // Who has a code already keeps it: that of a branch is its own anyway.
      if (moves && claimant.taxCode === null) await this.moves.give(claimant, held.taxCode);
      for (const party of [claimant, holder])
        for (const personId of await this.holders.ownersOf(party.id))
          await this.decided.ask({ claimId: id, personId }, party.id);
      return Object.assign(held, ended);
    });
    if (claim instanceof Refusal) return claim;
    await this.audit.record('tax-code.decide-claim', 'tax_code_claim', id, { state: claim.state });
    return claim;
  }

  /** Of an organisation that whoever acts may see, which officials have never looked at, and which nobody acts for any more. */
  async release(organisationId: string): Promise<string | Refusal> {
    const path = ['organisationId'];
    const problems = new Problems();
    if (!(await this.organisations.isSupplier(organisationId))) return refuse(CLAIM.CODE_NOT_HELD, path);
    const conflicts = await this.conflicts.standing();
    const refusal = await this.unitOfWork.actAs(system('suppliers.release-code'), async () => {
      const holder = await this.holders.one(organisationId);
      if (!holder || holder.taxCode === null) return refuse(CLAIM.CODE_NOT_HELD, path);
      await this.checkConflict(conflicts, [holder.id], path, problems);
      const { idleDays } = this.config.taxCodes;
      const since = new Date(this.clock.now().getTime() - idleDays * DAY);
      if (await this.unitOfWork.repository(Verification).existsBy({ organisationId: holder.id }))
        problems.add(CLAIM.CODE_VERIFIED, path);
      if (!(await this.holders.isIdle(holder.id, since))) problems.add(CLAIM.CODE_IN_USE, path);
      if (problems.any) return problems.refusal();
      return this.moves.take(holder);
    });
    if (refusal instanceof Refusal) return refusal;
    await this.audit.record('tax-code.release', 'organisation', organisationId);
    return organisationId;
  }

  /** The same by the code, for the operator. */
  async releaseCode(code: string): Promise<string | Refusal> {
    const reading = readVietnameseTaxCode(code);
    const holder = reading.isValid ? await this.holders.holding(reading.taxCode) : null;
    return holder ? this.release(holder.id) : refuse(CLAIM.CODE_NOT_HELD, ['taxCode']);
  }

  private checkMove(claim: TaxCodeClaim, holder: TaxCodeHolder, problems: Problems): void {
    if (holder.taxCode !== claim.taxCode) problems.add(CLAIM.CLAIM_HOLDER_CHANGED, ['id']);
    if (claim.answeredAt === null && this.clock.now() < claim.answerUntil)
      problems.add(CLAIM.CLAIM_AWAITS_ANSWER, ['id'], { date: claim.answerUntil.toISOString().slice(0, 10) });
  }

  /** By the firms of the organisations. */
  private async checkConflict(
    conflicts: ReadonlySet<string>,
    organisationIds: string[],
    path: string[],
    problems: Problems,
  ): Promise<void> {
    const firms = await this.unitOfWork.repository(Firm).findBy({ organisationId: In(organisationIds) });
    if (firms.some(({ id }) => conflicts.has(id))) problems.add(CONFLICT.CONFLICT_OF_INTEREST, path);
  }
}

const readReason = (text: string, problems: Problems): string | null =>
  cleanText(text, ['reason'], problems, { required: true, max: LONGEST.note, multiline: true });
