import { Injectable } from '@nestjs/common';

/** Work that every worker process does again and again, of whatever room. */
export interface RoutineDefinition {
  readonly name: string;
  readonly everyMilliseconds: number;
  /** PostgreSQL channel whose signals call for it before its time. */
  readonly wokenBy?: string;
  /** Called for after so many deliveries of this process, and when its last one in hand has ended. */
  readonly wokenEveryDeliveries?: number;
  /** One that fails tries again at its next turn. Several processes may be at it at once: the database decides between them. */
  readonly work: () => Promise<unknown>;
}

/** The routines that rooms have registered; `BackgroundWork` starts them. */
@Injectable()
export class Routines {
  private readonly definitions = new Map<string, RoutineDefinition>();

  /** Called by whoever has something to do again and again, from its constructor. */
  register(definition: RoutineDefinition): void {
    if (this.definitions.has(definition.name)) throw new Error(`There are two routines named ${definition.name}`);
    this.definitions.set(definition.name, definition);
  }

  get all(): RoutineDefinition[] {
    return [...this.definitions.values()];
  }
}
