import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Connection, PageArgs } from '../platform/graphql/connection.js';
import { askedPage, pageOf } from '../platform/graphql/page.js';
import { knownCode } from '../taxonomy/known-code.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import { Certificate } from './certificate.entity.js';
import type { CertificateCheckFilterInput } from './certificate.model.js';
import { CERTIFICATE_CHECK_ORDERS, LAST_DAY, type CertificateCheckOrder } from './certificate-check-order.js';
import { EXPIRING_DAYS } from './limits.js';

const STANDS = `certificate.state = 'STANDING' AND certificate.withdrawn_at IS NULL
  AND NOT EXISTS (SELECT FROM firm WHERE firm.id = certificate.firm_id AND firm.withdrawn_at IS NOT NULL)`;
const UNCHECKED = `certificate.evidence = 'DOCUMENTED'`;
const EXPIRING = `${LAST_DAY} BETWEEN :today AND (:today::date + ${EXPIRING_DAYS})`;

/** What waits for an official: certificates nobody has looked at, and those that run out soon. */
@Injectable()
export class CertificateQueueService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  async list(
    filter: CertificateCheckFilterInput,
    orderBy: CertificateCheckOrder,
    args: PageArgs,
  ): Promise<Connection<Certificate>> {
    const asked = askedPage(args, CERTIFICATE_CHECK_ORDERS[orderBy]);
    const reason = { UNCHECKED, EXPIRING, ANY: `(${UNCHECKED} OR ${EXPIRING})` }[filter.check ?? 'ANY'];
    const query = this.standing().andWhere(reason);
    if (filter.standard) {
      const standard = knownCode(this.taxonomy.certificateStandards, filter.standard, 'standard');
      query.andWhere('certificate.standard_code = :standard', { standard });
    }
    if (filter.province) {
      const province = knownCode(this.taxonomy.administrativeUnits, filter.province, 'province');
      query.andWhere(
        `EXISTS (SELECT FROM site WHERE site.firm_id = certificate.firm_id AND site.withdrawn_at IS NULL
           AND site.province_code = :province)`,
        { province },
      );
    }
    return pageOf(query, asked);
  }

  async counts(): Promise<{ unchecked: number; expiring: number }> {
    // Apart, so that each has an index of its own.
    const unchecked = await this.standing().andWhere(UNCHECKED).getCount();
    return { unchecked, expiring: await this.standing().andWhere(EXPIRING).getCount() };
  }

  private standing() {
    return this.unitOfWork
      .repository(Certificate)
      .createQueryBuilder('certificate')
      .where(STANDS)
      .setParameters({ today: this.clock.today() });
  }
}
