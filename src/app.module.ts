import { type DynamicModule, Module } from '@nestjs/common';
import { ENTITIES } from './app.entities.js';
import { JOBS } from './app.jobs.js';
import { IdentityModule } from './identity/identity.module.js';
import { KetnoiGraphqlModule } from './platform/graphql/ketnoi-graphql.module.js';
import { RequestsModule } from './requests/requests.module.js';
import { SuppliersModule } from './suppliers/suppliers.module.js';
import { MatchingModule } from './matching/matching.module.js';
import { ReviewModule } from './review/review.module.js';
import { TaxonomyModule } from './taxonomy/taxonomy.module.js';
import { StorageModule } from './platform/storage/storage.module.js';
import { PlatformModule, type PlatformOptions } from './platform/platform.module.js';

/** The house, room by room: each knows only those before it. */
@Module({})
export class AppModule {
  static forRoot(options: Omit<PlatformOptions, 'entities' | 'jobs'>): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot({ ...options, entities: ENTITIES, jobs: JOBS }),
        StorageModule,
        TaxonomyModule,
        IdentityModule,
        SuppliersModule,
        RequestsModule,
        MatchingModule,
        ReviewModule,
        KetnoiGraphqlModule,
      ],
    };
  }
}
