import { Inject, Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { JobAdmin } from '../jobs/job-admin.js';
import { JOB_QUEUE, type JobQueue } from '../jobs/job-queue.js';
import { answerInTime } from './answer-in-time.js';

const PATIENCE_MILLISECONDS = 2_000;

/** Prometheus metrics of this process, and of the outbox and queue it shares with others. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly httpSeconds: Histogram<'method' | 'route' | 'status'>;
  readonly jobSeconds: Histogram<'job'>;
  readonly jobFailures: Counter<'job'>;

  constructor(jobs: JobAdmin, @Inject(JOB_QUEUE) queue: JobQueue) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.httpSeconds = new Histogram({
      name: 'ketnoi_http_request_seconds',
      help: 'Time to answer an HTTP request',
      labelNames: ['method', 'route', 'status'],
      registers,
    });
    this.jobSeconds = new Histogram({
      name: 'ketnoi_job_seconds',
      help: 'Time a job took that was done',
      labelNames: ['job'],
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60],
      registers,
    });
    this.jobFailures = new Counter({
      name: 'ketnoi_job_failures_total',
      help: 'Failures of jobs; an outage is none',
      labelNames: ['job'],
      registers,
    });
    new Gauge({
      name: 'ketnoi_outbox_rows',
      help: 'Jobs by where they stand; FAILED ones wait for an operator, CANCELLED ones are kept for a week',
      labelNames: ['state'],
      registers,
      collect() {
        return withoutAnswerEmpty(this, async () => setAll(this, await jobs.counts()));
      },
    });
    new Gauge({
      name: 'ketnoi_queue_jobs',
      help: 'Hints in the queue by state',
      labelNames: ['state'],
      registers,
      collect() {
        return withoutAnswerEmpty(this, async () => setAll(this, await queue.counts()));
      },
    });
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}

/** The page must come when the database or the queue is down, then above all: what cannot be read is left out of it. */
async function withoutAnswerEmpty(gauge: Gauge<'state'>, read: () => Promise<void>): Promise<void> {
  await answerInTime(read, PATIENCE_MILLISECONDS).catch(() => gauge.reset());
}

function setAll(gauge: Gauge<'state'>, counts: object): void {
  for (const [state, count] of Object.entries(counts)) gauge.set({ state }, count);
}
