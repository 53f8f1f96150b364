import { Client } from 'pg';
import type { TestDatabase } from '../harness/test-service.js';

/** Spells "HOLD". */
const LOCK = 0x484f4c44;

const MOMENTS = {
  /** In the middle of its commit: nothing of it is kept yet. */
  commit: `NEW.state = 'DONE'`,
  /** In the middle of a checkpoint: effects written, state not yet kept. */
  checkpoint: 'NEW.progress_done = 20 AND OLD.progress_done < 20',
  /** Before a worker has it. */
  lease: 'NEW.attempt > OLD.attempt',
};

/** Holds up every job of a database at a moment of its life. */
export class HoldUp {
  private constructor(private readonly client: Client) {}

  static async on(database: TestDatabase, moment: keyof typeof MOMENTS = 'commit'): Promise<HoldUp> {
    const client = new Client({ connectionString: database.superuserUrl });
    await client.connect();
    await client.query(`
      CREATE FUNCTION hold_up() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_xact_lock_shared(${LOCK}); RETURN NEW; END $$;
      CREATE TRIGGER hold_up BEFORE UPDATE ON outbox FOR EACH ROW WHEN (${MOMENTS[moment]}) EXECUTE FUNCTION hold_up();
    `);
    return new HoldUp(client);
  }

  async begin(): Promise<void> {
    await this.client.query(`SELECT pg_advisory_lock(${LOCK})`);
  }

  async letGo(): Promise<void> {
    await this.client.query('SELECT pg_advisory_unlock_all()');
  }

  /** How many jobs are being held up. */
  async count(): Promise<number> {
    const { rows } = await this.client.query(
      `SELECT count(*)::int AS count FROM pg_locks
       WHERE locktype = 'advisory' AND objid = ${LOCK} AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    return rows[0].count;
  }

  end(): Promise<void> {
    return this.client.end();
  }
}
