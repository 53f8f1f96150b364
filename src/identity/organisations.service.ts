import { Injectable } from '@nestjs/common';
import { isId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { oneById } from '../platform/graphql/one-by-id.js';
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

  /** An authority by its name, however it is capitalised. */
  async authorityCalled(name: string): Promise<Organisation | null> {
    return this.unitOfWork
      .repository(Organisation)
      .createQueryBuilder('organisation')
      .where(`organisation.kind = 'AUTHORITY' AND lower(organisation.name) = lower(:name)`, {
        name: name.normalize('NFC').trim(),
      })
      .getOne();
  }

  /** Says of suppliers in which area their firms lie; to be called as Ketnoi itself. */
  async lieIn(organisations: readonly { organisationId: string; areaId: number }[]): Promise<void> {
    if (organisations.length === 0) return;
    await this.unitOfWork.query(
      `UPDATE organisation SET area_id = now.area_id FROM unnest($1::uuid[], $2::integer[]) AS now(id, area_id)
       WHERE organisation.id = now.id`,
      [organisations.map(({ organisationId }) => organisationId), organisations.map(({ areaId }) => areaId)],
    );
  }

  /** Whether it is a buyer’s, as far as whoever acts may know. */
  async isBuyer(id: string): Promise<boolean> {
    return isId(id) && (await this.unitOfWork.repository(Organisation).existsBy({ id, kind: 'BUYER' }));
  }

  /** One of many asked for by one operation: all of them cost a single query. Null where the caller may not see it. */
  load(context: OperationContext, id: string): Promise<Organisation | null> {
    return oneById(this.unitOfWork, context.loaders, Organisation, id);
  }
}
