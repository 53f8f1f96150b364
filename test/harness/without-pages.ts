/** An answer with each list that was asked for as `{ nodes { … } }` alone as the plain list it is. */
export function withoutPages(answer: any): any {
  if (Array.isArray(answer)) return answer.map(withoutPages);
  if (answer === null || typeof answer !== 'object') return answer;
  if (Array.isArray(answer.nodes) && Object.keys(answer).length === 1) return withoutPages(answer.nodes);
  return Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, withoutPages(value)]));
}
