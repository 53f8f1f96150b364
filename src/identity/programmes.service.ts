import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/audit.js';
import { newId } from '../platform/database/new-id.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Problems, type Refusal } from '../platform/graphql/problems.js';
import type { Language } from '../platform/i18n/message.js';
import { cleanText } from '../platform/text/clean-text.js';
import { readWords } from '../taxonomy/read-terms.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import { IDENTITY } from './identity.errors.js';

/** A programme of support: what it is called, and the sectors it covers. */
export interface Programme {
  code: string;
  name: string;
  /** Codes, in order. */
  sectors: string[];
}

const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_CODE = 40;
const LONGEST_NAME = 200;

/** The programmes that authorities take part in. For the command line, in a unit of work as Ketnoi itself. */
@Injectable()
export class ProgrammesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  /** Makes a programme, or changes the one of that code. All that is wrong is said at once. */
  async set(
    code: string,
    givenName: string,
    sectorWords: readonly string[],
    language: Language,
  ): Promise<Programme | Refusal> {
    const problems = new Problems();
    if (!CODE.test(code) || code.length > LONGEST_CODE) problems.add(IDENTITY.PROGRAMME_CODE_INVALID, ['code']);
    const name = cleanText(givenName, ['name'], problems, { required: true, max: LONGEST_NAME });
    const { sectors: known } = this.taxonomy;
    const sectors = readWords(known, sectorWords, known.all.length, ['sectors'], { problems, language }).sort();
    if (sectorWords.length === 0) problems.add(IDENTITY.PROGRAMME_WITHOUT_SECTORS, ['sectors']);
    if (problems.any || name === null) return problems.refusal();
    const [programme] = await this.unitOfWork.query<{ id: string }>(
      `INSERT INTO programme (id, code, name, sectors) VALUES ($4, $1, $2, $3)
       ON CONFLICT (code) DO UPDATE SET name = excluded.name, sectors = excluded.sectors RETURNING id`,
      [code, name, sectors, newId()],
    );
    await this.audit.record('programme.set', 'programme', programme!.id, { code, sectors });
    return { code, name, sectors };
  }

  /** By their codes. */
  list(): Promise<Programme[]> {
    return this.unitOfWork.query<Programme>('SELECT code, name, sectors FROM programme ORDER BY code');
  }
}
