/** Which requirement a verdict or a gap is about, as the API says it. */
export interface CriterionView {
  kind: string;
  label: string;
  operation: { position: number } | null;
  standard: { code: string } | null;
  characteristic: { code: string } | null;
}

export const CRITERION_FIELDS = `kind label operation { position } standard { code } characteristic { code }`;

/** In one word, as lists of criteria name them: `process:2`, `leadTime`, `certificate:iso-9001`. */
export function criterionKey({ kind, operation, standard, characteristic }: Omit<CriterionView, 'label'>): string {
  const name = kind.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const which = operation?.position ?? standard?.code ?? characteristic?.code;
  return which === undefined ? name : `${name}:${which}`;
}
