import type { Taxonomy } from '../../taxonomy/taxonomy.js';
import { known } from '../../taxonomy/known.js';
import type { Gap } from '../../criteria/criterion.js';
import { detailOf, kindOf, type Verdict } from '../../criteria/verdict.js';
import type { SentenceLanguage } from '../../criteria/words/language.js';
import { type Sentences, sentencesIn } from '../sentences.js';
import { type VerdictWords, verdictWordsIn } from '../verdict-words.js';
import { statedInApi } from './stated-in-api.js';
import type { StatedValueModel } from './stated-value.models.js';
import type { CriterionModel } from './verdict.models.js';

type Asked = Pick<Verdict, 'criterion' | 'required'>;

/** A gap with what was asked for, by which its criterion is named. */
export type GapOfVerdict = Gap & Asked;

export function gapsWithVerdicts({ gaps, verdicts }: { gaps: Gap[]; verdicts: Verdict[] }): GapOfVerdict[] {
  const asked = new Map(verdicts.map(({ criterion, required }) => [criterion, required]));
  return gaps.map((gap) => ({ ...gap, required: asked.get(gap.criterion)! }));
}

/** Verdicts as the API shows them, in one language: values as objects, words only for the fields that were asked for. */
export class VerdictsInApi {
  readonly sentences: Sentences;
  private readonly words: VerdictWords;

  constructor(
    language: SentenceLanguage,
    private readonly taxonomy: Taxonomy,
  ) {
    this.sentences = sentencesIn(language, taxonomy);
    this.words = verdictWordsIn(language, taxonomy);
  }

  criterion(asked: Asked): CriterionModel {
    const { taxonomy, words } = this;
    const kind = kindOf(asked.criterion);
    const detail = detailOf(asked.criterion);
    const { required } = asked;
    return {
      kind,
      operation:
        required.kind === 'PROCESS'
          ? {
              position: Number(detail),
              process: known(taxonomy.processes, required.process),
              ownOnly: required.ownOnly,
            }
          : null,
      standard: required.kind === 'PERIOD' ? known(taxonomy.certificateStandards, detail) : null,
      characteristic: required.kind === 'BOUNDS' ? known(taxonomy.characteristics, detail) : null,
      get label() {
        return words.criterion(asked);
      },
    };
  }

  required(verdict: Verdict): StatedValueModel {
    const { criterion, required } = verdict;
    const { taxonomy } = this;
    return statedInApi(required, { criterion, taxonomy, words: () => this.words.required(verdict) });
  }

  offered(verdict: Verdict): StatedValueModel | null {
    const { criterion, offered } = verdict;
    const { taxonomy } = this;
    if (offered === null) return null;
    return statedInApi(offered, { criterion, taxonomy, words: () => this.words.offered(verdict) ?? '' });
  }
}
