import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { EvidenceGrade } from '../../suppliers/evidence.js';
import { CertificateStandardModel } from '../../taxonomy/taxonomy.models.js';
import { RequirementInput, RequirementModel } from '../requirement.graphql.js';

@InputType({
  description: 'A certificate the firm should hold on every day of delivery, for the site that does the work.',
})
export class CertificateRequirementInput extends RequirementInput {
  @Field({ description: 'A certificate standard of the taxonomy, code or word.' })
  standard: string;

  @Field(() => EvidenceGrade, { nullable: true, description: 'Any will do when left out.' })
  minEvidence?: `${EvidenceGrade}` | null;
}

@ObjectType('CertificateRequirement', {
  implements: () => [RequirementModel],
  description: 'A certificate to be held on every day of delivery.',
})
export class CertificateRequirementModel extends RequirementModel {
  @Field(() => CertificateStandardModel, { description: 'This standard, or one that implies it.' })
  standard: CertificateStandardModel;

  @Field(() => EvidenceGrade, { nullable: true, description: 'How well it must be supported; null: any way.' })
  minEvidence: `${EvidenceGrade}` | null;
}
