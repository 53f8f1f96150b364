import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { type Actor, isPerson } from '../platform/database/actor.js';
import { isId } from '../platform/database/new-id.js';
import { Problems } from '../platform/graphql/problems.js';
import type { Language } from '../platform/i18n/message.js';
import { StoredFiles } from '../platform/storage/stored-files.js';
import type { PlaceReader } from '../taxonomy/places.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { TAXONOMY } from '../taxonomy/taxonomy.token.js';
import { taxonomyForOneInput } from '../taxonomy/one-input.js';
import { PLACE_READER } from '../taxonomy/place-reader.token.js';
import type { Reading } from './reading/reading.js';

/** Who asks, and in which language: of what a resolver is given, the part that services need. */
export interface Asking {
  actor: Actor;
  language: Language;
}

/** Prepares the reading of an input: after this, readers are plain functions. */
@Injectable()
export class Readings {
  constructor(
    @Inject(TAXONOMY) private readonly taxonomy: Taxonomy,
    @Inject(PLACE_READER) private readonly readPlace: PlaceReader,
    private readonly clock: Clock,
    private readonly files: StoredFiles,
  ) {}

  /** `evidenceFileIds`: all that the input names, whatever they are. */
  async begin(asking: Asking, evidenceFileIds: (string | null | undefined)[] = []): Promise<Reading> {
    const ids = evidenceFileIds.filter((id) => typeof id === 'string').filter(isId);
    return {
      taxonomy: taxonomyForOneInput(this.taxonomy),
      readPlace: this.readPlace,
      problems: new Problems(),
      language: asking.language,
      today: this.clock.today(),
      ownFileIds:
        ids.length > 0 && isPerson(asking.actor)
          ? await this.files.hold(asking.actor, 'CERTIFICATE_EVIDENCE', ids)
          : new Set(),
    };
  }
}
