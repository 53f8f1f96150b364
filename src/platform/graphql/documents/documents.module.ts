import { Module } from '@nestjs/common';
import { Documents } from './documents.js';

/** By itself, because the GraphQL module is built with it. */
@Module({ providers: [Documents], exports: [Documents] })
export class DocumentsModule {}
