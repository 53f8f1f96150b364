import { Global, Module } from '@nestjs/common';
import { shippedTaxonomy } from './load-taxonomy.js';
import {
  CertificateStandardResolver,
  MaterialResolver,
  ProcessResolver,
  TaxonomyResolver,
} from './taxonomy.resolver.js';
import { TAXONOMY } from './taxonomy.token.js';

@Global()
@Module({
  providers: [
    { provide: TAXONOMY, useFactory: shippedTaxonomy },
    TaxonomyResolver,
    ProcessResolver,
    MaterialResolver,
    CertificateStandardResolver,
  ],
  exports: [TAXONOMY],
})
export class TaxonomyModule {}
