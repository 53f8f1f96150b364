import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { Organisation } from './organisation.entity.js';

/** Organisations for the other rooms, which know them by id. */
@Injectable()
export class OrganisationsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** One that is there and may be seen. */
  get(id: string): Promise<Organisation> {
    return this.unitOfWork.repository(Organisation).findOneByOrFail({ id });
  }

  /** One of many asked for by one operation: all of them cost a single query. Null where the caller may not see it. */
  load(context: OperationContext, id: string): Promise<Organisation | null> {
    const loader = context.loaders.get<string, Organisation | null>('organisation', async (ids) => {
      const found = await this.unitOfWork.repository(Organisation).findBy({ id: In([...ids]) });
      const byId = new Map(found.map((organisation) => [organisation.id, organisation]));
      return ids.map((wanted) => byId.get(wanted) ?? null);
    });
    return loader.load(id);
  }
}
