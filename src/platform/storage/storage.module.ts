import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { FilesController } from './files.controller.js';
import { StoredFiles } from './stored-files.js';

const FILE_TYPES = ['application/pdf', 'image/png', 'image/jpeg', 'application/octet-stream'];

/** Files of people: sent and fetched over REST, referred to by id everywhere else. */
@Global()
@Module({ controllers: [FilesController], providers: [StoredFiles], exports: [StoredFiles] })
export class StorageModule implements OnModuleInit {
  constructor(private readonly adapterHost: HttpAdapterHost) {}

  /** Hands bodies of these types to the controller as they stream in. */
  onModuleInit(): void {
    const fastify = this.adapterHost.httpAdapter.getInstance<FastifyInstance>();
    fastify.addContentTypeParser(FILE_TYPES, (_request, payload, done) => done(null, payload));
  }
}
