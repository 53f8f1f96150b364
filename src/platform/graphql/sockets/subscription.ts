import { isDeepStrictEqual } from 'node:util';
import { createSourceEventStream, execute, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Actor } from '../../database/actor.js';
import { ApiError } from '../api-error.js';
import { checkSubscription } from '../check-subscription.js';
import type { OperationCost } from '../cost/refuse-costly.js';
import { Loaders, type OperationContext } from '../operation-context.js';
import type { SubscribePayload } from './client-message.js';

/**
 * The results of one subscription. Who asks is looked up again before each event is told: a session that was ended, an
 * account that was suspended or has other rights by now, hears nothing more.
 */
export async function* resultsOf(
  schema: GraphQLSchema,
  payload: SubscribePayload,
  context: OperationContext,
  currentActor: () => Promise<Actor>,
  spend: (cost: OperationCost) => Promise<void>,
): AsyncGenerator<ExecutionResult> {
  const checked = checkSubscription(schema, payload, context);
  await spend(checked.cost);
  context.operationName = checked.operationName;
  context.variables = checked.variables;
  const asked = {
    schema,
    document: checked.document,
    operationName: checked.operationName,
    variableValues: checked.variables,
  };
  const events = await createSourceEventStream({ ...asked, contextValue: context });
  if (!(Symbol.asyncIterator in events)) throw events.errors![0]!;
  for await (const event of events) {
    if (!isDeepStrictEqual(await currentActor(), context.actor)) {
      throw new ApiError('FORBIDDEN', 'What you may see has changed: subscribe again');
    }
    const contextValue = { ...context, loaders: new Loaders() };
    yield await execute({ ...asked, rootValue: event, contextValue });
  }
}
