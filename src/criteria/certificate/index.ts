import type { Criterion } from '../criterion.js';
import type { AsksPlace } from '../place/shape.js';
import { certificatesField } from './field.js';
import { askCertificate, judgeCertificate } from './judge.js';
import type { AsksCertificates } from './shape.js';
import { certificateWords } from './words.js';

/** Held on every day of the delivery, by the site that does the work. */
export const certificate = {
  kind: 'certificate',
  about: 'Whether it is certified to a standard on every day of the delivery.',
  field: certificatesField,
  unasked: { certificates: [] },
  ask: ({ certificates, deliveryWindow }, { asOf, taxonomy }) =>
    certificates.map((asked) => {
      const ready = askCertificate(asked, deliveryWindow, asOf, taxonomy);
      return {
        key: `certificate:${asked.standard}`,
        counts: asked,
        extent: 'SITE',
        required: ready.required,
        judge: (site, firm) => judgeCertificate(ready, firm.certificates, site.id),
      };
    }),
  closes: () => 'PAPERWORK',
  words: certificateWords,
} satisfies Criterion<AsksCertificates & Pick<AsksPlace, 'deliveryWindow'>>;
