import { Injectable } from '@nestjs/common';
import { isPerson } from '../platform/database/actor.js';
import { isId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { oneById } from '../platform/graphql/one-by-id.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Membership } from './membership.entity.js';
import { Person } from './person.entity.js';

/** People for the other rooms, which know them by id: those of the caller’s own organisation, and nobody else. */
@Injectable()
export class ColleaguesService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Whether somebody belongs to the organisation of whoever acts: a colleague now, or oneself. */
  async isMember(personId: string): Promise<boolean> {
    const { actor } = this.unitOfWork;
    if (!isPerson(actor) || !isId(personId)) return false;
    return this.unitOfWork.repository(Membership).existsBy({ personId, organisationId: actor.organisationId });
  }

  /** Null for whoever is no colleague, or is one no longer. */
  load({ loaders }: OperationContext, id: string): Promise<Person | null> {
    return oneById(this.unitOfWork, loaders, Person, id);
  }
}
