import type { Actor } from './actor.js';

/** The role every connection of the application steps down to: it owns nothing, and sees the public vocabularies alone. */
export const APPLICATION_ROLE = 'ketnoi_app';
/** The role that keeps the queue in its own schema; it may make nothing anywhere else, and sees no table of ours. */
export const QUEUE_ROLE = 'ketnoi_queue';
export const QUEUE_SCHEMA = 'bullmq';

export type ActorKind = Actor['kind'];

/**
 * A role per kind of actor: a unit of work takes the one of whoever is acting, for its transaction only. Policies are
 * written `TO` these roles, so that each of them is plain and served by an index. The application may become any of them
 * and inherits none: without an identity it may read nothing.
 */
export const ROLE_OF = {
  SUPPLIER: 'ketnoi_supplier',
  BUYER: 'ketnoi_buyer',
  AUTHORITY: 'ketnoi_authority',
  ANONYMOUS: 'ketnoi_anonymous',
  SYSTEM: 'ketnoi_system',
} as const satisfies Record<ActorKind, string>;

export const ACTOR_KINDS = Object.keys(ROLE_OF) as ActorKind[];
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
  ANONYMOUS: 'seen_by_anonymous',
} as const satisfies Partial<Record<ActorKind, string>>;

export const searchPathOf = (kind: ActorKind): string =>
  kind === 'SYSTEM' ? SEARCH_PATH : `${VIEWS_OF[kind]},${SEARCH_PATH}`;
