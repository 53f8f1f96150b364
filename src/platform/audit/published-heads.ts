import { createReadStream } from 'node:fs';
import { appendFile, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { system } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Routines } from '../jobs/routines.js';
import { AuditCheck } from './audit-check.js';

const LINE = /^\S+ seal (\d+), \d+ chains, \d+ entries: ([0-9a-f]{64})$/;

export type PublishedCheck =
  { holds: true; lines: number; last: string | null } | { holds: false; line: number; text: string };

/**
 * Writes the newest seal, which covers every chain, to a file outside of the database, a line each time. Whoever keeps a copy
 * of the file where the owner of the database does not get at it can see that nothing sealed before was changed or cut off,
 * together with its seals.
 */
@Injectable()
export class PublishedHeads {
  private published = '';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly check: AuditCheck,
    @Inject(CONFIG) private readonly config: Config,
    routines: Routines,
  ) {
    const everyMilliseconds = config.audit.headsMinutes * 60_000;
    routines.register({ name: 'audit heads', everyMilliseconds, work: () => this.publish() });
  }

  get file(): string {
    return this.config.audit.headsFile ?? join(this.config.home, 'heads');
  }

  /** Says nothing where nothing was sealed since this process said so last. */
  async publish(): Promise<void> {
    const [seal] = await this.unitOfWork.run(system('platform.publish-heads'), () =>
      this.unitOfWork.query<{ number: string; chains: number; entries: string; hash: string }>(
        'SELECT number, chains, entries, hash FROM audit_seal ORDER BY number DESC LIMIT 1',
      ),
    );
    if (!seal || seal.hash === this.published) return;
    await mkdir(dirname(this.file), { recursive: true });
    const { number, chains, entries, hash } = seal;
    await appendFile(
      this.file,
      `${new Date().toISOString()} seal ${number}, ${chains} chains, ${entries} entries: ${hash}\n`,
    );
    this.published = hash;
  }

  /** Compares every line with the database. */
  async compare(): Promise<PublishedCheck> {
    const isThere = await stat(this.file).catch(() => null);
    if (!isThere) return { holds: true, lines: 0, last: null };
    let [line, last] = [0, null as string | null];
    for await (const text of createInterface({ input: createReadStream(this.file) })) {
      line++;
      const [, number, hash] = LINE.exec(text) ?? [];
      if (!number || (await this.check.sealOf(Number(number))) !== hash) return { holds: false, line, text };
      last = text;
    }
    return { holds: true, lines: line, last };
  }
}
