import { Inject, Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Connection, PageArgs } from '../platform/graphql/connection.js';
import { askedPage, pageOf } from '../platform/graphql/page.js';
import { searchWords } from '../platform/text/search-words.js';
import { knownCode } from '../taxonomy/known-code.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import { Firm } from './firm.entity.js';
import type { FirmFilterInput } from './firm.model.js';
import { FIRM_ORDERS, type FirmOrder } from './firm-order.js';
import { LONGEST } from './limits.js';

const UNCHECKED = `evidence = 'DOCUMENTED' AND withdrawn_at IS NULL`;

/** Finds firms. Row-level security decides which there are; the filter only makes them fewer. */
@Injectable()
export class FirmListsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  async list(filter: FirmFilterInput, orderBy: FirmOrder, args: PageArgs): Promise<Connection<Firm>> {
    const asked = askedPage(args, FIRM_ORDERS[orderBy]);
    const query = this.unitOfWork.repository(Firm).createQueryBuilder('firm');
    this.narrow(query, filter);
    return pageOf(query, asked);
  }

  private narrow(query: SelectQueryBuilder<Firm>, filter: FirmFilterInput): void {
    const { processes, certificateStandards, sectors, administrativeUnits } = this.taxonomy;
    query.andWhere(`firm.withdrawn_at IS ${filter.isWithdrawn ? 'NOT NULL' : 'NULL'}`);
    likeWords(filter.text).forEach((word, index) => {
      query.andWhere(`firm.search_text LIKE '%' || fold_text(:word${index}) || '%'`, { [`word${index}`]: word });
    });
    if (filter.sector) {
      query.andWhere(`firm.sectors @> ARRAY[:sector]::text[]`, { sector: knownCode(sectors, filter.sector, 'sector') });
    }
    if (filter.province) {
      const province = knownCode(administrativeUnits, filter.province, 'province');
      query.andWhere(holds('site', 'province_code = :province AND withdrawn_at IS NULL'), { province });
    }
    if (filter.process) {
      const codes = processes.subtree(knownCode(processes, filter.process, 'process'));
      query.andWhere(holds('capability', 'process_code = ANY(:processes) AND withdrawn_at IS NULL'), {
        processes: codes,
      });
    }
    if (filter.standard) {
      const asked = knownCode(certificateStandards, filter.standard, 'standard');
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

/** Signs with a meaning in LIKE stand for themselves. */
const likeWords = (text: string | null | undefined): string[] =>
  searchWords(text, ['filter', 'text'], LONGEST.search).map((word) => word.replace(/[\\%_]/g, (sign) => `\\${sign}`));
