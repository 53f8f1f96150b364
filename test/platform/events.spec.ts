import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { system } from '../../src/platform/database/actor.js';
import { newId } from '../../src/platform/database/new-id.js';
import type { DomainEvent } from '../../src/platform/events/event.js';
import { defineEvent } from '../../src/platform/events/event.js';
import { EventRoom, PAINTED, PULLED_DOWN } from './event-room.js';

const SYSTEM = system('test.events');
const painted = (coat: number) => PAINTED.of(newId(), { organisationId: null }, { coat });
const pulledDown = () => PULLED_DOWN.of(newId(), { organisationId: null }, {});

describe('events, in the transaction that makes them', () => {
  let room: EventRoom;
  beforeAll(async () => {
    room = await EventRoom.open();
  });
  afterEach(() => room.clear());
  afterAll(() => room.close());

  const rows = async () =>
    (await room.admin.query('SELECT type, version, actor_kind, data FROM event ORDER BY id')).rows;

  it('are rows, there if and only if the change is', async () => {
    const { unitOfWork, bus } = await room.process();
    await unitOfWork.run(SYSTEM, () => bus.append(painted(1), pulledDown()));
    const lost = unitOfWork.run(SYSTEM, async () => {
      await bus.append(painted(2));
      throw new Error('failed');
    });
    await expect(lost).rejects.toThrow('failed');
    await unitOfWork.run(SYSTEM, () =>
      unitOfWork.undoIf(
        () => true,
        () => bus.append(painted(3)),
      ),
    );
    expect(await rows()).toEqual([
      { type: 'test.wall-painted', version: 1, actor_kind: 'SYSTEM', data: { coat: 1 } },
      { type: 'test.wall-pulled-down', version: 1, actor_kind: 'SYSTEM', data: {} },
    ]);
  });

  it('reach each subscriber once for all that it asked for, in order, before the commit', async () => {
    const { unitOfWork, bus } = await room.process();
    const calls: [string, DomainEvent[], number][] = [];
    const heard = (name: string) => async (events: DomainEvent[]) => {
      const [{ count } = { count: 0 }] = await unitOfWork.query<{ count: number }>('SELECT count(*)::int FROM event');
      calls.push([name, events, count]);
      expect(await rows()).toEqual([]);
    };
    bus.on(PAINTED, heard('painter'));
    bus.on([PULLED_DOWN, PAINTED], heard('mason'));
    bus.on(PULLED_DOWN, heard('crane'));
    // Made in another order than they are told in: the order of telling is what counts.
    const walls = Array.from({ length: 700 }, (_, coat) => painted(coat)).reverse();
    await unitOfWork.run(SYSTEM, () => bus.append(...walls));
    expect(calls.map(([name, , count]) => [name, count])).toEqual([
      ['painter', 700],
      ['mason', 700],
    ]);
    for (const [, events] of calls) {
      expect(events).toMatchObject(walls);
      const ids = events.map(({ id }) => id);
      expect(ids).toEqual([...new Set(ids)].sort());
    }
  });

  it('are undone with the change where a subscriber fails', async () => {
    const { unitOfWork, bus } = await room.process();
    bus.on(PAINTED, () => Promise.reject(new Error('no ladder')));
    await expect(unitOfWork.run(SYSTEM, () => bus.append(painted(1)))).rejects.toThrow('no ladder');
    expect(await rows()).toEqual([]);
  });

  it('cannot be changed, nor removed while they are young, nor claim another transaction or actor', async () => {
    const { unitOfWork, bus } = await room.process();
    const event = painted(1);
    await unitOfWork.run(SYSTEM, () => bus.append(event));
    const insert = (columns: string, values: string) => () =>
      unitOfWork.query(
        `INSERT INTO event (id, type, version, subject_type, subject_id, data, ${columns})
         VALUES (gen_random_uuid(), 'x.y', 1, 'wall', gen_random_uuid(), '{}', ${values})`,
      );
    await expect(unitOfWork.run(SYSTEM, () => unitOfWork.query(`UPDATE event SET data = '{}'`))).rejects.toThrow(
      'permission denied',
    );
    await expect(unitOfWork.run(SYSTEM, insert('xid', `'1'`))).rejects.toThrow('permission denied');
    await expect(unitOfWork.run(SYSTEM, insert('actor_kind', `'BUYER'`))).rejects.toThrow('row-level security');
    expect(await unitOfWork.run(SYSTEM, () => unitOfWork.query('DELETE FROM event RETURNING id'))).toEqual([]);
  });

  it('are declared once', () => {
    expect(() => defineEvent('test.wall-painted', 'wall')).toThrow('declared twice');
  });
});
