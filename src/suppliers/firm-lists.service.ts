import { Inject, Injectable } from '@nestjs/common';
import { type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { refuseArgument } from '../platform/graphql/invalid-values.js';
import { TEXT } from '../platform/text/text.errors.js';
import { TERM } from '../taxonomy/resolve-term.js';
import {
  connection,
  type Connection,
  decodeIdCursor,
  type PageArgs,
  pageSize,
} from '../platform/graphql/connection.js';
import type { Taxonomy, Vocabulary } from '../taxonomy/taxonomy.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import { Firm } from './firm.entity.js';
import type { FirmFilterInput } from './firm.model.js';
import { LONGEST } from './limits.js';

const UNCHECKED = `evidence = 'DOCUMENTED' AND withdrawn_at IS NULL`;

/** Finds firms. Row-level security decides which there are; the filter only makes them fewer. */
@Injectable()
export class FirmListsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  /** Newest first. */
  async list(filter: FirmFilterInput, args: PageArgs): Promise<Connection<Firm>> {
    const size = pageSize(args);
    const query = this.unitOfWork
      .repository(Firm)
      .createQueryBuilder('firm')
      .orderBy('firm.id', 'DESC')
      .take(size + 1);
    after(query, 'firm.id <', args);
    this.narrow(query, filter);
    return connection(await query.getMany(), args, ({ id }) => [id]);
  }

  private narrow(query: SelectQueryBuilder<Firm>, filter: FirmFilterInput): void {
    const { processes, certificateStandards, sectors, administrativeUnits } = this.taxonomy;
    query.andWhere(`firm.withdrawn_at IS ${filter.isWithdrawn ? 'NOT NULL' : 'NULL'}`);
    textWords(filter.text).forEach((word, index) => {
      query.andWhere(`firm.search_text LIKE '%' || fold_text(:word${index}) || '%'`, { [`word${index}`]: word });
    });
    if (filter.sector) {
      query.andWhere(`firm.sectors @> ARRAY[:sector]::text[]`, { sector: known(sectors, filter.sector, 'sector') });
    }
    if (filter.province) {
      const province = known(administrativeUnits, filter.province, 'province');
      query.andWhere(holds('site', 'province_code = :province AND withdrawn_at IS NULL'), { province });
    }
    if (filter.process) {
      const codes = processes.subtree(known(processes, filter.process, 'process'));
      query.andWhere(holds('capability', 'process_code = ANY(:processes) AND withdrawn_at IS NULL'), {
        processes: codes,
      });
    }
    if (filter.standard) {
      const asked = known(certificateStandards, filter.standard, 'standard');
      const answering = certificateStandards.all.filter(({ code }) => this.taxonomy.certificateAnswers(code, asked));
      const standards = answering.map(({ code }) => code);
      query.andWhere(
        holds('certificate', `standard_code = ANY(:standards) AND state = 'STANDING' AND withdrawn_at IS NULL`),
        { standards },
      );
    }
    if (typeof filter.hasUnchecked === 'boolean') {
      const either = `(${looksUp('certificate', `${UNCHECKED} AND state = 'STANDING'`)} OR ${looksUp('capability', UNCHECKED)})`;
      query.andWhere(filter.hasUnchecked ? either : `NOT ${either}`);
    }
  }
}

const holds = (table: string, condition: string): string =>
  `EXISTS (SELECT FROM ${table} part WHERE part.firm_id = firm.id AND ${condition})`;

/** The same by one look into an index for each firm of the page, instead of a list of all such firms: OFFSET keeps it so. */
const looksUp = (table: string, condition: string): string =>
  `EXISTS (SELECT FROM ${table} part WHERE part.firm_id = firm.id AND ${condition} OFFSET 0)`;

/** Goes on where the last page ended; ids are the keys. */
export function after<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, comparison: string, args: PageArgs): void {
  const key = decodeIdCursor(args.after);
  if (key !== null) query.andWhere(`${comparison} :after`, { after: key });
}

/** A filter takes codes only: what is not one is a fault of the client, not of a person’s words. */
export function known<T extends { code: string }>(vocabulary: Vocabulary<T>, code: string, field: string): string {
  if (vocabulary.get(code)) return code;
  throw refuseArgument(TERM.TERM_UNKNOWN, ['filter', field], { word: code.slice(0, 60) });
}

/** Each word must occur somewhere; signs with a meaning in LIKE stand for themselves. */
function textWords(text: string | null | undefined): string[] {
  const given = text?.trim() ?? '';
  if (given.length > LONGEST.search) {
    throw refuseArgument(TEXT.TEXT_TOO_LONG, ['filter', 'text'], { length: given.length, max: LONGEST.search });
  }
  // PostgreSQL knows no NUL.
  const words = given.split(/[\s\0]+/).filter((word) => word !== '');
  return words.map((word) => word.replace(/[\\%_]/g, (sign) => `\\${sign}`));
}
