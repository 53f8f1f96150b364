import type { Readable } from 'node:stream';
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { ANONYMOUS, type Actor } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { languageOf } from '../i18n/message.js';
import { PinoLogger } from '../logging/pino-logger.js';
import { ThrownErrorsFilter } from '../logging/thrown-errors.filter.js';
import { newId } from '../database/new-id.js';
import { Policy } from '../policy/policy.js';
import { ApiError } from './api-error.js';
import { AccessGuard } from './access.js';
import { AUTHENTICATOR, type Authenticator, bearerToken } from './authentication.js';
import { checkSubscription } from './check-subscription.js';
import { clientOf } from './client.js';
import { completeSchema } from './complete-schema.js';
import { Documents } from './documents/documents.js';
import { DocumentsModule } from './documents/documents.module.js';
import { errorFormatter } from './error-formatter.js';
import { MutationInterceptor } from './mutation.interceptor.js';
import { NodeResolver } from './node.resolver.js';
import { Loaders, type OperationContext } from './operation-context.js';
import { onlyUtf8 } from './only-utf8.js';
import { OperationRunner } from './operation-runner.js';
import { ServiceResolver } from './service.resolver.js';
import { codeErrorsOf } from './socket-errors.js';
import { SubscribeMessages } from './subscribe-messages.js';
import { SubscriptionInterceptor } from './subscription.interceptor.js';
import { wrapOperations } from './wrap-operations.js';

/** Mercurius with our limits, our unit of work around every operation, and every resolver behind the access guard. */
@Module({
  imports: [
    GraphQLModule.forRootAsync<MercuriusDriverConfig>({
      driver: MercuriusDriver,
      imports: [DocumentsModule],
      inject: [AUTHENTICATOR, PinoLogger, UnitOfWork, Policy, Documents],
      useFactory: (
        authenticator: Authenticator,
        log: PinoLogger,
        unitOfWork: UnitOfWork,
        policy: Policy,
        documents: Documents,
      ): MercuriusDriverConfig => ({
        autoSchemaFile: true,
        sortSchema: true,
        transformSchema: (schema) => completeSchema(schema, policy),
        path: '/graphql',
        graphiql: false,
        // Documents are read, judged and kept by `Documents`; Mercurius would keep them whatever they weigh.
        cache: false,
        errorFormatter: errorFormatter(log),
        context: (request) => ({ ...request.operationContext }),
        additionalRouteOptions: {
          preParsing: async (_request: unknown, _reply: unknown, body: Readable) => onlyUtf8(body),
          preHandler: wrapOperations({ authenticator, documents, unitOfWork, format: errorFormatter(log) }),
        } as never,
        hooks: {
          // A socket lives for long: who asks is looked up again for each subscription.
          preSubscriptionExecution: async (schema, document, context, id) => {
            const asked = context as unknown as SocketContext;
            const { _connectionInit: payload, messages } = asked;
            checkSubscription(schema, document, messages.take(id), asked, documents);
            const current = await socketContext(authenticator, payload ?? {});
            if (!current) throw new ApiError('UNAUTHENTICATED', 'The access token has expired: connect with a new one');
            Object.assign(context, current);
          },
        },
        subscription: {
          fullWsTransport: false,
          keepAlive: 20_000,
          context: (socket, request) => {
            codeErrorsOf(socket as never);
            return { messages: new SubscribeMessages(socket as never), client: clientOf(request) };
          },
          onConnect: async ({ payload }: { payload?: Record<string, unknown> }) =>
            socketContext(authenticator, payload ?? {}),
        },
      }),
    }),
  ],
  providers: [
    OperationRunner,
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
  const context: Omit<OperationContext, 'client'> = {
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
