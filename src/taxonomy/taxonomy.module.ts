import { Global, Module } from '@nestjs/common';
import { LookUpsResolver } from './look-ups.resolver.js';
import { PLACE_READER } from './place-reader.token.js';
import { loadPlaceReader } from './places.js';
import { shippedTaxonomy } from './load-taxonomy.js';
import {
  AdministrativeUnitResolver,
  CertificateStandardResolver,
  IndustrialParkResolver,
  MaterialResolver,
  ProcessResolver,
  TaxonomyResolver,
} from './taxonomy.resolver.js';
import { TAXONOMY } from './taxonomy.token.js';
import { CharacteristicResolver, MeasureResolver, UnitResolver } from './units.resolver.js';

@Global()
@Module({
  providers: [
    { provide: TAXONOMY, useFactory: shippedTaxonomy },
    { provide: PLACE_READER, useFactory: loadPlaceReader, inject: [TAXONOMY] },
    TaxonomyResolver,
    LookUpsResolver,
    AdministrativeUnitResolver,
    IndustrialParkResolver,
    ProcessResolver,
    MaterialResolver,
    CertificateStandardResolver,
    CharacteristicResolver,
    MeasureResolver,
    UnitResolver,
  ],
  exports: [TAXONOMY, PLACE_READER],
})
export class TaxonomyModule {}
