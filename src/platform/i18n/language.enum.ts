import { registerEnumType } from '@nestjs/graphql';

export const LanguageEnum = { VI: 'vi', EN: 'en' } as const;
registerEnumType(LanguageEnum, {
  name: 'Language',
  description: 'The languages people are answered in.',
  valuesMap: { VI: { description: 'Vietnamese.' }, EN: { description: 'English.' } },
});
