import type { Reading } from './vocabulary.js';

/**
 * What people write around a name without meaning anything else by it. A reading leaves such words out; the look-up
 * tries it only where the whole is unknown, and accepts it only where the rest names one entry.
 */

/** Words in front of or behind any name, with the forms that carry no marks ("may" alone would be sewing, not máy). */
const AROUND_ANY_NAME = {
  before: [
    'gia công|gia cong|sản xuất|san xuat|vật liệu|vat lieu|công nghệ|cong nghe|dịch vụ|dich vu|máy|quy trình|công đoạn',
    'process of|processing of|production of|manufacture of|manufacturing of|material|raw material',
  ].join('|'),
  after: [
    'process|processes|processing|service|services|technology|machine|machines|operation|production|manufacturing',
    'material|materials|công nghiệp|theo yêu cầu|theo yeu cau',
  ].join('|'),
  /** Written without a space before them. */
  suffix: '加工|製造|工程|作業|サービス|素材|材料|가공|제조|공정|작업|서비스|소재|재료',
};

const AROUND_A_MATERIAL = {
  before: [
    'hợp kim|hop kim|mác|mác thép|hạt|hat|tấm|cuộn|thanh|ống|cây|phôi|dây|vải|vai|sợi|soi|màng|bột',
    'alloy|grade|sheet of|plate of|pure',
  ].join('|'),
  after: [
    'alloy|alloys|grade|sheet|sheets|plate|plates|bar|bars|rod|rods|tube|tubes|pipe|pipes|coil|coils|strip|wire',
    'resin|resins|pellet|pellets|granules|fabric|fabrics|yarn|yarns|film|foam sheet|nguyên chất|nguyên sinh',
  ].join('|'),
  suffix: '合金|樹脂|板|棒|線|鋼材|합금|수지|강판|원단',
};

const AROUND_A_STANDARD = {
  before: 'chứng nhận|chứng chỉ|giấy chứng nhận|tiêu chuẩn|chung nhan|chung chi|tieu chuan|certificate of|certified to',
  after: 'certificate|certificates|certification|certified|standard|audit|compliance|compliant',
  suffix: '認証|認定|規格|取得|인증|인증서|규격',
};

const AROUND_A_PARK = {
  before: [
    'khu công nghiệp hỗ trợ|khu công nghiệp|khu chế xuất|cụm công nghiệp|khu công nghệ cao|khu cn|khu cong nghiep ho tro',
    'khu cong nghiep|khu che xuat|cum cong nghiep|kcn hỗ trợ|kcn ho tro|kcnht|kcnc|kcn|kcx|ccn|ip',
  ].join('|'),
  after: [
    'industrial parks?|industrial zones?|industrial estate|export processing zone|hi-?tech park|industrial cluster',
    'ind\\.? park|ip|iz|epz|zone|park',
  ].join('|'),
  suffix: '工業団地|공업단지|산업단지',
};

function around({ before, after, suffix }: { before: string; after: string; suffix: string }): Reading {
  const [front, back] = [
    new RegExp(`^(${before})[\\s.:-]+(?=\\S)`, 'iu'),
    new RegExp(`(?<=\\S)[\\s-]+(${after})$`, 'iu'),
  ];
  const glued = new RegExp(`(?<=[\\s\\S]{2})\\s*(${suffix})$`, 'u');
  return (word) => {
    const composed = word.normalize('NFC');
    return [front, back, glued].filter((part) => part.test(composed)).map((part) => composed.replace(part, ''));
  };
}

export const anyName = around(AROUND_ANY_NAME);
export const materialName = around(AROUND_A_MATERIAL);
export const standardName = around(AROUND_A_STANDARD);
export const parkName = around(AROUND_A_PARK);

/** "ISO 9001:2015", "IATF 16949-2016": which edition does not matter to what the standard is. */
export const withoutEdition: Reading = (word) =>
  matched(word, /^(.*\S)\s*[:\-–/ ]\s*(?:19|20)\d{2}(?:\s*\/?\s*(?:Amd|A)\.?\s*\d+(?::\d{4})?)?$/iu);

/** "TCVN ISO 9001", "BS EN ISO 13485": a national body took the standard over word for word. */
export const withoutAdoptingBody: Reading = (word) =>
  matched(word, /^(?:(?:TCVN|BS|DIN|NF|UNI|GB\/T|KS [A-Z]|EN)[\s-]+)+((?:ISO|IEC|IATF)\b.*)$/iu);

/** "100% cotton", "cotton 100%": all of it, so that and nothing else. A smaller share is a blend and stays as it is. */
export const whollyOf: Reading = (word) => [
  ...matched(word, /^100\s*%\s*(.+)$/u),
  ...matched(word, /^(.+?)[\s:]*100\s*%$/u),
];

/** "A6061-T6", "5052 H32": the temper of an aluminium alloy is a state of the grade, not another grade. */
export const withoutTemper: Reading = (word) => matched(word, /^(.*\d.*?)[\s-]+(?:T\d{1,4}|H\d{2,3}|O)$/u);

/** "KCN Quang Minh, Hà Nội": what follows the comma says where the park lies. */
export const withoutWhereabouts: Reading = (word) => matched(word, /^([^,，]+?)\s*[,，].+$/u);

/** "Thang Long Industrial Park II": English puts the number of a park behind its type. */
export const parkNumberInPlace: Reading = (word) => {
  const numbered = /^(\S.*?)\s+(?:industrial (?:park|zone)|ip|iz)\s+(I{1,3}|IV|V|\d)$/iu.exec(word);
  return numbered ? [`${numbered[1]} ${numbered[2]}`] : [];
};

/** "P. Ba Đình", "TP Hà Nội": the type of a unit written short. */
export const unitTypeInFull: Reading = (word) => {
  const short = /^(tp|p|x|t)(?:\.\s*|\s+)(\S.*)$/iu.exec(word);
  if (!short) return [];
  const types: Record<string, string> = { tp: 'Thành phố', p: 'Phường', x: 'Xã', t: 'Tỉnh' };
  return [`${types[short[1]!.toLowerCase()]} ${short[2]}`];
};

function matched(word: string, pattern: RegExp): string[] {
  const rest = pattern.exec(word.normalize('NFC'))?.[1];
  return rest === undefined ? [] : [rest];
}
