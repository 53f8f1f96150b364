/** A document whose fragments ask for the children of materials `width` ways, `depth` levels down. */
export function bomb(width: number, depth: number): string {
  const fragments = Array.from({ length: depth }, (_, at) => {
    const spreads = Array.from({ length: width }, (_, each) => `a${each}: children { ...F${at + 1} }`).join(' ');
    return `fragment F${at} on Material { ${spreads} }`;
  });
  return `{ materials { ...F0 } } ${fragments.join(' ')} fragment F${depth} on Material { code }`;
}
