import { Module } from '@nestjs/common';
import { RequestsModule } from '../requests/requests.module.js';
import { StorageModule } from '../platform/storage/storage.module.js';
import {
  BuyerContactsResolver,
  FirmContactsResolver,
  RequestContactsResolver,
} from './contacts-at-release.resolver.js';
import { DisclosureResolver, RequestDisclosureResolver } from './disclosure.resolver.js';
import { DisclosuresService } from './disclosures.service.js';
import { BuyerAccessResolver, MatchDisclosureResolver, SupplierAccessResolver } from './firm-access.resolver.js';
import { DrawingGrantsService } from './drawing-grants.service.js';
import { DrawingReadsService } from './drawing-reads.service.js';
import {
  DrawingGrantResolver,
  DrawingGrantsResolver,
  DrawingReadResolver,
  DrawingResolver,
  LineDrawingsResolver,
} from './drawings.resolver.js';
import { DrawingsService } from './drawings.service.js';
import { FirmAccessService } from './firm-access.service.js';

/** What a firm and a buyer are told of each other, and when. */
@Module({
  imports: [RequestsModule, StorageModule],
  providers: [
    DisclosuresService,
    FirmAccessService,
    DisclosureResolver,
    BuyerContactsResolver,
    FirmContactsResolver,
    RequestContactsResolver,
    RequestDisclosureResolver,
    SupplierAccessResolver,
    BuyerAccessResolver,
    MatchDisclosureResolver,
    DrawingsService,
    DrawingGrantsService,
    DrawingReadsService,
    LineDrawingsResolver,
    DrawingGrantsResolver,
    DrawingResolver,
    DrawingReadResolver,
    DrawingGrantResolver,
  ],
})
export class DisclosureModule {}
