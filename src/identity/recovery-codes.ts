import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SealedColumns } from '../platform/config/sealed-columns.js';
import { SealedUnderAnotherSecret, SecretBox } from '../platform/config/secret-box.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { RECOVERY_CODES } from './limits.js';

/** Without characters that are mistaken for one another on paper: 59 bits in three groups. */
const LEGIBLE = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 3;
const GROUP_LENGTH = 4;

/** Codes on paper for when the authenticator app is lost. Each is good once; the table has their hashes. As Ketnoi itself. */
@Injectable()
export class RecoveryCodes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly box: SecretBox,
    sealed: SealedColumns,
  ) {
    sealed.register({ table: 'recovery_code_key', id: 'id', column: 'key', ownerOf: ownerOfKey });
  }

  /** In the place of those there were. */
  async renew(personId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, newCode);
    const hashes = await Promise.all(codes.map((code) => this.box.hash(personId, code.replaceAll('-', ''))));
    await this.forget(personId);
    await this.unitOfWork.query('INSERT INTO recovery_code (person_id, hash) SELECT $1, unnest($2::bytea[])', [
      personId,
      hashes,
    ]);
    return codes;
  }

  /** Uses it up. `code` is without hyphens. */
  async take(personId: string, code: string): Promise<boolean> {
    const taken = await this.unitOfWork.query(
      'DELETE FROM recovery_code WHERE person_id = $1 AND hash = ANY ($2) RETURNING person_id',
      [personId, await this.box.hashes(personId, code, await this.formerKeys())],
    );
    return taken.length > 0;
  }

  /** A hash is made anew by nobody: what it was made with under the secret before is kept, so that codes on paper stay good. */
  async keepFormerKeys(): Promise<void> {
    for (const { id, key } of await this.box.formerHashKeys()) {
      await this.unitOfWork.query('INSERT INTO recovery_code_key (id, key) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        id,
        await this.box.seal(ownerOfKey(textOf(id)), key.toString('base64')),
      ]);
    }
  }

  /** Null where there is a secret before and what it made is not kept. */
  async formerKeysKeptAt(): Promise<Date | null> {
    const ids = (await this.box.formerHashKeys()).map(({ id }) => id);
    const [row] = await this.unitOfWork.query<{ keptAt: Date | null; count: number }>(
      'SELECT max(kept_at) AS "keptAt", count(*)::int AS count FROM recovery_code_key WHERE id = ANY ($1)',
      [ids],
    );
    return row!.count === ids.length ? row!.keptAt : null;
  }

  private async formerKeys(): Promise<Buffer[]> {
    const rows = await this.unitOfWork.query<{ id: Buffer; key: Buffer }>('SELECT id, key FROM recovery_code_key');
    const keys = rows.map(({ id, key }) => this.box.open(ownerOfKey(textOf(id)), key).catch(unlessLost));
    return (await Promise.all(keys)).filter((key) => key !== null).map((key) => Buffer.from(key, 'base64'));
  }

  async forget(personId: string): Promise<void> {
    await this.unitOfWork.query('DELETE FROM recovery_code WHERE person_id = $1', [personId]);
  }
}

/** Codes of a secret that nobody has any more are no reason to take no others. */
function unlessLost(error: unknown): null {
  if (error instanceof SealedUnderAnotherSecret) return null;
  throw error;
}

/** As PostgreSQL writes bytes as text. */
const textOf = (id: Buffer): string => `\\x${id.toString('hex')}`;
const ownerOfKey = (id: string): string => `key of recovery codes ${id}`;

function newCode(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => LEGIBLE[randomInt(LEGIBLE.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
