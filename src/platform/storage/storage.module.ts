import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { Downloads } from './downloads.service.js';
import { FileCollector } from './file-collector.js';
import { FileLinks } from './file-links.js';
import { FileReferences } from './file-references.js';
import { FileSlots } from './file-slots.service.js';
import { FilesController } from './files.controller.js';
import { FilesResolver } from './files.resolver.js';
import { FORMATS } from './formats/formats.js';
import { MadeFiles } from './made-files.js';
import { MoveFilesHandler } from './move-files.handler.js';
import { ScanFileHandler } from './scanning/scan-file.handler.js';
import { FileStore } from './store/file-store.js';
import { Incoming } from './store/incoming.js';
import { openStore } from './store/open-store.js';
import { StoreInspection } from './store-inspection.js';
import { StoredFiles } from './stored-files.js';
import { Uploads } from './uploads.service.js';

const BODIES = [...Object.values(FORMATS).map(({ mediaType }) => mediaType), 'application/octet-stream'];

/** Files of people: sent and fetched over REST, referred to by id everywhere else. */
@Global()
@Module({
  controllers: [FilesController],
  providers: [
    { provide: Incoming, inject: [CONFIG], useFactory: ({ files }: Config) => new Incoming(files.folder) },
    {
      provide: FileStore,
      inject: [CONFIG],
      useFactory: ({ files }: Config) => openStore(files),
    },
    ...[FileReferences, StoredFiles, MadeFiles, FileSlots, Uploads, Downloads, FileLinks, FilesResolver],
    ...[FileCollector, StoreInspection, ScanFileHandler, MoveFilesHandler],
  ],
  exports: [StoredFiles, MadeFiles, StoreInspection, FileStore],
})
export class StorageModule implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly incoming: Incoming,
  ) {}

  /**
   * Hands bodies of these types to the controller as they stream in. What an earlier process of this host left half received is
   * removed here, too: where files go to a bucket, no worker may ever see this disk.
   */
  async onModuleInit(): Promise<void> {
    await this.incoming.sweep();
    const fastify = this.adapterHost.httpAdapter.getInstance<FastifyInstance>();
    fastify.addContentTypeParser(BODIES, (_request, payload, done) => done(null, payload));
  }
}
