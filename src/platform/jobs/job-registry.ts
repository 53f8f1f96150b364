import { Injectable } from '@nestjs/common';
import type { JobDefinition, JobHandler } from './job.js';

/** Which jobs there are: those that a handler has registered itself for. A job nobody handles cannot be asked for. */
@Injectable()
export class JobRegistry {
  private readonly handlers = new Map<string, JobHandler<object>>();

  /** Called by each handler from its constructor. */
  register<Payload extends object>(handler: JobHandler<Payload>): void {
    const { name } = handler.job;
    if (this.handlers.has(name)) throw new Error(`Job ${name} has two handlers`);
    this.handlers.set(name, handler as unknown as JobHandler<object>);
  }

  /** Throws for a job nobody handles: its rows would wait for ever. */
  expect({ name }: JobDefinition<object>): void {
    if (!this.handlers.has(name)) throw new Error(`Job ${name} has no handler`);
  }

  handler(name: string): JobHandler<object> | undefined {
    return this.handlers.get(name);
  }

  get names(): string[] {
    return [...this.handlers.keys()];
  }
}
