import { Inject } from '@nestjs/common';
import { Args, Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Clock } from '../platform/clock.js';
import { PageArgs } from '../platform/graphql/connection.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { StoredFileModel } from '../platform/storage/stored-file.model.js';
import { CertificateStandardModel } from '../taxonomy/taxonomy.models.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import type { Certificate } from './certificate.entity.js';
import { CertificateModel } from './certificate.model.js';
import { FirmModel } from './firm.model.js';
import { SiteModel } from './site.model.js';
import { SupplierLoaders } from './supplier-loaders.js';
import { VerificationConnection } from './verification.model.js';

const MILLISECONDS_PER_DAY = 86_400_000;

@Resolver(() => CertificateModel)
export class CertificateFieldsResolver {
  constructor(
    private readonly loaders: SupplierLoaders,
    private readonly clock: Clock,
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
  ) {}

  @ResolveField(() => FirmModel, { description: 'Who holds it.' })
  firm(@Parent() certificate: Certificate, @Context() context: OperationContext) {
    return this.loaders.firm(context, certificate.firmId);
  }

  @ResolveField(() => CertificateStandardModel, { description: 'What it is a certificate of.' })
  standard(@Parent() certificate: Certificate) {
    return this.taxonomy.certificateStandards.get(certificate.standardCode);
  }

  @ResolveField(() => [SiteModel], { description: 'The sites it covers. None: it counts for all sites.' })
  sites(@Parent() certificate: Certificate, @Context() context: OperationContext) {
    return this.loaders.sitesOfCertificate(context, certificate.id);
  }

  @ResolveField(() => Int, {
    nullable: true,
    description: 'Days from today to its last day; negative once it has run out, null where its last day is not known.',
  })
  daysLeft(@Parent() { validTo }: Certificate): number | null {
    if (validTo === null) return null;
    return Math.round((Date.parse(validTo) - Date.parse(this.clock.today())) / MILLISECONDS_PER_DAY);
  }

  @ResolveField(() => StoredFileModel, {
    nullable: true,
    description: 'The certificate itself, for its owner and the authority.',
  })
  evidenceFile(@Parent() certificate: Certificate, @Context() context: OperationContext) {
    return this.loaders.file(context, certificate.evidenceFileId);
  }

  @ResolveField(() => VerificationConnection, {
    description: 'What officials found, oldest first, for its owner and the authority.',
  })
  verifications(@Parent() certificate: Certificate, @Args() page: PageArgs, @Context() context: OperationContext) {
    return this.loaders.verifications(context, 'certificateId', certificate.id, page);
  }
}
