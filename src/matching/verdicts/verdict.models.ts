import { Field, Float, ObjectType } from '@nestjs/graphql';
import { RequestOperationModel } from '../../requests/requests.models.js';
import { EvidenceGrade } from '../../suppliers/evidence.js';
import { CertificateStandardModel, CharacteristicModel } from '../../taxonomy/taxonomy.models.js';
import { RequirementLevel } from '../../criteria/requirement.graphql.js';
import { Closing, CriterionKind, Outcome, Reason } from './verdict.enums.js';

@ObjectType('Criterion', { description: 'Which requirement of the line a verdict or a gap is about.' })
export class CriterionModel {
  @Field(() => CriterionKind, {
    description: 'With `operation`, `standard` or `characteristic` where a line can ask for several.',
  })
  kind: string;

  @Field(() => RequestOperationModel, { nullable: true, description: 'PROCESS: which step of making the part.' })
  operation: RequestOperationModel | null;

  @Field(() => CertificateStandardModel, { nullable: true, description: 'CERTIFICATE: what was asked for.' })
  standard: CertificateStandardModel | null;

  @Field(() => CharacteristicModel, { nullable: true, description: 'CHARACTERISTIC: which number.' })
  characteristic: CharacteristicModel | null;

  @Field({ description: 'Its name in the language of the request.' })
  label: string;
}

@ObjectType('Verdict', { description: 'What one criterion says of one firm, with what was asked and what is offered.' })
export class VerdictModel {
  @Field(() => Outcome, { description: 'MET, UNMET or UNKNOWN.' })
  outcome: string;

  @Field(() => RequirementLevel, { description: 'Whether the buyer asked for it as a must.' })
  level: string;

  @Field(() => Float, { description: 'What it weighs in the score.' })
  weight: number;

  @Field(() => Reason, { description: 'Why the outcome is what it is.' })
  reason: string;

  @Field(() => EvidenceGrade, {
    nullable: true,
    description: 'How well the offered value is supported; null where nothing stated carries a grade.',
  })
  evidence: string | null;
}

@ObjectType('Gap', { description: 'A must that is not met, by how much, and what kind of step closes it.' })
export class GapModel {
  @Field(() => Closing, { description: 'The kind of step that would turn the verdict round.' })
  closes: string;
}
