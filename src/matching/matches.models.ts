import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { describedEnum } from '../platform/graphql/described-enum.js';
import { DayScalar } from '../platform/graphql/scalars.js';
import type { Eligibility as EligibilityValue } from './eligibility.js';
import type {
  Leaving as LeavingValue,
  ReviewState as ReviewStateValue,
  Standing as StandingValue,
} from './match.entity.js';

export const Eligibility = describedEnum<EligibilityValue>(
  'Eligibility',
  'How a firm stands to a line, by its musts alone; preferences move it within its group.',
  {
    ELIGIBLE: 'Every must is met.',
    TO_CONFIRM: 'No must is unmet, some are unknown.',
    NEAR_MISS: 'One or two musts are unmet, and each can be closed.',
    UNSUITABLE: 'More is unmet, or what cannot be closed.',
  },
);
export const ReviewState = describedEnum<ReviewStateValue>(
  'ReviewState',
  'Where the official’s review of a match stands. APPROVED: the buyer may see it.',
  {
    PENDING: 'No official has decided yet.',
    PROPOSED: 'One official has approved, and a second is to confirm it; the buyer does not see the match yet.',
    APPROVED: 'Released: the buyer sees the match.',
    REJECTED: 'Turned down; the buyer does not see it.',
    INFORMATION_REQUESTED: 'The supplier was asked something first.',
    APPEALED: 'The supplier has appealed against a rejection; another official is to decide.',
  },
);

export const Standing = describedEnum<StandingValue>(
  'MatchStanding',
  'Whether a match is among those of its line, and whether what it says still holds.',
  {
    CURRENT: 'What it says holds, as far as Ketnoi knows.',
    OUTDATED: 'Something it rests on has changed; it is being matched again and cannot be approved until then.',
    LEFT: 'The firm is no longer among the matches of the line.',
  },
);

export const Leaving = describedEnum<LeavingValue>('MatchLeaving', 'Why a firm is no longer a match of a line.', {
  LINE_REMOVED: 'The buyer took the line out of the request.',
  LINE_CHANGED: 'The line asks for something else since.',
  FIRM_WITHDRAWN: 'The firm withdrew from Ketnoi.',
  NOT_AMONG_THE_BEST: 'The firm no longer has related work, or so many others do better that its match is not kept.',
});

@ObjectType('EligibilityCounts', { description: 'How many firms of a run came out how.' })
export class EligibilityCountsModel {
  @Field(() => Int, { description: 'Every must met.' })
  eligible: number;

  @Field(() => Int, { description: 'No must unmet, some unknown.' })
  toConfirm: number;

  @Field(() => Int, { description: 'One or two musts unmet, closable.' })
  nearMiss: number;

  @Field(() => Int, { description: 'The rest of the firms with related work.' })
  unsuitable: number;
}

@ObjectType('MatchRun', { description: 'One computation for one line, with the versions that produced it.' })
export class MatchRunModel {
  @Field(() => ID, { description: 'Another computation has another.' })
  id: string;

  @Field(() => Int, { description: 'The revision of the request it was computed for.' })
  revision: number;

  @Field(() => DayScalar, { description: 'The civil day the firms were judged on.' })
  asOf: string;

  @Field({ description: 'Version of the rules.' })
  algorithmVersion: string;

  @Field({ description: 'Version of the vocabularies.' })
  taxonomyVersion: string;

  @Field({ description: 'SHA-256 over the line and the firms: the same hash and versions give the same matches.' })
  inputHash: string;

  @Field(() => Float, { description: 'What a must weighs in the score.' })
  mustWeight: number;

  @Field(() => Int, { description: 'Firms with related work that were judged.' })
  firmsConsidered: number;

  @Field(() => Int, { description: 'Matches kept, the best of them; the counts cover all.' })
  matchesKept: number;

  @Field(() => EligibilityCountsModel, { description: 'How the firms came out.' })
  counts: EligibilityCountsModel;

  @Field(() => Date, { description: 'When it was written.' })
  finishedAt: Date;
}

@ObjectType('MatchingProgress', { description: 'How far the matching of a request’s standing revision is.' })
export class MatchingProgressModel {
  @Field(() => Int, { description: 'Lines to be matched.' })
  linesTotal: number;

  @Field(() => Int, { description: 'Lines with a run for what they ask now.' })
  linesDone: number;

  @Field(() => Int, { description: 'Lines whose job was set aside after failing too often; an operator is to look.' })
  linesFailed: number;

  @Field(() => Boolean, { description: 'Nothing left to wait for.' })
  isComplete: boolean;
}
