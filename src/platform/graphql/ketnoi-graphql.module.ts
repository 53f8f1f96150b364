import { Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { getOperationAST } from 'graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { ANONYMOUS, type Actor } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { languageOf } from '../i18n/message.js';
import { PinoLogger } from '../logging/pino-logger.js';
import { newId } from '../database/new-id.js';
import { ApiError } from './api-error.js';
import { AccessGuard } from './access.js';
import { AUTHENTICATOR, type Authenticator, bearerToken } from './authentication.js';
import { errorFormatter } from './error-formatter.js';
import { checkSubscription, LIMITS, sizeLimit } from './limits.js';
import { MutationInterceptor } from './mutation.interceptor.js';
import { Loaders, type OperationContext } from './operation-context.js';
import { OperationRunner } from './operation-runner.js';
import { ServiceResolver } from './service.resolver.js';
import { codeErrorsOf } from './socket-errors.js';
import { SubscriptionInterceptor } from './subscription.interceptor.js';
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
        path: '/graphql',
        graphiql: false,
        cache: 500,
        graphql: { parseOptions: { maxTokens: LIMITS.tokens } },
        validationRules: [sizeLimit],
        errorFormatter: errorFormatter(log),
        context: (request) => ({ ...request.operationContext }),
        additionalRouteOptions: { preHandler: wrapOperations(authenticator) } as never,
        hooks: {
          preExecution: async (_schema, document, context) => {
            const operation = context as unknown as OperationContext;
            operation.execution.type = getOperationAST(document, operation.operationName)?.operation ?? null;
            if (operation.execution.type === 'subscription') {
              throw new ApiError('INVALID_REQUEST', 'Subscribe over a web socket, with graphql-transport-ws');
            }
            // PostgreSQL itself refuses what a query must not do.
            if (operation.execution.type === 'query') await unitOfWork.query('SET TRANSACTION READ ONLY');
          },
          // A socket lives for long: who asks is looked up again for each subscription.
          preSubscriptionExecution: async (schema, document, context) => {
            checkSubscription(schema, document);
            const { _connectionInit: payload } = context as { _connectionInit?: Record<string, unknown> };
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
            return {};
          },
          onConnect: async ({ payload }: { payload?: Record<string, unknown> }) =>
            socketContext(authenticator, payload ?? {}),
        },
      }),
    }),
  ],
  providers: [
    OperationRunner,
    ServiceResolver,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: MutationInterceptor },
    { provide: APP_INTERCEPTOR, useClass: SubscriptionInterceptor },
  ],
  exports: [OperationRunner],
})
export class KetnoiGraphqlModule {}

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
    loaders: new Loaders(),
    execution: { type: 'subscription', failures: [] },
  };
  return context;
}
