import { describe, expect, it } from '@jest/globals';
import { readSearch } from './read-search.ts';

describe('a search', () => {
  it('is taken apart into what each part of it says', () => {
    expect(readSearch('Khan 12/03/1951 SG1 1AA 943 476 5919')).toMatchObject({
      nhsNumber: '9434765919',
      born: ['1951-03-12'],
      postcode: 'SG1 1AA',
    });
    expect(readSearch('Khan 12/03/1951 SG1 1AA').names.trim()).toBe('Khan');
  });

  it('leaves out what nothing was said of', () => {
    expect(readSearch('Ada Khan')).toEqual({
      names: 'Ada Khan',
      nhsNumber: null,
      born: null,
      postcode: null,
    });
  });

  it('takes ten digits with a wrong check digit for no NHS number', () => {
    expect(readSearch('943 476 5918').nhsNumber).toBeNull();
  });

  it('means either century by a year of two digits', () => {
    expect(readSearch('5/6/47').born).toEqual(['1947-06-05', '2047-06-05']);
    expect(readSearch('29/2/00').born).toEqual(['2000-02-29']);
  });

  it.each(['31/4/1950', '12/13/1950', '0/1/1950', 'May', 'March'])(
    'finds no day in %s',
    (search) => {
      expect(readSearch(search).born).toBeNull();
    },
  );

  it.each([
    ['sg11aa', 'SG1 1AA'],
    ['EC1A 1BB', 'EC1A 1BB'],
    ['w1a0ax', 'W1A 0AX'],
    ['SG1', null],
    ['Avenue 11', null],
  ])('reads the postcode in %s as %s', (text, postcode) => {
    expect(readSearch(text).postcode).toBe(postcode);
  });
});
