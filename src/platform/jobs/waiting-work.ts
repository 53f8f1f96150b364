import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../config/config.token.js';
import type { Config } from '../config/config.js';
import { system } from '../database/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { JobDefinition } from './job.js';

/** Of what people wait for; bulk work, which follows from what others do, is held against nobody. */
export interface Waiting {
  ofOrganisation: number;
  ofSubjects: number;
}

/**
 * How much of what was asked for waits, for whoever says how much that may be: a service refuses what a person asks for beyond
 * it. What follows from a change is never refused: it waits for its organisation’s turn.
 */
@Injectable()
export class WaitingWork {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  get mostOfOrganisation(): number {
    return this.config.jobs.mostWaiting;
  }

  /** Within the unit of work that asks, whoever acts; what it has put itself counts. */
  async of(organisationId: string, job: JobDefinition<object>, subjects: readonly string[]): Promise<Waiting> {
    return this.unitOfWork.actAs(system('platform.count-waiting-work'), async () => {
      const [row] = await this.unitOfWork.query<Waiting>(
        `SELECT (SELECT count(*)::int FROM outbox WHERE state = 'PENDING' AND lane = 'INTERACTIVE'
             AND coalesce(organisation_id, '00000000-0000-0000-0000-000000000000') = $1) AS "ofOrganisation",
           (SELECT count(*)::int FROM outbox
             WHERE job = $2 AND subject = ANY($3) AND state <> 'DONE' AND state = 'PENDING' AND lane = 'INTERACTIVE') AS "ofSubjects"`,
        [organisationId, job.name, subjects],
      );
      return row!;
    });
  }
}
