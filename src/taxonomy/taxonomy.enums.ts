import { describedEnum } from '../platform/graphql/described-enum.js';

export const AdministrativeLevel = describedEnum(
  'AdministrativeLevel',
  'The two levels of administration there have been since 1 July 2025.',
  {
    province: 'A province or a city directly under the central government.',
    ward: 'A ward, a commune or a special zone.',
  },
);

export const MaterialKindEnum = describedEnum('MaterialKind', 'How wide an entry of the materials is.', {
  group: 'Too wide for a claim of it to answer for a grade.',
  family: 'A claim of it answers for every grade in it.',
  grade: 'One material, as a standard names it.',
});

export const SenseOfCharacteristic = describedEnum(
  'SenseOfCharacteristic',
  'In which direction of a number a firm can do more.',
  { higher: 'More is more capable: layers, axes.', lower: 'Less is stricter: the finest gauge, the narrowest track.' },
);
