import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, closeSync, existsSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene } from './scene.js';

export interface FullDisk {
  /** How it was done, for people. */
  kind: string;
  fill(): Promise<void>;
  makeRoom(): Promise<void>;
  remove(): Promise<void>;
}

const TABLES = [
  'component_request',
  'request_line',
  'request_revision',
  'outbox',
  'match_run',
  'match',
  'event',
  'audit_entry',
];
const MEGABYTES = 96;

/** A tablespace on a device of its own that is filled up: the tables are on it, the log of the server is not. */
export class SmallDisk implements FullDisk {
  readonly kind = `a device of ${MEGABYTES} MB, filled up`;

  private constructor(
    private readonly scene: Scene,
    private readonly folder: string,
  ) {}

  /** Null where this machine lets nobody mount. */
  static async mounted(scene: Scene): Promise<SmallDisk | null> {
    const folder = join(scene.server.folder, 'small-disk');
    mkdirSync(folder, { recursive: true });
    const options = ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m`, 'tmpfs', folder];
    if (process.getuid?.() !== 0 || spawnSync('mount', options).status !== 0) return null;
    const disk = new SmallDisk(scene, folder);
    const space = join(folder, 'tables');
    mkdirSync(space);
    chmodSync(space, 0o700);
    const { uid, gid } = statSync(scene.server.dataDirectory);
    chownSync(space, uid, gid);
    chmodSync(folder, 0o755);
    await scene.ask(`CREATE TABLESPACE small LOCATION '${space}'`);
    await disk.moveTables('small');
    return disk;
  }

  async fill(): Promise<void> {
    const file = openSync(this.ballast, 'w');
    try {
      // Until the last page that fits.
      for (const size of [1 << 20, 4096]) while (writes(file, size));
    } finally {
      closeSync(file);
    }
  }

  async makeRoom(): Promise<void> {
    rmSync(this.ballast, { force: true });
  }

  async remove(): Promise<void> {
    await this.moveTables('pg_default');
    await this.scene.ask('DROP TABLESPACE small');
    spawnSync('umount', ['--lazy', this.folder]);
    if (existsSync(this.folder)) rmSync(this.folder, { recursive: true, force: true });
  }

  private async moveTables(space: string): Promise<void> {
    for (const table of TABLES) await this.scene.ask(`ALTER TABLE ${table} SET TABLESPACE ${space}`);
  }

  private get ballast(): string {
    return join(this.folder, 'ballast');
  }
}

function writes(file: number, bytes: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(bytes)) === bytes;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}

/** Where nothing can be mounted: the error of a full device, from the tables themselves. */
export function refusingWrites(scene: Scene): FullDisk {
  const each = (statement: (table: string) => string) =>
    scene.ask(TABLES.map(statement).join(';\n')).then(() => undefined);
  return {
    kind: 'nothing can be mounted here: the tables refuse with the error of a full device',
    fill: async () => {
      await scene.ask(`CREATE OR REPLACE FUNCTION fault_no_space() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$`);
      await each(
        (table) => `CREATE TRIGGER fault_no_space BEFORE INSERT ON ${table} EXECUTE FUNCTION fault_no_space()`,
      );
    },
    makeRoom: () => each((table) => `DROP TRIGGER IF EXISTS fault_no_space ON ${table}`),
    remove: async () => undefined,
  };
}
