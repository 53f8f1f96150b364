import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { getOperationAST } from 'graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { BudgetGuard } from '../budgets/budget.guard.js';
import { RequestBudgets } from '../budgets/request-budgets.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { PinoLogger } from '../logging/pino-logger.js';
import { ThrownErrorsFilter } from '../logging/thrown-errors.filter.js';
import { ApiError } from './api-error.js';
import { AccessGuard } from './access.js';
import { AUTHENTICATOR, type Authenticator } from './authentication.js';
import { completeSchema } from './complete-schema.js';
import { refuseCostly } from './cost/refuse-costly.js';
import { errorFormatter } from './error-formatter.js';
import { LIMITS, sizeLimit } from './limits.js';
import { literalValues } from './literal-values.js';
import { MutationInterceptor } from './mutation.interceptor.js';
import { NodeResolver } from './node.resolver.js';
import type { OperationContext } from './operation-context.js';
import { OperationRunner } from './operation-runner.js';
import { ServiceResolver } from './service.resolver.js';
import { Sockets } from './sockets/sockets.js';
import { checkVariables } from './variable-values.js';
import { spendCost } from './spend-cost.js';
import { wrapOperations } from './wrap-operations.js';

/** Mercurius with our limits, our unit of work around every operation, and every resolver behind the access guard. */
@Module({
  imports: [
    GraphQLModule.forRootAsync<MercuriusDriverConfig>({
      driver: MercuriusDriver,
      inject: [AUTHENTICATOR, PinoLogger, UnitOfWork, RequestBudgets],
      useFactory: (
        authenticator: Authenticator,
        log: PinoLogger,
        unitOfWork: UnitOfWork,
        budgets: RequestBudgets,
      ): MercuriusDriverConfig => ({
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
        additionalRouteOptions: { preHandler: wrapOperations(authenticator, budgets) } as never,
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
              await spendCost(budgets, operation, operation.execution.cost);
              checkVariables(schema, document, definition, operation.variables);
            }
            // PostgreSQL itself refuses what a query must not do.
            if (operation.execution.type === 'query') await unitOfWork.query('SET TRANSACTION READ ONLY');
            return { variables: operation.variables };
          },
        },
        // Opens the route for web sockets; what happens on one is up to `Sockets`.
        subscription: true,
      }),
    }),
  ],
  providers: [
    OperationRunner,
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
