import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { catchError, map, type Observable, throwError } from 'rxjs';
import { PinoLogger } from '../logging/pino-logger.js';
import { asApiError } from './error-formatter.js';
import type { OperationContext } from './operation-context.js';

/** Around every subscription: what goes wrong while it runs reaches the subscriber as one of the few codes. */
@Injectable()
export class SubscriptionInterceptor implements NestInterceptor {
  constructor(private readonly log: PinoLogger) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType<string>() !== 'graphql') return next.handle();
    const graphql = GqlExecutionContext.create(context);
    if (graphql.getInfo<GraphQLResolveInfo>().operation.operation !== 'subscription') return next.handle();
    const asked = graphql.getContext<OperationContext>();
    return next.handle().pipe(
      map((events) => this.translated(events as AsyncGenerator<unknown>, asked)),
      catchError((error: unknown) => throwError(() => asApiError(error, this.log, asked))),
    );
  }

  private async *translated(events: AsyncGenerator<unknown>, asked: OperationContext): AsyncGenerator<unknown> {
    try {
      yield* events;
    } catch (error) {
      throw asApiError(error, this.log, asked);
    }
  }
}
