import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.token.js';
import type { Proof } from '../platform/database/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { ViewerMembershipModel, ViewerModel } from './identity.models.js';
import { Membership } from './membership.entity.js';
import { Organisation } from './organisation.entity.js';
import { Person } from './person.entity.js';

/** All that a person may act for, as JSON, the first joined first; only Ketnoi itself sees more than the one acted for. */
export const membershipsOf = (person: string): string => `SELECT jsonb_agg(jsonb_build_object('role', belongs.role,
    'createdAt', belongs.created_at, 'organisation', jsonb_build_object('id', theirs.id, 'kind', theirs.kind, 'name', theirs.name,
      'taxCode', theirs.tax_code, 'countryCode', theirs.country_code, 'createdAt', theirs.created_at))
    ORDER BY belongs.created_at, theirs.id)
  FROM membership AS belongs JOIN organisation AS theirs ON theirs.id = belongs.organisation_id
  WHERE belongs.person_id = ${person} AND belongs.suspended_at IS NULL`;

/** Whether a person has a second factor in force. */
export const hasFactorOf = (person: string): string =>
  `EXISTS (SELECT FROM second_factor WHERE second_factor.person_id = ${person} AND confirmed_at IS NOT NULL)`;

/** With moments again where JSON has texts. */
export const readMemberships = (json: ViewerMembershipModel[] | null): ViewerMembershipModel[] =>
  (json ?? []).map(({ organisation, role, createdAt }) => ({
    organisation: { ...organisation, createdAt: new Date(organisation.createdAt) },
    role,
    createdAt: new Date(createdAt),
  }));

/** What signing in has found out already. */
interface Known {
  memberships?: ViewerMembershipModel[];
  proof?: Proof;
  /** The provider that signed the person in has seen a second factor that counts. */
  hasProviderFactor?: boolean;
}

/** Who someone is in Ketnoi: the person, the organisation they act for, and the role that joins them. */
@Injectable()
export class ViewersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Null for somebody who does not act for it (any more), or whom the acting identity may not see. What is
   * known of whoever is signed in, memberships and proof, is looked for without, as Ketnoi itself alone can.
   */
  async find(personId: string, organisationId: string, known: Known | null = null): Promise<ViewerModel | null> {
    const membership = await this.unitOfWork
      .repository(Membership)
      .findOneBy({ personId, organisationId, suspendedAt: IsNull() });
    if (!membership) return null;
    const [person, organisation] = await Promise.all([
      this.unitOfWork.repository(Person).findOneByOrFail({ id: personId }),
      this.unitOfWork.repository(Organisation).findOneByOrFail({ id: organisationId }),
    ]);
    const memberships = known?.memberships ?? (await this.memberships(personId));
    const hasFactor = known?.proof?.hasFactor ?? (await this.hasFactor(personId));
    const lacksFactor = !hasFactor && !known?.hasProviderFactor;
    const mustEnrolFactor =
      known?.proof?.mustEnrol ??
      (organisation.kind === 'AUTHORITY' && lacksFactor && this.config.auth.officialsNeedFactor);
    return { person, organisation, role: membership.role, memberships, hasFactor, mustEnrolFactor };
  }

  private async hasFactor(personId: string): Promise<boolean> {
    const [row] = await this.unitOfWork.query<{ hasFactor: boolean }>(`SELECT ${hasFactorOf('$1')} AS "hasFactor"`, [
      personId,
    ]);
    return row!.hasFactor;
  }

  private async memberships(personId: string): Promise<ViewerMembershipModel[]> {
    const [row] = await this.unitOfWork.query<{ memberships: ViewerMembershipModel[] | null }>(
      `SELECT (${membershipsOf('$1')}) AS memberships`,
      [personId],
    );
    return readMemberships(row!.memberships);
  }
}
