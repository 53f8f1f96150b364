import { Field, Float, Int, InterfaceType, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../platform/graphql/connection.js';
import { Node, NodeOf, typeOfNode } from '../platform/graphql/node.js';
import { EvidenceGrade } from '../suppliers/evidence.js';
import { type Leaving as LeavingValue, Match, type Standing as StandingValue } from './match.entity.js';
import { Eligibility, Leaving, ReviewState, Standing } from './matches.models.js';

/*
 * One row, three shapes: who asks decides which (docs/decisions/a-match-has-three-shapes.md). What all may see is in `Match`,
 * what those may see who see the request is in `RankedMatch`; a later room adds what it knows to the shape that may have it.
 */

@InterfaceType('Match', {
  implements: () => [Node],
  resolveType: typeOfNode,
  description:
    'One firm’s answer to one line, the same one through all runs of the line: what whoever may see the match sees of it.',
})
export class MatchModel extends Node {
  @Field(() => Date, { nullable: true, description: 'Since when the buyer may see it; null where it may not.' })
  releasedAt: Date | null;

  @Field(() => Date, { description: 'When the firm first was a match of the line.' })
  firstSeenAt: Date;

  @Field(() => Date, {
    nullable: true,
    description: 'Since when the firm is no longer a match of the line; null while it is.',
  })
  leftAt: Date | null;

  @Field(() => Leaving, { nullable: true, description: 'Why it left; null while it has not.' })
  leftBecause: LeavingValue | null;
}

@InterfaceType('Judged', {
  resolveType: typeOfNode,
  description: 'What was found of a firm for a line: what it rests on, how sure it is, and what is missing.',
})
export abstract class JudgedModel {
  @Field(() => Eligibility, { description: 'What follows from the musts.' })
  eligibility: string;

  @Field(() => Float, { description: 'Score from 0 to 1 that counts what is unknown as not met.' })
  confirmed: number;

  @Field(() => Float, { description: 'Score from 0 to 1 that counts what is unknown as met: the truth lies between.' })
  potential: number;

  @Field(() => Float, { description: 'Share of the weight of which something is known, from 0 to 1.' })
  coverage: number;

  @Field(() => EvidenceGrade, { nullable: true, description: 'The weakest grade the met musts rest on.' })
  evidence: string | null;

  @Field(() => Int, { description: '3: meets all and half of what is preferred. 2, 1: less. 0: unsuitable.' })
  relevance: number;

  @Field(() => Standing, {
    description: 'Whether it is among the line’s matches, and whether what it says still holds.',
  })
  standing: StandingValue;

  @Field(() => Date, { description: 'Since when it has said what it says; runs that find the same leave it.' })
  changedAt: Date;

  @Field(() => Date, { nullable: true, description: 'OUTDATED: since when something it rests on has changed.' })
  outdatedAt: Date | null;
}

@InterfaceType('RankedMatch', {
  implements: () => [MatchModel, JudgedModel, Node],
  resolveType: typeOfNode,
  description: 'A match in its place among those of its line: for whoever may see the request.',
})
export class RankedMatchModel extends MatchModel {
  @Field(() => Int, { description: 'From 1, best first. LEFT: where it last stood.' })
  rank: number;
}

@NodeOf(Match, 'SupplierMatch', 'SUPPLIER')
@ObjectType('SupplierMatch', {
  implements: () => [MatchModel, Node],
  description:
    'A match as the firm’s own organisation sees it. Whatever the request says, it is told a teaser; what else it is told, and when, the buyer has chosen: `disclosure` says how far, and the fields beside it are null until then. How others did is not for it to know.',
})
export class SupplierMatchModel extends MatchModel {
  @Field(() => ReviewState, {
    description: 'Where the official’s review of your firm stands. PENDING until it is decided for good.',
  })
  reviewState: string;
}

@ObjectType('MatchJudgement', {
  implements: () => [JudgedModel],
  description:
    'What was found of your firm, with what the line asks for: told from REQUIREMENTS on. Below FULL nothing in it depends on where the parts are delivered: it is reckoned without that requirement, and names no sites.',
})
export class MatchJudgementModel extends JudgedModel {}

@NodeOf(Match, 'BuyerMatch', 'BUYER')
@ObjectType('BuyerMatch', {
  implements: () => [RankedMatchModel, MatchModel, JudgedModel, Node],
  description: 'A match as the buyer sees it: one that an official has approved, without how that came about.',
})
export class BuyerMatchModel extends RankedMatchModel {
  @Field(() => Date, { description: 'Since when the buyer may see it.' })
  declare releasedAt: Date;
}

@NodeOf(Match, 'OfficialMatch', 'AUTHORITY')
@ObjectType('OfficialMatch', {
  implements: () => [RankedMatchModel, MatchModel, JudgedModel, Node],
  description: 'A match as officials see it: with its review, decided or not.',
})
export class OfficialMatchModel extends RankedMatchModel {
  @Field(() => ReviewState, { description: 'Where the review stands.' })
  reviewState: string;

  @Field(() => Date, { description: 'Since when it stands there: PENDING has waited since.' })
  reviewStateSince: Date;
}

@ObjectType('RankedMatchConnection', { description: 'A page of the matches of a line, best first.' })
export class RankedMatchConnection extends connectionOf(RankedMatchModel, 'RankedMatch') {}

@ObjectType('SupplierMatchConnection', { description: 'A page of a firm’s own matches.' })
export class SupplierMatchConnection extends connectionOf(SupplierMatchModel, 'SupplierMatch') {}

@ObjectType('OfficialMatchConnection', { description: 'A page of the matches that officials review.' })
export class OfficialMatchConnection extends connectionOf(OfficialMatchModel, 'OfficialMatch') {}
