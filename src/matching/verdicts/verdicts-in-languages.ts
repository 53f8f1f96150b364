import { Inject, Injectable } from '@nestjs/common';
import { type Language, LANGUAGES } from '../../platform/i18n/message.js';
import type { Taxonomy } from '../../taxonomy/taxonomy.js';
import { TAXONOMY } from '../../taxonomy/taxonomy.token.js';
import { VerdictsInApi } from './verdicts-in-api.js';

/** Formatters of numbers and dates take long to make: made once, for all operations. */
@Injectable()
export class VerdictsInLanguages {
  private readonly languages: ReadonlyMap<Language, VerdictsInApi>;

  constructor(@Inject(TAXONOMY) taxonomy: Taxonomy) {
    this.languages = new Map(LANGUAGES.map((language) => [language, new VerdictsInApi(language, taxonomy)]));
  }

  in(language: Language): VerdictsInApi {
    return this.languages.get(language)!;
  }
}
