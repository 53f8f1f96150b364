import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Config } from '../../config/config.js';
import { CONFIG } from '../../config/config.token.js';
import { type Actor, isPerson } from '../../database/actor.js';
import { LIMITS } from '../limits.js';
import { judgeDocument } from './judge-document.js';
import { KeptDocuments } from './kept-documents.js';
import { hashOf, RegisteredOperations } from './registered-operations.js';

/** The documents of all operations: each is read and judged once, and kept for the next time it is sent. */
@Injectable()
export class Documents implements OnModuleInit {
  readonly kept = new KeptDocuments(LIMITS.keptDocumentsBytes);

  registered: RegisteredOperations;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  onModuleInit(): void {
    this.registered = RegisteredOperations.read(this.config.graphql);
  }

  /** The document of a text, or all that is wrong with it, as this one is told. */
  read(schema: GraphQLSchema, text: string, actor: Actor): DocumentNode {
    this.registered.check(text, actor);
    const suggests = isPerson(actor);
    const showsSchema = suggests || this.config.graphql.schemaShownTo === 'anyone';
    const key = `${showsSchema}:${hashOf(text)}`;
    const known = this.kept.get(key);
    if (known) return known;
    const judged = judgeDocument(schema, text, { showsSchema, suggests });
    this.kept.keep(key, judged);
    return judged.document;
  }
}
