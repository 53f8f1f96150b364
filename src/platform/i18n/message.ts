/** The two languages people are answered in. Labels of the taxonomy know more. */
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A sentence with a stable code. `{name}` places are filled from the parameters. */
export interface Message {
  code: string;
  vi: string;
  en: string;
}

/** A number is written as the language does; what is said in words is given in each. */
export type Parameters = Record<string, string | number | Record<Language, string>>;

/** A module’s messages by code: `const FIRM = catalogue({ NAME_MISSING: { vi: …, en: … } })`. */
export function catalogue<Code extends string>(texts: Record<Code, { vi: string; en: string }>): Record<Code, Message> {
  const entries = Object.entries(texts) as [Code, { vi: string; en: string }][];
  return Object.fromEntries(entries.map(([code, text]) => [code, { code, ...text }])) as unknown as Record<
    Code,
    Message
  >;
}

const NUMBER_FORMAT = {
  vi: new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 6 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 }),
};

export const numberIn = (language: Language, value: number): string => NUMBER_FORMAT[language].format(value);

export function sentence(message: Message, language: Language, parameters: Parameters = {}): string {
  return message[language].replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = parameters[name];
    if (value === undefined) return place;
    if (typeof value === 'number') return numberIn(language, value);
    return typeof value === 'string' ? value : value[language];
  });
}

/** From an `Accept-Language` header or a `--lang` option: English when it comes before Vietnamese, else Vietnamese. */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...options] = part.trim().toLowerCase().split(';');
      const quality = options.map((option) => /^\s*q=([\d.]+)/.exec(option)?.[1]).find(Boolean);
      return { language: tag.split('-')[0]!, quality: quality === undefined ? 1 : Number(quality) };
    })
    .sort((a, b) => b.quality - a.quality)
    .map((entry) => LANGUAGES.find((language) => language === entry.language))
    .find((language) => language !== undefined);
  return wanted ?? (header && !header.includes('*') && header.trim() !== '' ? 'en' : 'vi');
}
