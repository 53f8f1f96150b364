import { Field, InputType, Int } from '@nestjs/graphql';
import { describedEnum } from '../graphql/described-enum.js';
import { allowanceInWords, type FilePurpose } from './file-purposes.js';

export const FilePurposeEnum = describedEnum<FilePurpose>('FilePurpose', 'What a file is for.', {
  CERTIFICATE_EVIDENCE: `A supplier’s proof of a certificate or capability: ${allowanceInWords('CERTIFICATE_EVIDENCE')}.`,
  DRAWING: `A buyer’s drawing or model of a part: ${allowanceInWords('DRAWING')}.`,
  PERSONAL_DATA: 'A copy of what is kept of one person, which only Ketnoi makes.',
  REGISTRATION_CERTIFICATE: `Proves which firm a tax code is the code of: ${allowanceInWords('REGISTRATION_CERTIFICATE')}. For suppliers.`,
  SPECIFICATION: `A buyer’s text or table about a part: ${allowanceInWords('SPECIFICATION')}.`,
});

@InputType({ description: 'A file that is about to be sent. What is sent must be exactly this.' })
export class FileSlotInput {
  @Field(() => FilePurposeEnum, { description: 'What it is for.' })
  purpose: FilePurpose;

  @Field({
    description: 'How it is to be offered, with the ending of its type. Folders and odd characters are dropped.',
  })
  name: string;

  @Field({ description: 'One of those that the purpose allows, `application/pdf` for instance.' })
  mediaType: string;

  @Field(() => Int, { description: 'How many bytes it has.' })
  sizeBytes: number;
}
