import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ledger } from './ledger.js';
import { ask } from './server.js';

interface Found {
  found: string;
}

export interface Reckoned {
  lost: string[];
  twice: string[];
}

/**
 * Keeps, beside the service’s own tables, how often each piece of work was settled and each event appended: the service itself has no
 * place where a second time would show.
 */
export const WATCH_SETTLING = `
  CREATE SCHEMA fault;
  GRANT USAGE ON SCHEMA fault TO PUBLIC;
  CREATE TABLE fault.settled (outbox_id uuid NOT NULL);
  CREATE FUNCTION fault.settled() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
    $$ BEGIN INSERT INTO fault.settled VALUES (NEW.id); RETURN NULL; END $$;
  CREATE TRIGGER fault_settled AFTER UPDATE ON outbox FOR EACH ROW
    WHEN (NEW.state = 'DONE' AND OLD.state <> 'DONE') EXECUTE FUNCTION fault.settled();`;

/** What was acknowledged: titles of requests, ids of those that were published. */
const GIVEN = 'WITH given AS (SELECT $1::text[] AS requests, $2::text[] AS publications)';

/** Each answers what is lost or was done twice, a line each. */
const LOST = [
  `SELECT 'the request “' || title || '”' AS found FROM given, unnest(given.requests) AS title
   WHERE title NOT IN (SELECT title FROM component_request WHERE title IS NOT NULL)`,
  `SELECT 'the publication of ' || published AS found FROM given, unnest(given.publications) AS published
   WHERE NOT EXISTS (SELECT FROM audit_entry WHERE subject_type = 'request' AND subject_id = published AND action = 'request.publish')`,
  `SELECT format('the run of line %s, %s', line.id, line.title) AS found
   FROM request_line AS line JOIN component_request AS request ON request.id = line.request_id
   WHERE request.status = 'PUBLISHED' AND line.removed_at IS NULL AND NOT EXISTS (
     SELECT FROM match_run WHERE line_id = line.id AND is_current AND revision = line.revision)`,
  `SELECT format('%s %s is %s: %s', job, id, state, coalesce(last_error, 'nothing said')) AS found FROM outbox
   WHERE state NOT IN ('DONE', 'CANCELLED') AND subject NOT LIKE 'poison%'`,
];
const TWICE = [
  `SELECT 'the request “' || title || '”' AS found FROM component_request GROUP BY title HAVING count(*) > 1`,
  `SELECT format('%s of %s', action, subject_id) AS found FROM audit_entry
   WHERE action IN ('request.create', 'request.publish') GROUP BY action, subject_id HAVING count(*) > 1`,
  `SELECT format('the event %s of %s', type, subject_id) AS found FROM event
   WHERE type IN ('requests.request-created', 'requests.request-published') GROUP BY type, subject_id HAVING count(*) > 1`,
  `SELECT 'the run of the job ' || outbox_id AS found FROM match_run GROUP BY outbox_id HAVING count(*) > 1`,
  `SELECT 'the current run of line ' || line_id AS found FROM match_run WHERE is_current GROUP BY line_id HAVING count(*) > 1`,
  `SELECT 'the settling of the job ' || outbox_id AS found FROM fault.settled GROUP BY outbox_id HAVING count(*) > 1`,
];

/** Compares what was acknowledged with what is there, everything from the beginning on. */
export async function reckon(superuserUrl: string, home: string, ledger: Ledger): Promise<Reckoned> {
  const values = [acknowledged(ledger.requests), acknowledged(ledger.publications)];
  const found = async (statements: string[]) => {
    const rows = await Promise.all(statements.map((sql) => ask<Found>(superuserUrl, `${GIVEN} ${sql}`, values)));
    return rows.flat().map((row) => row.found);
  };
  const [lost, twice, letters] = await Promise.all([found(LOST), found(TWICE), countLetters(home)]);
  for (const address of acknowledged(ledger.letters)) if (!letters.has(address)) lost.push(`the letter to ${address}`);
  for (const [address, count] of letters) if (count > 1) twice.push(`the letter to ${address}`);
  return { lost, twice };
}

const acknowledged = (entries: Map<string, boolean>): string[] =>
  [...entries].filter(([, isAcknowledged]) => isAcknowledged).map(([name]) => name);

/** In the folder that stands for the mail server: by address. */
async function countLetters(home: string): Promise<Map<string, number>> {
  const folder = join(home, 'mail');
  const counts = new Map<string, number>();
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.endsWith('.eml')) continue;
    const [, to] = /^To: .*<([^<>]+)>/im.exec(await readFile(join(folder, name), 'utf8')) ?? [];
    if (to !== undefined) counts.set(to, (counts.get(to) ?? 0) + 1);
  }
  return counts;
}
