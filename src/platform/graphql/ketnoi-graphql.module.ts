import type { Readable } from 'node:stream';
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { BudgetGuard } from '../budgets/budget.guard.js';
import { RequestBudgets } from '../budgets/request-budgets.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { PinoLogger } from '../logging/pino-logger.js';
import { ThrownErrorsFilter } from '../logging/thrown-errors.filter.js';
import { Policy } from '../policy/policy.js';
import { AccessGuard } from './access.js';
import { AUTHENTICATOR, type Authenticator } from './authentication.js';
import { completeSchema } from './complete-schema.js';
import { Documents } from './documents/documents.js';
import { DocumentsModule } from './documents/documents.module.js';
import { errorFormatter } from './error-formatter.js';
import { MutationInterceptor } from './mutation.interceptor.js';
import { NodeResolver } from './node.resolver.js';
import { onlyUtf8 } from './only-utf8.js';
import { OperationRunner } from './operation-runner.js';
import { RememberedAnswers } from './remembered-answers.js';
import { ServiceResolver } from './service.resolver.js';
import { Sockets } from './sockets/sockets.js';
import { wrapOperations } from './wrap-operations.js';

/** Mercurius with our limits, our unit of work around every operation, and every resolver behind the access guard. */
@Module({
  imports: [
    DocumentsModule,
    GraphQLModule.forRootAsync<MercuriusDriverConfig>({
      driver: MercuriusDriver,
      imports: [DocumentsModule],
      inject: [AUTHENTICATOR, PinoLogger, UnitOfWork, Policy, Documents, RequestBudgets],
      useFactory: (
        authenticator: Authenticator,
        log: PinoLogger,
        unitOfWork: UnitOfWork,
        policy: Policy,
        documents: Documents,
        budgets: RequestBudgets,
      ): MercuriusDriverConfig => ({
        autoSchemaFile: true,
        // Mercurius validates it, and printing it answers the same introspection.
        buildSchemaOptions: { skipCheck: true },
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
          preHandler: wrapOperations({ authenticator, budgets, documents, unitOfWork, format: errorFormatter(log) }),
        } as never,
        // Opens the route for web sockets; what happens on one is up to `Sockets`.
        subscription: true,
      }),
    }),
  ],
  providers: [
    OperationRunner,
    RememberedAnswers,
    NodeResolver,
    ServiceResolver,
    Sockets,
    { provide: APP_FILTER, useClass: ThrownErrorsFilter },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useClass: BudgetGuard },
    { provide: APP_INTERCEPTOR, useClass: MutationInterceptor },
  ],
  exports: [OperationRunner, Sockets],
})
export class KetnoiGraphqlModule {}
