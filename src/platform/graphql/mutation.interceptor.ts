import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { UnitOfWork } from '../database/unit-of-work.js';
import { userErrorsOf } from './mutation-payload.js';
import { Loaders, type OperationContext } from './operation-context.js';
import { Refusal } from './problems.js';

/**
 * Around every mutation: what a refused one had written is undone, and its problems become `userErrors` in the
 * caller’s language.
 */
@Injectable()
export class MutationInterceptor implements NestInterceptor {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType<string>() !== 'graphql') return next.handle();
    const graphql = GqlExecutionContext.create(context);
    if (graphql.getInfo<GraphQLResolveInfo>().operation.operation !== 'mutation') return next.handle();
    const operation = graphql.getContext<OperationContext>();
    // What the mutation before it has loaded may be out of date by now.
    operation.loaders = new Loaders();
    return from(
      this.unitOfWork
        .undoIf<unknown>(
          (value) => value instanceof Refusal,
          () => lastValueFrom(next.handle()),
        )
        .then((value) => {
          if (value instanceof Refusal) return { userErrors: userErrorsOf(value, operation.language) };
          const payload: { userErrors: unknown[] } = { userErrors: [], ...(value as object) };
          if (payload.userErrors.length === 0) operation.execution.hasEffect = true;
          return payload;
        }),
    );
  }
}
