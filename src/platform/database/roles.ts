import type { Actor } from './actor.js';

/** The role every connection of the application steps down to: it owns nothing, and sees the public vocabularies alone. */
export const APPLICATION_ROLE = 'ketnoi_app';
/** The role that keeps the queue in its own schema; it may make nothing anywhere else, and sees no table of ours. */
export const QUEUE_ROLE = 'ketnoi_queue';
export const QUEUE_SCHEMA = 'bullmq';

export type ActorKind = Actor['kind'];
/** Authorities are two: those that see everything, and those that see what lies in their remit. */
export type AccessKind = ActorKind | 'BOUNDED_AUTHORITY';

/**
 * A role per kind of actor, and one more for officials whose authority has a remit: a unit of work takes the one of whoever is
 * acting, for its transaction only. Policies are written `TO` these roles, so that each of them is plain and served by an index.
 * The application may become any of them and inherits none: without an identity it may read nothing.
 */
export const ROLE_OF = {
  SUPPLIER: 'ketnoi_supplier',
  BUYER: 'ketnoi_buyer',
  AUTHORITY: 'ketnoi_authority',
  BOUNDED_AUTHORITY: 'ketnoi_bounded_authority',
  ANONYMOUS: 'ketnoi_anonymous',
  SYSTEM: 'ketnoi_system',
} as const satisfies Record<AccessKind, string>;

export const ACCESS_KINDS = Object.keys(ROLE_OF) as AccessKind[];
export const ACTOR_KINDS = ACCESS_KINDS.filter((kind) => kind !== 'BOUNDED_AUTHORITY');
export const ACTOR_ROLES: readonly string[] = Object.values(ROLE_OF);

/** Where names without a schema are looked for, by connections and by everybody without a schema of its own. */
export const SEARCH_PATH = 'public,pg_temp';

/**
 * A schema per kind of actor with a view of each table that shows it some of the rows: what the policies say, said a second
 * time, so that a table whose policies are switched off is still not open. Ketnoi itself reads the tables.
 */
export const VIEWS_OF = {
  SUPPLIER: 'seen_by_supplier',
  BUYER: 'seen_by_buyer',
  AUTHORITY: 'seen_by_authority',
  BOUNDED_AUTHORITY: 'seen_by_bounded_authority',
  ANONYMOUS: 'seen_by_anonymous',
} as const satisfies Partial<Record<AccessKind, string>>;

/** An authority is bounded unless it is known to see everything. */
export const accessKindOf = (actor: Actor): AccessKind =>
  actor.kind === 'AUTHORITY' && actor.isUnbounded !== true ? 'BOUNDED_AUTHORITY' : actor.kind;

export const searchPathOf = (kind: AccessKind): string =>
  kind === 'SYSTEM' ? SEARCH_PATH : `${VIEWS_OF[kind]},${SEARCH_PATH}`;
