import type { ObjectLiteral } from 'typeorm';
import { isId } from '../database/new-id.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { connection, type CountedConnection, decodeCursor, isRank, type PageArgs, pageSize } from './connection.js';
import type { Loaders } from './operation-context.js';

/** A list that grows below each row of another table: the lines of a request, the checks of a certificate. */
export interface ListOfEach<Row> {
  entity: new () => Row;
  /** Holds the id of the row it belongs to. */
  parent: keyof Row & string;
  /** Orders the rows of one parent, no two alike. An index begins with parent and key. */
  key: keyof Row & string;
  keyIs: 'ID' | 'RANK';
  order: 'ASC' | 'DESC';
  /** Null for the rows that are in the list. */
  goneSince?: keyof Row & string;
}

/** A page of one parent’s list: one statement, and one for the counts, however many parents are asked for together. */
export async function pageOfEach<Row extends ObjectLiteral>(
  unitOfWork: UnitOfWork,
  loaders: Loaders,
  list: ListOfEach<Row>,
  parentId: string,
  args: PageArgs,
): Promise<CountedConnection<Row>> {
  const isKey = list.keyIs === 'ID' ? (part: unknown) => isId(String(part)) : isRank;
  const after = decodeCursor(args.after, 1, ([part]) => isKey(part))?.[0] ?? null;
  const limit = pageSize(args) + 1;
  const name = `${list.entity.name} of ${list.parent}`;
  const rows = await loaders
    .get<string, Row[]>(`${name} ${JSON.stringify([after, limit])}`, (ids) =>
      nextOfEach(unitOfWork, list, ids, after, limit),
    )
    .load(parentId);
  return {
    ...connection(rows, args, (row) => [row[list.key] as string | number]),
    // Counted only where it is asked for.
    get totalCount() {
      return loaders.get<string, number>(`${name} counted`, (ids) => countOfEach(unitOfWork, list, ids)).load(parentId);
    },
  };
}

async function nextOfEach<Row extends ObjectLiteral>(
  unitOfWork: UnitOfWork,
  list: ListOfEach<Row>,
  parentIds: readonly string[],
  after: string | number | null,
  limit: number,
): Promise<Row[][]> {
  const repository = unitOfWork.repository(list.entity);
  const { table, parent, key, inList } = columnsOf(unitOfWork, list);
  const isLater = after === null ? 'true' : `${key} ${list.order === 'ASC' ? '>' : '<'} :after`;
  const rows = await repository
    .createQueryBuilder('row')
    .where(
      `(row.${list.parent}, row.${list.key}) IN (
         SELECT each.id, next.${key} FROM unnest(CAST(:parentIds AS uuid[])) AS each(id) CROSS JOIN LATERAL (
           SELECT ${key} FROM ${table} WHERE ${parent} = each.id AND ${inList} AND ${isLater} ORDER BY ${key} ${list.order} LIMIT :limit
         ) AS next)`,
      { parentIds, after, limit },
    )
    .andWhere(list.goneSince ? `row.${list.goneSince} IS NULL` : 'true')
    .orderBy(`row.${list.key}`, list.order)
    .getMany();
  const ofParent = new Map<string, Row[]>(parentIds.map((id) => [id, []]));
  for (const row of rows) ofParent.get(row[list.parent] as string)?.push(row);
  return parentIds.map((id) => ofParent.get(id)!);
}

async function countOfEach<Row extends ObjectLiteral>(
  unitOfWork: UnitOfWork,
  list: ListOfEach<Row>,
  parentIds: readonly string[],
): Promise<number[]> {
  const { table, parent, inList } = columnsOf(unitOfWork, list);
  const counted = await unitOfWork.query<{ id: string; count: number }>(
    `SELECT ${parent} AS id, count(*)::int AS count FROM ${table} WHERE ${parent} = ANY($1::uuid[]) AND ${inList} GROUP BY ${parent}`,
    [parentIds],
  );
  const counts = new Map(counted.map(({ id, count }) => [id, count]));
  return parentIds.map((id) => counts.get(id) ?? 0);
}

function columnsOf<Row extends ObjectLiteral>(unitOfWork: UnitOfWork, list: ListOfEach<Row>) {
  const { metadata } = unitOfWork.repository(list.entity);
  const column = (property: string): string => metadata.findColumnWithPropertyName(property)!.databaseName;
  return {
    table: metadata.tableName,
    parent: column(list.parent),
    key: column(list.key),
    inList: list.goneSince ? `${column(list.goneSince)} IS NULL` : 'true',
  };
}
