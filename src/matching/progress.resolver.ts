import { on, EventEmitter } from 'node:events';
import { Args, Context, ID, Resolver, Subscription } from '@nestjs/graphql';
import { isPerson } from '../platform/database/actor.js';
import { Signals } from '../platform/database/signals.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { ApiError } from '../platform/graphql/api-error.js';
import { endedByReturn } from '../platform/graphql/ended-by-return.js';
import { refuseArgument } from '../platform/graphql/invalid-values.js';
import { REQUEST } from '../requests/requests.errors.js';
import type { OperationContext } from '../platform/graphql/operation-context.js';
import { MatchingProgressModel } from './matches.models.js';
import { MatchesService, type MatchingProgress } from './matches.service.js';
import { MATCHING_CHANNEL } from './matching.jobs.js';

/** A signal may be lost while its connection is being restored; then this is how late a watcher hears of it. */
const LOOK_AGAIN_MILLISECONDS = 5_000;

/** Tells a request’s matching progress as it goes, and ends when there is nothing left to wait for. */
@Resolver()
export class ProgressResolver {
  constructor(
    private readonly matches: MatchesService,
    private readonly unitOfWork: UnitOfWork,
    private readonly signals: Signals,
  ) {}

  @Subscription(() => MatchingProgressModel, {
    description:
      'A request’s matching progress: at once, then at each change, until it is complete. Error NOT_FOUND for a request you may not see.',
  })
  requestMatchingProgress(
    @Args('requestId', { type: () => ID, description: 'A request the caller may read.' }) requestId: string,
    @Context() { actor }: OperationContext,
  ): AsyncGenerator<{ requestMatchingProgress: MatchingProgress }> {
    const look = () => this.unitOfWork.run(actor, () => this.matches.progress(requestId), { readOnly: true });
    if (!isPerson(actor)) throw new ApiError('UNAUTHENTICATED', 'Sign in and send the access token');
    return endedByReturn((gone) => this.watch(requestId, look, gone));
  }

  private async *watch(requestId: string, look: () => Promise<MatchingProgress | null>, gone: AbortSignal) {
    const wakeUps = new EventEmitter();
    const stopListening = this.signals.on(MATCHING_CHANNEL, (id) => {
      if (id === requestId) wakeUps.emit('look');
    });
    const timer = setInterval(() => wakeUps.emit('look'), LOOK_AGAIN_MILLISECONDS);
    const changes = on(wakeUps, 'look', { signal: gone });
    try {
      let told = '';
      for (;;) {
        const progress = await look();
        if (!progress) throw refuseArgument(REQUEST.REQUEST_NOT_FOUND, ['requestId']);
        const text = JSON.stringify(progress);
        if (text !== told) yield { requestMatchingProgress: progress };
        told = text;
        if (progress.isComplete) return;
        await changes.next();
      }
    } finally {
      clearInterval(timer);
      stopListening();
    }
  }
}
