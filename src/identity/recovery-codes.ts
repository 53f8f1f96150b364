import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SecretBox } from '../platform/config/secret-box.js';
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
  ) {}

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
      'DELETE FROM recovery_code WHERE person_id = $1 AND hash = $2 RETURNING person_id',
      [personId, await this.box.hash(personId, code)],
    );
    return taken.length > 0;
  }

  async forget(personId: string): Promise<void> {
    await this.unitOfWork.query('DELETE FROM recovery_code WHERE person_id = $1', [personId]);
  }
}

function newCode(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => LEGIBLE[randomInt(LEGIBLE.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
