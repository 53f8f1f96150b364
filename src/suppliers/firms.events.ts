import { Injectable } from '@nestjs/common';

export interface FirmChanged {
  firmId: string;
}

export type FirmReaction = (event: FirmChanged) => Promise<void>;

/**
 * Where rooms below this one say, at start, what follows when a firm or anything of it has changed. A reaction runs
 * inside the unit of work of the change, so that what it writes (outbox rows above all) commits with it or not at all.
 */
@Injectable()
export class FirmEvents {
  private readonly reactions: FirmReaction[] = [];

  onChanged(reaction: FirmReaction): void {
    this.reactions.push(reaction);
  }

  async changed(event: FirmChanged): Promise<void> {
    for (const reaction of this.reactions) await reaction(event);
  }
}
