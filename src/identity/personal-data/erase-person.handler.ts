import { Injectable } from '@nestjs/common';
import type { JobHandler, JobRun } from '../../platform/jobs/job.js';
import { JobRegistry } from '../../platform/jobs/job-registry.js';
import { ERASE_PERSON, ErasuresService } from './erasures.service.js';

@Injectable()
export class ErasePersonHandler implements JobHandler<{ erasureId: string }> {
  readonly job = ERASE_PERSON;

  constructor(
    registry: JobRegistry,
    private readonly erasures: ErasuresService,
  ) {
    registry.register(this);
  }

  async handle({ erasureId }: { erasureId: string }, run: JobRun): Promise<void> {
    await run.commit(() => this.erasures.carryOut(erasureId));
  }
}
