import { ACTOR_ROLES, APPLICATION_ROLE, QUEUE_ROLE, QUEUE_SCHEMA } from '../roles.js';

type Query = (sql: string, values: unknown[]) => Promise<{ finding: string }[]>;

/** What whoever has the application’s login can become without being anybody else. */
const APPLICATION_SIDE = [APPLICATION_ROLE, QUEUE_ROLE, ...ACTOR_ROLES];

const SIDE = `WITH side AS (SELECT oid, rolname AS name FROM pg_roles WHERE rolname = ANY($1)),
  theirs AS (SELECT oid, nspname AS name FROM pg_namespace
             WHERE nspname <> 'information_schema' AND nspname !~ '^pg_')`;

/** Each answers one row per weakness. A role of ours that may do one of these is a way to the owner, or past the policies. */
const CHECKS = [
  `SELECT side.name || ' may create schemas' AS finding FROM side
   WHERE has_database_privilege(side.oid, current_database(), 'CREATE')`,

  `SELECT format('%s may create in the schema %s', side.name, theirs.name) AS finding FROM side, theirs
   WHERE has_schema_privilege(side.oid, theirs.oid, 'CREATE')
     AND NOT (theirs.name = $2 AND pg_has_role(side.oid, $3::name, 'MEMBER'))`,

  `SELECT format('%s owns the schema %s', side.name, theirs.name) AS finding
   FROM pg_namespace JOIN theirs USING (oid) JOIN side ON side.oid = nspowner WHERE theirs.name <> $2 OR side.name <> $3
   UNION ALL
   SELECT format('%s owns the table %s', side.name, pg_class.oid::regclass)
   FROM pg_class JOIN theirs ON theirs.oid = relnamespace JOIN side ON side.oid = relowner
   WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND (theirs.name <> $2 OR side.name <> $3)
   UNION ALL
   SELECT format('%s owns the function %s', side.name, pg_proc.oid::regprocedure)
   FROM pg_proc JOIN theirs ON theirs.oid = pronamespace JOIN side ON side.oid = proowner
   WHERE theirs.name <> $2 OR side.name <> $3
   UNION ALL
   SELECT format('%s owns the database', side.name)
   FROM pg_database JOIN side ON side.oid = datdba WHERE datname = current_database()`,

  `SELECT side.name || ability AS finding FROM side JOIN pg_roles USING (oid), LATERAL (VALUES
     (rolsuper, ' is a superuser'), (rolbypassrls, ' bypasses row-level security'), (rolcreaterole, ' creates roles'),
     (rolcreatedb, ' creates databases'), (rolreplication, ' reads the write-ahead log')) AS able (is_able, ability)
   WHERE is_able`,

  `SELECT format('%s may become %s, %s', side.name, other.rolname, CASE WHEN other.oid = owner.relowner
     THEN 'the owner of our tables' WHEN rolsuper THEN 'a superuser' ELSE 'which has rights over others' END) AS finding
   FROM side, pg_roles AS other, pg_class AS owner
   WHERE owner.oid = to_regclass('public.migration') AND other.oid <> side.oid
     AND NOT EXISTS (SELECT FROM pg_roles WHERE pg_roles.oid = side.oid AND rolsuper)
     AND (other.oid = owner.relowner OR rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
       OR other.rolname ~ '^pg_(read_all_data|write_all_data|execute_server_program|read_server_files|write_server_files)$')
     AND pg_has_role(side.oid, other.oid, 'MEMBER')`,

  `SELECT format('%s runs as its owner with a loose search path', pg_proc.oid::regprocedure) AS finding
   FROM pg_proc JOIN theirs ON theirs.oid = pronamespace
   WHERE prosecdef AND NOT coalesce(proconfig && ARRAY[
     'search_path=pg_catalog, pg_temp', 'search_path=pg_catalog, public, pg_temp', 'search_path=public, pg_temp'], false)`,

  `SELECT format('the view %s reads as its owner', pg_class.oid::regclass) AS finding
   FROM pg_class JOIN theirs ON theirs.oid = relnamespace
   WHERE relkind = 'v' AND NOT coalesce(reloptions && ARRAY['security_invoker=true', 'security_invoker=on'], false)
     AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')`,
];

/**
 * Ways from the application’s login to the owner of the tables, or past row-level security: a sentence each, none where all is
 * well. Reads the system’s catalogues alone, which everybody may.
 */
export async function findLooseRoles(query: Query): Promise<string[]> {
  const found: string[] = [];
  for (const check of CHECKS) {
    const rows = await query(`${SIDE}, queue AS (SELECT $2::text, $3::text) ${check} ORDER BY finding`, [
      APPLICATION_SIDE,
      QUEUE_SCHEMA,
      QUEUE_ROLE,
    ]);
    found.push(...rows.map(({ finding }) => finding));
  }
  return found;
}
