import { Module } from '@nestjs/common';
import { RequestsModule } from '../requests/requests.module.js';
import { DisclosuresService } from './disclosures.service.js';
import { RequestDisclosureResolver, SupplierDisclosureResolver } from './disclosure.resolver.js';

/** What a firm and a buyer are told of each other, and when. */
@Module({
  imports: [RequestsModule],
  providers: [DisclosuresService, RequestDisclosureResolver, SupplierDisclosureResolver],
})
export class DisclosureModule {}
