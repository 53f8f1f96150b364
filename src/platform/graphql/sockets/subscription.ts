import { createSourceEventStream, execute, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { checkSubscription } from '../check-subscription.js';
import type { OperationCost } from '../cost/refuse-costly.js';
import type { Documents } from '../documents/documents.js';
import { Loaders, type OperationContext } from '../operation-context.js';
import type { SubscribePayload } from './client-message.js';
import { whileStanding } from './while-standing.js';

export interface Subscribing {
  schema: GraphQLSchema;
  documents: Documents;
  context: OperationContext;
  /** Whether whoever asked may still hear what comes. */
  stands: () => Promise<boolean>;
  spend: (cost: OperationCost) => Promise<void>;
  /** Nobody listens any more. */
  gone: AbortSignal;
}

/** The results of one subscription: of a session that has ended, of a person who has left, nothing is heard any more. */
export async function* resultsOf(payload: SubscribePayload, subscribing: Subscribing): AsyncGenerator<ExecutionResult> {
  const { schema, documents, context, stands, spend, gone } = subscribing;
  const { document, operationName, variables, cost } = checkSubscription(schema, payload, context, documents);
  await spend(cost);
  Object.assign(context, { operationName, variables });
  const asked = { schema, document, operationName, variableValues: variables };
  const events = await createSourceEventStream({ ...asked, contextValue: context });
  if (!(Symbol.asyncIterator in events)) throw events.errors![0]!;
  for await (const event of whileStanding(events[Symbol.asyncIterator](), stands, gone)) {
    yield await execute({ ...asked, rootValue: event, contextValue: { ...context, loaders: new Loaders() } });
  }
}
