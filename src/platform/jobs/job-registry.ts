import { Injectable } from '@nestjs/common';
import type { JobDefinition, JobHandler } from './job.js';

/** Which jobs there are and who handles them. The process refuses to start while one is without a handler. */
@Injectable()
export class JobRegistry {
  private readonly definitions = new Map<string, JobDefinition<object>>();
  private readonly handlers = new Map<string, JobHandler<object>>();

  constructor(definitions: readonly JobDefinition<object>[]) {
    for (const definition of definitions) this.definitions.set(definition.name, definition);
  }

  /** Called by each handler from its constructor. */
  register<Payload extends object>(handler: JobHandler<Payload>): void {
    const { name } = handler.job;
    if (!this.definitions.has(name)) throw new Error(`Job ${name} is not in the list of jobs`);
    if (this.handlers.has(name)) throw new Error(`Job ${name} has two handlers`);
    this.handlers.set(name, handler as unknown as JobHandler<object>);
  }

  check(): void {
    const orphans = [...this.definitions.keys()].filter((name) => !this.handlers.has(name));
    if (orphans.length > 0) throw new Error(`Jobs without a handler: ${orphans.join(', ')}`);
  }

  handler(name: string): JobHandler<object> | undefined {
    return this.handlers.get(name);
  }

  attempts(name: string): number {
    return this.definitions.get(name)?.attempts ?? 1;
  }

  get names(): string[] {
    return [...this.definitions.keys()];
  }
}
