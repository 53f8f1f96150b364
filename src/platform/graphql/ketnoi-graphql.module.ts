import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { getOperationAST } from 'graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { ANONYMOUS, type Actor } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { languageOf } from '../i18n/message.js';
import { PinoLogger } from '../logging/pino-logger.js';
import { ThrownErrorsFilter } from '../logging/thrown-errors.filter.js';
import { newId } from '../database/new-id.js';
import { ApiError } from './api-error.js';
import { AccessGuard } from './access.js';
import { AUTHENTICATOR, type Authenticator, bearerToken } from './authentication.js';
import { checkSubscription } from './check-subscription.js';
import { completeSchema } from './complete-schema.js';
import { refuseCostly } from './cost/refuse-costly.js';
import { errorFormatter } from './error-formatter.js';
import { LIMITS, sizeLimit } from './limits.js';
import { literalValues } from './literal-values.js';
import { MutationInterceptor } from './mutation.interceptor.js';
import { NodeResolver } from './node.resolver.js';
import { Loaders, type OperationContext } from './operation-context.js';
import { OperationRunner } from './operation-runner.js';
import { RememberedAnswers } from './remembered-answers.js';
import { ServiceResolver } from './service.resolver.js';
import { codeErrorsOf } from './socket-errors.js';
import { SubscribeMessages } from './subscribe-messages.js';
import { SubscriptionInterceptor } from './subscription.interceptor.js';
import { checkVariables } from './variable-values.js';
import { wrapOperations } from './wrap-operations.js';

/** Mercurius with our limits, our unit of work around every operation, and every resolver behind the access guard. */
@Module({
  imports: [
    GraphQLModule.forRootAsync<MercuriusDriverConfig>({
      driver: MercuriusDriver,
      inject: [AUTHENTICATOR, PinoLogger, UnitOfWork],
      useFactory: (authenticator: Authenticator, log: PinoLogger, unitOfWork: UnitOfWork): MercuriusDriverConfig => ({
        autoSchemaFile: true,
        sortSchema: true,
        transformSchema: completeSchema,
        path: '/graphql',
        graphiql: false,
        cache: 500,
        graphql: { parseOptions: { maxTokens: LIMITS.tokens } },
        validationRules: [sizeLimit, literalValues],
        errorFormatter: errorFormatter(log),
        context: (request) => ({ ...request.operationContext }),
        additionalRouteOptions: { preHandler: wrapOperations(authenticator) } as never,
        hooks: {
          preExecution: async (schema, document, context) => {
            const operation = context as unknown as OperationContext;
            const definition = getOperationAST(document, operation.operationName);
            operation.execution.type = definition?.operation ?? null;
            if (operation.execution.type === 'subscription') {
              throw new ApiError('INVALID_REQUEST', 'Subscribe over a web socket, with graphql-transport-ws');
            }
            if (definition) {
              operation.execution.cost = refuseCostly(
                schema,
                document,
                definition,
                operation.variables,
                operation.actor,
              );
              checkVariables(schema, document, definition, operation.variables);
            }
            // PostgreSQL itself refuses what a query must not do.
            if (operation.execution.type === 'query') await unitOfWork.query('SET TRANSACTION READ ONLY');
            return { variables: operation.variables };
          },
          // A socket lives for long: who asks is looked up again for each subscription.
          preSubscriptionExecution: async (schema, document, context, id) => {
            const asked = context as unknown as SocketContext;
            const { _connectionInit: payload, messages } = asked;
            checkSubscription(schema, document, messages.take(id), asked);
            const current = await socketContext(authenticator, payload ?? {});
            if (!current) throw new ApiError('UNAUTHENTICATED', 'The access token has expired: connect with a new one');
            Object.assign(context, current);
          },
        },
        subscription: {
          fullWsTransport: false,
          keepAlive: 20_000,
          context: (socket) => {
            codeErrorsOf(socket as never);
            return { messages: new SubscribeMessages(socket as never) };
          },
          onConnect: async ({ payload }: { payload?: Record<string, unknown> }) =>
            socketContext(authenticator, payload ?? {}),
        },
      }),
    }),
  ],
  providers: [
    OperationRunner,
    RememberedAnswers,
    NodeResolver,
    ServiceResolver,
    { provide: APP_FILTER, useClass: ThrownErrorsFilter },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: MutationInterceptor },
    { provide: APP_INTERCEPTOR, useClass: SubscriptionInterceptor },
  ],
  exports: [OperationRunner],
})
export class KetnoiGraphqlModule {}

interface SocketContext extends OperationContext {
  _connectionInit?: Record<string, unknown>;
  messages: SubscribeMessages;
}

/** Over a web socket who asks is told once, in `connection_init`: `{ "authorization": "Bearer …", "acceptLanguage": "vi" }`. */
async function socketContext(authenticator: Authenticator, payload: Record<string, unknown>): Promise<object | false> {
  const authorization = payload.authorization ?? payload.Authorization ?? null;
  const token = bearerToken(authorization);
  const person = token === null ? null : await authenticator.authenticate(token);
  if (authorization !== null && !person) return false;
  const actor: Actor = person ?? ANONYMOUS;
  const language = typeof payload.acceptLanguage === 'string' ? payload.acceptLanguage : undefined;
  const context: OperationContext = {
    actor,
    language: languageOf(language),
    requestId: newId(),
    operationName: null,
    variables: {},
    loaders: new Loaders(),
    execution: { type: 'subscription', failures: [] },
  };
  return context;
}
