import { Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { ANONYMOUS, type Actor } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { languageOf } from '../i18n/message.js';
import { PinoLogger } from '../logging/pino-logger.js';
import { newId } from '../database/new-id.js';
import { AccessGuard } from './access.js';
import { AUTHENTICATOR, type Authenticator, bearerToken } from './authentication.js';
import { errorFormatter } from './error-formatter.js';
import { withInputDefaults } from './input-defaults.js';
import { LIMITS, widthLimit } from './limits.js';
import { MutationInterceptor } from './mutation.interceptor.js';
import { Loaders, type OperationContext } from './operation-context.js';
import { OperationRunner } from './operation-runner.js';
import { ServiceResolver } from './service.resolver.js';
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
        jit: 2,
        cache: 500,
        queryDepth: LIMITS.depth,
        graphql: { parseOptions: { maxTokens: LIMITS.tokens } },
        validationRules: [widthLimit],
        errorFormatter: errorFormatter(log),
        context: (request) => ({ ...request.operationContext }),
        additionalRouteOptions: { preHandler: wrapOperations(authenticator) } as never,
        hooks: {
          preExecution: async (schema, document, context, variables) => {
            const operation = context as unknown as OperationContext;
            const definition = document.definitions.find((part) => part.kind === 'OperationDefinition');
            operation.execution.type = definition?.operation ?? null;
            // PostgreSQL itself refuses what a query must not do.
            if (operation.execution.type === 'query') await unitOfWork.query('SET TRANSACTION READ ONLY');
            return { variables: withInputDefaults(schema, definition, variables) };
          },
        },
        subscription: {
          fullWsTransport: false,
          keepAlive: 20_000,
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
  ],
  exports: [OperationRunner],
})
export class KetnoiGraphqlModule {}

/** Over a web socket who asks is told once, in `connection_init`: `{ "authorization": "Bearer …", "acceptLanguage": "vi" }`. */
async function socketContext(authenticator: Authenticator, payload: Record<string, unknown>): Promise<object | false> {
  const token = bearerToken(payload.authorization ?? payload.Authorization);
  const actor: Actor | null = token === null ? ANONYMOUS : await authenticator.authenticate(token);
  if (!actor) return false;
  const language = typeof payload.acceptLanguage === 'string' ? payload.acceptLanguage : undefined;
  const context: OperationContext = {
    actor,
    language: languageOf(language),
    requestId: newId(),
    loaders: new Loaders(),
    execution: { type: 'subscription', failures: [] },
  };
  return context;
}
