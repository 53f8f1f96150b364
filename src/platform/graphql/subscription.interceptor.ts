import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { catchError, map, type Observable, throwError } from 'rxjs';
import { isPerson } from '../database/actor.js';
import { PinoLogger } from '../logging/pino-logger.js';
import { ApiError } from './api-error.js';
import { AUTHENTICATOR, type Authenticator } from './authentication.js';
import { asApiError } from './error-formatter.js';
import type { OperationContext } from './operation-context.js';

/**
 * Around every subscription: nothing is told to whoever may not act any more as they did when they subscribed, and what goes
 * wrong reaches the subscriber as one of the few codes.
 */
@Injectable()
export class SubscriptionInterceptor implements NestInterceptor {
  constructor(
    private readonly log: PinoLogger,
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
  ) {}

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
      for await (const event of events) {
        const { actor } = asked;
        if (isPerson(actor) && !(await this.authenticator.stands(actor))) {
          throw new ApiError(
            'UNAUTHENTICATED',
            'The session has ended, or acts for another organisation or in another role',
          );
        }
        yield event;
      }
    } catch (error) {
      throw asApiError(error, this.log, asked);
    }
  }
}
