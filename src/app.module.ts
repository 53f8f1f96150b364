import { type DynamicModule, Module } from '@nestjs/common';
import { ROOMS } from './app.rooms.js';
import { PlatformModule, type PlatformOptions } from './platform/platform.module.js';

/** The house: what each room says it adds. */
@Module({})
export class AppModule {
  static forRoot(options: Omit<PlatformOptions, 'rooms'>): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.forRoot({ ...options, rooms: ROOMS }), ...ROOMS.flatMap((room) => room.modules)],
    };
  }
}
