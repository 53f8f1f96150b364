import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Match } from '../matching/match.entity.js';
import { MatchesService } from '../matching/matches.service.js';
import { Audit } from '../platform/audit/audit.js';
import { Clock } from '../platform/clock.js';
import type { PersonActor } from '../platform/database/actor.js';
import { newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Loaders } from '../platform/graphql/operation-context.js';
import { type Refusal, refuse } from '../platform/graphql/problems.js';
import { AccessCut } from './access-cut.entity.js';
import { AgreementAcceptance } from './agreement-acceptance.entity.js';
import { DISCLOSURE } from './disclosure.errors.js';
import { isBuyerReached, isFirmReached, type Level, type Told, told, USUAL } from './level.js';

/** What the firm of a match is told, and what it has to accept or has accepted for it. */
export interface FirmAccess extends Told {
  agreementId: string | null;
  acceptedAt: Date | null;
  /** Whether the buyer may be told the firm’s contacts, and the firm the buyer’s. */
  isFirmReached: boolean;
  isBuyerReached: boolean;
  /** Those of the buyer’s that stand for the request; null: all that are shown. */
  contactIds: readonly string[] | null;
}

interface Row {
  beforeRelease: Level | null;
  afterRelease: Level | null;
  isOver: boolean | null;
  agreementId: string | null;
  acceptedAt: Date | null;
  isCutOff: boolean;
  contactIds: string[] | null;
}

const BETWEEN = `
  SELECT told.before_release AS "beforeRelease", told.after_release AS "afterRelease", told.is_over AS "isOver",
    told.agreement_id AS "agreementId", told.contact_ids AS "contactIds",
    accepted.accepted_at AS "acceptedAt", cut.id IS NOT NULL AS "isCutOff"
  FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS asked (request_id, organisation_id, number)
  LEFT JOIN request_disclosure AS told ON told.request_id = asked.request_id
  LEFT JOIN agreement_acceptance AS accepted
    ON accepted.agreement_id = told.agreement_id AND accepted.organisation_id = asked.organisation_id
  LEFT JOIN access_cut AS cut ON cut.request_id = asked.request_id
    AND cut.firm_organisation_id = asked.organisation_id AND cut.restored_at IS NULL
  ORDER BY number`;

/** Between one firm and one request: what it is told now, what it accepted, and whether the buyer has cut it off. */
@Injectable()
export class FirmAccessService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly matches: MatchesService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** In the state that all of it is in now, looked up anew by each operation. */
  async of(loaders: Loaders, match: Match): Promise<FirmAccess> {
    const row = await loaders
      .get<string, Row>('disclosure.between', async (keys) => {
        const pairs = keys.map((key) => key.split(' '));
        return this.unitOfWork.query<Row>(BETWEEN, [
          pairs.map(([requestId]) => requestId),
          pairs.map(([, organisationId]) => organisationId || null),
        ]);
      })
      .load(`${match.requestId} ${match.firmOrganisationId ?? ''}`);
    return accessOf(match, row);
  }

  /** The supplier accepts the version that stands, for its organisation. */
  async accept(actor: PersonActor, matchId: string, agreementId: string): Promise<Match | Refusal> {
    const match = await this.matches.byId(matchId);
    if (!match) return refuse(DISCLOSURE.DISCLOSED_MATCH_NOT_FOUND, ['matchId']);
    const access = accessOf(match, (await this.rowOf(match))!);
    if (access.acceptedAt !== null && access.agreementId === agreementId)
      return refuse(DISCLOSURE.AGREEMENT_ACCEPTED, ['agreementId']);
    if (access.because !== 'AGREEMENT_TO_ACCEPT') return refuse(DISCLOSURE.AGREEMENT_NOT_ASKED, ['agreementId']);
    if (access.agreementId !== agreementId) return refuse(DISCLOSURE.AGREEMENT_REPLACED, ['agreementId']);
    const { requestId, buyerOrganisationId } = match;
    const { organisationId, personId } = actor;
    await this.unitOfWork.repository(AgreementAcceptance).insert({
      ...{ agreementId, organisationId, requestId, buyerOrganisationId },
      ...{ acceptedBy: personId, acceptedAt: this.clock.now() },
    });
    await this.audit.record('match.agreement-accept', 'match', match.id, { agreementId });
    return match;
  }

  /** From the next reading on the firm of this match is told no more of the request than the teaser. */
  async cut({ personId, organisationId }: PersonActor, matchId: string): Promise<Match | Refusal> {
    const match = await this.matches.byId(matchId);
    if (!match) return refuse(DISCLOSURE.DISCLOSED_MATCH_NOT_FOUND, ['matchId']);
    const { requestId, firmOrganisationId } = match;
    if (firmOrganisationId === null) return refuse(DISCLOSURE.ACCESS_OF_NOBODY, ['matchId']);
    const cuts = this.unitOfWork.repository(AccessCut);
    if (await cuts.existsBy({ requestId, firmOrganisationId, restoredAt: IsNull() }))
      return refuse(DISCLOSURE.ACCESS_CUT_ALREADY, ['matchId']);
    const cutAt = this.clock.now();
    await cuts.insert({ id: newId(), requestId, organisationId, firmOrganisationId, cutBy: personId, cutAt });
    await this.audit.record('match.access-cut', 'match', match.id, { requestId, firmOrganisationId });
    return match;
  }

  /** The firm is told again what others in its state are. */
  async restore(matchId: string): Promise<Match | Refusal> {
    const match = await this.matches.byId(matchId);
    if (!match) return refuse(DISCLOSURE.DISCLOSED_MATCH_NOT_FOUND, ['matchId']);
    const { requestId, firmOrganisationId } = match;
    if (firmOrganisationId === null) return refuse(DISCLOSURE.ACCESS_NOT_CUT, ['matchId']);
    const restoredAt = this.clock.now();
    const { affected } = await this.unitOfWork
      .repository(AccessCut)
      .update({ requestId, firmOrganisationId, restoredAt: IsNull() }, { restoredAt });
    if (affected === 0) return refuse(DISCLOSURE.ACCESS_NOT_CUT, ['matchId']);
    await this.audit.record('match.access-restore', 'match', match.id, { requestId, firmOrganisationId });
    return match;
  }

  private async rowOf({ requestId, firmOrganisationId }: Match): Promise<Row | undefined> {
    const [row] = await this.unitOfWork.query<Row>(BETWEEN, [[requestId], [firmOrganisationId]]);
    return row;
  }
}

function accessOf({ releasedAt, leftAt }: Match, row: Row): FirmAccess {
  const { beforeRelease, afterRelease, isOver, isCutOff, agreementId, acceptedAt, contactIds } = row;
  const chosen = beforeRelease && afterRelease ? { beforeRelease, afterRelease } : USUAL;
  const position = {
    isReleased: releasedAt !== null,
    isOver: leftAt !== null || isOver === true,
    isCutOff,
    mustAgree: agreementId !== null && acceptedAt === null,
  };
  return {
    ...told(chosen, position),
    ...{ agreementId, acceptedAt, contactIds },
    isFirmReached: isFirmReached(position),
    isBuyerReached: isBuyerReached(position),
  };
}
