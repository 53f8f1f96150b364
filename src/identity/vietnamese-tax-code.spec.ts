import { describe, expect, it } from '@jest/globals';
import { readVietnameseTaxCode } from './vietnamese-tax-code.js';

describe('readVietnameseTaxCode', () => {
  it.each([
    ['0100109106', '0100109106', 'Viettel'],
    ['0300588569', '0300588569', 'Vinamilk'],
    ['0101248141', '0101248141', 'FPT'],
    ['0100686209', '0100686209', 'MobiFone'],
    ['2500150335', '2500150335', 'Honda Việt Nam'],
    ['2300325764', '2300325764', 'Samsung Electronics Việt Nam'],
    ['0100109106-001', '0100109106-001', 'a branch'],
    ['0100109106001', '0100109106-001', 'a branch without its hyphen'],
    [' 0100 109 106 – 001 ', '0100109106-001', 'spaces and a long dash'],
    ['01.00.109.106', '0100109106', 'dots'],
    ['001085012345', '001085012345', 'a household business'],
    ['096 300 000 001', '096300000001', 'a household business, with spaces'],
  ])('%s is %s (%s)', (text, taxCode) => {
    expect(readVietnameseTaxCode(text)).toEqual({ isValid: true, taxCode });
  });

  it.each([
    ['0100109107', 'TAX_CODE_CHECK_DIGIT', 'last digit off by one'],
    ['0100190106', 'TAX_CODE_CHECK_DIGIT', 'two digits swapped'],
    ['0000000000', 'TAX_CODE_CHECK_DIGIT', 'zeros: the check digit would be 10'],
    ['1234567890', 'TAX_CODE_CHECK_DIGIT', 'made up'],
    ['0100109107-001', 'TAX_CODE_CHECK_DIGIT', 'a branch of nobody'],
    ['100109106', 'TAX_CODE_SHAPE', 'the leading zero is lost'],
    ['003085012345', 'TAX_CODE_SHAPE', 'a personal number of no province'],
    ['0010850123', 'TAX_CODE_CHECK_DIGIT', 'ten digits of a personal number'],
    ['0100109106-1', 'TAX_CODE_SHAPE', 'half a branch'],
    ['0100109106-000', 'TAX_CODE_SHAPE', 'branches count from 001'],
    ['01001091O6', 'TAX_CODE_SHAPE', 'the letter O'],
    ['٠١٠٠١٠٩١٠٦', 'TAX_CODE_SHAPE', 'digits of another script'],
    ['', 'TAX_CODE_SHAPE', 'nothing'],
  ])('%s is refused: %s (%s)', (text, fault) => {
    expect(readVietnameseTaxCode(text)).toEqual({ isValid: false, fault });
  });
});
