import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { PersonKeys } from '../../platform/personal-data/person-data.js';

/** By what a person is found in all rooms. As Ketnoi itself. */
@Injectable()
export class PersonKeysService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** An address that was given up is the person’s as long as nobody else has it. Null for whom there is not, or is no more. */
  async of(personId: string): Promise<PersonKeys | null> {
    const [person] = await this.unitOfWork.query<{ name: string; email: string | null; former: string | null }>(
      `SELECT name, email, (
         SELECT old_email FROM email_change WHERE person_id = $1 AND used_at IS NOT NULL
           AND NOT EXISTS (SELECT FROM person AS other WHERE other.email = old_email)) AS former
       FROM person WHERE id = $1 AND erased_at IS NULL`,
      [personId],
    );
    if (!person) return null;
    const addresses = [person.email, person.former].filter((address) => address !== null);
    return { id: personId, addresses, words: [person.name, ...addresses] };
  }
}
