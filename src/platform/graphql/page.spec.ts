import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PageArgs } from './connection.js';
import { keyOfOrder, type ListOrder } from './list-order.js';
import { pageOfAll } from './page.js';

const RANK = { name: 'numbers', is: 'RANK', of: (rank: number) => rank } as const;
const ranks = fc.uniqueArray(fc.nat(1000), { maxLength: 40 }).map((list) => list.sort((a, b) => a - b));
const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 });

/** From one end to the other, in pages of these sizes; what was read, in the order of the list. */
function walk(list: readonly number[], from: 'first' | 'last', pages: readonly number[]): number[] {
  const read: number[] = [];
  let cursor: string | null = null;
  for (let turn = 0; ; turn++) {
    const size = pages[turn % pages.length]!;
    const args: PageArgs = from === 'first' ? { first: size, after: cursor } : { last: size, before: cursor };
    const { nodes, pageInfo } = pageOfAll(list, args, RANK);
    if (from === 'first') read.push(...nodes);
    else read.unshift(...nodes);
    const [isMore, next] =
      from === 'first' ? [pageInfo.hasNextPage, pageInfo.endCursor] : [pageInfo.hasPreviousPage, pageInfo.startCursor];
    if (!isMore) return read;
    cursor = next;
  }
}

describe('a list in pages', () => {
  it('is read whole and in order from either end, whatever the pages', () => {
    fc.assert(
      fc.property(ranks, sizes, (list, pages) => {
        expect(walk(list, 'first', pages)).toEqual(list);
        expect(walk(list, 'last', pages)).toEqual(list);
      }),
    );
  });

  it('is read between two cursors from either end', () => {
    fc.assert(
      fc.property(ranks, fc.nat(40), fc.nat(40), fc.integer({ min: 1, max: 50 }), (list, from, to, size) => {
        const cursors = pageOfAll(list, { first: 100 }, RANK).edges.map(({ cursor }) => cursor);
        const between = { after: cursors[from] ?? null, before: cursors[to] ?? null };
        const inside = list.slice(cursors[from] ? from + 1 : 0, cursors[to] ? to : undefined);
        expect(pageOfAll(list, { first: size, ...between }, RANK).nodes).toEqual(inside.slice(0, size));
        expect(pageOfAll(list, { last: size, ...between }, RANK).nodes).toEqual(inside.slice(-size));
      }),
    );
  });

  it('takes no cursor but of its own order, whatever a client makes up', () => {
    const order: ListOrder = {
      name: 'LAST_CHANGED',
      direction: 'DESC',
      parts: [
        { column: 'at', kind: 'TIME' },
        { column: 'day', kind: 'DAY' },
        { column: 'name', kind: 'TEXT' },
        { column: 'id', kind: 'ID' },
      ],
    };
    const right = ['1764124800123456', '2026-11-26', 'Đúc', '01980000-0000-7000-8000-000000000000'];
    expect(keyOfOrder(['LAST_CHANGED', ...right], order)).toEqual(right);
    expect(keyOfOrder(right, order)).toBeNull();
    expect(keyOfOrder(['NEWEST', ...right], order)).toBeNull();
    for (const [at, wrong] of [
      [0, '1e3'],
      [0, -1],
      [0, '9'.repeat(18)],
      [1, '2026-02-30'],
      [1, '2026-1-1'],
      [1, '0000-01-01'],
      [2, 'a\0'],
      [2, 'a'.repeat(1001)],
      [3, 'x'],
    ] as const) {
      expect(keyOfOrder(['LAST_CHANGED', ...right.with(at, wrong as string)], order)).toBeNull();
    }
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const key = keyOfOrder(value, order);
        if (key !== null) expect(key).toHaveLength(4);
      }),
    );
  });
});
