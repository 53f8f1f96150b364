import type { Actor } from './actor.js';
import { accessKindOf, ROLE_OF, searchPathOf } from './roles.js';

/**
 * The statement that says who is acting, for one transaction only: the role of the kind of actor, its views of the tables, and
 * whose rows are its own, and as what of its organisation.
 */
export function acting(actor: Actor): { sql: string; parameters: string[] } {
  const person = 'personId' in actor ? actor : null;
  const kind = accessKindOf(actor);
  return {
    sql: `SELECT set_config('role', $1, true), set_config('ketnoi.organisation_id', $2, true),
                 set_config('ketnoi.person_id', $3, true), set_config('ketnoi.purpose', $4, true),
                 set_config('search_path', $5, true), set_config('ketnoi.member_role', $6, true)`,
    parameters: [
      ROLE_OF[kind],
      person?.organisationId ?? '',
      person?.personId ?? '',
      actor.kind === 'SYSTEM' ? actor.purpose : '',
      searchPathOf(kind),
      person?.role ?? '',
    ],
  };
}
