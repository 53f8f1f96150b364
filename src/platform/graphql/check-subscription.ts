import { type DocumentNode, getOperationAST, type GraphQLError, type GraphQLSchema, Location } from 'graphql';
import { isPerson } from '../database/actor.js';
import type { Language } from '../i18n/message.js';
import { ApiError } from './api-error.js';
import { refuseCostly } from './cost/refuse-costly.js';
import type { Documents } from './documents/documents.js';
import { RefusedDocument } from './documents/judge-document.js';
import { InvalidValues } from './invalid-values.js';
import type { OperationContext } from './operation-context.js';
import type { SubscribeMessage } from './subscribe-messages.js';
import { refuseDeep } from './value-depth.js';
import { checkVariables } from './variable-values.js';

/** What is checked of a query or mutation on its way, and what Mercurius does not check of a subscription. */
export function checkSubscription(
  schema: GraphQLSchema,
  document: DocumentNode,
  message: SubscribeMessage | undefined,
  { actor, language }: Pick<OperationContext, 'actor' | 'language'>,
  documents: Documents,
): void {
  if (!(document.loc instanceof Location)) throw new ApiError('INVALID_REQUEST', 'Send the subscription as text');
  try {
    documents.read(schema, document.loc.source.body, actor);
  } catch (refusal) {
    const errors = refusal instanceof RefusedDocument ? refusal.errors : [refusal as GraphQLError];
    throw inLanguage(errors.find((one) => one instanceof ApiError) ?? errors[0]!, language);
  }
  // A message that came before the socket was listened to is left to graphql-js.
  const operation = getOperationAST(document, message?.operationName);
  if (!message || !operation) return;
  try {
    refuseDeep(message.variables);
    refuseCostly(schema, document, operation, message.variables, actor);
    checkVariables(schema, document, operation, message.variables, isPerson(actor));
  } catch (refusal) {
    throw inLanguage(refusal as GraphQLError, language);
  }
}

function inLanguage(error: GraphQLError, language: Language): GraphQLError {
  if (error instanceof InvalidValues) return error.toErrorIn(language);
  return error instanceof ApiError ? error : new ApiError('INVALID_REQUEST', error.message);
}
