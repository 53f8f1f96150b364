/**
 * The first dictionary: a verdict of each kind as JSON writes it, the most frequent last (deflate reaches them with the
 * shortest distances). Never to be edited: stored findings can be read with this very text only.
 */
export const DICTIONARY_1 = [
  '{"verdicts":[',
  verdict('languages', 'NOT_AMONG', '{"kind":"CODES","codes":["vi","en","ja","ko","zh"]}', 'null', 'null'),
  verdict('endMarket', 'SILENT', '{"kind":"CODES","codes":["motorbike","automotive","electronics"]}', 'null', 'null'),
  verdict(
    'characteristic:layers',
    'HOLDS',
    '{"kind":"BOUNDS","atLeast":2,"atMost":null,"unit":null}',
    '"pieces"',
    'null',
  ),
  verdict(
    'certificate:ISO_14001',
    'NOT_HELD',
    '{"kind":"PERIOD","standards":["ISO_14001"],"from":"2027-01-01","to":"2027-12-31","evidence":"VERIFIED"}',
    '"days"',
    'null',
  ),
  verdict(
    'certificate:IATF_16949',
    'IMPLIED',
    '{"kind":"PERIOD","standards":["IATF_16949"],"from":"2026-01-01","to":"2026-12-31","evidence":"DOCUMENTED"}',
    '"days"',
    '"VERIFIED"',
  ),
  verdict(
    'certificate:ISO_9001',
    'EXPIRED_IN_WINDOW',
    '{"kind":"PERIOD","standards":["ISO_9001"],"from":null,"to":null,"evidence":null}',
    '"days"',
    '"DOCUMENTED"',
  ),
  verdict('place', 'HOLDS', '{"kind":"NEARNESS","maxKm":60,"provinceCodes":[]}', '"km"', 'null'),
  verdict('place', 'SHORT', '{"kind":"LOCATION","km":12.5,"provinceCode":"01"}', '"km"', 'null'),
  verdict('leadTime', 'SHORT', '{"kind":"QUANTITY","value":30,"unit":"days"}', '"days"', '"DECLARED"'),
  verdict(
    'volume',
    'CANNOT_CONVERT',
    '{"kind":"CONVERTED","value":0,"unit":"pieces","stated":{"value":0,"unit":"kg"}}',
    '"pieces"',
    '"DECLARED"',
  ),
  verdict('volume', 'SHORT', '{"kind":"QUANTITY","value":10000,"unit":"pieces"}', '"pieces"', '"DECLARED"'),
  verdict('lot', 'HOLDS', '{"kind":"QUANTITY","value":500,"unit":"pieces"}', '"pieces"', '"DECLARED"'),
  verdict('roughness', 'HOLDS', '{"kind":"QUANTITY","value":1.6,"unit":"µm"}', '"µm"', '"DECLARED"'),
  verdict(
    'tolerance',
    'NOT_JUDGED',
    '{"kind":"TOLERANCE","toleranceMm":0.05,"basis":null,"nominalMm":null}',
    '"mm"',
    '"DECLARED"',
  ),
  verdict('thickness', 'HOLDS', '{"kind":"RANGE","from":0.5,"to":6,"unit":"mm"}', '"mm"', '"DECLARED"'),
  verdict('mass', 'HOLDS', '{"kind":"QUANTITY","value":1.2,"unit":"kg"}', '"kg"', '"DECLARED"'),
  verdict('size', 'HOLDS', '{"kind":"SIDES","sidesMm":[300,200,100]}', '"mm"', '"DECLARED"'),
  verdict(
    'material',
    'OTHER_FAMILY',
    '{"kind":"CODES","codes":["ALUMINIUM","STAINLESS_STEEL","SUS304"]}',
    'null',
    '"DECLARED"',
  ),
  verdict('material', 'FAMILY_CLAIM', '{"kind":"CODES","codes":["ALUMINIUM_ALLOY"]}', 'null', '"DECLARED"'),
  verdict('process:3', 'NOT_OFFERED', '{"kind":"PROCESS","process":"powder_coating","ownOnly":false}', 'null', 'null'),
  verdict('process:2', 'SIBLING_ONLY', '{"kind":"PROCESS","process":"turning","ownOnly":true}', 'null', '"DECLARED"'),
  verdict('process:1', 'BROADER_CLAIM', '{"kind":"PROCESS","process":"milling","ownOnly":false}', 'null', '"DECLARED"'),
  '],"assignment":{"operations":[{"operation":1,"capabilityId":"","siteId":""},{"operation":2,"capabilityId":null,"siteId":null}],"siteIds":[""]}}',
].join('');

function verdict(criterion: string, reason: string, stated: string, unit: string, evidence: string): string {
  const verdictsOutcome = reason === 'HOLDS' ? 'MET' : reason === 'SHORT' ? 'UNMET' : 'UNKNOWN';
  const start = `{"criterion":"${criterion}","level":"MUST","weight":1,"outcome":"${verdictsOutcome}","reason":"${reason}"`;
  const refs = '"refs":{"capabilityId":null,"siteId":null,"certificateIds":[]}';
  return `${start},"required":${stated},"offered":${stated},"margin":0,"unit":${unit},"evidence":${evidence},${refs}},`;
}
