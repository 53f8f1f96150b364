import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { catchError, map, type Observable, throwError } from 'rxjs';
import { PinoLogger } from '../logging/pino-logger.js';
import { asApiError } from './error-formatter.js';

/** Around every subscription: what goes wrong while it runs reaches the subscriber as one of the few codes. */
@Injectable()
export class SubscriptionInterceptor implements NestInterceptor {
  constructor(private readonly log: PinoLogger) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType<string>() !== 'graphql') return next.handle();
    const { operation } = GqlExecutionContext.create(context).getInfo<GraphQLResolveInfo>();
    if (operation.operation !== 'subscription') return next.handle();
    return next.handle().pipe(
      map((events) => this.translated(events as AsyncGenerator<unknown>)),
      catchError((error: unknown) => throwError(() => asApiError(error, this.log))),
    );
  }

  private async *translated(events: AsyncGenerator<unknown>): AsyncGenerator<unknown> {
    try {
      yield* events;
    } catch (error) {
      throw asApiError(error, this.log);
    }
  }
}
