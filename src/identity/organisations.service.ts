import { Injectable } from '@nestjs/common';
import { isId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { oneById } from '../platform/graphql/one-by-id.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import type { Problems } from '../platform/graphql/problems.js';
import { fold, leavesOutMarksOf } from '../platform/text/fold.js';
import { AUTHORITY } from './identity.errors.js';
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

  /** The same, with marks left out where only one can be meant; null for none, and with a problem where it can be several. */
  async authorityMeant(name: string, problems: Problems): Promise<Organisation | null> {
    const called = await this.authorityCalled(name);
    if (called) return called;
    const authorities = await this.unitOfWork
      .repository(Organisation)
      .find({ where: { kind: 'AUTHORITY' }, order: { name: 'ASC' } });
    const [first = null, ...others] = authorities.filter(
      (authority) => fold(authority.name) === fold(name) && leavesOutMarksOf(name, authority.name),
    );
    if (first === null || others.length === 0) return first;
    const candidates = [first, ...others].map((authority) => `“${authority.name}”`).join(', ');
    problems.add(AUTHORITY.AUTHORITY_AMBIGUOUS, ['authority'], { candidates });
    return null;
  }

  /** Says of a supplier in which area its firm lies; to be called as Ketnoi itself. */
  async lieIn(id: string, areaId: number): Promise<void> {
    await this.unitOfWork.query('UPDATE organisation SET area_id = $2 WHERE id = $1', [id, areaId]);
  }

  /** Whether it is a supplier’s, as far as whoever acts may know. */
  async isSupplier(id: string): Promise<boolean> {
    return isId(id) && (await this.unitOfWork.repository(Organisation).existsBy({ id, kind: 'SUPPLIER' }));
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
