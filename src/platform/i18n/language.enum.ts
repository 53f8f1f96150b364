import { describedEnum } from '../graphql/described-enum.js';
import type { Language } from './message.js';

export const LanguageEnum = describedEnum<Language>('Language', 'The languages people are answered in.', {
  vi: 'Vietnamese.',
  en: 'English.',
});
