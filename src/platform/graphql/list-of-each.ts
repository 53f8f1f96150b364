import type { ObjectLiteral } from 'typeorm';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { grouped } from './grouped.js';
import type { CountedConnection, PageArgs } from './connection.js';
import type { Loaders } from './operation-context.js';
import { type AskedPage, askedPage, betweenKeys, connection, namedIn, orderedBy, readingDirection } from './page.js';

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
  const { key, name } = columnsOf(unitOfWork, list);
  const asked = askedPage(args, { name, direction: list.order, parts: [{ column: key, kind: list.keyIs }] });
  const rows = await loaders
    .get<string, Row[]>(`${name} ${JSON.stringify(asked)}`, (ids) => nextOfEach(unitOfWork, list, ids, asked))
    .load(parentId);
  return {
    ...connection(rows, asked, (row) => [row[list.key] as string | number]),
    // Counted only where it is asked for.
    get totalCount() {
      return loaders.get<string, number>(`${name} counted`, (ids) => countOfEach(unitOfWork, list, ids)).load(parentId);
    },
  };
}

/** In the order in which the page is read. */
async function nextOfEach<Row extends ObjectLiteral>(
  unitOfWork: UnitOfWork,
  list: ListOfEach<Row>,
  parentIds: readonly string[],
  asked: AskedPage,
): Promise<Row[][]> {
  const { table, parent, key, inList } = columnsOf(unitOfWork, list);
  const parameters: Record<string, unknown> = { parentIds, limit: asked.limit };
  const between = betweenKeys(asked, namedIn(parameters));
  const rows = await unitOfWork
    .repository(list.entity)
    .createQueryBuilder('row')
    .where(
      `(row.${list.parent}, row.${list.key}) IN (
         SELECT each.id, next.${key} FROM unnest(CAST(:parentIds AS uuid[])) AS each(id) CROSS JOIN LATERAL (
           SELECT ${key} FROM ${table} WHERE ${parent} = each.id AND ${inList} AND ${between} ORDER BY ${orderedBy(asked)} LIMIT :limit
         ) AS next)`,
      parameters,
    )
    .andWhere(list.goneSince ? `row.${list.goneSince} IS NULL` : 'true')
    .orderBy(`row.${list.key}`, readingDirection(asked))
    .getMany();
  return grouped(parentIds, rows, (row) => row[list.parent] as string);
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
    name: `${list.entity.name} of ${list.parent}`,
    table: metadata.tableName,
    parent: column(list.parent),
    key: column(list.key),
    inList: list.goneSince ? `${column(list.goneSince)} IS NULL` : 'true',
  };
}
