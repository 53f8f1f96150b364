import { type DynamicModule, Module } from '@nestjs/common';
import { JOBS } from './app.jobs.js';
import { ROOMS } from './app.rooms.js';
import { PlatformModule, type PlatformOptions } from './platform/platform.module.js';

/** The house: what each room says it adds. */
@Module({})
export class AppModule {
  static forRoot(options: Omit<PlatformOptions, 'rooms' | 'jobs'>): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot({ ...options, rooms: ROOMS, jobs: JOBS }),
        ...ROOMS.flatMap((room) => room.modules),
      ],
    };
  }
}
