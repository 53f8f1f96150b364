import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import { CLIENTS } from '../scene/scene.js';

const TABLES = ['component_request', 'outbox', 'match_run', 'audit_entry'];

/** What collides loses is begun again from its start. */
export const SERIALISATION_FAILURES: Fault = {
  name: 'serialisation-failures',
  what: 'one write in six fails with a serialisation failure or a deadlock, under load',
  async happen(scene) {
    await scene.ask(`CREATE OR REPLACE FUNCTION fault_collide() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF random() < 1.0 / 6 THEN RAISE EXCEPTION 'could not serialize access'
          USING ERRCODE = (ARRAY['serialization_failure', 'deadlock_detected'])[1 + (random() < 0.5)::int]; END IF;
        RETURN NEW; END $$`);
    await scene.ask(
      TABLES.map(
        (table) => `CREATE TRIGGER fault_collide BEFORE INSERT OR UPDATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION fault_collide()`,
      ).join(';\n'),
    );
    scene.load.start(CLIENTS);
    await wait(scene.size(60_000, 6_000));
    await scene.load.stop();
    await scene.ask(TABLES.map((table) => `DROP TRIGGER fault_collide ON ${table}`).join(';\n'));
    return `for ${scene.size(60, 6)} s`;
  },
};
