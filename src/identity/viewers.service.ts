import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
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

/** With moments again where JSON has texts. */
export const readMemberships = (json: ViewerMembershipModel[] | null): ViewerMembershipModel[] =>
  (json ?? []).map(({ organisation, role, createdAt }) => ({
    organisation: { ...organisation, createdAt: new Date(organisation.createdAt) },
    role,
    createdAt: new Date(createdAt),
  }));

/** Who someone is in Ketnoi: the person, the organisation they act for, and the role that joins them. */
@Injectable()
export class ViewersService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Null for somebody who does not act for it (any more), or whom the acting identity may not see. Without the memberships,
   * which are known of whoever is signed in, they are looked for, as Ketnoi itself alone can.
   */
  async find(
    personId: string,
    organisationId: string,
    known: ViewerMembershipModel[] | null = null,
  ): Promise<ViewerModel | null> {
    const membership = await this.unitOfWork
      .repository(Membership)
      .findOneBy({ personId, organisationId, suspendedAt: IsNull() });
    if (!membership) return null;
    const [person, organisation] = await Promise.all([
      this.unitOfWork.repository(Person).findOneByOrFail({ id: personId }),
      this.unitOfWork.repository(Organisation).findOneByOrFail({ id: organisationId }),
    ]);
    return { person, organisation, role: membership.role, memberships: known ?? (await this.memberships(personId)) };
  }

  private async memberships(personId: string): Promise<ViewerMembershipModel[]> {
    const [row] = await this.unitOfWork.query<{ memberships: ViewerMembershipModel[] | null }>(
      `SELECT (${membershipsOf('$1')}) AS memberships`,
      [personId],
    );
    return readMemberships(row!.memberships);
  }
}
