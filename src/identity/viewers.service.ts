import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { ViewerModel } from './identity.models.js';
import { Membership } from './membership.entity.js';
import { Organisation } from './organisation.entity.js';
import { Person } from './person.entity.js';

/** Who someone is in Ketnoi: the person, the organisation, and the role that joins them. */
@Injectable()
export class ViewersService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Null for somebody who belongs nowhere (any more), or whom the acting identity may not see. */
  async find(personId: string): Promise<ViewerModel | null> {
    const membership = await this.unitOfWork.repository(Membership).findOneBy({ personId });
    if (!membership) return null;
    const [person, organisation] = await Promise.all([
      this.unitOfWork.repository(Person).findOneByOrFail({ id: personId }),
      this.unitOfWork.repository(Organisation).findOneByOrFail({ id: membership.organisationId }),
    ]);
    return { person, organisation, role: membership.role };
  }
}
