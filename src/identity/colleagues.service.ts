import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { oneById } from '../platform/graphql/one-by-id.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Person } from './person.entity.js';

/** People for the other rooms, which know them by id: those of the caller’s own organisation, and nobody else. */
@Injectable()
export class ColleaguesService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Null for whoever is no colleague, or is one no longer. */
  load({ loaders }: OperationContext, id: string): Promise<Person | null> {
    return oneById(this.unitOfWork, loaders, Person, id);
  }
}
