import { setTimeout as wait } from 'node:timers/promises';
import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { catchError, map, type Observable, throwError } from 'rxjs';
import { isPerson } from '../database/actor.js';
import { PinoLogger } from '../logging/pino-logger.js';
import { ApiError } from './api-error.js';
import { AUTHENTICATOR, type Authenticator } from './authentication.js';
import { endedByReturn } from './ended-by-return.js';
import { asApiError } from './error-formatter.js';
import type { OperationContext } from './operation-context.js';

/** How late a subscriber to whom nothing happens learns that the session has ended. */
const LOOK_AGAIN_MILLISECONDS = 5_000;

/**
 * Around every subscription: what goes wrong while it runs reaches the subscriber as one of the few codes, and nothing at
 * all does once the session has ended or the person has left the organisation.
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
      map((events) => endedByReturn((gone) => this.translated(events as AsyncGenerator<unknown>, asked, gone))),
      catchError((error: unknown) => throwError(() => asApiError(error, this.log, asked))),
    );
  }

  private async *translated(events: AsyncGenerator<unknown>, asked: OperationContext, gone: AbortSignal) {
    try {
      yield* this.whileSignedIn(events, asked, gone);
    } catch (error) {
      throw asApiError(error, this.log, asked);
    }
  }

  private async *whileSignedIn(
    events: AsyncGenerator<unknown>,
    { actor }: OperationContext,
    gone: AbortSignal,
  ): AsyncGenerator<unknown> {
    let next = events.next();
    try {
      for (;;) {
        const event = await withinMoments(next, gone);
        if (gone.aborted) return;
        if (isPerson(actor) && !(await this.authenticator.stands(actor))) {
          throw new ApiError('UNAUTHENTICATED', 'The session has ended: sign in and connect again');
        }
        if (event === null) continue;
        if (event.done) return;
        yield event.value;
        next = events.next();
      }
    } finally {
      void Promise.allSettled([next, events.return(undefined)]);
    }
  }
}

/** Null where nothing came for a while, or nobody listens any more. */
async function withinMoments<T>(next: Promise<T>, gone: AbortSignal): Promise<T | null> {
  const enough = new AbortController();
  const signal = AbortSignal.any([enough.signal, gone]);
  const nothing = wait(LOOK_AGAIN_MILLISECONDS, null, { signal }).catch(() => null);
  try {
    return await Promise.race([next, nothing]);
  } finally {
    enough.abort();
  }
}
