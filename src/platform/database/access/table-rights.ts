import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import type { ActorKind } from '../roles.js';
import type { TableAccess } from './table-access.js';

/** The description of who may see which table, asked before PostgreSQL would refuse. */
export class TableRights {
  constructor(
    private readonly dataSource: DataSource,
    private readonly tables: readonly TableAccess[],
  ) {}

  /** Whether this kind of actor may read some rows of the table. Where it may not, even asking is an error. */
  mayRead(kind: ActorKind, entity: EntityTarget<ObjectLiteral>): boolean {
    const { tableName } = this.dataSource.getMetadata(entity);
    const rules = this.tables.find(({ table }) => table === tableName)?.rules;
    return rules === 'PUBLIC' || rules?.[kind]?.read !== undefined;
  }
}
