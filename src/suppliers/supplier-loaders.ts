import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { grouped } from '../platform/graphql/grouped.js';
import type { CountedConnection, PageArgs } from '../platform/graphql/connection.js';
import { pageOfEach } from '../platform/graphql/list-of-each.js';
import { oneById } from '../platform/graphql/one-by-id.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import type { StoredFile } from '../platform/storage/stored-file.entity.js';
import { StoredFiles } from '../platform/storage/stored-files.js';
import { Capability } from './capability.entity.js';
import { Certificate, CertificateSite } from './certificate.entity.js';
import { Firm } from './firm.entity.js';
import { Site } from './site.entity.js';
import { Verification } from './verification.entity.js';

type OfFirm = Site | Capability | Certificate;

/** The relations between a firm and what belongs to it: one query each for a list of any length. */
@Injectable()
export class SupplierLoaders {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly files: StoredFiles,
  ) {}

  sites(context: OperationContext, firmId: string, withWithdrawn: boolean): Promise<Site[]> {
    return this.ofFirm(context, Site, firmId, withWithdrawn);
  }

  capabilities(context: OperationContext, firmId: string, withWithdrawn: boolean): Promise<Capability[]> {
    return this.ofFirm(context, Capability, firmId, withWithdrawn);
  }

  certificates(context: OperationContext, firmId: string, withWithdrawn: boolean): Promise<Certificate[]> {
    return this.ofFirm(context, Certificate, firmId, withWithdrawn);
  }

  /** Rejects for a firm that is not to be seen: what belongs to it would not be either. */
  firm(context: OperationContext, id: string): Promise<Firm> {
    return this.byId(context, 'firm', id, (ids) => this.unitOfWork.repository(Firm).findBy({ id: In(ids) }));
  }

  site(context: OperationContext, id: string): Promise<Site> {
    return this.byId(context, 'site', id, (ids) => this.unitOfWork.repository(Site).findBy({ id: In(ids) }));
  }

  /** Null for those who see the firm and not its papers. */
  async file(context: OperationContext, id: string | null): Promise<StoredFile | null> {
    if (id === null) return null;
    return context.loaders
      .get<string, StoredFile | null>('file', async (ids) => {
        const byId = new Map((await this.files.findMany(ids)).map((file) => [file.id, file]));
        return ids.map((each) => byId.get(each) ?? null);
      })
      .load(id);
  }

  sitesOfCertificate(context: OperationContext, certificateId: string): Promise<Site[]> {
    return context.loaders
      .get<string, Site[]>('site.byCertificate', async (ids) => {
        const links = await this.unitOfWork.repository(CertificateSite).findBy({ certificateId: In([...ids]) });
        const sites = await this.unitOfWork.repository(Site).findBy({ id: In(links.map(({ siteId }) => siteId)) });
        return ids.map((id) => {
          const own = new Set(links.filter((link) => link.certificateId === id).map(({ siteId }) => siteId));
          return sites.filter((site) => own.has(site.id));
        });
      })
      .load(certificateId);
  }

  /** One check, where who is acting may see it. */
  verification({ loaders }: OperationContext, id: string): Promise<Verification | null> {
    return oneById(this.unitOfWork, loaders, Verification, id);
  }

  /** A page of what officials found of a certificate or capability, oldest first. */
  verifications(
    { loaders }: OperationContext,
    parent: 'certificateId' | 'capabilityId',
    subjectId: string,
    page: PageArgs,
  ): Promise<CountedConnection<Verification>> {
    const list = { entity: Verification, parent, key: 'id', keyIs: 'ID', order: 'ASC' } as const;
    return pageOfEach(this.unitOfWork, loaders, list, subjectId, page);
  }

  private ofFirm<T extends OfFirm>(
    context: OperationContext,
    entity: new () => T,
    firmId: string,
    withWithdrawn: boolean,
  ): Promise<T[]> {
    return context.loaders
      .get<string, T[]>(`${entity.name}.byFirm.${withWithdrawn}`, async (ids) => {
        const where = { firmId: In([...ids]), ...(!withWithdrawn && { withdrawnAt: IsNull() }) };
        const rows = await this.unitOfWork
          .repository(entity)
          .find({ where: where as never, order: { id: 'ASC' } as never });
        return grouped(ids, rows, (row) => row.firmId);
      })
      .load(firmId);
  }

  private byId<T extends { id: string }>(
    context: OperationContext,
    name: string,
    id: string,
    find: (ids: string[]) => Promise<T[]>,
  ): Promise<T> {
    return context.loaders
      .get<string, T>(`${name}.byId`, async (ids) => {
        const rows = new Map((await find([...ids])).map((row) => [row.id, row]));
        return ids.map((each) => rows.get(each) ?? new Error(`no ${name} ${each} to be seen`));
      })
      .load(id);
  }
}
