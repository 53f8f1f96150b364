import type { DynamicModule, Type } from '@nestjs/common';
import type { MigrationInterface } from 'typeorm';
import type { TableAccess } from './database/access/table-access.js';
import { PersonalDataRegister, type RegisteredTable } from './personal-data/register.js';
import { Policy } from './policy/policy.js';
import type { RoomPolicy } from './policy/room-policy.js';

/** `breaksOlderBuilds`: those that do not know it must not run on what it leaves; the others go on beside newer ones. */
export type Migration = new () => MigrationInterface & { breaksOlderBuilds?: true };

/**
 * What a room adds to the house, said by the room itself in `<name>.room.ts`. Static, because migrations run before
 * there is an application.
 */
export interface Room {
  /** The name of its folder under `src`. */
  name: string;
  /** The tables it maps. Nobody else reads them. */
  entities: readonly Type<object>[];
  /** Files of the top folder `migrations` that shape its tables. */
  migrations: readonly Migration[];
  modules: readonly (Type<object> | DynamicModule)[];
  /** Who may do what to the rows of its tables. */
  access: readonly TableAccess[];
  /** What each column of its tables tells of people, and what becomes of it. */
  personalData: readonly RegisteredTable[];
  /** Who may call its operations and is told the fields of its objects. */
  policy: RoomPolicy;
}

/** Who may do what, of every table of the house. */
export const accessOf = (rooms: readonly Room[]): TableAccess[] => rooms.flatMap((room) => room.access);

/** What is known of people, of all rooms together. */
export const registerOf = (rooms: readonly Room[]): PersonalDataRegister =>
  new PersonalDataRegister(rooms.flatMap((room) => room.personalData));

/** Who may do what at the door, of all rooms together. */
export const policyOf = (rooms: readonly Room[]): Policy => new Policy(rooms.map((room) => room.policy));

/** The migrations of all rooms in the order they run: by the timestamp their names end in, each of its own. */
export function migrationsOf(rooms: readonly Room[]): Migration[] {
  const migrations = rooms
    .flatMap((room) => room.migrations)
    .sort((one, other) => timestampOf(one) - timestampOf(other));
  migrations.reduce((before, next) => {
    if (timestampOf(before) === timestampOf(next))
      throw new Error(`${before.name} and ${next.name} have one timestamp`);
    return next;
  });
  return migrations;
}

function timestampOf({ name }: Migration): number {
  const [digits] = /\d{13}$/.exec(name) ?? [];
  if (digits === undefined) throw new Error(`the name of migration ${name} does not end in a timestamp`);
  return Number(digits);
}
