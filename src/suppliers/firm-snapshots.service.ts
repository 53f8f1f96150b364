import { Inject, Injectable } from '@nestjs/common';
import { snake } from '../platform/database/snake-naming-strategy.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import { CAPABILITY_COLUMNS } from './capability.entity.js';
import { CERTIFICATE_COLUMNS } from './certificate.entity.js';
import { FIRM_COLUMNS } from './firm.entity.js';
import { SITE_COLUMNS } from './site.entity.js';
import { namesIn } from './snapshots/columns.js';
import type { FirmSnapshot } from './snapshots/firm-snapshot.js';
import { type FirmRow, firmSnapshot } from './snapshots/make-snapshot.js';

const FIRMS_AT_ONCE = 1000;

/** Whole firms for matching: what stands now, without what was withdrawn; rejected certificates marked as such. Row-level security decides whose. */
@Injectable()
export class FirmSnapshotsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  /** In the order of the ids, without those that are not there, not to be seen, or withdrawn. One statement per 1,000 firms. */
  async byIds(ids: readonly string[]): Promise<FirmSnapshot[]> {
    const snapshots: FirmSnapshot[] = [];
    for (let start = 0; start < ids.length; start += FIRMS_AT_ONCE) {
      const rows = await this.unitOfWork.query<FirmRow>(FIRM_ROWS, [ids.slice(start, start + FIRMS_AT_ONCE)]);
      for (const row of rows) snapshots.push(firmSnapshot(row, this.taxonomy));
    }
    return snapshots;
  }

  /** The firms with these tax codes, in id order; codes nobody has are passed over. */
  async idsByTaxCode(taxCodes: readonly string[]): Promise<string[]> {
    if (taxCodes.length === 0) return [];
    const rows = await this.unitOfWork.query<{ id: string }>(
      'SELECT id FROM firm WHERE tax_code = ANY($1) ORDER BY id',
      [taxCodes],
    );
    return rows.map(({ id }) => id);
  }
}

/** What stands of a firm in one of its tables, as one JSON list in id order: the columns that are in, by their names. */
const standing = (table: string, columns: Parameters<typeof namesIn>[0], more = ''): string => `
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object(${namesIn(columns)
      .map((name) => `'${name}', ${table}.${snake(name)}`)
      .join(', ')}${more})
      ORDER BY ${table}.id) AS list
    FROM ${table} WHERE ${table}.firm_id = firm.id AND ${table}.withdrawn_at IS NULL
  ) standing_${table} ON true`;

const FIRM_ROWS = `
  SELECT ${namesIn(FIRM_COLUMNS)
    .map((name) => `firm.${snake(name)} AS "${name}"`)
    .join(', ')},
         coalesce(standing_site.list, '[]') AS sites,
         coalesce(standing_capability.list, '[]') AS capabilities,
         coalesce(standing_certificate.list, '[]') AS certificates
  FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted(id, position)
  JOIN firm ON firm.id = wanted.id AND firm.withdrawn_at IS NULL
  ${standing('site', SITE_COLUMNS)}
  ${standing('capability', CAPABILITY_COLUMNS)}
  ${standing(
    'certificate',
    CERTIFICATE_COLUMNS,
    `, 'siteIds', ARRAY(SELECT site_id FROM certificate_site WHERE certificate_id = certificate.id ORDER BY site_id)`,
  )}
  ORDER BY wanted.position
`;
