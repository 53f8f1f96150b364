import { Injectable } from '@nestjs/common';
import type { JobDefinition, JobHandler, LongJobHandler } from './job.js';

/** As the runner calls them: what a run has that a short job does not need is left alone by it. */
export type AnyJobHandler = JobHandler<object> | LongJobHandler<object, unknown>;

/** Which jobs there are: those that a handler has registered itself for. A job nobody handles cannot be asked for. */
@Injectable()
export class JobRegistry {
  private readonly handlers = new Map<string, AnyJobHandler>();

  /** Called by each handler from its constructor. */
  register<Payload extends object, State>(handler: JobHandler<Payload> | LongJobHandler<Payload, State>): void {
    const { name } = handler.job;
    if (this.handlers.has(name)) throw new Error(`Job ${name} has two handlers`);
    this.handlers.set(name, handler as unknown as AnyJobHandler);
  }

  /** Throws for a job nobody handles: its rows would wait for ever. */
  expect({ name }: JobDefinition<object>): void {
    if (!this.handlers.has(name)) throw new Error(`Job ${name} has no handler`);
  }

  handler(name: string): AnyJobHandler | undefined {
    return this.handlers.get(name);
  }

  get names(): string[] {
    return [...this.handlers.keys()];
  }
}
